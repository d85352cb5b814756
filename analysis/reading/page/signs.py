"""Signs: every quotation mark of a paragraph, and whether it can open or close where it stands."""

import re
from typing import NamedTuple

SIGN = re.compile(r"``|´´|'''|''|[“”„‟«»\"＂‹›‘’‚‛'`´]")
DOUBLE = frozenset(["``", "´´", "''", "“", "”", "„", "‟", "«", "»", '"', "＂"])
# What may stand before an opening mark or after a closing one, besides white space and other marks.
BEFORE_OPENING = frozenset("([{—–―-/…:;,.=>*|•")
AFTER_CLOSING = frozenset(".,;:!?)]}—–―-/…*|<")


class Sign(NamedTuple):
    """A mark with its place, and what it can do there."""

    mark: str
    start: int
    end: int
    opens: bool
    closes: bool


def read_signs(text: str, start: int, end: int) -> list[Sign]:
    """Find the quotation marks of a paragraph that can open or close something, by their shape and their neighbours.

    >>> text = 'The 12" pitch was "a bog".'
    >>> [(sign.start, sign.opens, sign.closes) for sign in read_signs(text, 0, len(text))]
    [(6, False, True), (18, True, False), (24, False, True)]

    Limits: an apostrophe inside a word is no sign; one at its edge is.
    """
    signs: list[Sign] = []
    previous_end = -1
    for match in SIGN.finditer(text, start, end):
        mark, left, right = match.group(), match.start(), match.end()
        before = text[left - 1] if left > start else ""
        after = text[right] if right < end else ""
        opens, closes = _roles(text, match, before, after, left == previous_end)
        previous_end = right if opens else -1
        if mark == "'''":
            # Three apostrophes are a single and a double mark: the double one stands outside.
            parts = ("''", "'") if not closes or (opens and before.isspace()) else ("'", "''")
            middle = left + len(parts[0])
            signs += [Sign(parts[0], left, middle, opens, closes), Sign(parts[1], middle, right, opens, closes)]
            previous_end = right
        elif opens or closes:
            signs.append(Sign(mark, left, right, opens, closes))
    return signs


def _roles(text: str, match: re.Match[str], before: str, after: str, follows_opening: bool) -> tuple[bool, bool]:
    """Whether a mark can open, and whether it can close, by what stands on either side of it and by its shape."""
    mark = match.group()
    loose_left = not before or before.isspace() or before in BEFORE_OPENING or follows_opening
    loose_right = not after or after.isspace() or after in AFTER_CLOSING or SIGN.match(text, match.end()) is not None
    opens = loose_left and bool(after) and not after.isspace()
    closes = loose_right and bool(before) and not before.isspace()
    if mark in DOUBLE:
        return _double_roles(mark, opens, closes, bool(before), bool(after))
    if mark in "‹›‚‛‘`":
        return opens and mark != "›", closes and mark in "›‘"
    return opens, closes


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
