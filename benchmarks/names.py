"""Names against gold: read a corpus of JSON lines, merge within events, write names.csv for the scorer.

    python benchmarks/names.py GOLD.jsonl OUT

GOLD rows: doc_id, event_id, text. Writes OUT/names.csv (article_id = doc_id, entity, start, end ...) and prints what
reading and merging cost beside the parse.
"""

import json
import sys
import time
from pathlib import Path

import pandas as pd

from analysis.comparing.speakers.entities import merge_entities
from analysis.language.parse import parse, split_sentences
from analysis.lexicons import standard_lexicons
from analysis.reading.page.zones import split_zones
from analysis.reading.people.names import find_names


def main(gold: str, out: str) -> None:
    """Read, merge, write, and print seconds of each."""
    lexicons = standard_lexicons()
    seconds = {"parse": 0.0, "names": 0.0}
    tables, articles = [], []
    for line in Path(gold).read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        zones = split_zones(row["text"], lexicons=lexicons)
        begin = time.perf_counter()
        doc = parse(row["text"], zones)
        seconds["parse"] += time.perf_counter() - begin
        sentences = split_sentences(doc, zones)
        begin = time.perf_counter()
        names = find_names(doc, pd.DataFrame(), sentences, lexicons=lexicons)
        seconds["names"] += time.perf_counter() - begin
        tables.append(names.assign(article_id=row["doc_id"]))
        articles.append((row["doc_id"], row["event_id"]))
    quotes = pd.DataFrame(columns=["article_id", "speaker", "speaker_start", "speaker_end"])
    begin = time.perf_counter()
    merged, _, _ = merge_entities(
        pd.concat(tables, ignore_index=True), quotes, pd.DataFrame(articles, columns=["article_id", "event"])
    )
    seconds["merge"] = time.perf_counter() - begin
    Path(out).mkdir(parents=True, exist_ok=True)
    merged.to_csv(Path(out) / "names.csv", index=False)
    print({step: round(value, 2) for step, value in seconds.items()}, len(articles), "articles", len(merged), "names")


if __name__ == "__main__":
    main(*sys.argv[1:3])
