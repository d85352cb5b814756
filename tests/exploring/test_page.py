from pathlib import Path

from analysis.exploring.page import Page


def test_what_a_page_is_told_reaches_it():
    page = Page(html="<p>Said.</p>", shown="q001")
    state = page.get_state(["html", "shown", "picked", "span"])
    assert state == {"html": "<p>Said.</p>", "shown": "q001", "picked": [], "span": []}


def test_its_program_asks_for_nothing_from_anywhere():
    program = (Path(__file__).parents[2] / "analysis" / "exploring" / "page.js").read_text(encoding="utf-8")
    assert not any(word in program for word in ("import ", "fetch(", "://", "eval("))
