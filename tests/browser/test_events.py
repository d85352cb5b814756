"""A walk through a report of several events: search, sort, from a figure to its sentences; and without script."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from analysis.parameters import check_parameters
from analysis.report.making import write_report

PLACES = [
    f"{first}{last}" for first in ("Nor", "Sol", "Vel", "Tar", "Mil") for last in ("by", "mar", "ton", "wick", "dal")
]


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Twenty-five dams, each in two sources."""
    folder = tmp_path_factory.mktemp("many")
    said = "“The dam at {} will hold,” mayor Ana Ruiz claimed. {} people left {} on Monday."
    rows = [
        {
            "source": source,
            "event": f"Dam at {place}",
            "date": f"2026-01-{at + 1:02}",
            "text": said.format(place, n, place),
        }
        for at, place in enumerate(PLACES)
        for source, n in (("Herald", "Two hundred"), ("Post", "Nine hundred"))
    ]
    (folder / "corpus.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    return write_report(
        check_parameters(corpus=str(folder / "corpus.jsonl"), n_boot=100), folder / "out", pages="story"
    ).index


@pytest.fixture
def page(browser: Any, report: Path) -> Iterator[Any]:
    opened = browser.new_page(viewport={"width": 1280, "height": 900})
    opened.goto(report.as_uri())
    yield opened
    opened.close()


def shown(page: Any) -> list[str]:
    names: list[str] = page.locator("#events > li:visible a").all_inner_texts()
    return names


def test_the_first_page_is_short_and_shows_the_first_events(page: Any, report: Path) -> None:
    assert len(shown(page)) == 20
    assert page.evaluate("document.documentElement.scrollHeight") < 6 * 900
    assert report.stat().st_size < 1_000_000


def test_a_search_finds_what_was_folded_and_says_how_many(page: Any) -> None:
    page.get_by_label("Search").fill("dam velwick")
    assert shown(page) == ["Dam at Velwick"]
    assert page.locator("#found").inner_text() == "1 of 25 events"
    page.get_by_label("Search").fill("no such place")
    assert shown(page) == []


def test_sorting_by_date_begins_with_the_first_day(page: Any) -> None:
    page.get_by_label("Sort by").select_option("date")
    assert shown(page)[:3] == ["Dam at Norby", "Dam at Normar", "Dam at Norton"]


def test_from_a_figure_across_events_to_its_sentence_in_two_clicks(page: Any) -> None:
    page.get_by_role("link", name="Across events", exact=True).click()
    page.locator("td.figure summary").first.click()
    page.locator("td.figure details a").first.click()
    assert "/events/dam-at-" in page.url
    assert page.locator(page.url[page.url.index("#") :]).is_visible()


def test_without_script_all_events_are_there_and_nothing_waits_for_it(browser: Any, report: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    opened = context.new_page()
    opened.goto(report.as_uri())
    assert not opened.get_by_label("Search").is_visible()
    opened.locator("summary", has_text="5 more events").click()
    assert opened.locator(".events > li:visible").count() == 25
    context.close()
