from collections.abc import Callable

import feedparser
import pytest

from analysis.corpus.found import RefusedError
from analysis.corpus.readers.feeds import read_feed
from analysis.corpus.tables import Context


def test_the_items_of_a_feed_are_articles(read: Callable, expected: Callable, facts: Callable) -> None:  # type: ignore[type-arg]
    assert sorted(facts(read("feeds/full.xml"))) == sorted(expected("feeds"))


def test_a_feed_of_teasers_is_refused(read: Callable) -> None:  # type: ignore[type-arg]
    with pytest.raises(RefusedError, match=r"'teaser.xml' is a feed of 3 items with a description of 16 words each"):
        read("feeds/teaser.xml")


def test_atom_is_read_too_and_a_source_of_its_own_stands() -> None:
    words = "Kolb left the room. " * 20
    atom = (
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>Pool</title><entry><title>Bridge row</title>'
        "<source><title>The Quay</title></source><updated>2026-03-04T09:00:00Z</updated>"
        f'<content type="html">&lt;p&gt;{words}&lt;/p&gt;</content></entry></feed>'
    )
    (found,) = read_feed(atom.encode(), "a.xml", Context.plain()).found
    assert (found.title, found.source, found.date, found.text) == (
        "Bridge row",
        "The Quay",
        "2026-03-04",
        words.strip(),
    )


def test_a_feed_that_breaks_off_is_said_to() -> None:
    item = f"<item><title>One</title><description>{'Kolb left the room. ' * 30}</description></item>"
    reading = read_feed(
        f"<rss version='2.0'><channel><title>Quay</title>{item}<item><ti".encode(), "a.xml", Context.plain()
    )
    assert [problem for problem, _ in reading.problems] == ["damaged feed"]
    with pytest.raises(RefusedError, match="no feed with items"):
        read_feed(b"<rss><channel>", "a.xml", Context.plain())


def test_a_feed_without_items_is_refused_before_it_is_taken_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    feed = f"<rss><channel><item><description>{'Kolb left the room. ' * 30}</description></item></channel></rss>"
    wide = f'<?xml version="1.0" encoding="utf-16"?>{feed}'.encode("utf-16")
    assert len(read_feed(wide, "a.xml", Context.plain()).found) == 1
    monkeypatch.setattr(feedparser, "parse", lambda *args, **more: pytest.fail("it was taken apart"))
    with pytest.raises(RefusedError, match=r"'a.xml' is no feed with items in it\. Save it again, or leave it out\."):
        read_feed(b"<rss>" + b"<a>" * 10, "a.xml", Context.plain())


@pytest.mark.parametrize(
    ("markup", "reason"),
    [
        ("<b>x</b>" * 100_000, "an item of 200,005 tags, more than the 200,000 that are read of one article"),
        ("<b" + " a='1'" * 1000 + "/>", "a tag that has attributes by the thousand, which no article has"),
    ],
)
def test_an_item_of_more_markup_than_any_article_has_is_refused_before_it_is_taken_apart(
    markup: str, reason: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = "Kolb left the room. " * 30
    items = f"<item><description><![CDATA[{words}{'<b></b>' * 60_000}]]></description></item>" * 2
    found = read_feed(f"<rss><channel>{items}</channel></rss>".encode(), "a.rss", Context.plain()).found
    assert [item.text for item in found] == [words.strip()] * 2  # tags written as text, and those of two items
    item = f"<item><description>Rain fell. {markup}</description></item>"
    monkeypatch.setattr(feedparser, "parse", lambda *args, **more: pytest.fail("it was taken apart"))
    with pytest.raises(RefusedError, match=f"'a.xml' is a feed with {reason}"):
        read_feed(f"<rss><channel>{item}</channel></rss>".encode(), "a.xml", Context.plain())


def test_an_item_whose_description_stands_empty_is_a_teaser_beside_one_that_is_whole() -> None:
    words = "Kolb left the room. " * 30
    feed = (
        '<rss xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Quay</title>'
        f"<item><description>{words}</description></item><item><description></content:encoded></item></channel></rss>"
    )
    found = read_feed(feed.encode(), "a.rss", Context.plain()).found
    assert [(item.text, item.aside is None) for item in found] == [(words.strip(), True), ("", False)]
