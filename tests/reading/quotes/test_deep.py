"""Depth: the time of an article does not grow with the square of what it nests, and what is left out is said."""

import sys

import pytest

from analysis.language.parse import parse
from analysis.language.tree import build_tree
from analysis.reading.article import read_article, read_rows
from analysis.reading.quotes.deep import find_deep, hide_deep


def test_no_clause_that_a_person_writes_stands_too_deep() -> None:
    text = "Kolb said that Hale knew that the board feared that the crew, which had been told to wait, would leave."
    tree = build_tree(parse(text))
    assert find_deep(tree) == []
    assert hide_deep(tree) is tree


def test_what_stands_too_deep_is_no_report_of_its_own_and_that_is_said() -> None:
    tables = read_article("Kolb met the board.\n\nHe " + "said he " * 300 + "left.", tone_model="off")
    assert 32 < len(tables["quotes"]) < 150
    said = tables["remarks"].loc[tables["remarks"]["problem"] == "clauses inside one another", "detail"].tolist()
    assert len(said) == 1
    assert said[0].endswith("paragraph 2: what they report is read as part of the 64 around them")


def test_a_pronoun_that_stands_a_thousand_times_in_a_sentence_is_followed_to_the_first() -> None:
    rows = read_rows("Ines Kolb spoke. " + "She ran, " * 1200 + "she said that it was over.", tone_model="off")
    assert set(rows["quotes"]["speaker"]) == {"Ines Kolb"}


@pytest.mark.parametrize("piece", ["he said ", "said that he ", "he said she said ", "the claim that "])
def test_reports_inside_one_another_take_no_more_than_their_length(piece: str) -> None:
    def count(n: int) -> int:
        """Count the calls of functions that it takes to read so many reports."""
        counted = [0]

        def add(*_: object) -> None:
            counted[0] += 1

        sys.setprofile(add)
        try:
            read_rows((piece * n)[: 8 * n], tone_model="off")
        finally:
            sys.setprofile(None)
        return counted[0]

    count(10)
    assert count(600) < 2.5 * count(300)
