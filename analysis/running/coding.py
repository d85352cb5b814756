"""Coding: one row of a coder's sheet after another, read and written back as a spreadsheet would."""

from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from analysis.corpus.articles import read_lexicons
from analysis.errors import RequestError
from analysis.running.coded_places import find_validation
from analysis.running.coded_sheets import find_sheets, read_rows, write_files
from analysis.running.validation import list_roles
from analysis.validating.answers import read_answers
from analysis.validating.sheets import ASKED, SHEETS, Row, list_choices, write_sheet

Cells = dict[str, str]


def load_sheet(corpus: str, sheet: str, coder: str) -> list[Cells]:
    """Read the rows of one coder's sheet, in the order of the sheet.

    Returns: cells by column. Raises: RequestError where there is no such sheet, or it cannot be read.
    """
    path = _find(corpus, sheet, coder)
    return [row.cells for row in read_rows(path)]


def check_answer(corpus: str, sheet: str, cells: Mapping[str, str]) -> list[str]:
    """Say what is wrong with the answer of one row; nothing where it can be read, or where it is empty."""
    roles = list_roles(read_lexicons(corpus))
    held = {column: str(cells.get(column, "")) for column in SHEETS[sheet]}
    texts = {held["unit"].casefold(): held["sentence"]}
    faults = read_answers([Row(1, held)], texts, sheet, name=sheet, roles=roles, ordered=False).faults
    place = f"{sheet}, row 1"
    return [fault.removeprefix(place).lstrip(",: ").removeprefix(f"unit {held['unit']}, ") for fault in faults]


def save_answer(corpus: str, sheet: str, coder: str, unit: str, cells: Mapping[str, str]) -> None:
    """Write the asked cells of one row into a coder's sheet; all other cells stay.

    Raises: RequestError naming what is wrong with the answer, where there is no such unit, or where the sheet is in a
    form that only a spreadsheet writes.
    """
    path = _find(corpus, sheet, coder)
    format = path.suffix.lower().removeprefix(".")
    if format not in ("csv", "xlsx"):
        raise RequestError(f"'{path.name}' cannot be written here. Save it as .csv or .xlsx, and remove this one.")
    rows = load_sheet(corpus, sheet, coder)
    at = next((at for at, row in enumerate(rows) if row.get("unit") == unit), None)
    if at is None:
        raise RequestError(f"'{path.name}' has no unit '{unit}'.")
    given = {column: str(cells[column]) for column in (*ASKED[sheet], "note") if column in cells}
    rows[at] = rows[at] | given
    if faults := check_answer(corpus, sheet, rows[at]):
        raise RequestError(" ".join(faults))
    columns = list(dict.fromkeys([*SHEETS[sheet], *(column for row in rows for column in row)]))
    table = pd.DataFrame([{column: row.get(column, "") for column in columns} for row in rows], columns=columns)
    choices = list_choices(sheet, list_roles(read_lexicons(corpus)))
    data = write_sheet(table, format=format, choices=choices)  # type: ignore[arg-type]
    write_files(path.parent, {path.name: data})


def _find(corpus: str, sheet: str, coder: str) -> Path:
    folder = find_validation(corpus)
    sheets = find_sheets(folder, sheet)
    if coder not in sheets:
        raise RequestError(f"No sheet '{sheet}' of coder '{coder}' in '{folder}'. Draw a sample first: validate draw.")
    return sheets[coder]
