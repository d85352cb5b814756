import pandas as pd
from pandas.testing import assert_frame_equal

from analysis.comparing.extremes import list_extremes

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


def test_the_two_ends_are_shown_in_full() -> None:
    ends = list_extremes(SCORES, SEGMENTS, ARTICLES)
    assert ends[["end", "polarity", "text"]].values.tolist() == [
        ["most negative", -0.6, "A bad end."],
        ["most positive", 0.8, "A good, good day."],
    ]


def test_a_voice_without_scored_words_has_no_rows() -> None:
    assert list_extremes(SCORES, SEGMENTS, ARTICLES, voice="quoted").empty
    assert list_extremes(SCORES.assign(n_hits=0), SEGMENTS, ARTICLES).empty


def test_the_order_of_the_rows_changes_nothing_and_nothing_is_changed() -> None:
    before = SCORES.copy()
    turned = list_extremes(SCORES[::-1], SEGMENTS[::-1], ARTICLES[::-1])
    assert_frame_equal(list_extremes(SCORES, SEGMENTS, ARTICLES), turned)
    assert_frame_equal(SCORES, before)
