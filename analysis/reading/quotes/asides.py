"""Asides: words in marks that are no quotation: scare quotes, titles of works, marks that nobody is credited with."""

from collections.abc import Sequence
from typing import NamedTuple

from analysis.language.words import WORD
from analysis.reading.page import Page
from analysis.reading.quotes.rows import Quote

SCARE_WORDS, TITLE_WORDS = 3, 10


class Aside(NamedTuple):
    """Words in marks that are no quotation, and the rule that set them aside."""

    start: int
    end: int
    rule: str


def list_asides(page: Page, quotes: Sequence[Quote]) -> list[Aside]:
    """List the words in quotation marks that no attribution takes in, and the rule that set them aside.

    Takes: the page; the quotes of `find_quotes`.
    Returns: asides with their rule: `title of a work`, `scare quotes` or `marks without a cue`.

    >>> from analysis.reading.article import read_article
    >>> text = "The “reform” cost a fortune. Her novel “The Silent Harbour” won a prize."
    >>> read_article(text)["asides"][["text", "rule"]].values.tolist()
    [['reform', 'scare quotes'], ['The Silent Harbour', 'title of a work']]

    Limits: outermost marks of the body only; the rule says what the words look like.
    """
    taken = [piece for quote in quotes for piece in quote.pieces]
    body = [(zone.start, zone.end) for zone in page.zones if zone.zone == "body"]
    return [
        Aside(mark.start, mark.end, _rule(page.text[mark.start : mark.end]))
        for mark in page.marked
        if mark.depth == 0
        and any(start <= mark.start < end for start, end in body)
        and not any(start < mark.end and mark.start < end for start, end in taken)
    ]


def _rule(marked: str) -> str:
    words = WORD.findall(marked)
    longer = [word for word in words if len(word) > 3]
    if 2 <= len(words) <= TITLE_WORDS and longer and all(word[0].isupper() for word in longer):
        return "title of a work"
    return "scare quotes" if len(words) <= SCARE_WORDS else "marks without a cue"
