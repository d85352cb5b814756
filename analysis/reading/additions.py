"""Additions: a quotation that the rules missed becomes a row, from the words that a reader points at."""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from analysis.language.words import count_words
from analysis.reading.page import Page
from analysis.reading.page.signs import SIGN
from analysis.reading.people.roles import UNKNOWN_ROLE
from analysis.reading.quotes.rows import Quote, Spans
from analysis.schema import UNKNOWN

RULE = "correction"
SAME = 0.8
EDGE = re.compile(rf"(?:\s|{SIGN.pattern})*")
LONGEST_NUMBER = 9


class Addition(NamedTuple):
    """The rows of an article with one more, that row, and what it did to the others."""

    quotes: list[Quote]
    row: Quote
    detail: str


def add_quote(rows: Sequence[Quote], page: Page, given: Mapping[str, str]) -> Addition | int | str:
    """Make a row of words that a reader calls a quotation.

    `start` and `end`, or a `text` that stands once in the article, name the words; marks and white space around them
    are left out. Without a `kind` the marks decide; without a speaker it is unknown. Where the words share four fifths
    with a row that is there, that row is meant. Else the reader's words go over the rules': what lies inside them is
    nested in them, they are nested in what lies around them, and a row that crosses them loses what both have.

    Takes: the quotes of an article, its page, and the cells start, end, text, speaker, role, kind.
    Returns: an Addition; or the place of the row that is there already; or what is wrong, in words.

    >>> from analysis.reading.article import read_article
    >>> added = {"text": "The dam would hold", "speaker": "Ada Lund", "verdict": "add"}
    >>> read = read_article("The dam would hold. So Lund.", corrections=[added])
    >>> read["quotes"][["kind", "speaker", "rule", "n_words"]].values.tolist()
    [['indirect', 'Ada Lund', 'correction', 4]]

    Limits: words outside the body make a row but, like all of the headline, count in no share.
    """
    span = locate(page.text, given)
    if isinstance(span, str):
        return span
    pieces = _cut(page, *span)
    if not pieces:
        return f"No word stands from {span[0]} to {span[1]}."
    for at, row in enumerate(rows):
        if _overlap(pieces, row.pieces) >= SAME * max(_size(pieces), _size(row.pieces)):
            return at
    row = _make(rows, page, pieces, given)
    others, parent, told = [], "", []
    for other in rows:
        shared = _overlap(pieces, other.pieces)
        if shared and shared == _size(pieces):
            parent = _inner(parent, other, rows)
        elif shared and (less := _take_away(other, pieces, page.text)):
            other = less
            told.append(f"'{_shorten(page.text, other)}' lost the words that both have")
        elif shared:
            other = other._replace(parent_id=other.parent_id or row.quote_id)
            told.append(f"'{_shorten(page.text, other)}' is nested in it")
        others.append(other)
    row = row._replace(parent_id=parent)
    if parent:
        told.append("it lies inside another quotation, with which its words are counted")
    at = next((k for k, other in enumerate(others) if other.start > row.start), len(others))
    return Addition([*others[:at], row, *others[at:]], row, "; ".join(told).capitalize() + "." * bool(told))


def locate(text: str, given: Mapping[str, str]) -> tuple[int, int] | str:
    """Find the words that a correction names; else say what is wrong.

    The place counts where the text stands there, or none is given; else the text must stand once in the article,
    whatever its white space.

    >>> locate("We won. They lost.", {"start": "", "end": "", "text": "They lost"})
    (8, 17)
    >>> locate("No, no, no.", {"start": "", "end": "", "text": "no"})
    "'no' stands 2 times in the article; say which by start and end."

    Limits: capitals count.
    """
    start, end, wanted = (given[name] for name in ("start", "end", "text"))
    numbers = [int(cell) for cell in (start, end) if _is_number(cell)]
    placed = len(numbers) == 2 and numbers[0] < numbers[1] <= len(text)
    pattern = r"\s+".join(map(re.escape, wanted.split()))
    if placed and (not wanted or re.search(pattern, text[numbers[0] : numbers[1]])):
        return numbers[0], numbers[1]
    if not wanted:
        return f"No place from '{start[:20]}' to '{end[:20]}' in an article of {len(text):,} characters."
    found = [match.span() for match in re.finditer(pattern, text)]
    if len(found) == 1:
        return found[0]
    name = f"'{wanted[:60]}'"
    if not found:
        return f"{name} does not stand in the article."
    return f"{name} stands {len(found)} times in the article; say which by start and end."


