from analysis.reading.page import read_page


def test_a_page_is_read_once_for_layout_and_marks() -> None:
    text = "Talks Fail\n\nGENEVA — “No deal,” the minister said.\n\nHe left: “Never. The town slept."
    page = read_page(text)
    assert page.text == text
    assert [zone.zone for zone in page.zones] == ["headline", "dateline", "body", "body"]
    assert [text[mark.start : mark.end] for mark in page.marked] == ["No deal,", "Never. The town slept."]
    assert len(page.unpaired) == 1


def test_an_empty_page_holds_nothing() -> None:
    assert read_page("") == ("", [], [], [])
