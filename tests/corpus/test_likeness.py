"""Articles as weighed stems, checked by hand."""

import math

import numpy as np
import pytest

from analysis.corpus import likeness
from analysis.corpus.likeness import Counts, count_stems, read_counts, weigh_articles


def test_stems_are_counted_once_an_article_and_function_words_never():
    assert count_stems(["The dam, the dams!", "a dam", ""]) == Counts(3, {"dam": 2})


def test_weights_are_those_worked_out_by_hand():
    # "dam" twice (title) and twice more (text, lead), "rain" once in the text, which is all lead: twice.
    weighed = weigh_articles(["Dam"], ["dam rain"], counts=Counts(8, {"dam": 3}))
    dam = (1 + math.log(4)) * math.log(10 / 4.5)
    rain = (1 + math.log(2)) * math.log(10 / 1.5)
    length = math.hypot(dam, rain)
    assert weighed.words == ["dam", "rain"]
    assert weighed.matrix.toarray() == pytest.approx(np.array([[dam / length, rain / length]]))


def test_words_after_the_lead_count_once():
    filler = "the " * likeness.WORDS_OF_LEAD
    weighed = weigh_articles([""], [f"rain {filler} dam"], counts=Counts(8, {}))
    assert weighed.matrix.toarray()[0, 1] / weighed.matrix.toarray()[0, 0] == pytest.approx(1 + math.log(2))


def test_only_the_heaviest_words_of_a_long_article_are_kept():
    names = [f"w{letter}{other}x" for letter in "bcdfghjklmn" for other in "bcdfghjklmnpqrs"]
    weighed = weigh_articles([""], [" ".join(names)], counts=Counts(9, {}))
    assert weighed.matrix.getnnz() == likeness.WORDS_KEPT < len(names)


def test_articles_without_words_have_no_weight():
    weighed = weigh_articles(["", "The"], ["", "and of"], counts=Counts(3, {"dam": 1}))
    assert weighed.matrix.shape == (2, 0)


def test_a_stem_is_printed_as_its_shortest_word_in_small_letters_where_there_is_one():
    weighed = weigh_articles(["Norby’s Dams", "Dam of Norby"], ["", "the dam"], counts=Counts(3, {}))
    assert weighed.words == ["dam", "Norby"]


def test_the_counts_that_ship_fit_the_stems_of_today():
    counts = read_counts()
    words = "police minister election shooting announced yesterday government families hospital president weapons"
    assert count_stems([words]).stems.keys() <= counts.stems.keys()
    assert 1_000 < counts.n_articles < 10_000
    assert min(counts.stems.values()) > 1
    assert max(counts.stems.values()) <= counts.n_articles
