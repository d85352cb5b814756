"""How many planted differences the findings tell, and how many findings are false.

    python benchmarks/findings.py [--corpus tests/planted] [--first 5] [--list]

The corpus holds invented articles, `differences.csv` (what was planted: event, topics, words that the passages of
the two sides must hold) and `read.csv` (findings that were not planted, read against the articles: true or false). A
planted difference is found if a finding of its event and topics shows both sides of it. A finding is false if it tells
no planted difference and nobody has read it as true: one that is new counts as false until it is read.
"""

import argparse
import csv
from collections.abc import Iterator, Mapping
from pathlib import Path

import pandas as pd

from analysis import check_parameters, make_tables

Row = dict[str, str]


def read_rows(path: Path) -> list[Row]:
    """Read a CSV file, without the lines that begin with #."""
    with path.open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if not next(iter(row.values())).startswith("#")]


def read_texts(tables: Mapping[str, pd.DataFrame]) -> dict[str, dict[str, str]]:
    """Give of each finding the text that each source shows, by source: its passages."""
    sources = dict(zip(tables["articles"]["article_id"], tables["articles"]["source"], strict=True))
    texts: dict[str, dict[str, str]] = {key: {} for key in tables["findings"]["finding_id"]}
    passages = tables["finding_passages"].query("finding_id in @texts")
    for key, article_id, text in passages[["finding_id", "article_id", "text"]].itertuples(index=False, name=None):
        source = sources[article_id]
        texts[key][source] = f"{texts[key].get(source, '')} {text}"
    return texts


def shows(cell: str, texts: Mapping[str, str]) -> set[str]:
    """Name the sources whose text holds one of the alternatives of a cell ("Source: words | Source: words")."""
    options = (option.partition(": ") for option in cell.split(" | "))
    return {source.strip() for source, _, words in options if words.strip() in texts.get(source.strip(), "\0")}


def match_findings(tables: Mapping[str, pd.DataFrame], planted: list[Row]) -> Iterator[tuple[int, str]]:
    """Pair each planted difference (by its place in the list) with the findings that tell it."""
    texts = read_texts(tables)
    columns = ["finding_id", "event", "topic"]
    for place, row in enumerate(planted):
        for key, event, topic in tables["findings"][columns].itertuples(index=False, name=None):
            if event == row["event"] and topic in row["topics"].split():
                one, other = (shows(row[side], texts[key]) if row[side] else {""} for side in ("one", "other"))
                if any(a != b for a in one for b in other):
                    yield place, key


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--corpus", default="tests/planted")
    parser.add_argument("--first", type=int, default=0, help="count only the first findings of each event")
    parser.add_argument("--list", action="store_true", help="list what was missed and what is false")
    options = parser.parse_args()
    corpus = Path(options.corpus)
    tables = make_tables(check_parameters(corpus=str(corpus / "articles")))
    if options.first:
        tables["findings"] = tables["findings"].query("rank <= @options.first")
    planted, read = read_rows(corpus / "differences.csv"), read_rows(corpus / "read.csv")
    pairs = list(match_findings(tables, planted))
    found, true = {place for place, _ in pairs}, {key for _, key in pairs}
    judged = {(row["event"], row["headline"]) for row in read if row["verdict"] == "true"}
    rows = tables["findings"][["finding_id", "event", "headline"]].itertuples(index=False, name=None)
    false = [(event, told) for key, event, told in rows if key not in true and (event, told) not in judged]
    n = len(tables["findings"])
    print(f"planted differences found: {len(found)} of {len(planted)} ({len(found) / len(planted):.0%})")
    print(f"findings: {n}, of which false: {len(false)} ({len(false) / max(1, n):.0%})")
    for topic in sorted({topic for row in planted for topic in row["topics"].split()[:1]}):
        places = [place for place, row in enumerate(planted) if row["topics"].split()[0] == topic]
        print(f"  {topic}: {len(found & set(places))} of {len(places)}")
    if options.list:
        for place, row in enumerate(planted):
            if place not in found:
                print(f"missed: {row['event']}: {row['topics']}: {row['note']}")
        for event, told in false:
            print(f"false: {event}: {told}")


if __name__ == "__main__":
    main()
