"""Word shifts: they add up to the difference of the means, whatever the sizes of the sources."""

import pandas as pd
import pytest

from analysis.comparing.tone.means import compare_tone
from analysis.comparing.tone.word_shifts import COLUMNS, DRIVER_COLUMNS, list_drivers, shift_words
from analysis.reading.segments import Segment
from analysis.reading.tone.scorers import Hit, Score, score_segments
from analysis.reading.views import as_columns
from analysis.schema import add_texts, shape_table

TEXTS = [
    ("A", "a1", "own", "The top minister was killed in a terrible attack."),
    ("A", "a1", "own", "The town was calm."),
    ("A", "a1", "direct", "a great loss!"),
    ("A", "a2", "own", "More than 40 people came; the vote was peaceful."),
    ("B", "b1", "own", "A peaceful and happy crowd."),
    ("B", "b1", "own", "Top officials weren’t happy."),
    ("C", "c1", "own", "They sat there."),
]


@pytest.fixture
def tables():
    frame = pd.DataFrame(TEXTS, columns=["source", "article_id", "voice", "text"])
    frame["segment_id"] = frame["article_id"] + ":g" + (frame.groupby("article_id").cumcount() + 1).astype(str)
    frame["start"], frame["zone"], frame["n_words"], frame["event"] = 0, "body", 5, ""
    found: dict[str, list[pd.DataFrame]] = {"scores": [], "hits": []}
    for row in frame.itertuples():
        segment = Segment("s001", row.segment_id, "body", row.voice, "", "", 0, len(row.text), 5)
        for (name, kind), rows in zip(
            (("scores", Score), ("hits", Hit)), score_segments(row.text, [segment]), strict=True
        ):
            found[name].append(shape_table(name, add_texts(as_columns(kind, rows), row.text)))
    scores, hits = (pd.concat(found[name], ignore_index=True) for name in ("scores", "hits"))
    scores["article_id"] = scores["segment_id"].str.split(":").str[0]
    articles = frame[["article_id", "source", "event"]].drop_duplicates(ignore_index=True)
    return hits, scores, frame, articles


def test_shifts_add_up_to_the_difference_of_the_means(tables):
    _, scores, segments, articles = tables
    shifts = shift_words(*tables)
    assert shifts.columns.tolist() == COLUMNS
    means = compare_tone(scores, segments, articles, n_boot=10).set_index(["source", "voice", "scorer"])["mean"]
    for (a, b, voice, scorer), rows in shifts.groupby(["source_a", "source_b", "voice", "scorer"]):
        difference = means[a, voice, scorer] - means[b, voice, scorer]
        assert rows["shift"].sum() == pytest.approx(difference, abs=1e-9)
    assert set(zip(shifts["source_a"], shifts["source_b"], strict=True)) == {("A", "B"), ("A", "C"), ("B", "C")}


def test_a_word_by_hand(tables):
    # 'peaceful' (.25): in A one of two articles, alone among the segments of a2 with 'More' (.5): .25/2/2.
    # In B one of two segments of one article, with 'happy' (.8): .25/2/2. They cancel.
    shifts = shift_words(*tables)
    row = shifts[(shifts["source_b"] == "B") & (shifts["scorer"] == "textblob") & (shifts["voice"] == "own")]
    peaceful = row.set_index("word").loc["peaceful"]
    assert (peaceful["n_a"], peaceful["n_b"]) == (1, 1)
    assert peaceful["shift"] == pytest.approx(0.0)
    assert row["shift"].abs().round(9).is_monotonic_decreasing


def test_a_voice_that_one_source_lacks_is_not_compared(tables):
    assert "quoted" not in set(shift_words(*tables)["voice"])


def test_drivers_add_up_to_the_mean_and_lead_back_to_the_text(tables):
    _, scores, segments, articles = tables
    drivers = list_drivers(*tables)
    assert drivers.columns.tolist() == DRIVER_COLUMNS
    means = compare_tone(scores, segments, articles, n_boot=10).set_index(["source", "voice", "scorer"])["mean"]
    for key, rows in drivers.groupby(["source", "voice", "scorer"]):
        assert rows["contribution"].sum() == pytest.approx(means[key], abs=1e-9)
    assert all(row.example[row.start : row.end] == row.text for row in drivers.itertuples())
    assert drivers[(drivers["source"] == "A") & (drivers["scorer"] == "textblob")]["word"].tolist()[:2] == [
        "more",
        "terrible",
    ]


def test_order_of_rows_does_not_matter_and_nothing_is_changed(tables):
    before = [table.copy() for table in tables]
    expected = shift_words(*tables)
    pd.testing.assert_frame_equal(shift_words(*[table[::-1] for table in tables]), expected)
    for table, copy in zip(tables, before, strict=True):
        pd.testing.assert_frame_equal(table, copy)


def test_one_source_has_nothing_to_shift(tables):
    hits, scores, segments, articles = tables
    alone = shift_words(hits, scores, segments, articles[articles["source"] == "A"])
    assert alone.columns.tolist() == COLUMNS
    assert alone.empty
