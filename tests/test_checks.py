import pandas as pd

from analysis.checks import check_spans, check_values

ARTICLES = pd.DataFrame({"article_id": ["a"], "text": ["“Yes,” she said."]})


def test_a_span_that_does_not_slice_back_is_found() -> None:
    table = pd.DataFrame({"article_id": "a", "start": [1, 1], "end": [5, 5], "text": ["Yes,", "yes,"]})
    assert check_spans(table, ARTICLES).index.tolist() == [1]


def test_a_missing_span_must_have_an_empty_text() -> None:
    table = pd.DataFrame({"article_id": "a", "cue_start": [11, None, None], "cue_end": [15, None, None]}).astype(
        {"cue_start": "Int64", "cue_end": "Int64"}
    )
    assert check_spans(table.assign(cue_text=["said", "", "said"]), ARTICLES).index.tolist() == [2]


def test_a_value_outside_its_list_is_named_and_an_allowed_one_is_not() -> None:
    quotes = pd.DataFrame({"kind": ["direct", "shouted"], "cue_class": ["", "neutral"], "speaker": ["Ana", "Tom"]})
    assert check_values("quotes", quotes) == [
        "quotes.kind is 'shouted'; it must be one of direct, indirect, mixed.",
    ]


def test_a_column_may_hold_something_else_in_another_table() -> None:
    assert check_values("segments", pd.DataFrame({"voice": ["indirect"]})) == []
    assert check_values("keywords", pd.DataFrame({"voice": ["quoted"]})) == []
    assert len(check_values("segments", pd.DataFrame({"voice": ["quoted"]}))) == 1
    assert len(check_values("keywords", pd.DataFrame({"voice": ["indirect"]}))) == 1
