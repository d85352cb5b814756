"""What all tables cost beside what a newcomer writes: processor seconds and memory over the same articles.

    python benchmarks/speed.py TEXTS.jsonl [TEXTS.jsonl ...] [--sizes 2 100] [--rounds 1] [--legs naive cold ...]

TEXTS rows: source, text. Articles of 700 to 800 words are recombined from the paragraphs of one source at a time, by
the seed, in events of three sources. Legs: a naive notebook with the same libraries (`pip install -e .[benchmark]`),
the same without named entities, textacy's quotations alone, the bare parse (the shipped model without named entities),
and all tables of this project: read for the first time, another setting of the comparison, another view of what is
reported, nothing changed, each also without the language model of tone. Every leg is a fresh process, imports
included, with its children, one thread for matrices; one after the other, over the same articles. Legs with the
language model and legs without it share no cache: an article that was read without it is not parsed again. Ratios are
of the processor time of the naive notebook, the median of the rounds. What is imported for the first time since it was
installed is compiled first: leave such a round out.
"""

import argparse
import json
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

PROJECT = Path(__file__).resolve().parents[1]
TABLES = ["-m", "analysis", "tables"]
# What is said on the command line after `python`; {file} holds the articles, {out} is a folder of the leg's own.
LEGS = {
    "naive": ["{here}", "{file}", "--run", "naive"],
    "naive without entities": ["{here}", "{file}", "--run", "unnamed"],
    "textacy": ["{here}", "{file}", "--run", "textacy"],
    "bare parse": ["{here}", "{file}", "--run", "parse"],
    "cold without model": [*TABLES, "{file}", "--out", "{out}/off", "-p", "tone_model=off"],
    "another seed without model": [*TABLES, "{file}", "--out", "{out}/off", "-p", "tone_model=off", "-p", "seed=1"],
    "another view without model": [*TABLES, "{file}", "--out", "{out}/off", "-p", "tone_model=off", "-p", "view=all"],
    "nothing changed without model": [*TABLES, "{file}", "--out", "{out}/off", "-p", "tone_model=off"],
    "cold": [*TABLES, "{file}", "--out", "{out}/on"],
    "another seed": [*TABLES, "{file}", "--out", "{out}/on", "-p", "seed=1"],
    "another view": [*TABLES, "{file}", "--out", "{out}/on", "-p", "view=all"],
    "nothing changed": [*TABLES, "{file}", "--out", "{out}/on"],
}


class Cost(NamedTuple):
    """What a process and its children took: processor seconds, and megabytes of the largest one."""

    seconds: float
    megabytes: float


def build_articles(texts: Sequence[tuple[str, str]], n: int, seed: int) -> Iterator[dict[str, str]]:
    """Recombine articles from the paragraphs of one source at a time, in events of three sources.

    Each source deals out its paragraphs in random order, all of them before any comes again.

    `texts`: source and text. Gives: id, source, event, date, text.
    """
    chance = random.Random(seed)
    pools: dict[str, list[str]] = {}
    for source, text in texts:
        pools.setdefault(source, []).extend(part.strip() for part in text.split("\n\n") if part.strip())
    sources = sorted(source for source, pool in pools.items() if sum(len(part.split()) for part in pool) > 3000)
    dealt = {source: _deal(pools[source], chance) for source in sources}
    for number in range(n):
        event = number // 3
        if number % 3 == 0:
            drawn = chance.sample(sources, 3)
        source = drawn[number % 3]
        paragraphs: list[str] = []
        n_words, wanted = 0, chance.randint(700, 800)
        while n_words < wanted:
            words = next(dealt[source]).split(" ")[: 800 - n_words]
            paragraphs.append(" ".join(words))
            n_words += len(paragraphs[-1].split())
        date = f"2026-{1 + event // 28 % 12:02}-{1 + event % 28:02}"
        yield {
            "id": f"a{number:06}",
            "source": source,
            "event": f"event {event}",
            "date": date,
            "text": "\n\n".join(paragraphs),
        }


def _deal(paragraphs: Sequence[str], chance: random.Random) -> Iterator[str]:
    while True:
        yield from chance.sample(paragraphs, len(paragraphs))


