"""Measure quotations and speakers against a gold file, with the scorer of the gold.

    python benchmarks/quotes.py GOLD.jsonl --measures FOLDER [--list KIND] [--cache FILE]

FOLDER holds quotes_score.py and tables_to_quotes.py. Prints one table.
"""

import argparse
import importlib.util
import json
import sys
import tempfile
import time
from pathlib import Path

import pandas as pd

from analysis.lexicons import standard_lexicons
from analysis.reading.language import load_model, parse, split_sentences
from analysis.reading.layout import split_zones
from analysis.reading.quotes import find_quotes
from analysis.reading.speakers import resolve_speakers
from analysis.reading.voice import split_voices


def load_module(path):
    spec = importlib.util.spec_from_file_location(path.stem, path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def read_docs(rows, cache):
    from spacy.tokens import DocBin

    if cache and Path(cache).exists():
        return list(DocBin().from_disk(cache).get_docs(load_model().vocab))
    docs = [parse(row["text"], split_zones(row["text"])) for row in rows]
    if cache:
        DocBin(docs=docs, store_user_data=False).to_disk(cache)
    return docs


def make_tables(rows, docs, folder):
    lexicons = standard_lexicons()
    articles, quote_tables, segment_tables, sentence_tables, zone_tables = [], [], [], [], []
    spent = {"quotes": 0.0, "speakers": 0.0, "voice": 0.0}
    for row, doc in zip(rows, docs, strict=True):
        name, text = row["doc_id"], row["text"]
        zones = split_zones(text)
        sentences = split_sentences(doc, zones)
        times = [time.process_time()]
        quotes = find_quotes(doc, zones, sentences, lexicons=lexicons)
        times.append(time.process_time())
        quotes = resolve_speakers(quotes, doc, sentences, lexicons=lexicons)
        times.append(time.process_time())
        segments = split_voices(sentences, quotes)
        times.append(time.process_time())
        for key, before, after in zip(spent, times, times[1:], strict=False):
            spent[key] += after - before
        articles.append({"article_id": name, "source": row["source"], "text": text, "path": name})
        for table, tables in (
            (quotes, quote_tables),
            (segments, segment_tables),
            (sentences, sentence_tables),
            (zones, zone_tables),
        ):
            tables.append(table.assign(article_id=name))
    folder = Path(folder)
    pd.DataFrame(articles).to_csv(folder / "articles.csv", index=False)
    named = (
        ("quotes", quote_tables),
        ("segments", segment_tables),
        ("sentences", sentence_tables),
        ("zones", zone_tables),
    )
    for name, tables in named:
        pd.concat(tables).to_csv(folder / f"{name}.csv", index=False)
    return spent


def measure(rows, tables, score_module, tables_module):
    gold = {row["doc_id"]: row for row in rows}
    found = {}
    for view in ("speech", "all"):
        found[view] = {name: {"quotes": quotes} for name, quotes in tables_module.convert(tables, view).items()}
    return score_module.score(gold, found["all"]), score_module.score(gold, found["speech"], speech_only=True)


def show(every, speech, out=sys.stdout):
    def line(name, *values):
        print(
            f"{name:44s}"
            + "".join(f"{value:8.1f}" if isinstance(value, float) else f"{value!s:>8}" for value in values),
            file=out,
        )

    line(
        "speech only: F@.5, e2e, P, R",
        speech["all"]["0.5"]["F"],
        speech["all"]["e2e"]["F"],
        speech["all"]["0.5"]["P"],
        speech["all"]["0.5"]["R"],
    )
    line(
        "all: F@.5, e2e, P, R, predicted",
        every["all"]["0.5"]["F"],
        every["all"]["e2e"]["F"],
        every["all"]["0.5"]["P"],
        every["all"]["0.5"]["R"],
        every["all"]["pred"],
    )
    for kind in ("direct", "mixed", "indirect"):
        line(
            f"  {kind}: F@.5, P, R, gold, predicted",
            every[kind]["0.5"]["F"],
            every[kind]["0.5"]["P"],
            every[kind]["0.5"]["R"],
            every[kind]["gold"],
            every[kind]["pred"],
        )
    line(
        "  by kind, speech only: direct mixed indirect",
        *(speech[kind]["0.5"]["F"] for kind in ("direct", "mixed", "indirect")),
    )
    line("speaker right, exact", every["speaker right"], every["speaker exact"])
    line("quoted words, right speaker: F", every["quoted words"]["right speaker"]["F"])
    line(
        "exact F, token F", every["all"]["exact"]["F"], every["all"]["e2e"]["F"] * 0 + every["all words"]["token"]["F"]
    )
    line("TV of speakers, of kinds", every["speaker-share TV"], every["type-share TV"])
    low, high = every["volume ratio"]
    line("volume ratio low, high, spread", f"{low:.3f}", f"{high:.3f}", f"{high - low:.3f}")
    line("articles without a prediction", every["articles with no prediction"])


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold")
    parser.add_argument("--measures", required=True)
    parser.add_argument("--cache")
    parser.add_argument("--tables")
    options = parser.parse_args()
    rows = [json.loads(line) for line in Path(options.gold).read_text(encoding="utf-8").splitlines()]
    measures = Path(options.measures)
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.tables or temporary
        Path(folder).mkdir(exist_ok=True)
        started = time.process_time()
        docs = read_docs(rows, options.cache)
        parsed = time.process_time() - started
        spent = make_tables(rows, docs, folder)
        show(
            *measure(
                rows, folder, load_module(measures / "quotes_score.py"), load_module(measures / "tables_to_quotes.py")
            )
        )
        print("CPU seconds: parse", round(parsed, 1), {key: round(value, 2) for key, value in spent.items()})


if __name__ == "__main__":
    main()
