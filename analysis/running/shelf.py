"""Shelf: the tables of a corpus on disk, in Parquet parts, spans without their texts, each file with a check sum."""

import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.schema import COLUMNS, INTERNAL, SPANS, as_table, columns_of

WITH_TEXTS = (
    "articles",
    "corrections",
    "finding_passages",
    "findings and passages",
)  # texts that no article beside gives


class Shelf:
    """Tables by name and part, in a folder that nobody else writes to; a file is checked against its name.

    Spans are kept as offsets, and get back their texts from the table `articles` of the same part.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._texts: tuple[int, dict[str, str]] | None = None  # of the articles of the part that was read last

    def put(self, name: str, table: pd.DataFrame, *, part: int = 0) -> None:
        """Write one part of a table; the columns of the dictionary get its types, others stay as they are."""
        import pyarrow as pa
        import pyarrow.parquet as pq

        texts = _list_texts(name, table)
        if name == "articles":
            self._texts = None
        table = table.drop(columns=texts, errors="ignore")
        if name in COLUMNS or name in INTERNAL:
            known = as_table(name, table, without=texts)
            others = [str(column) for column in table if column not in known]
            table = known.assign(**{column: table[column].array for column in others})
        sink = pa.BufferOutputStream()
        pq.write_table(pa.Table.from_pandas(table, preserve_index=False, nthreads=1), sink, compression="zstd")
        data = sink.getvalue().to_pybytes()
        place = self.folder / name
        place.mkdir(parents=True, exist_ok=True)
        for older in place.glob(f"{part:06d}-*"):
            older.unlink()
        (place / f"{part:06d}-{zlib.crc32(data):08x}.parquet").write_bytes(data)

    def take(
        self, name: str, *, part: int = 0, texts: bool = True, columns: Sequence[str] | None = None
    ) -> pd.DataFrame:
        """Read one part of a table: all, without the texts of its spans, or some of the columns that are kept.

        Raises: OSError where it is lacking or not what was written.
        """
        import pyarrow as pa
        import pyarrow.parquet as pq

        file = self._find(name, part)
        data = file.read_bytes()
        if zlib.crc32(data) != int(file.stem.partition("-")[2], 16):
            raise OSError(f"'{file}' is not what was written.")
        found = pq.ParquetFile(pa.BufferReader(data)).read(columns=columns, use_threads=False)
        table: pd.DataFrame = found.to_pandas(use_threads=False)
        return self._add_texts(name, table, part) if texts and columns is None else table

    def has(self, name: str, *, part: int = 0) -> bool:
        """Whether a part is there, and what was written.

        Limits: reads it.
        """
        try:
            file = self._find(name, part)
            return zlib.crc32(file.read_bytes()) == int(file.stem.partition("-")[2], 16)
        except OSError:
            return False

    def count_parts(self, name: str) -> int:
        """Count the parts of a table."""
        return len(list((self.folder / name).glob("*.parquet")))

    def is_whole(self, names: Sequence[str]) -> bool:
        """Whether tables are there, in as many parts as the first of them has, each as it was written."""
        n_parts = [self.count_parts(name) for name in names]
        return min(n_parts) > 0 and all(self.has(name, part=part) for name in names for part in range(n_parts[0]))

    def _find(self, name: str, part: int) -> Path:
        found = next((self.folder / name).glob(f"{part:06d}-*.parquet"), None)
        if found is None:
            raise FileNotFoundError(f"'{self.folder / name}' has no part {part}.")
        return found

    def _add_texts(self, name: str, table: pd.DataFrame, part: int) -> pd.DataFrame:
        prefixes = [text.removesuffix("text") for text in _list_texts(name, table)]
        if not prefixes:
            return table
        texts = self._take_texts(part)
        added = {f"{prefix}text": pd.array(list(_slice(table, prefix, texts)), dtype="str") for prefix in prefixes}
        table = table.assign(**added)
        known = columns_of(name) if name in COLUMNS or name in INTERNAL else []
        return table[[*known, *(column for column in table if column not in known)]]

    def _take_texts(self, part: int) -> dict[str, str]:
        """Read the texts of the articles of a part; several tables of one part get theirs one after the other."""
        if self._texts is None or self._texts[0] != part:
            articles = self.take("articles", part=part, columns=["article_id", "text"])
            pairs = zip(articles["article_id"].tolist(), articles["text"].tolist(), strict=True)
            self._texts = part, dict(pairs)
        return self._texts[1]


class Parts(Sequence[pd.DataFrame]):
    """The parts of a table on a shelf, each read when it is asked for."""

    def __init__(self, shelf: Shelf, name: str) -> None:
        self._shelf, self._name = shelf, name
        self._n_parts = shelf.count_parts(name)

    def __len__(self) -> int:
        return self._n_parts

    def __getitem__(self, part: Any) -> Any:
        if part >= self._n_parts:
            raise IndexError(part)
        return self._shelf.take(self._name, part=part)


def _slice(table: pd.DataFrame, prefix: str, texts: dict[str, str]) -> Iterator[str]:
    starts, ends = (table[f"{prefix}{edge}"].fillna(-1).tolist() for edge in ("start", "end"))
    for article_id, start, end in zip(table["article_id"].tolist(), starts, ends, strict=True):
        yield "" if start < 0 else texts[article_id][start:end]


def _list_texts(name: str, table: pd.DataFrame) -> list[str]:
    """List the columns of a table that an article beside it gives: the texts of spans."""
    if name in WITH_TEXTS or "article_id" not in table:
        return []
    return [f"{prefix}text" for prefix in SPANS if f"{prefix}end" in table]
