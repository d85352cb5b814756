"""Ask every rule of the quotes room what it is for: the passages it reads, and its finds on a development set.

    python benchmarks/rules.py GOLD.jsonl --measures FOLDER [--without]

GOLD and FOLDER are those of benchmarks/quotes.py. The first table has a line for each value of the column `rule`:
right and wrong finds on GOLD (content shares half of its words with a gold attribution, by quotes_score.py), and the
passages of tests/gold whose attributions it finds. `--without` adds a table with a line for each rule that works
under those: each is switched off in turn, and what is then lost and no longer invented is counted. A rule earns its
place by at least three passages; one that has fewer is marked.
"""

import argparse
import json
from collections import defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path
from types import ModuleType
from typing import Any
from unittest.mock import patch

from quotes import load_script

from analysis.language.parse import Sentence
from analysis.language.tree import Tree
from analysis.reading.article import parse_page
from analysis.reading.page import Page, read_page
from analysis.reading.quotes import around, content, find, linking, repair, tellers, verb_cues
from analysis.reading.quotes.rows import Quote

Rows = list[dict[str, Any]]
Parsed = dict[str, tuple[Page, Tree, list[Sentence]]]
Finds = dict[str, tuple[set[int], dict[str, list[int]]]]  # article: gold found, right and wrong finds by rule
PASSAGES = Path(__file__).resolve().parents[1] / "tests" / "gold"
ENOUGH = 3


def nothing(*_: object) -> None:
    """Find nothing."""


def none_at_all(*_: object) -> list[Any]:
    """Find an empty list of things."""
    return []


SWITCHES: dict[str, tuple[ModuleType, str, Callable[..., Any]]] = {
    "opening participle": (find, "find_opening_participles", none_at_all),
    "adjective cue": (find, "find_adjective_cues", none_at_all),
    "colon in a headline": (find, "find_headline_colons", none_at_all),
    "block": (find, "find_turns", none_at_all),
    "block after a colon": (find, "find_after_colon", none_at_all),
    "clause hung on a noun": (content, "_is_hung_low", nothing),
    "clause behind an adverbial": (content, "_after_adverbial", nothing),
    "content goes on behind the cue": (around, "_resumed", none_at_all),
    "circumstance": (verb_cues, "before_circumstance", lambda tree, piece, words: piece),
    "speaker by place": (tellers, "_beside", nothing),
    "repair: second report": (repair, "_raise_second_report", nothing),
    "repair: bare verb": (repair, "_lower_bare_verb", nothing),
    "repair: same subject": (repair, "_lower_same_subject", nothing),
    "repair: participle": (repair, "_raise_participle", nothing),
    "colon leads to a quotation": (linking, "_across_colon", nothing),
    "next paragraph": (linking, "_carried_back", lambda stretches, links, taken: {}),
}


def read_rows(path: Path) -> Rows:
    """The articles or passages of a file, one a line."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def parse_rows(rows: Rows) -> Parsed:
    """Parse every text once; what is switched on or off later does not change the parse."""
    pages = {row["doc_id"]: read_page(row["text"]) for row in rows}
    return {name: (page, *parse_page(page)) for name, page in pages.items()}


def find_all(rows: Rows, parsed: Parsed, scorer: ModuleType) -> Finds:
    """Pair what is found in every text with its gold."""
    found: Finds = {}
    for row in rows:
        text = row["text"]
        words = [m.span() for m in scorer.WORD.finditer(text)]
        starts, mask = [start for start, _ in words], scorer.quoted_mask(text)
        quotes = [q for q in find.find_quotes(*parsed[row["doc_id"]])[0] if not q.parent_id]
        gold = scorer.prepare([q for q in row["quotes"] if not q.get("nested")], text, starts, mask)
        predicted = scorer.prepare([as_prediction(q) for q in quotes], text, starts, mask)
        pairs = [(i, j) for i, j, shared in scorer.pair(gold, predicted) if shared >= 0.5]
        counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
        right = {j for _, j in pairs}
        for j, quote in enumerate(quotes):
            counts[quote.rule][j not in right] += 1
        found[row["doc_id"]] = {i for i, _ in pairs}, dict(counts)
    return found


def as_prediction(quote: Quote) -> dict[str, Any]:
    """A quote as quotes_score.py reads it."""
    speaker = [] if quote.speaker_start is None else [[quote.speaker_start, quote.speaker_end]]
    return {"content": [list(piece) for piece in quote.pieces], "speaker": speaker}


def total(finds: Finds, rule: str | None, side: int) -> int:
    """Right (0) or wrong (1) finds of one rule, or of all."""
    return sum(n[side] for _, counts in finds.values() for name, n in counts.items() if rule in (None, name))


def list_passages(names: Iterable[str]) -> str:
    """Some passages by their ids, how many they are, and a mark where they are too few."""
    ids = sorted(names)
    mark = "" if len(ids) >= ENOUGH else "  (too few)"
    return f"{len(ids):3d}: {' '.join(ids[:8])}{' ...' if len(ids) > 8 else ''}{mark}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--measures", type=Path, required=True, help="folder of quotes_score.py")
    parser.add_argument("--without", action="store_true", help="switch off one rule after the other")
    options = parser.parse_args()
    scorer = load_script(options.measures / "quotes_score.py")
    sets = [
        read_rows(options.gold),
        [row for name in ("sentences", "articles") for row in read_rows(PASSAGES / f"{name}.jsonl")],
    ]
    parses = [parse_rows(rows) for rows in sets]
    dev, passages = (find_all(rows, parsed, scorer) for rows, parsed in zip(sets, parses, strict=True))
    print(f"{'rule':32s}{'right':>7s}{'wrong':>7s}  passages")
    for rule in sorted(find.CONFIDENCE, key=lambda rule: -total(dev, rule, 0)):
        ids = [name for name, (_, counts) in passages.items() if counts.get(rule, [0])[0]]
        print(f"{rule:32s}{total(dev, rule, 0):7d}{total(dev, rule, 1):7d}  {list_passages(ids)}")
    if not options.without:
        return
    print(
        f"\n{'without the rule':32s}{'right':>7s}{'wrong':>7s}  passages that lose an attribution or gain a wrong one"
    )
    for rule, (module, name, off) in SWITCHES.items():
        with patch.object(module, name, off):
            less_dev, less = (find_all(rows, parsed, scorer) for rows, parsed in zip(sets, parses, strict=True))
        change = [total(less_dev, None, side) - total(dev, None, side) for side in (0, 1)]
        ids = [
            doc
            for doc, (gold, counts) in passages.items()
            if gold - less[doc][0] or sum(n[1] for n in less[doc][1].values()) > sum(n[1] for n in counts.values())
        ]
        print(f"{rule:32s}{change[0]:+7d}{change[1]:+7d}  {list_passages(ids)}")


if __name__ == "__main__":
    main()
