"""Who is who, measured: names for a scorer, and how often a speaker and the names in it tell two stories.

    python benchmarks/names.py GOLD.jsonl [GOLD.jsonl ...] [--out FOLDER]

GOLD rows: doc_id, text, and event_id where the corpus has events. For each file: in how many attributions a row of
`names` that fills the printed speaker (shares two thirds of the longer of the two spans) has another entity than the
speaker, within the article and before merging; and in how many attributions any such row overlaps it, whatever its
length (*Norland* in *Norland foreign minister Ana Sol* is another entity and no disagreement). With --out: the names of
the last file, merged within its events, as FOLDER/names.csv for a scorer outside.
"""

import argparse
import json
import time
from pathlib import Path
from typing import Any

import pandas as pd

from analysis import read_article
from analysis.comparing.speakers.entities import merge_entities

UNKNOWN = "unknown"


def find_disagreements(quotes: pd.DataFrame, names: pd.DataFrame) -> tuple[list[tuple[str, str, str]], int]:
    """List (printed speaker, speaker, other entity) where a name fills the speaker; and how many are filled."""
    found, n = [], 0
    for quote in quotes.itertuples():
        if pd.isna(quote.speaker_start) or quote.speaker == UNKNOWN:
            continue
        start, end = int(quote.speaker_start), int(quote.speaker_end)
        shared = names[["start", "end"]].clip(start, end)
        fills = 3 * (shared["end"] - shared["start"]) >= 2 * (names["end"] - names["start"]).clip(lower=end - start)
        entities = names.loc[fills, "entity"].tolist()
        n += bool(entities)
        if entities and quote.speaker not in entities:
            found.append((str(quote.speaker_text), str(quote.speaker), entities[0]))
    return found, n


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path, nargs="+")
    parser.add_argument("--out", type=Path)
    parser.add_argument("--list", action="store_true", help="print every disagreement")
    options = parser.parse_args()
    every, n_filled = [], 0
    for path in options.gold:
        rows: list[dict[str, Any]] = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        begin = time.process_time()
        read = {row["doc_id"]: read_article(row["text"]) for row in rows}
        spent = time.process_time() - begin
        found, n = [], 0
        for tables in read.values():
            more, filled = find_disagreements(tables["quotes"], tables["names"])
            found, n = found + more, n + filled
        print(
            f"{path.stem}: {len(found)} of {n} speakers disagree; {len(rows)} articles read in {spent:.1f} CPU seconds"
        )
        every, n_filled = every + found, n_filled + n
    print(f"all: {len(every)} of {n_filled} ({len(every) / max(n_filled, 1):.2%})")
    for printed, speaker, entity in every if options.list else []:
        print(f"  '{printed}' is '{speaker}' and '{entity}'")
    if options.out:
        names = pd.concat([t["names"].assign(article_id=key) for key, t in read.items()], ignore_index=True)
        quotes = pd.DataFrame(columns=["article_id", "speaker", "speaker_start", "speaker_end"])
        articles = pd.DataFrame([(r["doc_id"], r.get("event_id", "")) for r in rows], columns=["article_id", "event"])
        options.out.mkdir(parents=True, exist_ok=True)
        merge_entities(names, quotes, articles)[0].to_csv(options.out / "names.csv", index=False)


if __name__ == "__main__":
    main()
