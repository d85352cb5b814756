"""Sheets: what a coder gets to fill in, as bytes that any spreadsheet opens, and the cells of what comes back."""

import csv
import io
import re
from collections.abc import Sequence
from typing import Any, Literal, NamedTuple

import pandas as pd

from analysis.errors import RequestError
from analysis.wording import free_cell, guard_cell

PARTS = (1, 2, 3)
SHEETS: dict[str, tuple[str, ...]] = {
    "sentences": (
        *("unit", "before", "sentence", "after", "reported"),
        *(f"{name}_{part}" for part in PARTS for name in ("words", "speaker", "role")),
        "note",
    ),
    "attributions": (
        *("unit", "before", "sentence", "after", "content", "speaker", "role"),
        *("content_right", "speaker_right", "role_right", "note"),
    ),
    "targets": ("unit", "before", "sentence", "after", "target", "tone", "note"),
}
ASKED = {  # the cells that a coder fills in, the first of them decides whether a row is coded
    "sentences": SHEETS["sentences"][4:-1],
    "attributions": ("content_right", "speaker_right", "role_right"),
    "targets": ("tone",),
}
SPREADSHEETS = (".xlsx", ".xls", ".xlsb", ".ods")
SEPARATORS = (",", ";", "\t")
Format = Literal["csv", "xlsx"]


class Row(NamedTuple):
    """A row that came back: its number in the spreadsheet (the header is 1) and its cells by column."""

    number: int
    cells: dict[str, str]


def fill_sheet(units: pd.DataFrame, key: pd.DataFrame, sheet: str) -> pd.DataFrame:
    """Make the sheet of a coder: the drawn units in their random order, the asked cells empty.

    Takes: units that `find_units` has found again, the key, the name of the sheet. Returns: the columns of that
    sheet; none tells the source, the article, the stratum, or, on the blind sheets, what the rules say.

    Limits: a text that names its own source names it to the coder too.
    """
    drawn = units[units["unit"] != ""].set_index("unit").loc[key["unit"]].reset_index()
    rows = drawn.rename(columns={"text": "sentence"})
    shown = [column for column in SHEETS[sheet] if column not in (*ASKED[sheet], "note")]
    return pd.DataFrame({column: rows[column] if column in shown else "" for column in SHEETS[sheet]})


