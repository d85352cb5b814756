"""Writing: tables as files, each whole or not at all."""

import csv
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

import pandas as pd

from analysis.errors import RequestError
from analysis.running.staging import open_folder
from analysis.schema import COLUMNS, dtype_of

FORMATS = ("csv", "parquet")


def write_tables(tables: Mapping[str, pd.DataFrame], folder: str | Path, *, format: str = "csv") -> list[Path]:
    """Write tables as files, each whole or not at all; tables of an older run that are no longer made go.

    Takes: tables by name, a folder that is made where it is lacking, and csv or parquet.
    Returns: the paths that were written, in the order of the dictionary.
    """
    if format not in FORMATS:
        raise RequestError(f"format is '{format}'; it must be {' or '.join(FORMATS)}.")
    target = Path(folder)
    target.mkdir(parents=True, exist_ok=True)
    with open_folder(target, ".tables-") as stage:
        names = [name for name in COLUMNS if name in tables]
        for name in names:
            if format == "csv":
                _write_csv(tables[name], stage / f"{name}.csv")
            else:
                tables[name].to_parquet(stage / f"{name}.parquet", index=False, compression="zstd")
        for name in COLUMNS:
            for other in FORMATS:
                if name not in names or other != format:
                    (target / f"{name}.{other}").unlink(missing_ok=True)
        for name in names:
            os.replace(stage / f"{name}.{format}", target / f"{name}.{format}")
    return [target / f"{name}.{format}" for name in names]


def _write_csv(table: pd.DataFrame, file: Path) -> None:
    """Write one table; where a carriage return stands in a cell, which is quoted by no rule, every text is quoted."""
    bare = any(
        table[column].str.contains("\r", regex=False).any() for column in table.columns if dtype_of(column) == "str"
    )
    quoting: Literal[0, 2] = csv.QUOTE_NONNUMERIC if bare else csv.QUOTE_MINIMAL
    table.to_csv(file, index=False, float_format="%.12g", lineterminator="\n", quoting=quoting)
