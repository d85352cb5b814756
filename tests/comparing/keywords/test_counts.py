"""Counts in which no occurrence of a word is counted twice."""

import numpy as np
import pandas as pd
import pytest

from analysis.comparing.keywords.blocks import gather_counts
from analysis.comparing.keywords.counts import choose_phrases


def table(*rows):
    return pd.DataFrame(rows, columns=["article_id", "voice", "term", "n_words", "n", "n_proper"])


TERMS = table(
    ("a", "own", "foreign", 1, 4, 0),
    ("a", "own", "minister", 1, 5, 1),
    ("a", "own", "foreign minister", 2, 4, 1),
    ("a", "direct", "foreign", 1, 1, 0),
    ("a", "direct", "minister", 1, 1, 0),
    ("a", "direct", "foreign minister", 2, 1, 0),
    ("b", "own", "minister", 1, 3, 0),
    ("b", "boilerplate", "newsletter", 1, 2, 0),
)


def counts_of(found, voice, article):
    mask = np.array([article_id == article for article_id in found.article_ids])
    values = mask @ found.counts[voice]
    return {term: int(n) for term, n in zip(found.terms, values, strict=True) if n}


def test_a_phrase_takes_its_occurrences_from_both_of_its_words():
    found = gather_counts(TERMS, ["a", "b"])
    assert counts_of(found, "own", "a") == {"foreign minister": 4, "minister": 1}
    assert counts_of(found, "all", "a") == {"foreign minister": 5, "minister": 1}
    assert counts_of(found, "quoted", "a") == {"foreign minister": 1}


def test_words_of_an_article_are_counted_before_phrases_are_made():
    found = gather_counts(TERMS, ["a", "b"])
    assert found.words["own"].tolist() == [9, 5]
    assert found.words["quoted"].tolist() == [2, 0]


def test_boilerplate_speaks_in_the_sources_own_voice():
    found = gather_counts(TERMS, ["a", "b"])
    assert counts_of(found, "own", "b") == {"minister": 3, "newsletter": 2}
    assert found.n_boilerplate[found.terms.index("newsletter")] == 2


def test_a_word_that_ends_one_phrase_begins_no_other():
    # Of `white house staff`, said four times, only the more frequent pair can be a phrase.
    terms = table(
        ("a", "own", "white", 1, 5, 5), ("a", "own", "house", 1, 5, 5), ("a", "own", "staff", 1, 4, 0),
        ("a", "own", "white house", 2, 5, 5), ("a", "own", "house staff", 2, 4, 4),
    )  # fmt: skip
    assert choose_phrases(terms)["term"].tolist() == ["white house"]
    assert counts_of(gather_counts(terms, ["a"]), "own", "a") == {"white house": 5, "staff": 4}


def test_a_folded_name_can_be_half_of_a_phrase():
    terms = table(
        ("a", "own", "united states", 1, 9, 9), ("a", "own", "embassy", 1, 4, 0),
        ("a", "own", "united states embassy", 2, 3, 3),
    )  # fmt: skip
    assert choose_phrases(terms).values.tolist() == [["united states embassy", "united states", "embassy"]]
    assert counts_of(gather_counts(terms, ["a"]), "own", "a") == {
        "united states": 6, "embassy": 1, "united states embassy": 3,
    }  # fmt: skip


def test_rare_pairs_are_no_phrases():
    terms = table(
        ("a", "own", "old", 1, 2, 0), ("a", "own", "port", 1, 2, 0), ("a", "own", "old port", 2, 2, 0),
    )  # fmt: skip
    assert choose_phrases(terms).empty


def test_no_occurrence_is_lost_or_doubled():
    found = gather_counts(TERMS, ["a", "b"])
    words = sum(n * len(term.split()) for term, n in counts_of(found, "all", "a").items())
    assert words == found.words["all"][0]


def test_other_articles_do_not_count():
    assert gather_counts(TERMS, ["b"]).terms == ["minister", "newsletter"]


def test_terms_of_few_articles_can_be_left_out():
    assert gather_counts(TERMS, ["a", "b"], min_articles=2).terms == ["minister"]


def test_lacking_columns_are_named():
    with pytest.raises(ValueError, match=r"'terms' lacks the columns n_proper\. It comes from count_terms\(\)\."):
        gather_counts(TERMS.drop(columns="n_proper"), ["a"])
