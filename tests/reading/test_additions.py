"""Additions: words that the rules missed become a quotation that counts; where they overlap, a plain rule decides."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.reading.article import read_article

TEXT = (
    "Ferries\n\nThe harbour was quiet. The dam would hold, so Lund. “It is safe,” she said. "
    "The board said it had no plan."
)


def read(*additions: dict[str, str], text: str = TEXT) -> dict[str, pd.DataFrame]:
    return read_article(text, corrections=[{"verdict": "add", **row} for row in additions])


def test_missed_words_become_a_row_and_are_no_longer_the_source_s_own() -> None:
    tables = read({"text": "The dam would hold", "speaker": "Ada Lund", "role": "expert"})
    row = tables["quotes"].set_index("text").loc["The dam would hold"]
    assert row[["kind", "act", "zone", "speaker", "role", "rule", "n_words", "corrected"]].tolist() == [
        "indirect", "speech", "body", "Ada Lund", "expert", "correction", 4, True,
    ]  # fmt: skip
    said = tables["segments"].set_index("text").loc["The dam would hold"]
    assert said[["voice", "speaker", "quote_id"]].tolist() == ["indirect", "Ada Lund", row["quote_id"]]


def test_the_other_rows_keep_their_ids_and_all_stand_in_the_order_of_the_text() -> None:
    before, after = read()["quotes"], read({"text": "The dam would hold"})["quotes"]
    assert after[after["rule"] != "correction"].reset_index(drop=True).equals(before)
    assert after["start"].is_monotonic_increasing


@pytest.mark.parametrize(
    ("cells", "text", "kind"),
    [
        ({"text": "“It is safe,”", "kind": ""}, "It is safe,", "direct"),
        ({"text": "The dam would hold,", "kind": "direct"}, "The dam would hold,", "direct"),
        ({"start": "31", "end": "51"}, "The dam would hold,", "indirect"),
    ],
)
def test_marks_and_white_space_at_the_edges_are_left_out_and_decide_the_kind(
    cells: dict[str, str], text: str, kind: str
) -> None:
    removed = {"text": "It is safe", "verdict": "not a quotation"}
    quotes = read_article(TEXT, corrections=[{"verdict": "add", **cells}, removed])["quotes"]
    assert quotes.loc[quotes["rule"] == "correction", ["text", "kind"]].values.tolist() == [[text, kind]]


def test_white_space_copied_from_a_page_need_not_be_that_of_the_article() -> None:
    tables = read({"text": "would hold , so"}, {"text": "The  dam\nwould hold"})
    assert tables["corrections"]["effect"].tolist() == ["without effect", "added"]


def test_what_is_there_already_is_corrected_instead() -> None:
    tables = read({"text": "It is safe", "speaker": "Ada Lund"})
    assert tables["quotes"]["rule"].eq("correction").sum() == 0
    assert tables["corrections"].loc[0, ["effect", "after"]].tolist() == ["changed", "speaker Ada Lund; role other"]


def test_inside_another_quotation_it_is_nested_and_counted_with_it() -> None:
    tables = read({"text": "no plan", "speaker": "Ada Lund"})
    row = tables["quotes"].set_index("text").loc["no plan"]
    around = tables["quotes"].set_index("quote_id").loc[row["parent_id"], "text"]
    assert around == "it had no plan"
    assert row["quote_id"] not in set(tables["segments"]["quote_id"])


def test_around_another_quotation_it_takes_that_in() -> None:
    tables = read({"text": "so Lund. “It is safe,” she said", "speaker": "Ada Lund"})
    quotes = tables["quotes"].set_index("text")
    assert quotes.loc["It is safe,", "parent_id"] == quotes.loc["so Lund. “It is safe,” she said", "quote_id"]


def test_a_row_that_crosses_it_loses_the_words_that_both_have() -> None:
    tables = read({"text": "said it had no", "speaker": "Ada Lund"})
    assert tables["quotes"]["text"].tolist()[-2:] == ["said it had no", "plan"]
    assert tables["corrections"]["detail"].tolist() == ["'plan' lost the words that both have."]


def test_an_added_row_over_two_paragraphs_counts_its_words_once_and_no_crosshead_between_them() -> None:
    text = "The dam would hold.\n\nIt was built to last.\n\nThe town slept."
    tables = read({"start": "4", "end": "41", "speaker": "Ada Lund"}, text=text)
    row = tables["quotes"].iloc[0]
    said = tables["segments"].query("voice != 'own'")
    assert row["n_words"] == said["n_words"].sum() == 8


def test_a_quotation_of_which_only_a_mark_would_be_left_is_nested() -> None:
    text = "The dam would hold, so Lund. “It is safe,” she said."
    quotes = read({"start": "0", "end": str(text.index(",”"))}, text=text)["quotes"]
    assert quotes[["text", "parent_id"]].values.tolist()[-1] == ["It is safe,", quotes["quote_id"][0]]


@settings(deadline=None, max_examples=40)
@given(st.integers(0, len(TEXT)), st.integers(0, len(TEXT)), st.sampled_from(["", "direct", "indirect", "mixed"]))
def test_whatever_span_is_added_every_row_slices_back_and_every_word_stands_in_one_segment(
    start: int, end: int, kind: str
) -> None:
    plain, tables = read(), read({"start": str(start), "end": str(end), "kind": kind})
    for name in ("quotes", "segments", "corrections"):
        for row in tables[name].itertuples():
            assert TEXT[row.start : row.end] == row.text
    assert tables["segments"]["n_words"].sum() == plain["segments"]["n_words"].sum()
    assert (tables["quotes"]["n_words"] > 0).all()
    assert tables["quotes"]["quote_id"].is_unique
