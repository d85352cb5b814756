"""Deeds: who did what to whom, under keys that are the same whatever a source calls them."""

import pytest

from analysis.comparing.story.topics.deeds import find_deeds, find_noun, read_groups
from analysis.lexicons import standard_lexicons


@pytest.mark.parametrize(
    ("text", "noun"),
    [
        ("A mob of hawkers", "hawker"),
        ("Thousands of people", "people"),
        ("two officers in Dorrin", "officer"),
        ("police", "police"),
        ("", ""),
    ],
)
def test_the_noun_of_a_party(text, noun):
    assert find_noun(text, standard_lexicons()) == noun


def test_police_and_crowds_are_two_parties():
    groups = read_groups(standard_lexicons())
    assert (groups["officer"], groups["protester"], groups["hawker"]) == ("forces", "crowd", "crowd")


def test_a_man_without_a_name_is_the_one_victim_whom_the_article_names(event_of):
    event = event_of(
        "Police shot dead Luis Amaro.", "Luis Amaro was a builder. Two officers gunned down the young father."
    )
    assert {deed.patient for deed in find_deeds(event)} == {"=Luis Amaro"}
