from collections.abc import Callable

import pytest

from analysis.corpus.found import RefusedError
from analysis.corpus.readers.web_pages import read_mhtml, read_web_page, take_article
from analysis.corpus.tables import Context

CONTEXT = Context.plain()
PAGE = "<html><head>{}</head><body><article><h1>Bridge row</h1><p>{}</p></article></body></html>"
WORDS = "The harbour board met on Monday, and Ines Kolb, its chair, left the room before the vote was taken."


@pytest.mark.parametrize("name", ["northmere-gazette.example.html", "carrow-herald.example.html"])
def test_a_saved_page_gives_its_article_without_the_page(
    name: str, read: Callable, expected: Callable, facts: Callable
) -> None:  # type: ignore[type-arg]
    (row,) = facts(read(f"saved_html/{name}"))
    assert row in expected("saved_html")


def test_a_page_in_one_file_is_read(read: Callable, expected: Callable, facts: Callable) -> None:  # type: ignore[type-arg]
    assert facts(read("mhtml/carrow-herald.example.mhtml"))[0] in expected("mhtml")


def test_an_opening_before_a_paywall_is_set_aside(read: Callable) -> None:  # type: ignore[type-arg]
    (found,) = read("saved_html/paywalled.html").found
    assert found.aside is not None
    assert found.aside[0] == "cut text"
    assert "isAccessibleForFree: false" in found.aside[1]


def test_without_an_outlet_the_source_is_the_host() -> None:
    page = PAGE.format('<link rel="canonical" href="https://www.quay.example/a">', WORDS)
    found = take_article(page.encode(), "a.html", CONTEXT)
    assert (found.source, found.url, found.title) == ("quay.example", "https://www.quay.example/a", "Bridge row")
    assert found.text == WORDS


def test_a_page_in_another_encoding_is_read_as_its_meta_tag_says() -> None:
    page = PAGE.format('<meta charset="iso-8859-2">', WORDS + " Wałęsa agreed.").encode("iso-8859-2")
    assert "Wałęsa" in take_article(page, "a.html", CONTEXT).text


def test_a_page_without_an_article_is_set_aside() -> None:
    (found,) = read_web_page(b"<html><body><nav>Home</nav></body></html>", "a.html", CONTEXT).found
    assert found.aside == ("no text", "no article was found in the page; it was skipped")


def test_a_saved_page_without_a_page_in_it_is_refused() -> None:
    with pytest.raises(RefusedError, match="without a page in it"):
        read_mhtml(b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x--\n", "a.mht", CONTEXT)


def test_facts_that_are_damaged_harm_nothing() -> None:
    page = PAGE.format('<script type="application/ld+json">{"@type": "NewsArticle", </script>', WORDS)
    assert take_article(page.encode(), "a.html", CONTEXT).text == WORDS


@pytest.mark.parametrize(
    ("markup", "reason"),
    [
        ("<br>" * 25_001, "of 25,004 tags, more than the 25,000 that are read of one"),
        ("<br>" * 500_001, "of 500,007 tags, more than the 25,000 that are read of one"),
        ("<br" + " a='1'" * 1000 + "/>", "with a tag that has attributes by the thousand, which no article has"),
    ],
)
def test_a_page_of_more_markup_than_any_article_has_is_refused(markup: str, reason: str) -> None:
    page = f"<html><body><p>Rain fell on the old town.</p>{markup}</body></html>"
    with pytest.raises(RefusedError, match=rf"^'a.html' is a page {reason}\. Save the words of the article as text"):
        read_web_page(page.encode(), "a.html", Context.plain())
    scripted = f"<html><body><p>Rain fell on the old town.</p><script>{'a<b;' * 30_000}</script></body></html>"
    (found,) = read_web_page(scripted.encode(), "a.html", Context.plain()).found
    assert found.text == "Rain fell on the old town."  # signs in a script are no tags
