import io
from collections.abc import Callable

import pandas as pd
import pytest

from analysis.corpus.found import RefusedError
from analysis.corpus.readers.parquet import read_parquet
from analysis.corpus.tables import Context


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
