"""Parquet: a table in columns, as data sets are handed out."""

import io

from analysis.corpus.found import Reading, RefusedError
from analysis.corpus.tables import Context, read_rows

MOST_CELLS = 20_000_000


def read_parquet(data: bytes, name: str, context: Context) -> Reading:
    """Read a Parquet file, its index included.

    Returns: one Found a row. Raises: RefusedError where it is damaged, or no column can be the text.
    """
    import pyarrow
    import pyarrow.parquet as parquet

    try:
        file = parquet.ParquetFile(io.BytesIO(data))
        if file.metadata.num_rows * max(1, file.metadata.num_columns) > MOST_CELLS:
            raise RefusedError(f"'{name}' has {file.metadata.num_rows:,} rows, more than are read at once. Split it.")
        table = file.read()
        header = [str(column) for column in table.column_names]
        rows = table.rename_columns(header).to_pylist()
    except (pyarrow.ArrowException, OSError, ValueError) as error:
        raise RefusedError(
            f"'{name}' is no whole Parquet file: {str(error).splitlines()[0]}. Copy it again."
        ) from error
    # What pandas writes for a row number is no column of anybody's.
    return read_rows(header, rows, kind="Parquet", name=name, context=context)
