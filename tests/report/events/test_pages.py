"""Pages of several events: a story each, an index that needs no script, a page across; every link has a target."""

import re

import pytest
from bs4 import BeautifulSoup

from analysis.report.events.pages import Overview, has_several, write_event_pages, write_overview
from analysis.report.manifest import describe_settings, describe_versions
from analysis.report.story import Links


@pytest.fixture(scope="module")
def files(events_tables, events_parameters):
    """Every page by its path in the report."""
    overview = Overview()
    told = {"settings": describe_settings(events_parameters), "versions": describe_versions()}
    links = Links(workings=[("1-quotes.html", "Who speaks")])
    pages = dict(write_event_pages(events_tables, events_parameters, overview, links=links, text="full", **told))
    return pages | dict(write_overview(events_tables, overview, links=links, **told))


def test_several_events_have_a_folder_each_with_a_name_that_every_system_takes(files) -> None:
    assert sorted(files) == [
        "across.html",
        *(
            f"events/{name}/{file}"
            for name in ("dam-at-norby", "strike-ferries")
            for file in ("brief.md", "index.html")
        ),
        "index.html",
    ]


def test_one_event_is_no_index(events_tables) -> None:
    articles = events_tables["articles"]
    assert has_several(articles)
    assert not has_several(articles[articles["event"] == "dam-at-norby"])
    assert not has_several(articles[articles["source"] == "Post"])


def test_the_index_lists_events_with_their_size_and_what_stands_alone(files) -> None:
    page = BeautifulSoup(files["index.html"], "html.parser")
    rows = [row.get_text(" ", strip=True) for row in page.select("#events > li")]
    assert [row.split(" Herald, Post; 2 articles")[0] for row in rows] == ["Strike: ferries?", "Dam at Norby"]
    assert "2026-03-02 to 2026-03-03" in rows[1]
    assert next(row.get_text(strip=True) for row in page.select("details li")) == "Post 2"


def test_every_address_of_index_and_across_is_a_page_and_a_place_in_it(files) -> None:
    for name in ("index.html", "across.html"):
        for link in BeautifulSoup(files[name], "html.parser").select("a[href]"):
            file, _, anchor = link["href"].partition("#")
            if file.endswith(".html") and file != "1-quotes.html":
                assert file in files, link
                assert not anchor or f'id="{anchor}"' in files[file], link


def test_every_figure_across_events_leads_to_its_sentences(files) -> None:
    cells = BeautifulSoup(files["across.html"], "html.parser").select("td.figure")
    told = [cell for cell in cells if cell.get_text(strip=True) not in ("none", "")]
    assert len(told) > 4
    assert all(cell.select("details a") for cell in told if not cell.get_text().startswith("0 %"))


def test_no_page_asks_for_anything_and_nothing_of_an_article_runs(files) -> None:
    for name, page in files.items():
        assert not re.search(r'(?:src|href)="(?:https?:)?//', page), name
        assert "<b>again" not in page or name.endswith(".md")
    policy = BeautifulSoup(files["index.html"], "html.parser").find("meta", {"http-equiv": "Content-Security-Policy"})
    assert policy["content"].startswith("default-src 'none'")


def test_a_story_leads_back_to_the_index(files) -> None:
    assert 'href="../../index.html"' in files["events/dam-at-norby/index.html"]
