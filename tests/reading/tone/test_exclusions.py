"""The editable list of words that name a topic, an office or an amount."""

import pytest

from analysis.lexicons import load_lexicons, standard_lexicons
from analysis.reading.tone.exclusions import find_exclusions
from analysis.reading.tone.scorers import score_texts


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The foreign minister left.", ["foreign minister"]),
        ("The Foreign-Ministry spoke.", ["Foreign-Ministry"]),
        ("A foreign sound was heard.", []),
        ("More than 900 people came.", ["More"]),
        ("General Arvad spoke; a general Arvad knew.", ["General Arvad"]),
        ("Top officials met on top of the hill.", ["Top officials", "on top of"]),
        ("The Middle East and the middle of it.", ["Middle East"]),
        ("They came late Monday, or too late.", ["late Monday"]),
        ("Foreignminister.", []),
    ],
)
def test_finds_phrases_and_nothing_else(sentence, expected):
    spans = find_exclusions(sentence, lexicons=standard_lexicons())
    assert [sentence[start:end] for start, end in spans] == expected


def test_neutralising_shows_its_effect_beside_the_library():
    text = ["The top commander met the foreign minister and was happy."]
    assert score_texts(text).round(4).tolist() == [0.3917]
    assert score_texts(text, scorer="textblob_neutralised").round(4).tolist() == [0.8]


def test_a_readers_own_list_replaces_the_standard_one(tmp_path):
    (tmp_path / "tone_exclusions.csv").write_text("phrase,note\nhappy,a name here\n", encoding="utf-8")
    own = load_lexicons(tmp_path)
    text = ["The top commander was happy."]
    assert score_texts(text, scorer="textblob_neutralised", lexicons=own).tolist() == [0.5]


def test_a_phrase_must_begin_with_a_word(tmp_path):
    (tmp_path / "tone_exclusions.csv").write_text("phrase,note\n^ minister,\n", encoding="utf-8")
    with pytest.raises(ValueError, match="must begin with a word"):
        load_lexicons(tmp_path)


def test_every_row_has_a_note():
    assert all(row["phrase"] and row["note"] for row in standard_lexicons()["tone_exclusions"])
