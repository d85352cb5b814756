"""Marks: pair quotation marks inside a paragraph, whatever the typography, and never run away with the text."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from analysis.reading.page.zones import Zone

MARK = re.compile(r"``|'''|''|[“”„‟«»\"＂‹›‘’‚‛'`´]")
DOUBLE = frozenset(["``", "''", "“", "”", "„", "‟", "«", "»", '"', "＂"])
APOSTROPHES = frozenset("’'´")
# What may stand before an opening mark or after a closing one, besides white space and other marks.
BEFORE_OPENING = frozenset("([{—–―-/…:;,.=>*|•")
AFTER_CLOSING = frozenset(".,;:!?)]}—–―-/…*|<")
PARTNERS = {
    "“": "”“\"", "”": "”\"", "„": "“”\"", "‟": "”", "``": "''\"”", "''": "''\"”", '"': "\"”''", "＂": "＂",
    "«": "»", "»": "«»", "‹": "›", "›": "‹", "‘": "’'´", "’": "’", "‚": "‘’", "‛": "’", "'": "'’´", "`": "'´`",
}  # fmt: skip
ELISION = re.compile(r"(?:\d0s|em|til|tis|twas|twere|cause|bout|round|n|nuff|cos|cuz|sup)\b", re.IGNORECASE)
SENTENCE_END = re.compile(r"[.!?…](?=\s)")
SHORT = 40
LONGEST_PAIR, LONGEST_UNCLOSED, MOST_PARAGRAPHS = 6000, 1500, 8
SPEAKING_ZONES = frozenset(["headline", "crosshead", "body"])


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


class Unpaired(NamedTuple):
    """A quotation mark without a partner, and what was done about it."""

    paragraph: int
    detail: str


class _Pairing(NamedTuple):
    """Marks of a paragraph: stretches, the mark open at its end, how many were cut short, closing marks left over."""

    rows: list[Marked]
    left_open: str
    cut: int
    stray: int


class _Event(NamedTuple):
    mark: str
    start: int
    end: int
    opens: bool
    closes: bool


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
    pairs = [_pair_paragraph(text, start, end) for _, _, start, end in blocks]
    problems: list[Unpaired] = []
    at = 0
    while at < len(blocks):
        number, zone = blocks[at][:2]
        pair = pairs[at]
        problems += [Unpaired(number, "closed at the end of its sentence")] * pair.cut
        problems += [Unpaired(number, "left as it is")] * pair.stray
        if pair.left_open:
            until = _resume(text, blocks, pairs, at) if zone == "body" else at
            if until == at and pair.left_open in DOUBLE:
                problems.append(Unpaired(number, "closed at the end of the paragraph"))
        at += 1
    found = [
        row._replace(paragraph=number)
        for (number, *_), pair in zip(blocks, pairs, strict=True)
        for row in _with_depth(pair.rows)
    ]
    return found, sorted(problems)


def _resume(text: str, blocks: list[tuple[int, str, int, int]], pairs: list[_Pairing], at: int) -> int:
    """Carry a quotation into the paragraphs after it, where one takes it up or closes it; give the last of them."""
    mark, begin = pairs[at].left_open, blocks[at][2]
    for ahead in range(at + 1, min(at + 1 + MOST_PARAGRAPHS, len(blocks))):
        _, zone, start, end = blocks[ahead]
        if zone != "body":
            continue
        pair = pairs[ahead]
        if text.startswith(mark, start) and pair.rows:
            row = min(pair.rows, key=lambda m: m.outer_start)
            pair.rows[pair.rows.index(row)] = row._replace(continues=True)
            between = range(at + 1, ahead) if ahead == at + 1 else range(0)
        elif pair.stray and end - begin <= 2 * LONGEST_UNCLOSED:
            closed = _pair_paragraph(text, start, end, mark)
            if closed.stray >= pair.stray:
                return at
            pairs[ahead] = closed
            between = range(at + 1, ahead)
        elif pair.left_open or any(text.startswith(mark, row.outer_start) for row in pair.rows):
            return at
        else:
            continue
        for middle in between:
            _, zone, start, end = blocks[middle]
            if zone == "body":
                pairs[middle].rows.append(Marked(start, end, start, end, True, closed=False, continues=True))
        return ahead
    return at


def _pair_paragraph(text: str, start: int, end: int, continuing: str = "") -> _Pairing:
    """Pair the marks of one paragraph; `continuing` is a mark that an earlier paragraph left open."""
    rows: list[Marked] = []
    stack: list[_Event] = [_Event(continuing, start, start, True, False)] if continuing else []
    stray = 0
    events = _events(text, start, end)
    for index, event in enumerate(events):
        partner = _partner(stack, event, events[index + 1 :], text)
        if partner is not None:
            opening = stack[partner]
            rows += [_cut(text, other, event.start) for other in stack[partner + 1 :] if other.mark in DOUBLE]
            del stack[partner:]
            if event.start - opening.end > LONGEST_PAIR:
                rows.append(_cut(text, opening, end))
            elif event.start > opening.end or opening.end == start:
                again = bool(continuing) and opening.end == start
                row = Marked(opening.end, event.start, opening.start, event.end, opening.mark in DOUBLE)
                rows.append(row._replace(continues=again))
        elif event.opens and not (event.mark in APOSTROPHES and ELISION.match(text, event.end)):
            again_at = [i for i, o in enumerate(stack) if o.mark == event.mark]
            if again_at and not _nests(event, events[index + 1 :], text):
                rows += [_cut(text, other, event.start) for other in stack[again_at[0] :] if other.mark in DOUBLE]
                del stack[again_at[0] :]
            stack.append(event)
        elif event.mark in DOUBLE and event.closes and not text[event.start - 1 : event.start].isdigit():
            stray += 1
    rows = [row for row in rows if row.end > row.start or row.continues]
    cut = sum(row.double and not row.closed for row in rows)
    left_open = ""
    for opening in stack:
        at_edge = not text[start : opening.start].strip()
        if opening.mark in DOUBLE or (at_edge and opening.mark == "‘"):
            row = _cut(text, opening, end)
            rows.append(row)
            if row.end >= end - 1 and not left_open:
                left_open = opening.mark
            elif opening.mark in DOUBLE:
                cut += 1
    return _Pairing(rows, left_open, cut, stray)


def _events(text: str, start: int, end: int) -> list[_Event]:
    events = []
    previous_end = -1
    for match in MARK.finditer(text, start, end):
        mark, left, right = match.group(), match.start(), match.end()
        before = text[left - 1] if left > start else ""
        after = text[right] if right < end else ""
        loose_left = not before or before.isspace() or before in BEFORE_OPENING or left == previous_end
        loose_right = not after or after.isspace() or after in AFTER_CLOSING or MARK.match(text, right) is not None
        opens = loose_left and bool(after) and not after.isspace()
        closes = loose_right and bool(before) and not before.isspace()
        if mark == "'''":
            # Three apostrophes are a single and a double mark: the double one stands outside.
            parts = ("''", "'") if not closes or (opens and before.isspace()) else ("'", "''")
            middle = left + len(parts[0])
            events += [_Event(parts[0], left, middle, opens, closes), _Event(parts[1], middle, right, opens, closes)]
            previous_end = right
            continue
        if mark in DOUBLE:
            opens, closes = _double_roles(mark, opens, closes, bool(before), bool(after))
        elif mark in "‹›‚‛‘`":
            opens, closes = opens and mark != "›", closes and mark in "›‘"
        previous_end = right if opens else -1
        if opens or closes:
            events.append(_Event(mark, left, right, opens, closes))
    return events


def _double_roles(mark: str, opens: bool, closes: bool, before: bool, after: bool) -> tuple[bool, bool]:
    """What a double mark can be: its shape decides where its surroundings do not."""
    if mark in ("``", "„", "‟"):
        return True, False
    if mark == "«":
        return not (closes and not opens), closes
    if mark == "»":
        return opens and not closes, True
    if mark == "”" and not before:
        return True, False
    if opens == closes:
        return mark == "“" or (mark != "”" and before and after), mark == "”" or (mark != "“" and (before or after))
    return opens, closes


def _partner(stack: list[_Event], event: _Event, later: list[_Event], text: str) -> int | None:
    """Place in the stack of the mark that this event closes."""
    if not event.closes:
        return None
    if event.mark in APOSTROPHES and _is_possessive(event, later, text):
        return None
    for index in range(len(stack) - 1, -1, -1):
        opening = stack[index]
        exact = event.mark in ("”", "'", "’", "»", "›") or event.mark == opening.mark
        if event.mark in PARTNERS.get(opening.mark, "") and event.start >= opening.end:
            # A mark of another style closes only what its own closing mark does not close later.
            natural = PARTNERS[opening.mark][:2] if opening.mark in ("``", "''") else PARTNERS[opening.mark][0]
            reopens = next((e.opens and not e.closes for e in later if e.mark in DOUBLE), False)
            if exact or event.mark == natural or reopens or not any(e.mark == natural and e.closes for e in later):
                return index
        if opening.mark in DOUBLE and event.mark not in DOUBLE:
            return None
    if event.mark == "''" and stack and stack[-1].mark == "'":
        return len(stack) - 1
    return None


def _is_possessive(event: _Event, later: list[_Event], text: str) -> bool:
    """`voters’ choice`: an apostrophe after s that another single mark can still close."""
    if text[event.start - 1] not in "sSxz" or not re.match(r"\s+[a-z]", text[event.end : event.end + 4]):
        return False
    for other in later:
        if other.mark in DOUBLE:
            continue
        if other.opens and not other.closes:
            return False
        if other.closes and other.mark in APOSTROPHES:
            return True
    return False


def _nests(event: _Event, later: list[_Event], text: str) -> bool:
    """A second opening mark of the same shape nests only where closing marks for both can follow."""
    if event.mark in ('"', "''", "＂"):
        pair = later[0] if later else None
        begins = text[max(0, event.start - 3) : event.start].rstrip().endswith((".", "!", "?"))
        near = not begins and pair is not None and pair.mark == event.mark and pair.closes and not pair.opens
        return near and later[0].start - event.end <= SHORT and all(e.closes and not e.opens for e in later[:2])
    closing = 0
    for other in later:
        if other.mark == event.mark and other.opens:
            return False
        closing += other.closes and other.mark in PARTNERS[event.mark]
        if closing == 2:
            return True
    return False


def _cut(text: str, opening: _Event, stop: int) -> Marked:
    """Close a mark without a partner at `stop`, or at the end of a sentence where that is far away."""
    if stop - opening.end > LONGEST_UNCLOSED:
        ends = [m.end() for m in SENTENCE_END.finditer(text, opening.end, opening.end + LONGEST_UNCLOSED)]
        stop = ends[-1] if ends else opening.end + LONGEST_UNCLOSED
    while stop > opening.end and text[stop - 1].isspace():
        stop -= 1
    return Marked(opening.end, stop, opening.start, stop, opening.mark in DOUBLE, closed=False)


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
