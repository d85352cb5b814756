"""Feeds: RSS and Atom, where they carry the whole text."""

import io
import re
import statistics
from typing import Any

from analysis.corpus.columns import host_of
from analysis.corpus.found import Found, Reading, RefusedError, fold_space, join_paragraphs, strip_by
from analysis.corpus.markup import ENDLESS, MOST_TAGS, count_items, has_endless_tag
from analysis.corpus.mending import strip_markup
from analysis.corpus.tables import Context, settle_dates
from analysis.language.words import count_words
from analysis.wording import count

_APPEARED = re.compile(r"^The post .+ (?:first appeared|appeared first) on .+\.?$")
_FULL = 80


def read_feed(data: bytes, name: str, context: Context) -> Reading:
    """Read the items of a feed that carry their text.

    Returns: one Found an item; without a source of its own, an item's source is the title of the feed.
    Raises: RefusedError where it is no feed, or only teasers are in it.

    Limits: a description of fewer than 80 words, or one that ends with an ellipsis, is a teaser.
    """
    import feedparser

    _require_few_tags(data.replace(b"\0", b""), name)
    feed = feedparser.parse(io.BytesIO(data), sanitize_html=False, resolve_relative_uris=False)
    entries = feed.get("entries", [])
    if not entries:
        raise RefusedError(f"'{name}' is no feed with items in it: {feed.get('bozo_exception', 'nothing was found')}")
    found, teasers = [], []
    for entry in entries:
        text, whole = _body(entry)
        if not whole:
            teasers.append(len(text.split()))
        found.append(_make_found(entry, text, whole))
    if len(teasers) == len(found):
        raise RefusedError(
            f"'{name}' is a feed of {count(len(found), 'item')} with a description of "
            f"{round(statistics.mean(teasers))} words each and no full text."
        )
    reading = Reading(f"feed, {count(len(found), 'item')}", found)
    title = fold_space(feed.get("feed", {}).get("title") or "")
    for item in found:
        item.source = item.source or title or host_of(item.url)
    settle_dates(reading, context)
    if feed.get("bozo") and not isinstance(feed.get("bozo_exception"), feedparser.CharacterEncodingOverride):
        reading.problems.append(("damaged feed", f"{feed['bozo_exception']}: items may be lacking"))
    return reading


def _require_few_tags(plain: bytes, name: str) -> None:
    """Refuse what each tag would take the parser long for, and for nothing; or longer than any article is worth."""
    n_items, n_tags = count_items(plain)
    if not n_items:
        raise RefusedError(f"'{name}' is no feed with items in it. Save it again, or leave it out.")
    if n_tags > MOST_TAGS:
        raise RefusedError(
            f"'{name}' is a feed with an item of {n_tags:,} tags, more than the {MOST_TAGS:,} that are read of one "
            "article. Take the item out, or save its page."
        )
    if has_endless_tag(plain):
        raise RefusedError(f"'{name}' is a feed with {ENDLESS}. Take its item out, or save its page.")


def _body(entry: Any) -> tuple[str, bool]:
    """The text of an item, and whether it is the whole one."""
    # What stands empty in a feed is None, and not only lacking.
    contents = [strip_markup(content.get("value") or "") for content in entry.get("content") or []]
    best = max(contents, key=len, default="")
    teaser = strip_markup(entry.get("summary") or "")
    if not best or best.rstrip().endswith(("…", "...", "[…]")) or (best != teaser and len(best) <= len(teaser)):
        return teaser, count_words(teaser) >= _FULL and not teaser.rstrip().endswith(("…", "...", "[…]"))
    paragraphs = best.split("\n\n")
    if _APPEARED.match(fold_space(paragraphs[-1])):
        paragraphs = paragraphs[:-1]
    return join_paragraphs(paragraphs), True


def _make_found(entry: Any, text: str, whole: bool) -> Found:
    found = Found(
        text,
        title=fold_space(strip_markup(entry.get("title") or "")),
        url=entry.get("link") or "",
        date=entry.get("published") or entry.get("updated") or "",
        author=strip_by(entry.get("author") or ""),
        source=fold_space((entry.get("source") or {}).get("title") or ""),
    )
    if not whole:
        found.set_aside("cut text", "the feed has only its description; it was skipped")
    return found
