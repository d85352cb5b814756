"""Marks: pair the quotation marks of a paragraph, whatever the typography, and never run away with the text."""

import re
from typing import NamedTuple

from analysis.reading.page.signs import DOUBLE, Sign, read_signs

APOSTROPHES = frozenset("’'´")
# The closing mark of the same style stands first.
PARTNERS = {
    "“": ("”", "“", '"'), "”": ("”", '"'), "„": ("“", "”", '"'), "‟": ("”",), "``": ("''", "´´", '"', "”"),
    "''": ("''", '"', "”"), '"': ('"', "”", "''"), "＂": ("＂",), "«": ("»",), "»": ("«", "»"), "´´": ("´´", "''"),
    "‹": ("›",), "›": ("‹",), "‘": ("’", "'", "´"), "’": ("’",), "‚": ("‘", "’"), "‛": ("’",), "'": ("'", "’", "´"),
    "`": ("'", "´", "`"),
}  # fmt: skip
ELISION = re.compile(r"(?:\d0s|em|til|tis|twas|twere|cause|bout|round|n|nuff|cos|cuz|sup)\b", re.IGNORECASE)
# What never follows a possessive: ‘a gift to sailors’ and ...
NOT_OWNED = re.compile(
    r"\s+(?:and|but|or|as|at|because|before|after|by|for|from|in|into|of|on|over|than|that|to|when|where|which|while|who"
    r"|with|is|are|was|were|has|had|will|would)\b"
)
SENTENCE_END = re.compile(r"[.!?…](?=\s)")
SHORT = 40
LONGEST_PAIR, LONGEST_UNCLOSED = 6000, 1500
LOOK_AHEAD = 200  # marks asked for a partner, so that a page full of them takes no time out of proportion


class Marked(NamedTuple):
    """A stretch in quotation marks: `start, end` inside the marks, `outer_start, outer_end` around them."""

    start: int
    end: int
    outer_start: int
    outer_end: int
    double: bool
    closed: bool = True
    continues: bool = False
    depth: int = 0
    paragraph: int = 0


class Pairing(NamedTuple):
    """Marks of a paragraph: stretches, the mark open at its end, how many were cut short, closing marks left over."""

    rows: list[Marked]
    left_open: str
    cut: int
    stray: int
    n_signs: int = 0


def pair_marks(text: str, start: int, end: int, continuing: str = "") -> Pairing:
    """Pair the marks of one paragraph.

    Takes: the article, the offsets of the paragraph; `continuing`, a mark that an earlier paragraph left open.

    >>> text = "It is ‘the voters’ choice’, he said."
    >>> [text[m.start : m.end] for m in pair_marks(text, 0, len(text)).rows]
    ['the voters’ choice']

    Limits: a lone apostrophe that looks like an opening mark is dropped when nothing closes it.
    """
    rows: list[Marked] = []
    stack: list[Sign] = [Sign(continuing, start, start, True, False)] if continuing else []
    stray = 0
    signs = read_signs(text, start, end)
    for index, sign in enumerate(signs):
        later = signs[index + 1 : index + 1 + LOOK_AHEAD]
        partner = _partner(stack, sign, later, text)
        if partner is not None:
            opening, inside = stack[partner], stack[partner + 1 :]
            del stack[partner:]
            rows += [_cut(text, other, sign.start) for other in inside if other.mark in DOUBLE]
            rows += _join(text, opening, sign, (start, end), bool(continuing))
        elif sign.opens and not (sign.mark in APOSTROPHES and ELISION.match(text, sign.end)):
            again = next((i for i, other in enumerate(stack) if other.mark == sign.mark), None)
            if again is not None and not _nests(sign, later, text):
                rows += [_cut(text, other, sign.start) for other in stack[again:] if other.mark in DOUBLE]
                del stack[again:]
            stack.append(sign)
        elif sign.mark in DOUBLE and sign.closes and not text[sign.start - 1 : sign.start].isdigit():
            stray += 1
    rows = [row for row in rows if row.end > row.start or row.continues]
    return _end_paragraph(text, (start, end), rows, stack, stray)._replace(n_signs=len(signs))


