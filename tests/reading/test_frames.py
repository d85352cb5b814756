"""Words of the frame lexicon, each in its place and voice."""

import pandas as pd
import pytest

from analysis.lexicons import load_lexicons, standard_lexicons
from analysis.reading.article import parse_page, read_article
from analysis.reading.frames import find_frames
from analysis.reading.page import read_page
from analysis.reading.segments import split_voices


def frames(text, *, lexicons=None):
    tree, sentences = parse_page(read_page(text))
    hits = find_frames(tree, split_voices(text, sentences, []), lexicons=lexicons)
    return [[hit.frame, text[hit.start : hit.end]] for hit in hits]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The crowd marched through the old town.", [["protest", "crowd"], ["protest", "marched"]]),
        ("Unemployment is rising while prices fall.", [["economy", "Unemployment"], ["economy", "prices"]]),
        ("The envoys negotiated until midnight.", [["diplomacy", "envoys"], ["diplomacy", "negotiated"]]),
        (
            "A mother wept at the funeral.",
            [["human interest", "mother"], ["human interest", "wept"], ["human interest", "funeral"]],
        ),
        ("The ship reached the harbour at noon.", []),
    ],
)
def test_hits(text, expected):
    assert frames(text) == expected


def test_an_entry_of_several_words():
    assert ["fairness and rights", "human rights"] in frames("The report on human rights was late.")


def test_names_are_no_hits():
    assert "Peace" not in [text for _, text in frames("She walked down Peace Street with Justice Moore.")]


def test_hits_stand_in_the_voice_of_their_segment():
    found = read_article("Riots followed. Prices rose, the mayor said.")["frame_hits"]
    assert found[["voice", "frame"]].values.tolist() == [["own", "protest"], ["indirect", "economy"]]
    found = read_article("The mayor said riots and prices worried her.")["frame_hits"]
    assert found[["voice", "frame"]].values.tolist() == [["indirect", "protest"], ["indirect", "economy"]]


def test_nothing_outside_the_segments():
    assert find_frames(parse_page(read_page("Riots spread."))[0], []) == []
    assert read_article("")["frame_hits"].dtypes["start"] == "int64"


def test_the_list_is_of_the_promised_size_and_every_row_has_a_note():
    rows = standard_lexicons()["frames"]
    sizes = pd.Series([row["frame"] for row in rows]).value_counts()
    assert 10 <= len(sizes) <= 14
    assert sizes.between(25, 60).all()
    assert all(row["note"] for row in rows)
    assert len({(row["frame"], row["lemma"], row["pos"]) for row in rows}) == len(rows)


def test_a_readers_own_frames(tmp_path):
    (tmp_path / "frames.csv").write_text("frame,lemma,pos,note\nsea,harbour,noun,\n", encoding="utf-8")
    assert frames("The ship left the harbour.", lexicons=load_lexicons(tmp_path)) == [["sea", "harbour"]]


def test_a_row_with_a_wrong_part_of_speech_is_named(tmp_path):
    (tmp_path / "frames.csv").write_text("frame,lemma,pos,note\nsea,harbour,nom,\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"line 2 \('sea'\): pos is 'nom'"):
        load_lexicons(tmp_path)
