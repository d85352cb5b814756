import io
from collections.abc import Callable

import pandas as pd
import pyarrow
import pyarrow.parquet
import pytest

from analysis.corpus.found import RefusedError
from analysis.corpus.options import Options
from analysis.corpus.readers.parquet import read_parquet
from analysis.corpus.tables import Context
from analysis.lexicons import standard_lexicons


def make(rows: dict[str, list[object]]) -> bytes:
    stream = io.BytesIO()
    pd.DataFrame(rows).to_parquet(stream)
    return stream.getvalue()


def test_a_data_set_is_read(read: Callable, expected: Callable, facts: Callable) -> None:  # type: ignore[type-arg]
    assert sorted(facts(read("ccnews_parquet/train.parquet"))) == sorted(expected("ccnews_parquet"))


def test_cells_that_are_no_text_are_read_where_they_can_be_and_named_else() -> None:
    data = make({"text": [b"Kolb left.", b"\xff\xfe\x00", None], "date": [pd.Timestamp("2026-03-04"), None, None]})
    found = read_parquet(data, "t.parquet", Context.plain()).found
    assert [item.text for item in found] == ["Kolb left.", "", ""]
    assert found[0].date == "2026-03-04"
    assert found[1].aside == ("not a text", "the column text holds no words but bytes; it was skipped")


def test_a_file_that_breaks_off_is_refused() -> None:
    with pytest.raises(RefusedError, match="no whole Parquet file"):
        read_parquet(make({"text": ["Kolb left."]})[:-10], "t.parquet", Context.plain())


def pack(table: pyarrow.Table) -> bytes:
    stream = io.BytesIO()
    pyarrow.parquet.write_table(table, stream)
    return stream.getvalue()


def test_a_column_that_cannot_be_written_out_is_named_and_the_articles_are_read() -> None:
    nowhere = pyarrow.array([1], pyarrow.timestamp("us", "Foo/Bar"))
    data = pack(pyarrow.table({"text": ["Kolb left."], "date": nowhere}))
    reading = read_parquet(data, "t.parquet", Context.plain())
    assert [item.text for item in reading.found] == ["Kolb left."]
    ((problem, detail),) = reading.problems
    assert problem == "column not read"
    assert detail.startswith("the column date was left out: ")


@pytest.mark.parametrize(
    "times",
    [
        pyarrow.array([20516, 2**30], pyarrow.date32()),
        pyarrow.array([1_772_582_400_000_000, 2**62], pyarrow.timestamp("us")),
    ],
)
def test_a_time_that_python_cannot_hold_takes_no_other_date_along(times: pyarrow.Array) -> None:
    data = pack(pyarrow.table({"text": ["Kolb left.", "Hale stayed."], "date": times}))
    first, second = read_parquet(data, "t.parquet", Context.plain()).found
    assert (first.text, first.date, second.text) == ("Kolb left.", "2026-03-04", "Hale stayed.")
    assert [problem for problem, _ in second.remarks] == ["date not clear"]


def test_a_length_of_time_that_python_cannot_hold_is_no_matter() -> None:
    lengths = pyarrow.array([2**62], pyarrow.duration("s"))
    data = pack(pyarrow.table({"text": ["Kolb left."], "length": lengths}))
    assert [item.text for item in read_parquet(data, "t.parquet", Context.plain()).found] == ["Kolb left."]


def test_of_two_columns_with_one_name_the_first_is_read_and_the_other_named() -> None:
    data = pack(pyarrow.table([["Kolb left."], ["Hale stayed."]], names=["text", "text"]))
    reading = read_parquet(data, "t.parquet", Context.plain())
    assert [item.text for item in reading.found] == ["Kolb left."]
    detail = 'two columns are called text; the first is read. For the other: --column text="text (2)"'
    assert reading.problems == [("column given twice", detail)]
    chosen = Context(Options(columns={"text": "text (2)"}), standard_lexicons())
    assert [item.text for item in read_parquet(data, "t.parquet", chosen).found] == ["Hale stayed."]
