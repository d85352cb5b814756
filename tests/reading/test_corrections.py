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
        ({"text": "x", "verdict": "no"}, "verdict is 'no'; it must be empty or 'not a quotation'."),
    ],
)
def test_what_matches_nothing_is_a_problem(correction, detail):
    quotes, problems, _ = read(correction)
    assert problems["detail"].tolist() == [detail]
    assert quotes.equals(read()[0])
