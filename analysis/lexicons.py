"""Word lists and rules as data: one CSV a list, each row with a note, each file open to a reader's own version."""

import csv
import functools
import hashlib
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

STANDARD = Path(__file__).parent / "lexicons"
Row = dict[str, str]


@dataclass(frozen=True)
class Lexicons:
    """All word lists by name. Hashable by content, so that compiled matchers can be cached."""

    sha256: str
    _tables: dict[str, tuple[Row, ...]] = field(hash=False, compare=False, repr=False)

    def __getitem__(self, name: str) -> tuple[Row, ...]:
        if name not in self._tables:
            raise KeyError(f"No lexicon '{name}'. There are: {', '.join(sorted(self._tables))}.")
        return self._tables[name]

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(self._tables))


def load_lexicons(folder: str | Path | None = None) -> Lexicons:
    """Read the standard word lists, and a reader's own over them.

    `folder` may hold CSV files named like the standard ones (cues.csv, roles.csv ...); such a file replaces
    the standard one as a whole. Lines whose first cell starts with `#` are comments.

    Returns: Lexicons; `lexicons["cues"]` is a tuple of rows, each a dict of strings.
    Raises: ValueError where a file replaces no standard list or lacks one of its columns.

    >>> load_lexicons()["variants"][0].keys() >= {"note"}
    True

    Limits: files are read as UTF-8; a reader's file replaces, it does not extend.
    """
    paths = {path.stem: path for path in sorted(STANDARD.glob("*.csv"))}
    if folder is not None and Path(folder).is_dir():
        for path in sorted(Path(folder).glob("*.csv")):
            if path.stem not in paths:
                raise ValueError(
                    f"'{path.name}' in '{folder}' replaces no standard list. There are: {', '.join(paths)}."
                )
            _require_columns(path, paths[path.stem])
            paths[path.stem] = path
    texts = {name: path.read_text(encoding="utf-8-sig") for name, path in paths.items()}
    digest = hashlib.sha256()
    for name, text in texts.items():
        digest.update(f"{name}\0{len(text)}\0{text}\0".encode())
    return Lexicons(digest.hexdigest(), {name: tuple(_rows(text)) for name, text in texts.items()})


@functools.cache
def standard_lexicons() -> Lexicons:
    """Give the standard word lists, read once a process.

    >>> standard_lexicons() is standard_lexicons()
    True
    """
    return load_lexicons()


def _rows(text: str) -> Iterator[Row]:
    for row in csv.DictReader(io.StringIO(text, newline="")):
        if not next(iter(row.values()), "").lstrip().startswith("#"):
            yield {key: (value or "").strip() for key, value in row.items() if key}


def _require_columns(path: Path, standard: Path) -> None:
    def header(file: Path) -> list[str]:
        with file.open(encoding="utf-8-sig", newline="") as handle:
            return next(csv.reader(handle), [])

    lacking = [name for name in header(standard) if name not in header(path) and name != "note"]
    if lacking:
        raise ValueError(f"'{path.name}' lacks the columns {', '.join(lacking)}. Found: {', '.join(header(path))}.")
