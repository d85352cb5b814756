"""Parquet: a table in columns, as data sets are handed out."""

import io
from typing import TYPE_CHECKING

from analysis.corpus.found import Reading, RefusedError
from analysis.corpus.tables import MOST_CELLS, Context, name_columns, read_rows

if TYPE_CHECKING:
    from pyarrow import Table


def read_parquet(data: bytes, name: str, context: Context) -> Reading:
    """Read a Parquet file, its index included.

    Returns: one Found a row. Raises: RefusedError where it is damaged, or no column can be the text.

    Limits: a column that cannot be written out, such as one of times in a zone that is none, is left out and named.
    """
    import pyarrow
    import pyarrow.parquet as parquet

    try:
        file = parquet.ParquetFile(io.BytesIO(data))
        if file.metadata.num_rows * max(1, file.metadata.num_columns) > MOST_CELLS:
            raise RefusedError(f"'{name}' has {file.metadata.num_rows:,} rows, more than are read at once. Split it.")
        table = file.read()
    except (pyarrow.ArrowException, OSError, ValueError) as error:
        raise RefusedError(
            f"'{name}' is no whole Parquet file: {str(error).splitlines()[0]}. Copy it again."
        ) from error
    header, twice = name_columns([str(column) for column in table.column_names])
    problems: list[tuple[str, str]] = []
    table = table.rename_columns(header)
    try:
        rows = table.to_pylist()
    except Exception:  # what Python cannot hold raises errors of any kind
        table, problems = _spare_unreadable(table)
        rows = table.to_pylist()
    # What pandas writes for a row number is no column of anybody's.
    reading = read_rows(table.column_names, rows, kind="Parquet", name=name, context=context, twice=twice)
    reading.problems += problems
    return reading


def _spare_unreadable(table: "Table") -> tuple["Table", list[tuple[str, str]]]:
    """Write the columns whose values Python cannot hold as text; where that fails too, leave them out and say so."""
    problems = []
    for at, column in reversed(list(enumerate(table.column_names))):
        try:
            table[column].to_pylist()
            continue
        except Exception as error:
            reason = f"{type(error).__name__}: {error}"
        try:
            table = table.set_column(at, column, table[column].cast("string"))
        except Exception:
            table = table.remove_column(at)
            problems.append(("column not read", f"the column {column} was left out: {reason}; the others are read"))
    return table, problems
