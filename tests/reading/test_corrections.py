"""Corrections: a reader's word goes over the rules'; one that matches nothing is a problem, never an error."""

import pytest

from analysis.reading.article import read_article

TEXT = "“The well is dry,” a farmer said. The board said the farmer had promised to dig."


def read(*corrections):
    tables = read_article(TEXT, corrections=corrections)
    return tables["quotes"], tables["remarks"], tables["segments"]


def test_a_speaker_and_a_role_are_replaced_and_marked():
    quotes, problems, _ = read({"text": "The well is dry", "speaker": "Ada Lund", "role": "expert"})
    assert quotes.loc[0, ["speaker", "role", "corrected"]].tolist() == ["Ada Lund", "expert", True]
    assert quotes["corrected"].sum() == 1
    assert problems.empty


def test_a_span_that_shares_half_is_enough():
    quotes, _, segments = read({"start": "0", "end": "16", "kind": "indirect"})
    assert quotes.loc[0, "kind"] == "indirect"
    assert "direct" not in set(segments["voice"])


def test_not_a_quotation_removes_the_row_and_lifts_what_was_nested():
    quotes, *_ = read({"text": "the farmer had promised to dig", "verdict": "not a quotation"})
    assert quotes["text"].tolist() == ["The well is dry,", "to dig"]
    assert quotes["parent_id"].tolist() == ["", ""]


@pytest.mark.parametrize(
    ("correction", "detail"),
    [
        ({"text": "Nobody said this", "speaker": "x"}, "No quotation matches the text 'Nobody said this'."),
        ({"start": "900", "end": "950", "speaker": "x"}, "No quotation matches the span 900 to 950."),
        ({"text": "The well is dry", "kind": "spoken"}, "kind is 'spoken'; it must be one of direct, indirect, mixed."),
        ({"speaker": "x"}, "A correction needs start and end, or text."),
        ({"text": "x", "verdict": "no"}, "verdict is 'no'; it must be empty, 'not a quotation' or 'add'."),
        ({"text": "The dam broke", "verdict": "add"}, "'The dam broke' does not stand in the article."),
        ({"text": "farmer", "verdict": "add"}, "'farmer' stands 2 times in the article; say which by start and end."),
        (
            {"start": "70", "end": "900", "verdict": "add"},
            "No place from '70' to '900' in an article of 80 characters.",
        ),
        ({"start": "17", "end": "18", "verdict": "add"}, "No word stands from 17 to 18."),
    ],
)
def test_what_matches_nothing_is_a_problem(correction, detail):
    quotes, problems, _ = read(correction)
    assert problems["detail"].tolist() == [detail]
    assert quotes.equals(read()[0])


def test_a_speaker_without_a_role_has_the_role_that_the_article_gives_him() -> None:
    quotes, *_ = read(
        {"text": "The well is dry", "speaker": "Ada Lund", "role": "expert"},
        {"text": "the farmer had promised to dig", "speaker": "Ada Lund"},
        {"text": "to dig", "speaker": "Bo Holm"},
    )
    assert quotes["role"].tolist() == ["expert", "expert", "other"]


def test_the_table_says_what_each_correction_did_in_the_order_of_the_file() -> None:
    corrections = [
        {"text": "A farmer said", "verdict": "add"},
        {"text": "said. The board", "verdict": "add", "speaker": "Ada Lund"},
        {"text": "to dig", "verdict": "not a quotation"},
        {"text": "The well is dry", "speaker": "Ada Lund"},
        {"text": "The well is dry", "kind": "direct"},
    ]
    tables = read_article(TEXT, corrections=corrections)
    shown = tables["corrections"][["effect", "sentence_id", "before", "after"]].values.tolist()
    assert shown == [
        ["without effect", "", "", ""],
        ["added", "s001", "", "speaker Ada Lund; role other; kind indirect"],
        ["removed", "s002", "speaker farmer; role business; kind indirect", ""],
        ["changed", "s001", "speaker farmer; role business", "speaker Ada Lund; role other"],
        ["confirmed", "s001", "", ""],
    ]


def test_a_second_correction_of_what_is_removed_means_the_same_row_not_another_that_holds_its_words() -> None:
    away = {"text": "to dig", "verdict": "not a quotation"}
    assert read(away, away)[0].equals(read(away)[0])
