"""Tone towards targets, averaged on a table typed by hand."""

import math

import pandas as pd
import pytest

from analysis.comparing.tone.means import NO_INFERENCE
from analysis.comparing.tone.targets import COLUMNS, SENTENCE_COLUMNS, compare_targets, quote_targets

ROWS = 5 * [
    ("a1", "own", "Orla Reed", 0.7, 0.2, 0.1, "positive"),
    ("a1", "own", "Orla Reed", 0.1, 0.3, 0.6, "negative"),
    ("a2", "direct", "Orla Reed", 0.4, 0.3, 0.3, "unclear"),
    ("b1", "own", "Orla Reed", 0.1, 0.8, 0.1, "neutral"),
    ("b1", "own", "Port Board", 0.1, 0.8, 0.1, "neutral"),
]


@pytest.fixture
def tables():
    names = ["article_id", "voice", "entity", "positive", "neutral", "negative", "label"]
    targets = pd.DataFrame(ROWS, columns=names)
    targets = targets.assign(sentence_id="s1", start=range(len(ROWS)), end=range(1, len(ROWS) + 1), text="x")
    return targets, pd.DataFrame({"article_id": ["a1", "a2", "b1"], "source": ["A", "A", "B"]})


def test_means_and_counts_by_hand(tables):
    table = compare_targets(*tables)
    assert table.columns.tolist() == COLUMNS
    own = table.set_index(["source", "voice"]).loc[("A", "own")]
    assert own["tone"] == pytest.approx((0.6 - 0.5) / 2)
    assert (own["n_mentions"], own["positive"], own["negative"], own["unclear"]) == (10, 5, 5, 0)
    assert own["inference"] == NO_INFERENCE
    every = table.set_index(["source", "voice"]).loc[("A", "all")]
    assert every["tone"] == pytest.approx((0.05 + 0.1) / 2)
    assert every["inference"] == "bootstrap over 2 articles"
    assert "5 of 15 mentions are unclear" in every["caution"]


def test_under_ten_mentions_there_is_no_mean_but_every_sentence(tables):
    few = tables[0][:9]
    [own, every] = compare_targets(few, tables[1]).query("source == 'A' and voice != 'quoted'").to_dict("records")
    assert own["n_mentions"] < 10
    assert all(math.isnan(row[name]) for row in (own, every) for name in ("tone", "low", "high"))
    assert "under 10 mentions: read the sentences" in own["caution"]
    sentences = pd.DataFrame({"sentence_id": ["s1"], "start": [3], "end": [9], "text": ["It did."]})
    quoted = quote_targets(few, sentences, tables[1]).query("source == 'A' and voice == 'own'")
    assert quoted["side"].tolist() == ["every mention"] * 4
    assert quoted["text"].tolist() == ["It did."] * 4


def test_of_ten_mentions_and_more_the_extremes_are_quoted(tables):
    sentences = pd.DataFrame({"sentence_id": ["s1"], "start": [3], "end": [9], "text": ["It did."]})
    quoted = quote_targets(tables[0], sentences, tables[1])
    assert quoted.columns.tolist() == SENTENCE_COLUMNS
    own = quoted.query("source == 'A' and voice == 'own'")
    assert own[["side", "label"]].values.tolist() == [["most negative", "negative"], ["most positive", "positive"]]
    assert own["tone"].tolist() == pytest.approx([-0.5, 0.6])


def test_a_target_named_once_is_left_out(tables):
    once = tables[0][:5]
    assert set(compare_targets(once, tables[1])["entity"]) == {"Orla Reed"}
    assert "Port Board" in set(compare_targets(once, tables[1], min_mentions=1)["entity"])


def test_without_the_language_model_the_tables_are_empty(tables):
    assert compare_targets(None, tables[1]).columns.tolist() == COLUMNS
    assert quote_targets(None, tables[0], tables[1]).empty


def test_order_and_arguments_are_left_alone(tables):
    before = [table.copy() for table in tables]
    expected = compare_targets(*tables)
    pd.testing.assert_frame_equal(compare_targets(*[table[::-1] for table in tables]), expected)
    for table, copy in zip(tables, before, strict=True):
        pd.testing.assert_frame_equal(table, copy)
    assert compare_targets(tables[0].head(0), tables[1]).columns.tolist() == COLUMNS
