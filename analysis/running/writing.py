"""Writing: tables as files, each whole or not at all."""

import os
import shutil
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from analysis.errors import RequestError
from analysis.running.memory import release_freed
from analysis.running.staging import open_folder, refuse_folders
from analysis.schema import COLUMNS

FORMATS = ("csv", "parquet")
SIZE = 1 << 20
MARKED = '[,"\\n]'  # what must stand in quotation marks
SIGNS = (b",", b'"', b"\n")  # the same one by one


class Source(NamedTuple):
    """Where a table comes from: its parts, as often as they are asked for, and where its CSV may be kept."""

    parts: Callable[[], Iterable[pd.DataFrame]]
    kept: Path | None = None  # without the check sum and the suffix


def write_tables(tables: Mapping[str, pd.DataFrame], folder: str | Path, *, format: str = "csv") -> list[Path]:
    """Write tables as files, each whole or not at all; tables of an older run that are no longer made go.

    Takes: tables by name, a folder that is made where it is lacking, and csv or parquet.
    Returns: the paths of all of them, in the order of the dictionary.
    """
    return write_parts(list_sources(tables), folder, format=format)


def list_sources(tables: Mapping[str, pd.DataFrame]) -> dict[str, Source]:
    """List where tables that are in memory come from."""
    return {name: Source([table].__iter__) for name, table in tables.items()}


def write_parts(tables: Mapping[str, Source], folder: str | Path, *, format: str = "csv") -> list[Path]:
    """Write tables as `write_tables` does, each part by part, so that none need be held whole."""
    if format not in FORMATS:
        raise RequestError(f"format is '{format}'; it must be {' or '.join(FORMATS)}.")
    target = Path(folder)
    target.mkdir(parents=True, exist_ok=True)
    with open_folder(target, ".tables-") as stage:
        names = [name for name in COLUMNS if name in tables]
        refuse_folders(target, [f"{name}.{each}" for name in COLUMNS for each in FORMATS])
        there = [name for name in names if is_kept(tables[name].kept, target / f"{name}.{format}")]
        for name in (name for name in names if name not in there):
            (_write_csv if format == "csv" else _write_parquet)(tables[name], stage / f"{name}.{format}")
            release_freed()
        for name in COLUMNS:
            for other in FORMATS:
                if name not in names or other != format:
                    (target / f"{name}.{other}").unlink(missing_ok=True)
        for name in (name for name in names if name not in there):
            os.replace(stage / f"{name}.{format}", target / f"{name}.{format}")
    return [target / f"{name}.{format}" for name in names]


def _write_csv(source: Source, file: Path) -> None:
    """Write one table, or give back what was kept of it.

    Where a carriage return stands in a cell, which is quoted by no rule, every text is quoted.
    """
    if source.kept and find_kept(source.kept, file):
        return
    if not _write_rows(source, file, MARKED):
        _write_rows(source, file, "")
    if source.kept:
        keep(file, source.kept)


def _write_rows(source: Source, file: Path, marked: str) -> bool:
    """Write the rows of a table; texts that `marked` finds are quoted. Returns: whether that was all that must be."""
    with file.open("wb") as out:
        for number, table in enumerate(source.parts()):
            if number == 0:
                names = pa.array(map(str, table.columns), pa.large_string())
                out.write(",".join(_quote(names, marked).to_pylist()).encode() + b"\n")
            # As `to_csv` writes them, many times faster: whole columns are joined, not rows.
            *cells, last = [_write_cells(table[column], marked) for column in table]
            rows = _join([*cells, _join([last, pa.scalar("\n", pa.large_string())], "")], ",")
            for data in _list_bytes(rows):
                if marked and b"\r" in data:
                    return False
                out.write(data)
    return True


def _list_bytes(texts: pa.LargeStringArray | pa.ChunkedArray) -> Iterator[bytes]:
    """Give the bytes of texts, one after the other without a gap, without making a text of each."""
    for chunk in texts.chunks if isinstance(texts, pa.ChunkedArray) else [texts]:
        if len(chunk):
            _, ends, data = chunk.buffers()
            places = memoryview(ends).cast("q")
            yield data[places[chunk.offset] : places[chunk.offset + len(chunk)]].to_pybytes()


