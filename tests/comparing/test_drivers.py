import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from analysis.comparing.drivers import list_extremes, list_words
from analysis.comparing.tone import compare_tone

ARTICLES = pd.DataFrame({"article_id": ["a", "b"], "source": ["A", "A"], "event": ["", ""]})
SEGMENTS = pd.DataFrame(
    {
        "article_id": ["a", "a", "b"], "segment_id": ["a:g1", "a:g2", "b:g1"], "zone": "body", "voice": "own",
        "n_words": 5, "text": ["A good, good day.", "A bad end.", "A good start."],
    }
)  # fmt: skip
SCORES = pd.DataFrame(
    {
        "article_id": ["a", "a", "b"], "segment_id": ["a:g1", "a:g2", "b:g1"], "voice": "own", "scorer": "vader",
        "polarity": [0.8, -0.6, 0.4], "n_hits": [2, 1, 1], "n_words": 5,
    }
)  # fmt: skip
HITS = pd.DataFrame(
    {
        "article_id": ["a", "a", "a", "b"], "segment_id": ["a:g1", "a:g1", "a:g2", "b:g1"], "scorer": "vader",
        "text": ["good", "Good", "bad", "good"], "contribution": [0.3, 0.5, -0.6, 0.4],
    }
)  # fmt: skip


def test_contributions_are_the_parts_of_the_mean() -> None:
    words = list_words(HITS, SCORES, SEGMENTS, ARTICLES)
    assert words[["word", "n", "segment_id"]].values.tolist() == [["good", 3, "b:g1"], ["bad", 1, "a:g2"]]
    # good: (.3 + .5) of two segments, .4 of one, halved over two articles; bad: -.6 of two segments, halved.
    assert words["contribution"].tolist() == pytest.approx([(0.8 / 2 + 0.4) / 2, -0.6 / 2 / 2])
    tone = compare_tone(SCORES, SEGMENTS, ARTICLES).query("voice == 'own'")
    assert words["contribution"].sum() == pytest.approx(tone["mean"].iloc[0])


def test_the_two_ends_are_shown_in_full() -> None:
    ends = list_extremes(SCORES, SEGMENTS, ARTICLES)
    assert ends[["end", "polarity", "text"]].values.tolist() == [
        ["most negative", -0.6, "A bad end."],
        ["most positive", 0.8, "A good, good day."],
    ]


def test_a_voice_without_scored_words_has_no_rows() -> None:
    assert list_words(HITS, SCORES, SEGMENTS, ARTICLES, voice="quoted").empty
    assert list_extremes(SCORES, SEGMENTS, ARTICLES, voice="quoted").empty


def test_the_order_of_the_rows_changes_nothing_and_nothing_is_changed() -> None:
    before = HITS.copy(), SCORES.copy()
    turned = list_words(HITS[::-1], SCORES[::-1], SEGMENTS[::-1], ARTICLES[::-1])
    assert_frame_equal(list_words(HITS, SCORES, SEGMENTS, ARTICLES), turned)
    assert_frame_equal(HITS, before[0])
    assert_frame_equal(SCORES, before[1])
