"""Scorers side by side: spans, sums, voices."""

import pandas as pd
import pytest

from analysis.reading.tone.scorers import SCORERS, load_accuracy, score_segments, score_texts

ARTICLE = (
    "HARBOUR REOPENS\n\nThe harbour’s new quay is a great success, the mayor said. "
    "“It isn’t bad!” a baker added, but the terrible smell stayed."
)
SPANS = [(17, 58, "own"), (76, 90, "direct"), (91, 137, "own")]


@pytest.fixture
def segments():
    return pd.DataFrame(
        [(f"g00{i}", voice, start, ARTICLE[start:end], 5) for i, (start, end, voice) in enumerate(SPANS)],
        columns=["segment_id", "voice", "start", "text", "n_words"],
    )


def test_every_hit_slices_back_to_the_article(segments):
    _, hits = score_segments(segments)
    assert len(hits) > 4
    for row in hits.itertuples():
        assert ARTICLE[row.start : row.end] == row.text


@pytest.mark.parametrize("scorer", SCORERS)
def test_contributions_add_up_to_the_score(segments, scorer):
    scores, hits = score_segments(segments, scorers=[scorer])
    sums = hits.groupby("segment_id")["contribution"].sum().reindex(scores["segment_id"], fill_value=0.0)
    assert sums.to_numpy() == pytest.approx(scores["polarity"].to_numpy(), abs=1e-9)
    assert (
        hits.groupby("segment_id").size().reindex(scores["segment_id"], fill_value=0).tolist()
        == scores["n_hits"].tolist()
    )


@pytest.mark.parametrize("scorer", SCORERS)
def test_texts_and_segments_agree(segments, scorer):
    scores, _ = score_segments(segments, scorers=[scorer])
    assert score_texts(segments["text"], scorer=scorer).tolist() == scores["polarity"].tolist()


def test_voices_and_words_are_handed_on_and_nothing_is_changed(segments):
    before = segments.copy()
    scores, _ = score_segments(segments, scorers=["vader"])
    assert scores["voice"].tolist() == ["own", "direct", "own"]
    assert scores["n_words"].tolist() == [5, 5, 5]
    pd.testing.assert_frame_equal(segments, before)


def test_no_segment_gives_empty_tables_with_their_columns(segments):
    scores, hits = score_segments(segments.head(0))
    assert scores.columns.tolist() == ["segment_id", "voice", "scorer", "polarity", "n_hits", "n_words"]
    assert hits.columns.tolist() == ["segment_id", "scorer", "start", "end", "text", "contribution"]
    assert score_texts([]).shape == (0,)


def test_errors_say_what_to_do():
    with pytest.raises(ValueError, match=r"Unknown scorer 'vadar'\. There are: textblob, "):
        score_texts(["Rain."], scorer="vadar")
    with pytest.raises(ValueError, match="Put it in a list"):
        score_texts("Rain.")


def test_accuracy_stands_beside_every_scorer():
    table = load_accuracy()
    assert {*SCORERS, "targets"} <= set(table["what"])
    assert table["value"].between(0, 1).all()
