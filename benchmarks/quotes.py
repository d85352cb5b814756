"""Measure quotations and speakers against a gold file, with textacy beside this package where it is installed.

    python benchmarks/quotes.py GOLD.jsonl --measures FOLDER

GOLD holds one article a line (doc_id, source, text, quotes with spans). FOLDER holds quotes_score.py and
tables_to_quotes.py, which score tables from outside. One configuration, one run: segments in the speech view;
speech-only figures from the speech view, all others from every row.
"""

import argparse
import importlib.util
import json
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from types import ModuleType
from typing import Any

import pandas as pd

from analysis.language.parse import load_model, model_name
from analysis.reading.article import read_article

Rows = list[dict[str, Any]]
Predictions = dict[str, dict[str, Any]]
TITLES = ("this package", "textacy")


def load_script(path: Path) -> ModuleType:
    """Load a Python file that belongs to no package."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    if spec is None or spec.loader is None:
        raise SystemExit(f"No script at '{path}'.")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def write_tables(rows: Rows, folder: str) -> float:
    """Read every article and write articles, quotes and segments; give the CPU seconds."""
    started = time.process_time()
    parts: dict[str, list[pd.DataFrame]] = {"quotes": [], "segments": []}
    for row in rows:
        tables = read_article(row["text"], view="speech")
        for name, found in parts.items():
            found.append(tables[name].assign(article_id=row["doc_id"]))
    spent = time.process_time() - started
    articles = [{"article_id": row["doc_id"], "source": row["source"], "text": row["text"]} for row in rows]
    pd.DataFrame(articles).to_csv(Path(folder) / "articles.csv", index=False)
    for name, found in parts.items():
        pd.concat(found).to_csv(Path(folder) / f"{name}.csv", index=False)
    return spent


def predict_with_textacy(rows: Rows) -> tuple[Predictions, float]:
    """What textacy finds in a parse by the same model; an article that it raises on has no prediction."""
    import spacy
    from textacy.extract import direct_quotations  # type: ignore[import-not-found]

    found: Predictions = {}
    started = time.process_time()
    model = spacy.load(model_name()[0], exclude=["ner"])
    for row in rows:
        doc = model(row["text"])
        try:
            quotes = list(direct_quotations(doc))
        except ValueError:
            continue
        spans = [
            {
                "content": [[q.content.start_char, q.content.end_char]],
                "speaker": [[t.idx, t.idx + len(t)] for t in q.speaker],
            }
            for q in quotes
        ]
        found[row["doc_id"]] = {"quotes": spans}
    return found, time.process_time() - started


def lines(every: dict[str, Any], speech: dict[str, Any]) -> Iterable[tuple[str, str]]:
    """The figures of one system, in the order of the table."""

    def percent(value: float) -> str:
        return f"{value:.1f}"

    def rates(measured: dict[str, Any]) -> str:
        return " / ".join(percent(measured[name]) for name in ("P", "R", "F"))

    yield "speech only: P / R / F@.5", rates(speech["all"]["0.5"])
    yield "speech only: content and speaker right, F", percent(speech["all"]["e2e"]["F"])
    yield "all: P / R / F@.5", rates(every["all"]["0.5"])
    yield "all: content and speaker right, F", percent(every["all"]["e2e"]["F"])
    for kind in ("direct", "mixed", "indirect"):
        yield f"all, {kind}: P / R / F@.5", rates(every[kind]["0.5"])
    yield "all: same words, F", percent(every["all"]["exact"]["F"])
    yield "speaker right / span exact", f"{percent(every['speaker right'])} / {percent(every['speaker exact'])}"
    yield "quoted words, right speaker, F", percent(every["quoted words"]["right speaker"]["F"])
    yield "TV of speaker shares", percent(every["speaker-share TV"])
    yield "volume ratio, lowest to highest source", " to ".join(f"{ratio:.2f}" for ratio in every["volume ratio"])
    yield "articles without a prediction", str(every["articles with no prediction"])


def measure(rows: Rows, measures: Path, *, split: bool) -> dict[str, list[tuple[str, str]]]:
    """Score this package, and textacy where it is installed: the lines of the table by system."""
    scorer, converter = load_script(measures / "quotes_score.py"), load_script(measures / "tables_to_quotes.py")
    gold = {row["doc_id"]: row for row in rows}
    score: Callable[..., dict[str, Any]] = scorer.score
    if split:
        scorer.split_fragments(gold)
    result = {}
    with tempfile.TemporaryDirectory() as folder:
        spent = write_tables(rows, folder)
        views = {
            view: {name: {"quotes": quotes} for name, quotes in converter.convert(folder, view).items()}
            for view in ("all", "speech")
        }
    systems = {TITLES[0]: (views["all"], views["speech"], spent)}
    if importlib.util.find_spec("textacy"):
        found, seconds = predict_with_textacy(rows)
        systems[TITLES[1]] = (found, found, seconds)
    for name, (every, speech, seconds) in systems.items():
        if split:
            for predictions in {id(every): every, id(speech): speech}.values():
                scorer.split_fragments(predictions)
        figures = list(lines(score(gold, every), score(gold, speech, speech_only=True)))
        result[name] = [*figures, ("CPU seconds, parse included", f"{seconds:.0f}")]
    return result


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--measures", type=Path, required=True, help="folder of quotes_score.py")
    parser.add_argument("--split-fragments", action="store_true", help="cut every quotation into its pieces first")
    options = parser.parse_args()
    rows = [json.loads(line) for line in options.gold.read_text(encoding="utf-8").splitlines() if line.strip()]
    load_model()
    result = measure(rows, options.measures, split=options.split_fragments)
    print(f"{options.gold.name}, {len(rows)} articles")
    print(f"{'':44s}" + "".join(f"{name:>24s}" for name in result))
    for figures in zip(*result.values(), strict=True):
        print(f"{figures[0][0]:44s}" + "".join(f"{value:>24s}" for _, value in figures))


if __name__ == "__main__":
    main()
