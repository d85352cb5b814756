"""Shares of negative, neutral and positive segments, and the extremes, on tables typed by hand."""

import pandas as pd
import pytest

from analysis.comparing.tone.details import count_tone, pick_extremes

ROWS = [
    ("own", -0.4, 6, "A bad day came to town."),
    ("own", 0.05, 6, "A fair day came to town."),
    ("own", 0.0, 6, "A new day came to town."),
    ("own", 0.9, 2, "Great luck."),
    ("direct", 0.3, 6, "We had luck all day long."),
]


@pytest.fixture
def tables():
    frame = pd.DataFrame(ROWS, columns=["voice", "polarity", "n_words", "text"])
    frame["segment_id"] = [f"a:g{i}" for i in range(len(frame))]
    frame = frame.assign(article_id="a", scorer="vader", n_hits=1, zone="body", start=0, end=frame["text"].str.len())
    return frame, frame, pd.DataFrame({"article_id": ["a"], "source": ["A"], "event": [""]})


def test_shares_by_hand(tables):
    counts = count_tone(*tables).set_index(["voice", "tone"])
    assert counts.loc["own", "n_segments"].to_dict() == {"negative": 1, "neutral": 1, "positive": 2}
    assert counts.loc[("own", "positive"), "share"] == 0.5
    assert counts.loc[("quoted", "positive"), "share"] == 1.0
    assert count_tone(*tables, cut=0.5).set_index(["voice", "tone"]).loc[("own", "neutral"), "n_segments"] == 3


def test_extremes_pass_over_fragments_and_name_their_place(tables):
    extremes = pick_extremes(*tables).set_index(["voice", "side"])
    assert extremes.loc[("own", "most positive"), "text"] == "A fair day came to town."
    assert extremes.loc[("own", "most negative"), "polarity"] == -0.4
    assert ("quoted", "most negative") not in extremes.index


def test_arguments_are_left_alone(tables):
    before = [table.copy() for table in tables]
    count_tone(*tables)
    pick_extremes(*tables)
    for table, copy in zip(tables, before, strict=True):
        pd.testing.assert_frame_equal(table, copy)
