from collections.abc import Callable
from pathlib import Path

import pytest

from analysis.corpus.found import RefusedError
from analysis.corpus.readers.spreadsheets import read_spreadsheet
from analysis.corpus.tables import Context


def test_the_table_is_found_on_its_sheet_and_below_its_heading(
    read: Callable, expected: Callable, facts: Callable
) -> None:  # type: ignore[type-arg]
    reading = read("excel_xlsx/ferry.xlsx")
    assert sorted(facts(reading)) == sorted(expected("excel_xlsx"))
    assert any(line.startswith("Sheet '") for line in reading.said)


def test_a_workbook_that_breaks_off_is_refused(samples: Path) -> None:
    data = (samples / "excel_xlsx" / "ferry.xlsx").read_bytes()
    with pytest.raises(RefusedError, match=r"'a.xlsx' cannot be unpacked"):
        read_spreadsheet(data[:-100], "a.xlsx", Context.plain())
    broken = bytearray(data)
    broken[200:400] = bytes(200)
    with pytest.raises(RefusedError, match=r"'a.xlsx' is (damaged|a damaged workbook)"):
        read_spreadsheet(bytes(broken), "a.xlsx", Context.plain())
