"""Differences in tone: the test follows the design, and where there is none nothing is claimed."""

import math

import pandas as pd
import pytest

from analysis.comparing.tone.differences import COLUMNS, compare_tone_pairs
from analysis.comparing.tone.means import NO_INFERENCE


def tables(rows):
    """Build scores, segments, articles from rows of source, article, event, polarity, one own segment each."""
    frame = pd.DataFrame(rows, columns=["source", "article_id", "event", "polarity"])
    frame["segment_id"] = frame["article_id"] + ":g" + (frame.groupby("article_id").cumcount() + 1).astype(str)
    frame = frame.assign(voice="own", scorer="vader", n_hits=1, n_words=6, zone="body")
    articles = frame[["article_id", "source", "event"]].drop_duplicates(ignore_index=True)
    return frame.drop(columns=["source", "event", "zone"]), frame, articles


def own(rows, **options):
    return compare_tone_pairs(*tables(rows), **options).set_index("voice").loc["own"]


def paired(n):
    return [(s, f"{s}{i}", f"e{i}", (0.2 if s == "A" else 0.0) + i / 50) for i in range(n) for s in "AB"]


def test_six_shared_events_are_paired():
    row = own(paired(6))
    assert row["difference"] == pytest.approx(0.2)
    assert (row["low"], row["high"]) == pytest.approx((0.2, 0.2))
    assert row["p"] == pytest.approx(2 / 2**6)
    assert row["inference"] == "paired over 6 shared events (sign-flip)"
    assert "rough" in row["caution"]


def test_five_shared_events_are_not_tested_as_pairs():
    row = own(paired(5))
    assert row["inference"] == "unpaired over 5 and 5 articles (permutation)"
    assert "5 shared events: too few to pair, 6 are needed" in row["caution"]
    assert row["p"] == pytest.approx(2 / 252)  # the two sources do not overlap at all


def test_one_article_a_source_is_never_tested():
    row = own([("A", "a", "e", p) for p in (0.9, 0.8, 0.7)] + [("B", "b", "e", p) for p in (-0.9, -0.8, -0.7)])
    assert row["inference"] == NO_INFERENCE
    assert math.isnan(row["p"])
    assert math.isnan(row["p_holm"])
    assert row["cliffs_delta"] == 1.0
    assert row["low"] > 0
    assert "describes these texts, not the sources" in row["caution"]
    assert "significant" not in row["caution"]


def test_an_interval_with_zero_says_no_detectable_difference():
    row = own([("A", "a", "e", p) for p in (0.5, -0.5, 0.1)] + [("B", "b", "e", p) for p in (0.4, -0.4, 0.0)])
    assert row["caution"].endswith("no detectable difference")


def test_a_source_with_one_article_against_several():
    row = own([("A", "a", "", 0.3), *[("B", f"b{i}", "", 0.1 * i) for i in range(4)]])
    assert row["inference"] == "none (a source with 1 article)"
    assert math.isnan(row["p"])
    assert math.isnan(row["low"])


def test_too_few_articles_are_said_to_be_too_few():
    row = own([(s, f"{s}{i}", "", p + i / 100) for s, p in (("A", 0.0), ("B", 0.5)) for i in range(3)])
    assert row["p"] == pytest.approx(0.1)
    assert "too few articles for any difference to be told from chance" in row["caution"]


def test_holm_runs_over_the_pairs_of_one_voice_and_scorer():
    rows = paired(6) + [("C", f"C{i}", f"e{i}", i / 50 - 0.3) for i in range(6)]
    table = compare_tone_pairs(*tables(rows))
    assert table.columns.tolist() == COLUMNS
    for _, part in table.groupby("voice"):
        assert part["p"].tolist() == pytest.approx([0.03125] * 3)
        assert part["p_holm"].tolist() == pytest.approx([0.09375] * 3)


def test_order_and_arguments_are_left_alone():
    given = tables(paired(7))
    before = [table.copy() for table in given]
    expected = compare_tone_pairs(*given)
    pd.testing.assert_frame_equal(compare_tone_pairs(*[table[::-1] for table in given]), expected)
    for table, copy in zip(given, before, strict=True):
        pd.testing.assert_frame_equal(table, copy)


def test_one_source_has_no_pair():
    assert compare_tone_pairs(*tables([("A", "a", "", 0.1)])).empty
