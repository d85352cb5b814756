"""Markup: how much of it one article may have; the libraries that read it take the square of more, or of one tag."""

import re

MOST_TAGS = 200_000  # of one item of a feed: an article of about as many characters is not read
MOST_ELEMENTS = 25_000  # of one web page; those of the press have some thousands
# Tags are also what scripts hold, and each has an end; more are not even counted exactly.
MOST_SIGNS = 20 * MOST_ELEMENTS
ENDLESS = "a tag that has attributes by the thousand, which no article has"
_TAG = r"""<[A-Za-z](?:[^<>"']{1,8}+|"[^"]*+"|'[^']*+'){1000}+"""
_ENDLESS = re.compile(_TAG)
_ENDLESS_BYTES = re.compile(_TAG.encode())
_VERBATIM = re.compile(rb"<!\[CDATA\[.*?(?:\]\]>|\Z)", re.DOTALL)
_ITEM = re.compile(rb"<(?:\w+:)?(?:item|entry)\b", re.IGNORECASE)


def has_endless_tag(markup: str | bytes) -> bool:
    """Whether a tag has attributes by the thousand, which no page has.

    >>> has_endless_tag('<p class="lead" id=a>Talks fail.</p>'), has_endless_tag("<p" + " a=''" * 1000)
    (False, True)
    """
    found = _ENDLESS.search(markup) if isinstance(markup, str) else _ENDLESS_BYTES.search(markup)
    return found is not None


def count_items(feed: bytes) -> tuple[int, int]:
    """Count the items of a feed, and the tags of the one that has most, without those that are written as text.

    >>> count_items(b"<rss><item><a/><b/></item><item><![CDATA[<i>One</i>]]></item></rss>")
    (2, 3)
    """
    _, *items = pieces = _ITEM.split(_VERBATIM.sub(b"", feed))
    return len(items), max(piece.count(b"<") for piece in pieces)
