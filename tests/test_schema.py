import pandas as pd
import pytest

from analysis.errors import RequestError
from analysis.lexicons import standard_lexicons
from analysis.schema import (
    ACTS,
    COLUMNS,
    CUE_CLASSES,
    HARMS,
    INTERNAL,
    ROLES,
    VALUES,
    as_table,
    choose_voice,
    columns_of,
)


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


def test_every_list_of_values_is_that_of_a_column() -> None:
    tables = COLUMNS | INTERNAL
    known = {column for columns in tables.values() for column in columns.split()}
    known |= {f"{name}.{column}" for name, columns in tables.items() for column in columns.split()}
    assert set(VALUES) - known == {"names.kind"}  # travels beside the columns: the comparing layer alone needs it


@pytest.mark.parametrize(
    ("lexicon", "column", "allowed"),
    [
        ("roles", "role", ROLES),
        ("cues", "act", ("", *ACTS)),
        ("cues", "class", ("", *CUE_CLASSES)),
    ],
)
def test_what_a_word_list_says_is_what_a_table_may_hold(lexicon: str, column: str, allowed: tuple[str, ...]) -> None:
    assert {row[column] for row in standard_lexicons()[lexicon]} <= set(allowed)


def test_what_a_verb_or_noun_of_harm_says_is_what_a_table_may_hold() -> None:
    told = {row["act"] for row in standard_lexicons()["harm"] if row["kind"] in ("verb", "noun")}
    assert told <= {"", *HARMS}


@pytest.mark.parametrize(("voice", "n"), [("own", 1), ("quoted", 2), ("all", 3)])
def test_a_voice_of_a_comparison_takes_voices_of_the_text_together(voice: str, n: int) -> None:
    assert len(choose_voice(pd.DataFrame({"voice": ["own", "direct", "indirect"]}), voice)) == n


def test_another_voice_is_refused() -> None:
    with pytest.raises(RequestError, match="voice is 'loud'; it must be"):
        choose_voice(pd.DataFrame({"voice": ["own"]}), "loud")
