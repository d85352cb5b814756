"""Words of the frame lexicon, each in its place and voice."""

import pandas as pd
import pytest

from analysis.language.parse import parse
from analysis.lexicons import load_lexicons, standard_lexicons
from analysis.reading.frames import compile_frames, find_frames
from analysis.reading.page.zones import split_zones


def frames(text, *, lexicons=None):
    row = {"sentence_id": "s001", "zone": "body", "voice": "own", "start": 0, "end": len(text)}
    found = find_frames(parse(text, split_zones(text)), pd.DataFrame([row]), lexicons=lexicons)
    for hit in found.itertuples():
        assert text[hit.start : hit.end] == hit.text
    return found[["frame", "text"]].values.tolist()


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
    text = "The mayor spoke of riots and prices."
    rows = [
        {"sentence_id": "s001", "voice": "own", "start": 0, "end": 15},
        {"sentence_id": "s001", "voice": "indirect", "start": 16, "end": len(text)},
    ]
    found = find_frames(parse(text, split_zones(text)), pd.DataFrame(rows))
    assert found[["voice", "frame"]].values.tolist() == [["indirect", "protest"], ["indirect", "economy"]]


def test_nothing_outside_the_segments():
    text = "Riots spread."
    doc = parse(text, split_zones(text))
    empty = pd.DataFrame({"sentence_id": [], "voice": [], "start": [], "end": []})
    assert find_frames(doc, empty).empty
    assert find_frames(doc, empty).dtypes["start"] == "int64"


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
    with pytest.raises(ValueError, match="frames: pos is 'nom' for 'harbour'"):
        compile_frames(load_lexicons(tmp_path))
