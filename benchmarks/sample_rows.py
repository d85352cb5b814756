"""Random rows of the speech view, one block a row, to be read by eye and counted by hand.

    python benchmarks/sample_rows.py GOLD.jsonl --n 50 --seed 1

GOLD holds one article a line (doc_id or article_id, text). Printed for each row: the sentences it stands in, with its
content in square brackets and its speaker in braces; then the speaker, the role, the rule and the confidence. Count
three kinds of fault: no attribution at all, content faulty, speaker wrong. The same seed gives the same rows as long
as the quotations found stay the same.
"""

import argparse
import json
import textwrap
from pathlib import Path

import numpy as np
import pandas as pd

from analysis import read_article
from analysis.schema import SPEECH_ACTS

WIDTH = 116


def draw_articles(path: Path, most: int, seed: int) -> dict[str, str]:
    """Draw articles without replacement, so that a small sample of rows need not read all of a corpus."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    order = np.random.default_rng(seed).permutation(len(rows))[:most]
    return {str(rows[i].get("doc_id") or rows[i].get("article_id")): rows[i]["text"] for i in sorted(order)}


def read_rows(texts: dict[str, str]) -> pd.DataFrame:
    """Read the articles: attributions of the speech view, nested ones aside, with their pieces and their sentences."""
    found = []
    for name, text in texts.items():
        tables = read_article(text, view="speech")
        quotes, sentences, segments = tables["quotes"], tables["sentences"], tables["segments"]
        for quote in quotes[quotes["act"].isin(SPEECH_ACTS) & (quotes["parent_id"] == "")].to_dict("records"):
            own = segments[segments["quote_id"] == quote["quote_id"]]
            pieces = list(zip(own["start"], own["end"], strict=True)) or [(quote["start"], quote["end"])]
            over = sentences[(sentences["start"] < quote["end"]) & (sentences["end"] > quote["start"])]
            context = (int(over["start"].min()), int(over["end"].max())) if len(over) else pieces[0]
            found.append(quote | {"article": name, "pieces": pieces, "context": context})
    return pd.DataFrame(found)


def mark_spans(text: str, row: dict[str, object]) -> str:
    """Give the sentences of a row with its content in square brackets and its printed speaker in braces."""
    start, end = row["context"]
    inserts = [(a, 1, "[") for a, _ in row["pieces"]] + [(b, 0, "]") for _, b in row["pieces"]]
    if row["speaker_text"]:
        inserts += [(int(row["speaker_start"]), 1, "{"), (int(row["speaker_end"]), 0, "}")]
        start, end = min(start, int(row["speaker_start"])), max(end, int(row["speaker_end"]))
    marked = text[start:end]
    for place, _, sign in sorted(inserts, reverse=True):
        marked = marked[: place - start] + sign + marked[place - start :]
    return marked.replace("][", "").replace("] [", " ")


def print_row(number: int, row: dict[str, object], text: str) -> None:
    """Print one block: the marked sentences, then what the row says of them."""
    print(f"--- {number}  {row['article']} {row['quote_id']}  {row['zone']}, {row['kind']}, {row['act']}")
    for line in mark_spans(text, row).splitlines():
        print(textwrap.fill(line, WIDTH, initial_indent="    ", subsequent_indent="    "))
    print(f"    speaker: {row['speaker']} | printed: {row['speaker_text'] or '-'} | role: {row['role']}")
    print(f"    cue: {row['cue_text'] or '-'} | rule: {row['rule']} | confidence: {row['confidence']:.2f}\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--n", type=int, default=50, help="rows to print")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--articles", type=int, default=0, help="draw them from this many articles; 0: from all")
    options = parser.parse_args()
    texts = draw_articles(options.gold, options.articles or 10**9, options.seed)
    rows = read_rows(texts)
    sample = rows.sample(min(options.n, len(rows)), random_state=options.seed).sort_index()
    print(f"{options.gold.name}: {len(sample)} of {len(rows)} rows, {len(texts)} articles, seed {options.seed}\n")
    for number, row in enumerate(sample.to_dict("records"), 1):
        print_row(number, row, texts[row["article"]])


if __name__ == "__main__":
    main()
