"""Writing: tables as files, each whole or not at all."""

import os
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from analysis.errors import RequestError
from analysis.schema import COLUMNS

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
    stage = Path(tempfile.mkdtemp(prefix=".tables-", dir=target))
    try:
        names = [name for name in COLUMNS if name in tables]
        for name in names:
            if format == "csv":
                tables[name].to_csv(stage / f"{name}.csv", index=False, float_format="%.12g", lineterminator="\n")
            else:
                tables[name].to_parquet(stage / f"{name}.parquet", index=False, compression="zstd")
        for name in COLUMNS:
            for other in FORMATS:
                if name not in names or other != format:
                    (target / f"{name}.{other}").unlink(missing_ok=True)
        for name in names:
            os.replace(stage / f"{name}.{format}", target / f"{name}.{format}")
    finally:
        shutil.rmtree(stage, ignore_errors=True)
    return [target / f"{name}.{format}" for name in names]
