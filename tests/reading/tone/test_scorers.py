"""Scorers side by side: spans, sums, voices."""

import pytest

from analysis.reading.segments import Segment
from analysis.reading.tone.encoder import load_calibration
from analysis.reading.tone.scorers import Hit, Score, load_accuracy, score_segments, score_texts
from analysis.reading.views import as_columns
from analysis.schema import SCORERS, WHOLE_SCORER, shape_table

ARTICLE = (
    "HARBOUR REOPENS\n\nThe harbour’s new quay is a great success, the mayor said. "
    "“It isn’t bad!” a baker added, but the terrible smell stayed."
)
SPANS = [(17, 58, "own"), (76, 90, "direct"), (91, 137, "own")]


MODEL = load_calibration().model
SEGMENTS = [
    Segment("s001", f"g00{n}", "body", voice, "", "", start, end, 5) for n, (start, end, voice) in enumerate(SPANS)
]


def score(segments=SEGMENTS, **options):
    scores, hits = score_segments(ARTICLE, segments, **options)
    return shape_table("scores", as_columns(Score, scores)), shape_table("hits", as_columns(Hit, hits))


def test_every_hit_slices_back_to_a_word_of_its_segment():
    _, hits = score()
    assert len(hits) > 4
    for row in hits.itertuples():
        start, end, _ = SPANS[int(row.segment_id[1:])]
        assert start <= row.start < row.end <= end


@pytest.mark.parametrize("scorer", SCORERS)
def test_contributions_add_up_to_the_score(scorer):
    scores, hits = score(scorers=[scorer])
    sums = hits.groupby("segment_id")["contribution"].sum().reindex(scores["segment_id"], fill_value=0.0)
    assert sums.to_numpy() == pytest.approx(scores["polarity"].to_numpy(), abs=1e-9)
    assert (
        hits.groupby("segment_id").size().reindex(scores["segment_id"], fill_value=0).tolist()
        == scores["n_hits"].tolist()
    )


@pytest.mark.parametrize("scorer", SCORERS)
def test_texts_and_segments_agree(scorer):
    scores, _ = score(scorers=[scorer])
    texts = [ARTICLE[start:end] for start, end, _ in SPANS]
    assert score_texts(texts, scorer=scorer, tone_model="off").tolist() == scores["polarity"].tolist()


def test_the_language_model_is_one_row_over_the_whole_segment_and_the_sum_holds():
    scores, hits = score(wording=[0.5, 0.0, -0.8])
    whole = hits[hits["scorer"] == WHOLE_SCORER]
    assert whole[["start", "end"]].values.tolist() == [[start, end] for start, end, _ in SPANS]
    assert whole["contribution"].tolist() == pytest.approx([0.5 * MODEL, 0.0, -0.8 * MODEL])
    own = scores[scores["scorer"] == "samestory"].set_index("segment_id")["polarity"]
    sums = hits[hits["scorer"].isin(["samestory", WHOLE_SCORER])].groupby("segment_id")["contribution"].sum()
    assert sums.reindex(own.index).to_numpy() == pytest.approx(own.to_numpy(), abs=1e-9)
    without, _ = score(scorers=["samestory"])
    lexicon = own.to_numpy() - whole["contribution"].to_numpy()
    assert lexicon == pytest.approx((1 - MODEL) * without["polarity"].to_numpy(), abs=1e-9)


def test_other_scorers_know_nothing_of_the_language_model():
    with_model, _ = score(wording=[0.5, 0.0, -0.8])
    without, _ = score()
    others = [scorer for scorer in SCORERS if scorer != "samestory"]
    assert with_model[with_model["scorer"].isin(others)].equals(without[without["scorer"].isin(others)])


def test_voices_and_words_are_handed_on():
    scores, _ = score(scorers=["vader"])
    assert scores["voice"].tolist() == ["own", "direct", "own"]
    assert scores["n_words"].tolist() == [5, 5, 5]


def test_no_segment_gives_no_row():
    assert score_segments(ARTICLE, []) == ([], [])
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