def _join(text: str, opening: Sign, closing: Sign, paragraph: tuple[int, int], continuing: bool) -> list[Marked]:
    """The stretch between two marks; none where they hold nothing."""
    start, end = paragraph
    if closing.start - opening.end > LONGEST_PAIR:
        return [_cut(text, opening, end)]
    taken_up = opening.end == start
    if closing.start <= opening.end and not taken_up:
        return []
    inner = text[opening.end : closing.start]
    left, right = len(inner) - len(inner.lstrip()), len(inner) - len(inner.rstrip())
    if left == len(inner):
        left = right = 0
    places = (opening.end + left, closing.start - right, opening.start, closing.end)
    row = Marked(*places, opening.mark in DOUBLE)
    return [row._replace(continues=continuing and taken_up)]


def _end_paragraph(text: str, paragraph: tuple[int, int], rows: list[Marked], stack: list[Sign], stray: int) -> Pairing:
    """Close what is still open where the paragraph ends."""
    start, end = paragraph
    cut = sum(row.double and not row.closed for row in rows)
    left_open = ""
    for opening in stack:
        at_edge = not text[start : opening.start].strip()
        if opening.mark in DOUBLE or (at_edge and opening.mark == "‘"):
            rows.append(_cut(text, opening, end))
            if rows[-1].end >= end - 1 and not left_open:
                left_open = opening.mark
            elif opening.mark in DOUBLE:
                cut += 1
    return Pairing(rows, left_open, cut, stray)


def _partner(stack: list[Sign], sign: Sign, later: list[Sign], text: str) -> int | None:
    """Place in the stack of the mark that this sign closes."""
    if not sign.closes:
        return None
    if sign.mark in APOSTROPHES and _is_possessive(sign, later, text):
        return None
    for index in range(len(stack) - 1, max(-1, len(stack) - 1 - LOOK_AHEAD), -1):
        opening = stack[index]
        exact = sign.mark in ("”", "'", "’", "»", "›") or sign.mark == opening.mark
        if sign.mark in PARTNERS.get(opening.mark, ()) and sign.start >= opening.end:
            # A mark of another style closes only what its own closing mark does not close later.
            natural = PARTNERS[opening.mark][0]
            reopens = next((e.opens and not e.closes for e in later if e.mark in DOUBLE), False)
            if exact or sign.mark == natural or reopens or not any(e.mark == natural and e.closes for e in later):
                return index
        if opening.mark in DOUBLE and sign.mark not in DOUBLE:
            return None
    if sign.mark == "''" and stack and stack[-1].mark == "'":
        return len(stack) - 1
    return None


def _is_possessive(sign: Sign, later: list[Sign], text: str) -> bool:
    """`voters’ choice`: an apostrophe after s that another single mark can still close."""
    if text[sign.start - 1] not in "sSxz" or not re.match(r"\s+[a-z]", text[sign.end : sign.end + 4]):
        return False
    if NOT_OWNED.match(text, sign.end):
        return False
    for other in later:
        if other.mark in DOUBLE:
            continue
        if other.opens and not other.closes:
            return False
        if other.closes and other.mark in APOSTROPHES:
            return True
    return False


def _nests(sign: Sign, later: list[Sign], text: str) -> bool:
    """A second opening mark of the same shape nests only where closing marks for both can follow."""
    if sign.mark in ('"', "''", "＂"):
        pair = later[0] if later else None
        begins = text[max(0, sign.start - 3) : sign.start].rstrip().endswith((".", "!", "?"))
        near = not begins and pair is not None and pair.mark == sign.mark and pair.closes and not pair.opens
        return near and later[0].start - sign.end <= SHORT and all(e.closes and not e.opens for e in later[:2])
    closing = 0
    for other in later:
        if other.mark == sign.mark and other.opens:
            return False
        closing += other.closes and other.mark in PARTNERS.get(sign.mark, ())
        if closing == 2:
            return True
    return False


def _cut(text: str, opening: Sign, stop: int) -> Marked:
    """Close a mark without a partner at `stop`, or at the end of a sentence where that is far away."""
    if stop - opening.end > LONGEST_UNCLOSED:
        ends = [m.end() for m in SENTENCE_END.finditer(text, opening.end, opening.end + LONGEST_UNCLOSED)]
        stop = ends[-1] if ends else opening.end + LONGEST_UNCLOSED
    while stop > opening.end and text[stop - 1].isspace():
        stop -= 1
    return Marked(opening.end, stop, opening.start, stop, opening.mark in DOUBLE, closed=False)
