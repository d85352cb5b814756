"""One stemmer for all that compares words, one rule for plurals for lists that hold the singular."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.language.stems import singular, stem


@pytest.mark.parametrize(
    "inflected",
    [
        "protest protests protested protesting protester protesters",
        "rape rapes raped raping",
        "stop stops stopped stopping",
        "deny denies denied denying",
        "country countries",
    ],
)
def test_inflections_have_one_stem(inflected):
    assert len({stem(word) for word in inflected.split()}) == 1


@pytest.mark.parametrize(("one", "other"), [("police", "policy"), ("minister", "ministry"), ("war", "ward")])
def test_words_of_other_families_have_other_stems(one, other):
    assert stem(one) != stem(other)


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [("law enforcement agencies", "law enforcement agency"), ("protesters", "protester"), ("boss", "boss")],
)
def test_the_singular_of_a_phrase_is_that_of_its_last_word(phrase, expected):
    assert singular(phrase) == expected


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz'", max_size=20))
def test_a_stem_is_never_empty_nor_longer_by_more_than_a_silent_e(word):
    assert bool(stem(word)) == bool(word)
    assert len(stem(word)) <= len(word) + 1
