"""Downloads: copies of the tables that open in a spreadsheet without anything in them being calculated."""

import shutil
from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from analysis.wording import FORMULA, guard_cell


def write_downloads(tables: Mapping[str, pd.DataFrame], exact: Path, copies: Path) -> None:
    """Write tables as CSV, exact into one folder, and for spreadsheets into another."""
    from analysis.running.writing import write_tables

    paths = write_tables(tables, exact)
    guarded = {path.stem: guard_table(tables[path.stem]) for path in paths}
    write_tables({name: table for name, table in guarded.items() if table is not tables[name]}, copies)
    for path in paths:
        if not (copies / path.name).exists():
            shutil.copyfile(path, copies / path.name)


def guard_table(table: pd.DataFrame) -> pd.DataFrame:
    """Put an apostrophe before each cell of text that a spreadsheet would take for a formula.

    Returns: a new table, or the same one where there is no such cell.

    >>> guard_table(pd.DataFrame({"n": [-1, 2], "text": ["=1+1", "No."]})).values.tolist()
    [[-1, "'=1+1"], [2, 'No.']]
    """
    texts = table.select_dtypes(include=["str", "object"])
    hostile = [name for name, cells in texts.items() if cells.astype("str").str.startswith(FORMULA).any()]
    if not hostile:
        return table
    return table.assign(**{str(name): table[name].map(guard_cell, na_action="ignore") for name in hostile})
