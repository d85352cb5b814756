import pandas as pd
import pytest

from analysis.schema import COLUMNS, as_table, check_spans, columns_of

ARTICLES = pd.DataFrame({"article_id": ["a"], "text": ["“Yes,” she said."]})


def test_columns_come_in_the_order_of_the_dictionary_and_with_their_types() -> None:
    row = {column: ["1" if column in ("path", "text") else 1] for column in columns_of("zones")}
    table = as_table("zones", {**row, "more": [0]})
    assert list(table.columns) == ["article_id", "zone", "start", "end", "text", "rule"]
    assert table["start"].dtype == "int64"


def test_an_empty_cell_of_text_is_an_empty_text_and_of_a_span_is_missing() -> None:
    row: dict[str, list[object]] = {column: [0] for column in columns_of("quotes")}
    row |= {"cue_start": [None], "speaker": [None], "corrected": [False]}
    table = as_table("quotes", row)
    assert table["speaker"].tolist() == [""]
    assert table["cue_start"].isna().all()


def test_lacking_columns_are_named() -> None:
    with pytest.raises(ValueError, match=r"'problems' lacks the columns path, detail."):
        as_table("problems", {"article_id": [], "problem": []})


@pytest.mark.parametrize("name", sorted(COLUMNS))
def test_every_table_can_be_empty(name: str) -> None:
    assert list(as_table(name, {column: [] for column in columns_of(name)}).columns) == columns_of(name)


def test_a_span_that_does_not_slice_back_is_found() -> None:
    table = pd.DataFrame({"article_id": "a", "start": [1, 1], "end": [5, 5], "text": ["Yes,", "yes,"]})
    assert check_spans(table, ARTICLES).index.tolist() == [1]


def test_a_missing_span_must_have_an_empty_text() -> None:
    table = pd.DataFrame({"article_id": "a", "cue_start": [11, None, None], "cue_end": [15, None, None]}).astype(
        {"cue_start": "Int64", "cue_end": "Int64"}
    )
    assert check_spans(table.assign(cue_text=["said", "", "said"]), ARTICLES).index.tolist() == [2]
