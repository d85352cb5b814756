"""Words that can be compared: spellings and inflections folded, weights from the event, pairs without a matrix."""

import pandas as pd

from analysis.comparing.matching import similarity
from analysis.comparing.matching.similarity import find_pairs, read_events, weigh_words
from analysis.language.folding import split_words


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


def test_a_compound_shares_the_word_it_ends_in_where_the_event_has_that_word():
    units = [split_words(text) for text in ("An airstrike hit.", "The strike came.", "An airport closed.")]
    pairs = [(i, j) for i, j, _ in find_pairs(weigh_words(units, ["A", "B", "B"]), ["A", "B", "B"], least=0.1)]
    assert pairs == [(0, 1)]
