"""Hostile sizes: no kind of text takes longer than in proportion to its length."""

import time

import pytest

from analysis.reading.article import read_article, read_rows

KINDS = ["“", "“”\"'‘’«»„", "A", "A.A.", "very good ", "A: no\n", "(", "no "]
SMALL, LARGE = 2_000, 12_000  # six times as much; the square is 36
pytestmark = [pytest.mark.slow, pytest.mark.no_cover]


def seconds(text: str) -> float:
    begin = time.process_time()
    read_rows(text, tone_model="off")
    return time.process_time() - begin


@pytest.mark.parametrize("kind", KINDS)
def test_six_times_the_text_takes_less_than_fifteen_times_as_long(kind: str) -> None:
    read_rows("It rained.", tone_model="off")
    small, large = (seconds((kind * n)[:n]) for n in (SMALL, LARGE))
    assert large < 15 * small + 0.3


def test_more_marks_than_are_compared_are_said() -> None:
    remarks = read_article("He said “no” and left. " * 150)["remarks"]
    assert remarks.values.tolist() == [
        ["very many quotation marks", "300 quotation marks in paragraph 1: each was compared with 200 around it"]
    ]
