import html as html_module
import re

import pytest
from bs4 import BeautifulSoup

from analysis.report.story import Links
from analysis.report.story.page import TOPICS, read_assets
from analysis.schema import TOPICS as ALL_TOPICS

LARGEST_SCRIPT = 40_000


@pytest.fixture(scope="module")
def page(write_page):
    return write_page()


@pytest.fixture(scope="module")
def soup(page):
    return BeautifulSoup(page, "html.parser")


def test_the_parts_come_in_their_order(soup):
    headings = [heading.get_text(strip=True) for heading in soup.select("h2")]
    assert headings == [
        "In brief", "Side by side", "Who speaks", "Wording", "Tone and words", "Find a word", "How this was made",
    ]  # fmt: skip


def test_what_stands_in_an_article_is_text_and_nothing_else(page, soup):
    assert "<script>document.title" not in page
    assert not soup.select("img")
    assert len(soup.select("script")) == 2
    assert 'document.title = "owned"' in soup.select_one("#a2 h3").get_text()


def test_the_page_asks_for_nothing(soup):
    assert soup.select_one("meta[http-equiv]")["content"].startswith("default-src 'none'; style-src 'sha256-")
    for element in soup.find_all(True):
        assert not {"src", "style", "srcset", "action"} & set(element.attrs), element
        assert not [name for name in element.attrs if name.startswith("on")], element


def test_every_link_within_the_page_has_its_place_and_no_id_stands_twice(soup):
    ids = [element["id"] for element in soup.select("[id]")]
    assert [name for name in set(ids) if ids.count(name) > 1] == []
    assert {link["href"][1:] for link in soup.select('a[href^="#"]')} <= set(ids)


def test_the_passages_of_a_finding_lead_to_their_sentences(soup):
    links = [link["href"][1:] for link in soup.select("#finding-1 blockquote a")]
    sentences = [soup.find(id=anchor).get_text() for anchor in links]
    assert [mark.get_text() for mark in soup.select("#finding-1 mark")] == ["Three", "five"]
    assert ["Three" in sentences[0], "five" in sentences[1]] == [True, True]


def test_every_share_leads_to_the_words_it_counts(soup):
    for link in soup.select("#who-speaks .bars a"):
        assert soup.find(id=link["href"][1:]).select("a")


def test_the_script_is_small_and_ends_no_element(page):
    style, script = read_assets()
    assert len(script.encode()) <= LARGEST_SCRIPT
    assert "</" not in script
    assert html_module.unescape(page).count(script) == 1
    assert "://" not in script.replace("http://www.w3.org", "")
    assert not re.search(r"innerHTML|outerHTML|document\.write|eval\(", script)
    assert "url(" not in style


@pytest.mark.parametrize(("text", "shown"), [("evidence", True), ("none", False)])
def test_a_page_without_the_texts_passes_on_no_more_than_it_says(write_page, text, shown):
    page = BeautifulSoup(write_page(text=text), "html.parser").get_text()
    assert ("We will not yield" in page) == shown
    assert "Mayor Ana Odu said on Monday" not in page
    assert ("holds no text of the articles" in page) == (not shown)


def test_what_failed_is_said_and_what_was_made_is_linked(write_page):
    links = Links(workings=[("1-quotes.html", "Who & what")], failed=[("2-tone failed: <x>.", "failed/2-tone.ipynb")])
    page = write_page(links=links)
    assert '<a href="1-quotes.html">Who &amp; what</a>' in page
    assert "This report is not complete." in page
    assert "2-tone failed: &lt;x&gt;." in page


def test_one_source_has_a_page_and_nothing_is_compared(told, write_page):
    alone = {}
    for name, table in told.items():
        own = table[table["article_id"] == "north"] if "article_id" in table and name != "problems" else table
        alone[name] = own[own["source"] == "North"] if "source" in own else own
    alone = {name: table for name, table in alone.items() if name not in ("findings", "finding_passages", "coverage")}
    page = write_page(alone)
    assert "Only North reports this event, so nothing is compared." in page


def test_the_same_tables_give_the_same_page(page, write_page):
    assert write_page() == page


def test_every_topic_of_findings_has_words():
    assert set(TOPICS) == set(ALL_TOPICS)