def write_sheet(
    table: pd.DataFrame, *, format: Format = "csv", choices: dict[str, Sequence[str]] | None = None
) -> bytes:
    """Write a sheet as bytes, the same for the same table.

    `format`: csv (UTF-8 with a mark at its start, all cells quoted) or xlsx. `choices`: what may be picked in a
    column, in xlsx. A cell that a spreadsheet would take for a formula gets an apostrophe before it; line breaks
    become spaces.

    >>> write_sheet(pd.DataFrame({"unit": ["s001"], "sentence": ["=1+1 is\\nwhat he said."]})).decode("utf-8-sig")
    '"unit","sentence"\\r\\n"s001","\\'=1+1 is what he said."\\r\\n'
    """
    safe = table.map(guard)
    if format == "xlsx":
        return _write_xlsx(safe, choices or {})
    text = safe.to_csv(index=False, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    return b"\xef\xbb\xbf" + text.encode("utf-8", "replace")


def guard(cell: Any) -> str:
    """Make a cell harmless: one line, and an apostrophe before what a spreadsheet would calculate.

    >>> guard("@SUM(1)"), guard("a  b")
    ("'@SUM(1)", 'a b')
    """
    return guard_cell(" ".join(str(cell).split()))


def list_choices(sheet: str, roles: Sequence[str]) -> dict[str, Sequence[str]]:
    """List what may be picked in the cells of a sheet.

    >>> list_choices("attributions", [])["role_right"]
    ['yes', 'no', 'partly']
    """
    if sheet == "targets":
        return {"tone": ["-2", "-1", "0", "1", "2"]}
    if sheet == "attributions":
        return {column: ["yes", "no", "partly"] for column in ASKED[sheet]}
    return {"reported": ["yes", "no"], **{f"role_{part}": roles for part in PARTS}}


def read_sheet(data: bytes, name: str) -> list[Row]:
    """Read the cells of a sheet that came back, whatever the spreadsheet made of it.

    CSV: UTF-8, UTF-16 or Windows-1252; commas, semicolons or tabs. Spreadsheets: the first sheet of .xlsx, .xls, .ods.
    Columns may stand in any order; capitals and spaces in their names do not count. Empty rows are passed over.
    Raises: RequestError where the bytes are no table with a column `unit`, or name a column twice.

    >>> read_sheet(b"Unit;Reported\\ns001;Y\\n", "sentences-a.csv")
    [Row(number=2, cells={'unit': 's001', 'reported': 'Y'})]
    """
    lines = _read_spreadsheet(data, name) if name.lower().endswith(SPREADSHEETS) else _read_csv(data, name)
    at = next((k for k, line in enumerate(lines[:5]) if "unit" in map(_name_column, line)), None)
    if at is None:
        found = ", ".join(filter(None, lines[0])) if lines else "nothing"
        raise RequestError(f"{name}, row 1: no column 'unit'. Found: {found}.")
    header = [_name_column(cell) for cell in lines[at]]
    twice = sorted({column for column in header if column and header.count(column) > 1})
    if twice:
        raise RequestError(f"{name}, row {at + 1}: the column '{twice[0]}' stands there twice. Remove one.")
    rows = [
        Row(number, {column: _clean(cell) for column, cell in zip(header, line, strict=False) if column})
        for number, line in enumerate(lines[at + 1 :], start=at + 2)
    ]
    return [row for row in rows if any(row.cells.values())]


def _read_csv(data: bytes, name: str) -> list[list[str]]:
    text = _decode(data)
    try:
        tables = [list(csv.reader(io.StringIO(text, newline=""), delimiter=separator)) for separator in SEPARATORS]
    except csv.Error as error:
        raise RequestError(f"{name} cannot be read as CSV: {error}. Save it again.") from error
    # The separator is the one under which the column `unit` stands alone in its cell.
    return next((t for t in tables if any("unit" in map(_name_column, line) for line in t[:5])), tables[0])


def _decode(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _read_spreadsheet(data: bytes, name: str) -> list[list[str]]:
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        rows = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python(skip_empty_area=False)
    except (CalamineError, IndexError, ValueError) as error:
        raise RequestError(f"{name} cannot be read as a spreadsheet: {error}. Save it as .xlsx or .csv.") from error
    return [[_word_cell(cell) for cell in row] for row in rows]


def _word_cell(cell: Any) -> str:
    """A cell as text: 1.0 is the 1 that was typed, True the word that a spreadsheet made a value of."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)


def _name_column(cell: str) -> str:
    return re.sub(r"[\W_]+", "_", cell.strip().casefold()).strip("_")


def _clean(cell: str) -> str:
    text = " ".join(cell.split())
    return free_cell(text)


def _write_xlsx(table: pd.DataFrame, choices: dict[str, Sequence[str]]) -> bytes:
    from datetime import datetime

    from xlsxwriter import Workbook
    from xlsxwriter.utility import xl_range_abs

    buffer = io.BytesIO()
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
    with Workbook(buffer, options) as book:
        book.set_properties({"created": datetime(2000, 1, 1)})  # the same bytes on any day
        page = book.add_worksheet("code")
        wrapped = book.add_format({"text_wrap": True, "valign": "top", "num_format": "@"})
        strong = book.add_format({"bold": True, "valign": "top"})
        for at, column in enumerate(table.columns):
            wide = {"before": 40, "sentence": 60, "after": 40, "content": 40}.get(column, 14)
            page.set_column(at, at, wide, wrapped)
            page.write_column(0, at, [column], strong)
            page.write_column(1, at, table[column].tolist(), wrapped)
        page.freeze_panes(1, 1)
        lists = book.add_worksheet("choices")  # a list of its own: in a cell's rule it may have 255 letters only
        for at, (column, allowed) in enumerate(choices.items()):
            place = table.columns.get_loc(column)
            lists.write_column(0, at, list(allowed))
            source = f"=choices!{xl_range_abs(0, at, len(allowed) - 1, at)}"
            rule = {"validate": "list", "source": source, "error_type": "warning"}
            page.data_validation(1, place, max(len(table), 1), place, rule)
    return buffer.getvalue()
