"""Floating: a quotation on its own belongs to whoever the sentence before it is about."""

import pytest

from analysis.reading.article import read_article

HEARD = "“The roof leaks,” caretaker Olga Brandt said.\n\n"


@pytest.mark.parametrize(
    ("between", "speaker"),
    [
        ("Treasurer Femi Lawal threw up his hands.", "Femi Lawal"),
        ("Brandt shrugged.", "Olga Brandt"),
        ("The hall was built in 1911.", "Olga Brandt"),
        ("Femi Lawal and Bo Frisk walked out.", "unknown"),
    ],
)
def test_whoever_the_sentence_before_is_about_goes_on(between: str, speaker: str) -> None:
    quotes = read_article(f"{HEARD}{between}\n\n“There is not a coin left in the box.”")["quotes"]
    assert quotes["speaker"].iloc[-1] == speaker


def test_without_anybody_named_nobody_is_chosen() -> None:
    quotes = read_article("The hall was built in 1911.\n\n“There is not a coin left in the box.”")["quotes"]
    assert quotes["speaker"].tolist() == ["unknown"]


def test_a_question_in_marks_is_not_put_into_a_mouth() -> None:
    quotes = read_article("Mayor Ana Ruiz read the list.\n\n“Who paid for the ship that sank in May?”")["quotes"]
    assert quotes["speaker"].tolist() == ["unknown"]
