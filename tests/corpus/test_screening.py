import pytest

from analysis.corpus.found import Article, Found
from analysis.corpus.screening import screen_text, set_copies_aside
from analysis.lexicons import standard_lexicons

LEXICONS = standard_lexicons()
A = "The harbour board met on Monday. Ines Kolb, its chair, left the room early. Nobody else would pay for it."
B = "The union said that it would strike in May. Owen Hale told the crew that the pay was far too low to live on."


def screen(text: str) -> str:
    found = Found(text)
    screen_text(found, LEXICONS)
    return found.aside[0] if found.aside else ""


@pytest.mark.parametrize("text", ["", " \n", "nan", "None", "NULL", "N/A", "[Removed]", "-", "...", "[deleted]."])
def test_words_for_nothing_are_no_article(text: str) -> None:
    assert screen(text) == "empty article"


@pytest.mark.parametrize(
    "text",
    [
        "Kolb left the room… [+2829 chars]", "Kolb left the room ... [512 chars]", "Subscribe to continue reading.",
        "Kolb left. Already a subscriber? Sign in to read the full story.",
        "Please enable JavaScript to view this page.",
    ],
)  # fmt: skip
def test_the_opening_of_a_text_is_set_aside(text: str) -> None:
    assert screen(text) == "cut text"


@pytest.mark.parametrize(
    "text",
    ["Kolb left.", "None of the men left.", A, f"{A} Subscribe to our newsletter.", "Removed from office, Kolb left."],
)
def test_a_short_article_stays(text: str) -> None:
    assert screen(text) == ""


def test_a_text_longer_than_any_article_is_set_aside_and_its_length_told() -> None:
    found = Found("Kolb left. " * 20_000)
    screen_text(found, LEXICONS)
    assert found.aside is None
    found = Found("Kolb left. " * 20_001)
    screen_text(found, LEXICONS)
    assert found.aside == (
        "too long",
        "220,010 characters, more than the 220,000 that are read of one article; it was skipped. "
        "Are several in it? Give each its own row or file.",
    )


def set_aside(*given: Found) -> list[str]:
    articles = [Article(f"{number}", "t.csv", found) for number, found in enumerate(given, start=1)]
    set_copies_aside(articles)
    return [article.found.aside[1] if article.found.aside else "" for article in articles]


def test_the_second_of_two_same_texts_of_a_source_is_set_aside() -> None:
    again = Found(A.replace(". ", ".\n\n"), source="Quay")
    assert set_aside(Found(A, source="Quay"), again, Found(B, source="Quay")) == [
        "", "as '1', same source: the second was skipped", "",
    ]  # fmt: skip


def test_a_text_with_a_correction_is_the_same_only_under_one_title_and_date() -> None:
    facts = {"source": "Quay", "title": "Row", "date": "2026-03-04"}
    assert set_aside(Found(A, **facts), Found(A + " It was Tuesday.", **facts))[1] != ""
    assert set_aside(Found(A, source="Quay"), Found(A + " It was Tuesday, not Monday.", source="Quay")) == ["", ""]


def test_a_copy_in_another_source_is_kept_and_named() -> None:
    first, second = Found(A, source="Quay"), Found(A + " It was Tuesday, not Monday.", source="Tide")
    assert set_aside(first, second) == ["", ""]
    assert second.remarks == [("near-copy", "of '1' in another source: kept, see the table duplicates")]
    assert first.remarks == []
