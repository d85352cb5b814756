"""Borders: where what is reported goes on behind its first clause, and what at its edges is no part of it."""

import pytest

from analysis.reading.article import read_article


def reported(text: str) -> list[str]:
    return read_article(text, tone_model="off")["quotes"]["text"].tolist()


@pytest.mark.parametrize(
    ("text", "content"),
    [
        # A verb behind a long subject.
        (
            "The guard told the court that the gate, the yard and both towers of the old fort had been left open.",
            "the gate, the yard and both towers of the old fort had been left open",
        ),
        # A second clause with *would* and a pronoun.
        (
            "The union said the plant was sound, and it would open in May.",
            "the plant was sound, and it would open in May",
        ),
        # A reason and a condition.
        ("The diver warned that he would stop, if the air failed.", "he would stop, if the air failed"),
        # A bare verb behind an infinitive.
        ("He urged the crowd to go home, stay calm and wait.", "to go home, stay calm and wait"),
    ],
)
def test_a_content_runs_on_over_what_the_parser_tears_off(text: str, content: str) -> None:
    assert reported(text)[0] == content


def test_a_noun_that_is_judged_loses_what_a_comma_adds() -> None:
    assert reported("The bishop praised the new bridge, which was built in May.") == ["the new bridge"]


def test_a_name_behind_a_comma_stays() -> None:
    assert reported("The bishop praised the architect, Ines Okafor.") == ["the architect, Ines Okafor"]


def test_a_participle_that_reports_begins_a_report_of_its_own() -> None:
    assert reported("The senator attacked his rival, saying he had sold the harbour.") == [
        "his rival",
        "he had sold the harbour",
    ]


def test_a_participle_hung_on_words_in_marks_has_the_speaker_of_the_marks() -> None:
    quotes = read_article("“I agree,” the clerk said, suggesting a second count.", tone_model="off")["quotes"]
    assert quotes["speaker_text"].tolist() == ["the clerk", "the clerk"]
