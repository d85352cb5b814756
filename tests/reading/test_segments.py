"""Voice: segments tile the body and say whose words they are."""

import pytest

from analysis.language.words import WORD
from analysis.reading.article import read_article
from analysis.reading.segments import Segment, find_voices, split_voices


def read(text, view="speech"):
    tables = read_article(text, view=view)
    return tables["sentences"], tables["quotes"], tables["segments"]


def voices(text, view="speech"):
    return read(text, view)[2][["voice", "text"]].values.tolist()


def test_direct_indirect_and_own_voice():
    assert voices("The mayor said the bridge was “a disgrace” to the town.") == [
        ["own", "The mayor said"],
        ["indirect", "the bridge was “"],
        ["direct", "a disgrace"],
        ["indirect", "” to the town"],
    ]


def test_a_place_has_the_voice_of_the_segment_around_it_and_is_the_source_s_own_outside_of_all():
    segments = [
        Segment("s001", f"g00{n}", "body", voice, "", "", start, end, 1)
        for n, (voice, start, end) in enumerate([("direct", 10, 20), ("own", 20, 25), ("indirect", 30, 40)])
    ]
    places = {0: "own", 10: "direct", 19: "direct", 20: "own", 27: "own", 30: "indirect", 40: "own", 99: "own"}
    assert find_voices(segments, list(places)) == list(places.values())
    assert find_voices([], [3]) == ["own"]


def test_a_discontinuous_quotation_is_one_row_and_several_segments():
    _, quotes, segments = read("“We lost the match,” the coach said, “and we lost the crowd.”")
    assert len(quotes) == 1
    direct = segments[segments["voice"] == "direct"]
    assert direct["text"].tolist() == ["We lost the match,", "and we lost the crowd."]
    assert direct["quote_id"].nunique() == 1


def test_beliefs_count_in_the_wider_view_only():
    text = "Farmers believe the drought will last until the autumn."
    assert {voice for voice, _ in voices(text)} == {"own"}
    assert "indirect" in {voice for voice, _ in voices(text, "all")}


@pytest.mark.parametrize(
    "text",
    [
        "''It holds,'' she said. ''For now.''",
        "‘It’s the voters’ choice’, he said. Pro-“Leave” voters agreed.",
        "Nothing is said here.",
        "“One. Two. Three,” he said, “four?” Five!",
    ],
)
@pytest.mark.parametrize("view", ["speech", "all"])
def test_every_word_of_the_body_stands_in_exactly_one_segment(text, view):
    sentences, _, segments = read(text, view)
    body = sentences[sentences["zone"] == "body"]
    words = [(row.start + m.start(), m.group()) for row in body.itertuples() for m in WORD.finditer(row.text)]
    found = [(row.start + m.start(), m.group()) for row in segments.itertuples() for m in WORD.finditer(row.text)]
    assert sorted(found) == sorted(words)
    assert all(text[row.start : row.end] == row.text for row in segments.itertuples())
    assert segments["n_words"].sum() == len(words)


def test_an_unknown_view_is_refused():
    with pytest.raises(ValueError, match="view is 'talk'; it must be one of all, speech"):
        split_voices("", [], [], view="talk")
