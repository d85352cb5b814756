"""The page before any parse: zones, quotation marks, blocks of speech."""

from typing import NamedTuple

from analysis.lexicons import Lexicons
from analysis.reading.page.continuing import Crowded, Unpaired, read_marks
from analysis.reading.page.marks import Marked
from analysis.reading.page.zones import Zone, split_zones


class Page(NamedTuple):
    """An article as it is printed: its text, its zones, its stretches in marks, its marks without a partner."""

    text: str
    zones: list[Zone]
    marked: list[Marked]
    unpaired: list[Unpaired | Crowded]


def read_page(text: str, *, lexicons: Lexicons | None = None) -> Page:
    """Read the layout and the quotation marks of an article, once for all that ask for them.

    >>> page = read_page("Talks Fail\\n\\nGENEVA — “No deal,” the minister said.")
    >>> [zone.zone for zone in page.zones], [page.text[m.start : m.end] for m in page.marked]
    (['headline', 'dateline', 'body'], ['No deal,'])

    Limits: see `split_zones` and `read_marks`.
    """
    zones = split_zones(text, lexicons=lexicons)
    return Page(text, zones, *read_marks(text, zones, lexicons=lexicons))
