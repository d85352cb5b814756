"""Spreadsheets: Excel and OpenDocument; the sheet and the row in which the table begins are found by its names."""

import datetime
import io
from typing import Any

from analysis.corpus.columns import fold_name, names_of
from analysis.corpus.found import Reading, RefusedError
from analysis.corpus.readers.packages import MOST_UNPACKED, open_package, read_member
from analysis.corpus.readers.sheet_sizes import require_size
from analysis.corpus.tables import Context, as_text, name_columns, read_rows
from analysis.lexicons import Lexicons

CELL = 32_767  # what Excel holds in a cell; a longer text was cut when it was pasted
_HEAD_ROWS = 20


def read_spreadsheet(data: bytes, name: str, context: Context) -> Reading:
    """Read the sheet of a workbook whose header has the most names that are known.

    Returns: one Found a row. A text of exactly 32,767 characters is set aside as cut.
    Raises: RefusedError where the workbook is damaged or too large, or no sheet is a table of articles.

    Limits: one sheet is read; the others are named, those that hold texts among the problems.
    """
    from python_calamine import CalamineError, CalamineWorkbook

    if data.startswith(b"PK"):
        package = open_package(data, name)
        left = MOST_UNPACKED // 2
        members = package.namelist()
        binary = any(member.lower().endswith("workbook.bin") for member in members)
        for member in members:  # as much as it says it holds, or refused here
            content = read_member(package, member, name, most=left)
            left -= len(content)
            require_size(content, name, binary=binary)
    else:
        require_size(data, name)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        sheets = {sheet: book.get_sheet_by_name(sheet).to_python(skip_empty_area=False) for sheet in book.sheet_names}
    except (CalamineError, OSError, ValueError, OverflowError) as error:
        raise RefusedError(f"'{name}' is a damaged workbook: {error}. Open it in Excel and save it again.") from error
    if not sheets:
        raise RefusedError(f"'{name}' has no sheet. Open it in Excel and look whether it is the right one.")
    heads = {sheet: _find_head(rows, context.lexicons) for sheet, rows in sheets.items()}
    sheet = max(heads, key=lambda sheet: (heads[sheet][0], sheet))
    top = heads[sheet][1]
    rows = sheets[sheet]
    header, twice = name_columns([as_text(cell) for cell in rows[-top]] if rows else [])
    table = [
        {column: _cell(value) for column, value in zip(header, row, strict=False)}
        for row in rows[1 - top :]
        if any(as_text(value) for value in row)
    ]
    others = [other for other, cells in sheets.items() if other != sheet and cells]
    tables = [other for other in others if _has_texts(sheets[other][-heads[other][1] :], context.lexicons)]
    others = [other for other in others if other not in tables]
    said = [f"Sheet '{sheet}' is read{', not ' + ', '.join(others) if others else ''}."] if len(sheets) > 1 else []
    reading = read_rows(header, table, kind="workbook", name=name, context=context, said=said, twice=twice)
    reading.problems += [
        ("sheet not read", f"sheet '{other}' holds texts too; only '{sheet}' was read. Save it as a file of its own.")
        for other in tables
    ]
    for found in reading.found:
        if len(found.text) >= CELL:
            found.set_aside("cut text", f"a cell of a workbook ends at {CELL:,} characters, and so does this text")
    return reading


def _find_head(rows: list[list[Any]], lexicons: Lexicons) -> tuple[int, int]:
    """How many names the header of a sheet has that are known, and where it stands, counted downwards from 0."""
    return max((_score(row, lexicons), -at) for at, row in enumerate([*rows[:_HEAD_ROWS], []]))


def _has_texts(rows: list[list[Any]], lexicons: Lexicons) -> bool:
    """Whether a column is named as the text, and is filled in a row below."""
    known = names_of(lexicons)
    texts = [at for at, cell in enumerate(rows[0]) if known.get(fold_name(as_text(cell)), ("", 0))[0] == "text"]
    return any(as_text(row[at]) for row in rows[1:] for at in texts)


def _score(row: list[Any], lexicons: Lexicons) -> int:
    known = names_of(lexicons)
    return sum(isinstance(cell, str) and fold_name(cell) in known for cell in row)


def _cell(value: Any) -> Any:
    if isinstance(value, datetime.datetime | datetime.date):
        return value.isoformat()
    return value.replace("_x000D_\n", "\n").replace("_x000D_", "\n") if isinstance(value, str) else value
