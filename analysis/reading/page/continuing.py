"""Continuing: the quotation marks of all paragraphs, and quotations that run over several of them."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from analysis.language.parse import Borders, compile_borders
from analysis.language.words import count_words
from analysis.lexicons import Lexicons, standard_lexicons
from analysis.reading.page.marks import LONGEST_UNCLOSED, LOOK_AHEAD, Marked, Pairing, pair_marks
from analysis.reading.page.signs import DOUBLE, read_signs
from analysis.reading.page.zones import Zone

MOST_PARAGRAPHS = 8
LONGEST_UNOPENED = 60  # words
# `“Cold Harbour, opens on Friday`: two capitalised words or more, perhaps with small words between them.
TITLE = re.compile(r"[A-ZÀ-Þ][\w’'-]*(?:\s(?:(?:and|of|the|in|on|at|to|a|for|with|&)\s){0,2}[A-ZÀ-Þ][\w’'-]*){1,7}")
SPEAKING_ZONES = frozenset(["headline", "crosshead", "body"])


class Unpaired(NamedTuple):
    """A quotation mark without a partner, and what was done about it."""

    paragraph: int
    detail: str


class Crowded(NamedTuple):
    """A paragraph of so many marks that not each is compared with every other."""

    paragraph: int
    n_marks: int


def read_marks(
    text: str, zones: Sequence[Zone], *, lexicons: Lexicons | None = None
) -> tuple[list[Marked], list[Unpaired | Crowded]]:
    """Find every stretch in quotation marks, paragraph by paragraph, and the marks that have no partner.

    A mark opens or closes by its shape and by what stands on either side of it, so “…”, „…“, «…», ”…”, "…", ''…''
    and ‘…’ with apostrophes inside all pair, also mixed. A mark without a partner is closed at the end of its
    paragraph, where the next paragraph does not take the quotation up again; a closing mark without an opening one
    opens where its paragraph begins, if a reporting clause follows it; a title that lost its closing mark ends with its
    capitals.

    Returns: stretches in the order of the text, outer before inner; `depth` 0 is outermost, `paragraph` the number
    of the zone counted from 1; `continues` says that the stretch takes up one that the paragraph before left open.
    And one Unpaired for each double mark without a partner, one Crowded for each paragraph of more than 200 marks.

    >>> from analysis.reading.page.zones import split_zones
    >>> text = "It is ‘the voters’ choice’, he said."
    >>> [text[m.start:m.end] for m in read_marks(text, split_zones(text))[0]]
    ['the voters’ choice']

    Limits: a lone apostrophe that looks like an opening mark is dropped when nothing closes it.
    """
    blocks = [(n, z.zone, z.start, z.end) for n, z in enumerate(zones, start=1) if z.zone in SPEAKING_ZONES]
    borders = compile_borders(lexicons or standard_lexicons())
    pairs = [_without_lost_titles(text, pair_marks(text, start, end), start, borders) for _, _, start, end in blocks]
    problems: list[Unpaired] = []
    for at, (number, zone, start, end) in enumerate(blocks):
        if zone == "body" and _is_unopened(text, start, end, pairs[at], borders):
            pairs[at] = _open_at_start(text, start, end)
            problems.append(Unpaired(number, "opened at the beginning of the paragraph"))
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
    crowded = [
        Crowded(block[0], pair.n_signs) for block, pair in zip(blocks, pairs, strict=True) if pair.n_signs > LOOK_AHEAD
    ]
    return found, [*sorted(problems), *crowded]


def _is_unopened(text: str, start: int, end: int, pair: Pairing, borders: Borders) -> bool:
    """Whether the first double mark of a paragraph closes what nothing opened: `It is over,” the envoy said.`"""
    sign = next((sign for sign in read_signs(text, start, end) if sign.mark in DOUBLE), None)
    before = text[start : sign.start].rstrip() if sign else ""
    paired = sign is not None and any(row.outer_end == sign.end for row in pair.rows)
    if sign is None or paired or not sign.closes or not before.endswith((",", "?", "!", ".")):
        return False
    follows = text[sign.end : end].lstrip()
    reported = borders.reporting.match(follows) is not None and borders.reporting.search(before) is None
    return reported and count_words(before) <= LONGEST_UNOPENED


def _open_at_start(text: str, start: int, end: int) -> Pairing:
    """Pair a paragraph whose first mark closes what begins with it."""
    sign = next(sign for sign in read_signs(text, start, end) if sign.mark in DOUBLE)
    rest = pair_marks(text, sign.end, end)
    stop = start + len(text[start : sign.start].rstrip())
    return rest._replace(rows=[Marked(start, stop, start, sign.end, True, closed=False), *rest.rows])


def _without_lost_titles(text: str, pair: Pairing, start: int, borders: Borders) -> Pairing:
    """Let a title that lost its closing mark end with its capitals: `the choir sang “Bread and Salt in the square`."""
    if pair.left_open not in DOUBLE:
        return pair
    row = max(pair.rows, key=lambda m: m.outer_start)
    before = text[start : row.outer_start]
    sentence = re.split(r"[.!?]\s", before)[-1]
    title = TITLE.match(text, row.start, row.end)
    reported = borders.reporting.search(sentence) or sentence.rstrip().endswith(":")
    if row.closed or title is None or title.end() == row.end or not sentence.strip() or reported:
        return pair
    rows = [row._replace(end=title.end(), outer_end=title.end()) if other is row else other for other in pair.rows]
    return pair._replace(rows=rows, left_open="", cut=pair.cut + 1)


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
