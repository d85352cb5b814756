"""Kinds: what of an attribution is verbatim, and whether that is all of it, some or nothing."""

import bisect
import operator
import re
from collections.abc import Sequence

from analysis.language.tree import Tree
from analysis.reading.page.marks import Marked
from analysis.reading.quotes.rows import Ranges, Row

# A last piece of these may have lost the mark that opened it.
REPORTS = frozenset(["clause", "infinitive", "according to", "after its content"])
FIRST = operator.itemgetter(0)
LOST_OPENING = re.compile("[.,!?]?”")


def tell_kind(tree: Tree, row: Row, marked: Sequence[Marked], verbatim: Ranges) -> None:
    """Set what of a row stands in marks, and its kind: direct (nearly all of it), mixed (some), indirect.

    Takes: the tree; the row, which is changed; the outermost stretches in marks; the spans of those that are quoted,
    both in the order of the text.
    """
    if row.inside_marks:
        return
    low, high = row.pieces[0][0], row.pieces[-1][1]
    first, last = bisect.bisect(verbatim, low, key=FIRST) - 1, bisect.bisect_left(verbatim, high, key=FIRST)
    row.marked = [(s, e) for s, e in verbatim[max(0, first) : last] if e > low]
    row.marked += _lost_opening(tree.source, row, marked)
    total = sum(end - start for start, end in row.pieces)
    inside = sum(max(0, min(end, e) - max(start, s)) for start, end in row.pieces for s, e in row.marked)
    if inside:
        row.kind = "direct" if inside >= 0.95 * total - 4 else "mixed"


def _lost_opening(source: str, row: Row, marked: Sequence[Marked]) -> Ranges:
    """What a closing mark that nothing opened says is verbatim: `warned that the ice was thin.”`, behind *that*."""
    start, end = row.pieces[-1]
    closing = LOST_OPENING.match(source, end)
    if row.rule not in REPORTS or closing is None:
        return []
    before = bisect.bisect_left(marked, closing.end(), key=lambda m: m.outer_start)
    if before and marked[before - 1].outer_end > start:
        return []
    that = source.rfind(" that ", start, end)
    return [(that + len(" that ") if that >= 0 else start, end)]
