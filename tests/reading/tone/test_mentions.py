"""Mentions: which words name a person, and who shares a name."""

import pytest

from analysis.lexicons import standard_lexicons
from analysis.reading.tone.mentions import find_mentions
from analysis.reading.tone.names import find_names

LISTS = standard_lexicons()


def find(text):
    names = find_names(text, lexicons=LISTS)
    return [(text[m.start : m.end], m) for m in find_mentions(text, names, lexicons=LISTS)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("They met President Orla Reed in Paris on Monday.", ["Orla Reed"]),
        ("The White House and Senate Republicans blamed Russia.", []),
        ("They met Steve King, Mr. King and the King.", ["Steve King", "King"]),
        ("They met Ivo K. Lund Jr. and Will Grant.", ["Ivo K. Lund", "Will Grant"]),
        ("The FBI and CNN said no.", []),
    ],
)
def test_titles_parties_bodies_and_places_name_nobody(text, names):
    assert [name for name, _ in find(text)] == names


def test_a_surname_and_a_first_name_are_those_of_the_full_name():
    found = find("They say Anna Reed met Ivo Lund, then Reed left and Lund called Anna.")
    assert [(name, mention.person) for name, mention in found] == [
        ("Anna Reed", 0),
        ("Ivo Lund", 1),
        ("Reed", 0),
        ("Lund", 1),
        ("Anna", 0),
    ]
