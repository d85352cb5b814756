"""Which of the four lists a term stands in, and the rule that put it there."""

import pandas as pd
import pytest

from analysis.comparing.keywords.blocks import gather_counts
from analysis.comparing.keywords.lists import place_terms
from analysis.schema import LISTS


def place(term, *, n=4, n_proper=0, voice="own", n_words=1, sources=()):
    terms = pd.DataFrame(
        {"article_id": "a", "voice": voice, "term": [term], "n_words": n_words, "n": n, "n_proper": n_proper}
    )
    found = place_terms(gather_counts(terms, ["a"]), sources=sources)
    return tuple(found.loc[0, ["list", "rule"]])


@pytest.mark.parametrize(
    ("term", "n_proper", "expected"),
    [
        ("crackdown", 0, ("framing", "in no other list")),
        ("norvik", 3, ("name", "stands as a name in at least half of its places")),
        ("council", 1, ("framing", "in no other list")),
        ("us", 0, ("style", "function word: pronoun")),
        ("mr", 4, ("style", "house style: honorific")),
        ("sen", 4, ("style", "house style: title abbreviation")),
        ("sunday", 4, ("style", "house style: date")),
        ("reuters", 4, ("style", "house style: news agency")),
    ],
)
def test_words(term, n_proper, expected):
    assert place(term, n_proper=n_proper) == expected


def test_words_of_furniture_are_boilerplate():
    assert place("crackdown", voice="boilerplate")[0] == "boilerplate"


@pytest.mark.parametrize(
    ("name", "source", "expected"),
    [
        ("courier", "Norvik Courier", "style"),
        ("courier", "norvik-courier", "style"),
        ("courier", "The Globe", "name"),
    ],
)
def test_the_own_name_of_a_source_is_style(name, source, expected):
    assert place(name, n_proper=4, sources=[source])[0] == expected


def test_a_sources_name_that_is_a_word_stays_a_word():
    # A paper called The Independent does not make `independent` house style.
    assert place("independent", n_proper=0, sources=["The Independent"]) == ("framing", "in no other list")


def test_a_source_called_a_is_not_an_article():
    assert place("a", sources=["A"]) == ("style", "function word: article")


def test_every_term_is_on_a_list():
    terms = pd.DataFrame(
        {
            "article_id": "a",
            "voice": "own",
            "term": ["the", "riot", "norvik"],
            "n_words": 1,
            "n": 2,
            "n_proper": [0, 0, 2],
        }
    )
    placed = place_terms(gather_counts(terms, ["a"]))
    assert placed["term"].tolist() == ["norvik", "riot", "the"]
    assert set(placed["list"]) <= set(LISTS)
    assert (placed["rule"] != "").all()
