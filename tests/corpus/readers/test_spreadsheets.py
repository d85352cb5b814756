import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter

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


def make(*sheets: list[list[str]]) -> bytes:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        for rows in sheets:
            sheet = book.add_worksheet()
            for at, row in enumerate(rows):
                sheet.write_row(at, 0, row)
    return stream.getvalue()


def rewrite(data: bytes, member: str, old: bytes, new: bytes) -> bytes:
    """The workbook with other bytes in one of its members."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as package, zipfile.ZipFile(stream, "w") as made:
        for name in package.namelist():
            content = package.read(name)
            assert name != member or old in content
            made.writestr(name, content.replace(old, new) if name == member else content)
    return stream.getvalue()


TABLE = [["source", "text"], ["Quay", "Kolb left."], ["Tide", "Hale stayed."]]


@pytest.mark.parametrize(
    ("place", "reason"),
    [
        (b'r="XFD1048576"', "has a sheet of 1,048,576 rows and 16,384 columns, more than are read at once"),
        (b"s='>' r = 'XFD1048576'", "has a sheet of 1,048,576 rows and 16,384 columns, more than are read at once"),
        (b'r="ZZZZZZZ99999999999999"', "has a cell in 'ZZZZZZZ99999999999999', where none can be"),
    ],
)
def test_a_cell_that_stands_far_out_is_refused_before_the_memory_is_filled(place: bytes, reason: str) -> None:
    coloured = b'<row r="1048576"><c r="XFD1048576" s="1"/></row></sheetData>'  # it holds nothing and is no matter
    data = rewrite(make(TABLE), "xl/worksheets/sheet1.xml", b"</sheetData>", coloured)
    assert len(read_spreadsheet(data, "a.xlsx", Context.plain()).found) == 2
    data = rewrite(make(TABLE), "xl/worksheets/sheet1.xml", b'r="B3"', place)
    with pytest.raises(RefusedError, match=f"'a.xlsx' {reason}"):
        read_spreadsheet(data, "a.xlsx", Context.plain())


def test_a_workbook_without_sheets_says_so() -> None:
    data = rewrite(make(TABLE), "xl/workbook.xml", b'<sheet name="Sheet1" sheetId="1" r:id="rId1"/>', b"")
    with pytest.raises(RefusedError, match=r"'a.xlsx' has no sheet\."):
        read_spreadsheet(data, "a.xlsx", Context.plain())


def test_a_second_sheet_of_texts_is_named_among_the_problems_and_one_of_notes_is_said() -> None:
    reading = read_spreadsheet(make(TABLE[:2], [["Collected in May."]], TABLE), "a.xlsx", Context.plain())
    assert [found.text for found in reading.found] == ["Kolb left.", "Hale stayed."]
    detail = "sheet 'Sheet1' holds texts too; only 'Sheet3' was read. Save it as a file of its own."
    assert reading.problems == [("sheet not read", detail)]
    assert reading.said[0] == "Sheet 'Sheet3' is read, not Sheet2."