def run_naive(file: Path, *, exclude: Sequence[str] = ()) -> str:
    """Count as a newcomer's notebook does: tone by sentence, word pairs by source, direct quotations."""
    import nupunkt
    import pandas as pd
    from sklearn.feature_extraction.text import CountVectorizer
    from textblob import TextBlob

    articles = pd.read_json(file, lines=True)
    nlp = load_parser(exclude)
    # nupunkt stands in for TextBlob's own sentences, which are cut by data that is not shipped with it.
    tone = [TextBlob(part).sentiment.polarity for text in articles["text"] for part in nupunkt.sent_tokenize(text)]
    counts = CountVectorizer(ngram_range=(1, 2)).fit_transform(articles["text"])
    by_source = {s: counts[(articles["source"] == s).to_numpy()].sum(0) for s in articles["source"].unique()}
    n_quotes, n_lost = count_quotations(nlp(text) for text in articles["text"])
    return f"{len(tone)} sentences, {len(by_source)} sources, {n_quotes} quotations, {n_lost} articles lost"


def count_quotations(docs: "Iterable[Doc]") -> tuple[int, int]:
    """Direct quotations as textacy finds them, and articles that it refuses for a mark without a partner."""
    import textacy.extract

    n_quotes = n_lost = 0
    for doc in docs:
        try:
            n_quotes += len(list(textacy.extract.direct_quotations(doc)))
        except ValueError:
            n_lost += 1
    return n_quotes, n_lost


def load_parser(exclude: Sequence[str]) -> "Language":
    """Load the shipped model without some of its parts."""
    import importlib

    from analysis.language.parse import model_name

    model: Language = importlib.import_module(model_name()[0]).load(exclude=list(exclude))
    return model


def run_alone(file: Path, leg: str) -> str:
    """Run a leg that is no command of this project, in this process."""
    if leg in ("naive", "unnamed"):
        return run_naive(file, exclude=["ner"] if leg == "unnamed" else [])
    texts = [json.loads(line)["text"] for line in file.read_text(encoding="utf-8").splitlines()]
    nlp = load_parser(["ner"] if leg == "parse" else [])
    docs = map(nlp, texts)
    if leg == "textacy":
        return "{} quotations, {} articles lost".format(*count_quotations(docs))
    return f"{sum(map(len, docs))} tokens"


def measure(words: Sequence[str], cache: Path) -> Cost:
    """Run Python in a fresh process. Raises: CalledProcessError where it fails."""
    environment = os.environ | {"SAMESTORY_CACHE": str(cache), "PYTHONPATH": str(PROJECT), "OMP_NUM_THREADS": "1"}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # with it, all that is imported would be compiled anew each time
    process = subprocess.Popen([sys.executable, *words], env=environment, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    if status != 0:
        raise subprocess.CalledProcessError(os.waitstatus_to_exitcode(status), words)
    return Cost(used.ru_utime + used.ru_stime, used.ru_maxrss / 1000)


def run_round(file: Path, legs: Sequence[str], folder: Path) -> dict[str, Cost]:
    """Measure each leg once; what is kept between runs begins empty."""
    out = folder / "out"
    caches = {without: folder / ("cache without model" if without else "cache") for without in (True, False)}
    for place in (*caches.values(), out):
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir()
    told = {"here": str(Path(__file__).resolve()), "file": str(file), "out": str(out)}
    return {
        leg: measure([word.format(**told) for word in LEGS[leg]], caches[leg.endswith("without model")]) for leg in legs
    }


def describe(rounds: Sequence[dict[str, Cost]], n: int) -> list[str]:
    """A row for each leg: seconds, memory, and how many times longer the naive notebook takes."""
    lines = [f"| {n:,} articles | CPU s | largest process, MB | naive / this |", "|---|---|---|---|"]
    for leg in rounds[0]:
        seconds = statistics.median(costs[leg].seconds for costs in rounds)
        memory = max(costs[leg].megabytes for costs in rounds)
        ratios = [costs["naive"].seconds / costs[leg].seconds for costs in rounds if "naive" in costs]
        ratio = f"{statistics.median(ratios):.2f}" if ratios else ""
        lines.append(f"| {leg} | {seconds:.2f} | {memory:.0f} | {ratio} |")
    return lines


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts", type=Path, nargs="+")
    parser.add_argument("--sizes", type=int, nargs="+", default=[2, 100])
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--legs", nargs="+", choices=list(LEGS), default=list(LEGS), metavar="LEG")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--run", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.run:
        print(run_alone(options.texts[0], options.run))
        return
    rows = [json.loads(line) for path in options.texts for line in path.read_text(encoding="utf-8").splitlines()]
    texts = [(row["source"], row["text"]) for row in rows]
    for n in options.sizes:
        with tempfile.TemporaryDirectory() as place:
            file = Path(place, "articles.jsonl")
            articles = build_articles(texts, n, options.seed)
            file.write_text("".join(json.dumps(row) + "\n" for row in articles), encoding="utf-8")
            rounds = [run_round(file, options.legs, Path(place)) for _ in range(options.rounds)]
        print(*describe(rounds, n), "", sep="\n", flush=True)


if __name__ == "__main__":
    main()
