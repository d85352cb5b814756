import numpy as np
import pandas as pd
import pytest

from analysis.running.coded_tables import validate_corpus
from analysis.schema import as_table, columns_of
from analysis.showing.coded import (
    list_corrected,
    list_corrected_differences,
    list_errors,
    list_worth,
    show_corrected,
    show_lines,
    show_warnings,
)

FIGURES = [
    ("a", "reported words", "A", "", 0.4, 0.3, 30.0),
    ("decided", "reported words", "A", "", 0.4, 0.31, 33.0),
    ("decided", "reported words", "A", "B", 0.1, 0.0, np.nan),
    ("decided", "tone towards targets", "A", "", -0.2, -0.1, 12.0),
    ("decided", "words of a role", "A", "", 0.5, np.nan, np.nan),
]


@pytest.fixture
def tables():
    empty = {name: as_table(name, {c: [] for c in columns_of(name)}) for name in ("errors", "error_differences")}
    rows = [
        dict.fromkeys(columns_of("corrected"), 0)
        | dict(zip(["coder", "measure", "source", "other_source", "naive", "estimate", "worth"], row, strict=True))
        | {"name": "police" if row[1].endswith("role") else "", "low": row[5], "high": row[5], "caution": ""}
        for row in FIGURES
    ]
    return empty | {"corrected": as_table("corrected", pd.DataFrame(rows))}


def test_of_several_coders_what_was_decided_counts(tables) -> None:
    rows = list_corrected(tables)
    assert rows[["figure", "estimate"]].fillna(-9).values.tolist() == [
        ["Reported words", 0.31], ["Tone towards targets", -0.1], ["Words of the role police", -9],
    ]  # fmt: skip
    assert list_corrected_differences(tables)["other_source"].tolist() == ["B"]
    assert list_worth(tables)["worth"].tolist() == [33.0, 12.0]


def test_only_shares_that_are_corrected_are_drawn(tables, monkeypatch) -> None:
    drawn = []
    monkeypatch.setattr("analysis.plots.plot_corrected", lambda rows: drawn.append(rows) or "axes")
    monkeypatch.setattr("analysis.showing.coded.show_figure", drawn.append)
    assert show_corrected(tables) is None
    assert drawn[0]["figure"].tolist() == ["Reported words"]
    assert drawn[1] == "axes"


def test_where_nothing_is_coded_every_part_says_so() -> None:
    tables = validate_corpus(corpus="seeds").tables
    assert list_errors(tables).empty
    assert list_worth(tables).empty
    assert str(show_corrected(tables)) == "No share is corrected yet."
    assert str(show_warnings(tables)).startswith("Nothing coded tells")


def test_lines_are_text() -> None:
    assert "&lt;b&gt;" in show_lines(["<b>"]).html
