"""Tone towards targets, averaged on a table typed by hand."""

import math

import pandas as pd
import pytest

from analysis.comparing.tone.means import NO_INFERENCE
from analysis.comparing.tone.targets import COLUMNS, compare_targets

ROWS = [
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
    targets = targets.assign(sentence_id="s1", start=range(5), end=range(1, 6), text="x")
    return targets, pd.DataFrame({"article_id": ["a1", "a2", "b1"], "source": ["A", "A", "B"]})


def test_means_and_counts_by_hand(tables):
    table = compare_targets(*tables)
    assert table.columns.tolist() == COLUMNS
    own = table.set_index(["source", "voice"]).loc[("A", "own")]
    assert own["tone"] == pytest.approx((0.6 - 0.5) / 2)
    assert (own["n_mentions"], own["positive"], own["negative"], own["unclear"]) == (2, 1, 1, 0)
    assert own["inference"] == NO_INFERENCE
    every = table.set_index(["source", "voice"]).loc[("A", "all")]
    assert every["tone"] == pytest.approx((0.05 + 0.1) / 2)
    assert every["inference"] == "bootstrap over 2 articles"
    assert "1 of 3 mentions are unclear" in every["caution"]


def test_a_target_named_once_is_left_out_and_one_mention_has_no_interval(tables):
    table = compare_targets(*tables)
    assert set(table["entity"]) == {"Orla Reed"}
    single = table.set_index(["source", "voice"]).loc[("B", "own")]
    assert math.isnan(single["low"])
    assert "no interval" in single["caution"]
    assert "Port Board" in set(compare_targets(*tables, min_mentions=1)["entity"])


def test_order_and_arguments_are_left_alone(tables):
    before = [table.copy() for table in tables]
    expected = compare_targets(*tables)
    pd.testing.assert_frame_equal(compare_targets(*[table[::-1] for table in tables]), expected)
    for table, copy in zip(tables, before, strict=True):
        pd.testing.assert_frame_equal(table, copy)
    assert compare_targets(tables[0].head(0), tables[1]).columns.tolist() == COLUMNS
