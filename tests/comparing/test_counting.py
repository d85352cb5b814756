"""Copies counted once: what a copied passage holds is left out of all that is counted, and of nothing else."""

import pandas as pd

from analysis.comparing.counting import count_once, mark_copies
from analysis.comparing.matching.copies import COLUMNS

# Article b opens with a sentence of its own; then comes the passage that a printed first.
SENTENCES = pd.DataFrame(
    [("a", "a:s1", 0, 90), ("b", "b:s1", 0, 20), ("b", "b:s2", 21, 60), ("b", "b:s3", 61, 111)],
    columns=["article_id", "sentence_id", "start", "end"],
)
COPY = pd.DataFrame([("a", "b", 0, 90, 21, 111, 1.0)], columns=COLUMNS)
TABLES = {
    "sentences": SENTENCES,
    "quotes": pd.DataFrame({"article_id": ["b"], "quote_id": ["b:q1"]}),
    "segments": pd.DataFrame({"sentence_id": ["a:s1", "b:s1", "b:s3"], "segment_id": ["a:g1", "b:g1", "b:g2"]}),
    "scores": pd.DataFrame({"segment_id": ["a:g1", "b:g1", "b:g2"]}),
    "names": pd.DataFrame({"sentence_id": ["b:s1", "b:s2"]}),
    "terms": pd.DataFrame({"sentence_id": ["b:s2"], "n": [2]}),
    "a table that is yet to come": pd.DataFrame({"sentence_id": ["b:s3", "a:s1"]}),
}


def test_rows_of_a_copied_passage_are_marked_with_the_earliest_article():
    assert mark_copies(SENTENCES, COPY)["copy_of"].tolist() == ["", "", "a", "a"]
    again = pd.concat([COPY, COPY.assign(article_a="c")], ignore_index=True)
    assert mark_copies(SENTENCES, again)["copy_of"].tolist() == ["", "", "a", "a"]
    assert mark_copies(SENTENCES, COPY[:0])["copy_of"].tolist() == ["", "", "", ""]


def test_a_row_is_copied_where_more_than_half_of_it_is():
    rows = pd.DataFrame({"article_id": "b", "start": [11, 10], "end": [31, 31]}, index=[5, 7])
    assert mark_copies(rows, COPY)["copy_of"].tolist() == ["", ""]
    assert mark_copies(rows.assign(end=33), COPY)["copy_of"].to_dict() == {5: "a", 7: "a"}


def test_every_table_with_a_sentence_or_a_segment_counts_once():
    once = count_once(TABLES, COPY)
    assert {name: len(table) for name, table in once.items()} == {
        "sentences": 4, "quotes": 1, "segments": 2, "scores": 2, "names": 1, "terms": 0,
        "a table that is yet to come": 1,
    }  # fmt: skip
    assert once["segments"]["segment_id"].tolist() == ["a:g1", "b:g1"]


def test_without_copies_all_is_kept_and_no_argument_is_changed():
    before = {name: table.copy(deep=True) for name, table in TABLES.items()}
    count_once(TABLES, COPY)
    for name, table in count_once(TABLES, COPY[:0]).items():
        pd.testing.assert_frame_equal(table, before[name])
        pd.testing.assert_frame_equal(TABLES[name], before[name])
