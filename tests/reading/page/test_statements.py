"""Statements: who speaks below a name on its own line, or below questions that nobody signs."""

import pytest

from analysis.reading.article import read_article

ROUND_UP = "Two bankers look ahead.\n\nMarta Ehrling\n\nChief economist, North Bank\n\n{}\n\nColin Abara\n\n{}"
ASKED = "Why did you leave the sea?\n\nI was tired of salt.\n\nWould you go back?\n\nOnly for the stars.\n\n{}"


def read(text: str) -> list[list[str]]:
    return read_article(text)["quotes"][["text", "speaker", "kind", "form"]].values.tolist()


def test_each_name_speaks_what_stands_below_it() -> None:
    assert read(ROUND_UP.format("Prices will rise. I expect calm after.", "The crown is too weak.")) == [
        ["Prices will rise. I expect calm after.", "Marta Ehrling", "direct", "block"],
        ["The crown is too weak.", "Colin Abara", "direct", "block"],
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("She won gold in the relay.", "He came second."),  # nobody speaks of himself
        ("“I won,” she said.", "“I lost,” he said."),  # quotations of their own
        ("I swim.", ""),
    ],
)
def test_lines_with_names_are_no_statements_where_nobody_speaks(one: str, other: str) -> None:
    assert all(form != "block" for *_, form in read(ROUND_UP.format(one, other)))


def test_answers_belong_to_whoever_is_said_to_have_been_asked() -> None:
    assert read(ASKED.format("Nils Horne was speaking to Ada Bly."))[:2] == [
        ["I was tired of salt.", "Nils Horne", "direct", "block"],
        ["Only for the stars.", "Nils Horne", "direct", "block"],
    ]


def test_questions_without_that_line_are_left_to_the_source() -> None:
    assert read(ASKED.format("The text was checked in May.")) == []
