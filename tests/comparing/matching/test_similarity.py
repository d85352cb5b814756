"""Words that can be compared: spellings and inflections folded, weights from the event, pairs without a matrix."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.comparing.matching import similarity
from analysis.comparing.matching.similarity import find_pairs, read_events, split_words, weigh_words


@pytest.mark.parametrize(
    "words",
    [
        "protest protests protester protesters protestor protested protesting",
        "escalate escalated escalating escalation",
        "de-escalating de-escalation deescalate",
        "Shiite Shi’ite Shi'ites",
        "Iran Iranian Iranians Iran’s",
        "Pakistan Pakistani Pakistanis",
        "country countries",
        "organise organised organizer organisation",
        "stop stopped stops",
    ],
)
def test_inflections_and_spellings_of_one_word_are_one_stem(words):
    assert len({word.stem for word in split_words(words)}) == 1


@pytest.mark.parametrize(
    ("first", "second"),
    [("US", "us"), ("WHO", "who"), ("country", "counterpart"), ("police", "policy"), ("Iran", "Iraq"), ("12", "1.2")],
)
def test_different_words_stay_apart(first, second):
    assert split_words(first)[0].stem != split_words(second)[0].stem


def test_one_country_under_its_short_and_its_long_name_is_one_word():
    forms = [[word.form for word in split_words(text)] for text in ("the U.S. army", "the US army", "the USA army")]
    forms.append([word.form for word in split_words("the United States army")])
    assert all(form == forms[0] for form in forms)


@given(st.text(max_size=200))
def test_words_slice_back_and_never_fail(text):
    for word in split_words(text):
        assert text[word.start : word.end] == word.text
        assert word.form


def test_a_rare_word_weighs_more_than_a_common_one():
    units = [split_words(text) for text in ("the mayor fled", "the mayor spoke", "the mayor wept", "bells rang")]
    weight = weigh_words(units, ["A"] * 4).weight
    assert weight["fled"] == 1.0
    assert 0 < weight["mayor"] < 0.5
    assert "the" not in weight


def test_a_word_that_every_source_says_once_is_rare():
    units = [split_words(text) for text in ("the mayor fled", "bells rang", "the mayor fled", "rain fell")]
    assert weigh_words(units, ["A", "A", "B", "B"]).weight["mayor"] == 1.0


def test_blocks_give_the_same_pairs_as_one_piece(monkeypatch):
    texts = ["police fired shots", "shots were fired", "rain fell", "police left", "rain and shots", "bells rang"]
    groups = ["A", "B", "A", "B", "C", "C"]
    weighed = weigh_words([split_words(text) for text in texts], groups)
    whole = list(find_pairs(weighed, groups, least=0.5))
    monkeypatch.setattr(similarity, "CELLS", 6)
    assert list(find_pairs(weighed, groups, least=0.5)) == whole
    assert all(i < j and groups[i] != groups[j] for i, j, _ in whole)


def test_articles_without_an_event_are_one_event():
    assert set(read_events(pd.DataFrame({"article_id": ["x", "y"]})).values()) == {""}
