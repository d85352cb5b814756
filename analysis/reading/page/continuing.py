"""Continuing: the quotation marks of all paragraphs, and quotations that run over several of them."""

from collections.abc import Sequence
from typing import NamedTuple

from analysis.reading.page.marks import LONGEST_UNCLOSED, Marked, Pairing, pair_marks
from analysis.reading.page.signs import DOUBLE
from analysis.reading.page.zones import Zone

MOST_PARAGRAPHS = 8
SPEAKING_ZONES = frozenset(["headline", "crosshead", "body"])


class Unpaired(NamedTuple):
    """A quotation mark without a partner, and what was done about it."""

    paragraph: int
    detail: str


def read_marks(text: str, zones: Sequence[Zone]) -> tuple[list[Marked], list[Unpaired]]:
    """Find every stretch in quotation marks, paragraph by paragraph, and the marks that have no partner.

    A mark opens or closes by its shape and by what stands on either side of it, so “…”, „…“, «…», ”…”, "…", ''…''
    and ‘…’ with apostrophes inside all pair, also mixed. A mark without a partner is closed at the end of its
    paragraph, where the next paragraph does not take the quotation up again.

    Returns: stretches in the order of the text, outer before inner; `depth` 0 is outermost, `paragraph` the number
    of the zone counted from 1; `continues` says that the stretch takes up one that the paragraph before left open.
    And one Unpaired for each double mark without a partner.

    >>> from analysis.reading.page.zones import split_zones
    >>> text = "It is ‘the voters’ choice’, he said."
    >>> [text[m.start:m.end] for m in read_marks(text, split_zones(text))[0]]
    ['the voters’ choice']

    Limits: a lone apostrophe that looks like an opening mark is dropped when nothing closes it.
    """
    blocks = [(n, z.zone, z.start, z.end) for n, z in enumerate(zones, start=1) if z.zone in SPEAKING_ZONES]
    pairs = [pair_marks(text, start, end) for _, _, start, end in blocks]
    problems: list[Unpaired] = []
    for at, (number, zone, _, _) in enumerate(blocks):
        pair = pairs[at]
        problems += [Unpaired(number, "closed at the end of its sentence")] * pair.cut
        problems += [Unpaired(number, "left as it is")] * pair.stray
        resumed = bool(pair.left_open) and zone == "body" and _resume(text, blocks, pairs, at)
        if pair.left_open in DOUBLE and not resumed:
            problems.append(Unpaired(number, "closed at the end of the paragraph"))
    found = [
        row._replace(paragraph=number)
        for (number, *_), pair in zip(blocks, pairs, strict=True)
        for row in _with_depth(pair.rows)
    ]
    return found, sorted(problems)


def _resume(text: str, blocks: list[tuple[int, str, int, int]], pairs: list[Pairing], at: int) -> bool:
    """Carry a quotation into the paragraphs after it, where one takes it up or closes it; say whether one does."""
    mark, begin = pairs[at].left_open, blocks[at][2]
    for ahead in range(at + 1, min(at + 1 + MOST_PARAGRAPHS, len(blocks))):
        _, zone, start, end = blocks[ahead]
        if zone != "body":
            continue
        pair = pairs[ahead]
        if text.startswith(mark, start) and pair.rows:
            row = min(pair.rows, key=lambda m: m.outer_start)
            pair.rows[pair.rows.index(row)] = row._replace(continues=True)
            return True
        if pair.stray and end - begin <= 2 * LONGEST_UNCLOSED:
            closed = pair_marks(text, start, end, mark)
            if closed.stray < pair.stray:
                pairs[ahead] = closed
                _fill(blocks, pairs, range(at + 1, ahead))
            return closed.stray < pair.stray
        if pair.left_open or any(text.startswith(mark, row.outer_start) for row in pair.rows):
            return False
    return False


def _fill(blocks: list[tuple[int, str, int, int]], pairs: list[Pairing], between: range) -> None:
    """Paragraphs between the two ends of a quotation belong to it as a whole."""
    for middle in between:
        _, zone, start, end = blocks[middle]
        if zone == "body":
            pairs[middle].rows.append(Marked(start, end, start, end, True, closed=False, continues=True))


def _with_depth(rows: list[Marked]) -> list[Marked]:
    rows = sorted(rows, key=lambda m: (m.outer_start, -m.outer_end))
    result: list[Marked] = []
    around: list[Marked] = []
    for row in rows:
        while around and around[-1].outer_end <= row.outer_start:
            around.pop()
        result.append(row._replace(depth=len(around)))
        around.append(row)
    return result
