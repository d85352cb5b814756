"""Shares of sentences that hold a word of a frame."""

import pandas as pd

from analysis.comparing.frames import share_frames

ARTICLES = pd.DataFrame({"article_id": ["a1", "a2", "b"], "source": ["A", "A", "B"]})
SEGMENTS = pd.DataFrame(
    [
        ("a1", "a1:s1", "own", 10), ("a1", "a1:s2", "own", 6), ("a1", "a1:s2", "direct", 4), ("a2", "a2:s1", "own", 20),
        ("b", "b:s1", "own", 8), ("b", "b:s2", "own", 12),
    ],
    columns=["article_id", "sentence_id", "voice", "n_words"],
)  # fmt: skip
HITS = pd.DataFrame(
    [
        ("a1", "a1:s1", "own", "protest"), ("a1", "a1:s1", "own", "protest"), ("a1", "a1:s2", "direct", "law"),
        ("b", "b:s2", "own", "law"),
    ],
    columns=["article_id", "sentence_id", "voice", "frame"],
)  # fmt: skip


def row(shares, source, voice, frame):
    return shares.set_index(["source", "voice", "frame"]).loc[(source, voice, frame)]


def test_a_sentence_counts_once_and_a_word_each_time():
    protest = row(share_frames(HITS, SEGMENTS, ARTICLES), "A", "own", "protest")
    assert protest[["n_hits", "n_sentences"]].tolist() == [2, 1]
    assert protest["share"] == 1 / 3
    assert protest["per_1000"] == 1000 * 2 / 36


def test_voices_are_kept_apart():
    shares = share_frames(HITS, SEGMENTS, ARTICLES)
    assert row(shares, "A", "own", "law")["n_hits"] == 0
    assert row(shares, "A", "quoted", "law")["share"] == 1
    assert row(shares, "A", "all", "law")["share"] == 1 / 3


def test_a_voice_without_words_has_no_rows():
    shares = share_frames(HITS, SEGMENTS, ARTICLES)
    assert set(shares.loc[shares["source"] == "B", "voice"]) == {"own", "all"}


def test_intervals_and_cautions():
    shares = share_frames(HITS, SEGMENTS, ARTICLES)
    several = shares[(shares["source"] == "A") & (shares["voice"] == "own")]
    assert (several["low"] <= several["share"]).all()
    assert (several["share"] <= several["high"]).all()
    assert (
        row(shares, "B", "own", "law")["caution"] == "1 article: describes this text, not the source; fewer than 5 hits"
    )


def test_no_hits():
    assert share_frames(HITS.head(0), SEGMENTS, ARTICLES).empty