def role_of(speaker: str, rows: Sequence[Quote]) -> str:
    """Give the role that a speaker has in the rows of an article; `other` where none says it."""
    return next((row.role for row in rows if row.speaker == speaker and row.role), UNKNOWN_ROLE)


def _is_number(cell: str) -> bool:
    return cell.isdecimal() and cell.isascii() and len(cell) <= LONGEST_NUMBER


def _cut(page: Page, start: int, end: int) -> Spans:
    """The pieces of a span, one a zone, without marks and white space around them."""
    pieces = []
    for zone in page.zones:
        left, right = max(start, zone.start), min(end, zone.end)
        if left < right:
            match = EDGE.match(page.text, left, right)
            left = match.end() if match else left
            while left < right and (space := _edge_before(page.text, left, right)):
                right -= space
            if count_words(page.text[left:right]):
                pieces.append((left, right))
    return tuple(pieces)


def _edge_before(text: str, left: int, right: int) -> int:
    """How many characters of white space or of a mark stand before `right`."""
    if text[right - 1].isspace():
        return 1
    return next((size for size in (3, 2, 1) if left <= right - size and SIGN.fullmatch(text, right - size, right)), 0)


def _make(rows: Sequence[Quote], page: Page, pieces: Spans, given: Mapping[str, str]) -> Quote:
    start, end = pieces[0][0], pieces[-1][1]
    inside = tuple((m.start, m.end) for m in page.marked if _overlap(((m.start, m.end),), pieces))
    held = _overlap(inside, pieces)
    kind = given["kind"] or ("direct" if held == _size(pieces) else "mixed" if held else "indirect")
    marked = {"direct": pieces, "indirect": ()}.get(kind, inside)
    speaker = given["speaker"] or UNKNOWN
    role = given["role"] or ("" if speaker == UNKNOWN else role_of(speaker, rows))
    numbers = [int(row.quote_id[1:]) for row in rows]
    return Quote(
        quote_id=f"q{max(numbers, default=0) + 1:03d}",
        zone=next(zone.zone for zone in page.zones if zone.start <= start < zone.end),
        kind=kind,
        act="speech",
        form="clause" if kind == "indirect" else "marked",
        start=start,
        end=end,
        n_words=sum(count_words(page.text[s:e]) for s, e in pieces),
        cue_start=None,
        cue_end=None,
        cue_class="",
        speaker_start=None,
        speaker_end=None,
        speaker=speaker,
        role=role,
        role_text="",
        parent_id="",
        rule=RULE,
        confidence=1.0,
        corrected=True,
        pieces=pieces,
        marked=marked,
        told=bool(given["speaker"]),
    )


def _inner(parent: str, other: Quote, rows: Sequence[Quote]) -> str:
    """The smaller of two rows around the added one."""
    known = next((row for row in rows if row.quote_id == parent), None)
    return other.quote_id if known is None or _size(other.pieces) < _size(known.pieces) else parent


def _take_away(row: Quote, taken: Spans, text: str) -> Quote | None:
    """A row without the words that are a reader's now, None where no word is left."""
    pieces = row.pieces
    for start, end in taken:
        pieces = tuple(part for s, e in pieces for part in ((s, min(e, start)), (max(s, end), e)) if part[0] < part[1])
    stripped = []
    for s, e in pieces:
        words = text[s:e]
        s, e = s + len(words) - len(words.lstrip()), e - len(words) + len(words.rstrip())
        if s < e and count_words(text[s:e]):
            stripped.append((s, e))
    if not stripped:
        return None
    return row._replace(
        pieces=tuple(stripped),
        start=stripped[0][0],
        end=stripped[-1][1],
        n_words=sum(count_words(text[s:e]) for s, e in stripped),
        corrected=True,
    )


def _overlap(some: Spans, others: Spans) -> int:
    return sum(max(0, min(e, f) - max(s, t)) for s, e in some for t, f in others)


def _size(pieces: Spans) -> int:
    return sum(end - start for start, end in pieces)


def _shorten(text: str, row: Quote, most: int = 40) -> str:
    words = " ".join(text[row.start : row.end].split())
    return words if len(words) <= most else words[: most - 1].rstrip() + "…"
