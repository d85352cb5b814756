"""Gaps: what is reported of a noun that stands before its cue."""

import pytest

from analysis.reading.article import parse_page, read_article
from analysis.reading.page import read_page
from analysis.reading.quotes.gaps import find_bare_talker


@pytest.mark.parametrize(
    ("text", "begins", "ends", "speaker"),
    [
        ("The town built a bridge critics said would never pay.", "a bridge", "would never pay", "critics"),
        ("Police found a knife that they say was used in the raid.", "a knife", "was used in the raid", "they"),
        ("It was a blast that the mayor described as a crime.", "a blast", "a crime", "the mayor"),
    ],
)
def test_the_noun_belongs_to_what_is_said_of_it(text: str, begins: str, ends: str, speaker: str) -> None:
    quotes = read_article(text, tone_model="off")["quotes"]
    [row] = quotes[quotes["cue_text"].isin(["said", "say", "described"])].to_dict("records")
    assert (row["text"].startswith(begins), row["text"].endswith(ends)) == (True, True)
    assert row["speaker_text"] == speaker


def test_behind_what_only_the_description_is_reported() -> None:
    quotes = read_article("He is using what analysts described as age-old tricks.", tone_model="off")["quotes"]
    assert quotes["text"].tolist() == ["age-old tricks"]


def test_two_nouns_before_a_whole_clause_are_one_speaker() -> None:
    tree, _ = parse_page(read_page("Bus drivers said the road was wet."))
    assert find_bare_talker(tree, 2) is None