def _write_cells(column: "pd.Series[Any]", marked: str) -> pa.LargeStringArray:
    """Give the cells of a column as they stand in a CSV: numbers in twelve places, what is missing empty."""
    import pyarrow.compute as pc

    if column.dtype.kind in "iub":
        cells, lacking = pa.array(column), pa.scalar("" if marked else '""', pa.large_string())
        if column.dtype.kind == "b":
            cells = pc.if_else(cells, *(pa.scalar(text, pa.large_string()) for text in ("True", "False")))
        return cells.cast(pa.large_string()).fill_null(lacking)
    if column.dtype.kind == "f":
        # By their bits: 0 and -0 are written otherwise. Many a column holds few numbers again and again.
        codes, bits = pd.factorize(column.to_numpy(float).view("int64"))
        numbers = ["" if cell != cell else f"{cell:.12g}" for cell in bits.view(float).tolist()]
        texts = pa.array(numbers, pa.large_string()).take(pa.array(codes))
        return texts if marked else _quote(texts, marked)
    return _quote(pa.array(column.astype("str"), pa.large_string()).fill_null(""), marked)


def _quote(texts: pa.LargeStringArray, marked: str) -> pa.LargeStringArray:
    """Put texts that a pattern finds into marks."""
    import pyarrow.compute as pc

    if marked and not any(sign in data for data in _list_bytes(texts) for sign in SIGNS):
        return texts  # as most columns are
    found = pc.match_substring_regex(texts, marked)
    if not pc.any(found).as_py():
        return texts
    mark = pa.scalar('"', pa.large_string())
    return pc.if_else(found, _join([mark, pc.replace_substring(texts, '"', '""'), mark], ""), texts)


def _join(cells: "list[Any]", by: str) -> pa.LargeStringArray:
    import pyarrow.compute as pc

    return pc.binary_join_element_wise(*cells, pa.scalar(by, pa.large_string()))


def keep(file: Path, place: Path) -> None:
    """Keep a copy of a file, compressed, under a name that says what it must hold, and what the file held."""
    place.parent.mkdir(parents=True, exist_ok=True)
    with open_folder(place.parent, ".new-") as stage:
        new = stage / file.name
        with file.open("rb") as plain, pa.CompressedOutputStream(str(new), "zstd") as packed:
            shutil.copyfileobj(plain, packed, SIZE)
        new.replace(place.with_name(f"{place.name}-{sum_up(new):08x}-{sum_up(file):08x}"))


def find_kept(place: Path, file: Path) -> bool:
    """Write the copy that was kept of a file. Returns: whether there is one, as it was written."""
    for kept in place.parent.glob(f"{place.name}-*"):
        if kept.name.startswith(f"{place.name}-{sum_up(kept):08x}-"):
            with pa.CompressedInputStream(str(kept), "zstd") as packed, file.open("wb") as plain:
                shutil.copyfileobj(packed, plain, SIZE)
            return True
        kept.unlink(missing_ok=True)
    return False


def is_kept(place: Path | None, file: Path) -> bool:
    """Whether a file is there already as it was kept, and need not be written."""
    if place is None or file.suffix != place.suffix or file.is_symlink() or not file.is_file():
        return False
    return any(place.parent.glob(f"{place.name}-*-{sum_up(file):08x}"))


def sum_up(file: Path) -> int:
    """Give the check sum of a file."""
    total = 0
    with file.open("rb") as data:
        while block := data.read(SIZE):
            total = zlib.crc32(block, total)
    return total


def _write_parquet(source: Source, file: Path) -> None:
    writer = None
    for table in source.parts():
        part = pa.Table.from_pandas(table, preserve_index=False)
        writer = writer or pq.ParquetWriter(file, part.schema, compression="zstd")
        writer.write_table(part)
    if writer is not None:
        writer.close()
