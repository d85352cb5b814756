"""Cache: what has been read once is kept, under a key that holds all that reading depends on."""

import functools
import hashlib
import importlib.metadata
import json
import os
import platform
import sqlite3
import warnings
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import platformdirs

from analysis.language.parse import model_name
from analysis.schema import Columns

Reading = dict[str, Columns]
CHUNK = 500
ROOMS = {"reading": ("language", "reading"), "comparison": ("corpus", "language", "reading", "comparing")}
# Whatever can change a result without a change in this package's own code; a test holds it against the imports.
LIBRARIES = (
    "datasketch",
    "numpy",
    "pandas",
    "scikit-learn",
    "scipy",
    "PyStemmer",
    "spacy",
    "textblob",
    "thinc",
    "threadpoolctl",
    "vaderSentiment",
)


def cache_folder() -> Path:
    """Give the folder of the cache: $SAMESTORY_CACHE, else the user's own cache folder."""
    return Path(os.environ.get("SAMESTORY_CACHE") or platformdirs.user_cache_dir("samestory"))


def hash_parts(*parts: str) -> str:
    """Hash texts so that no two lists of texts can be mistaken for each other.

    >>> hash_parts("ab", "c") == hash_parts("a", "bc")
    False
    """
    return hashlib.sha256(json.dumps(parts, ensure_ascii=True).encode()).hexdigest()


@functools.cache
def result_version(result: str) -> str:
    """Hash all that a result depends on beside its input: code, shipped models, libraries, the parser's model.

    `result`: reading or comparison. A change of any of these makes the result anew.
    """
    here = Path(__file__).parents[1]
    code = [f"{path.relative_to(here)} {hashlib.sha256(path.read_bytes()).hexdigest()}" for path in list_code(result)]
    libraries = [f"{name} {importlib.metadata.version(name)}" for name in LIBRARIES]
    return hash_parts(*code, *libraries, *model_name(), platform.python_version())


def list_code(result: str) -> list[Path]:
    """List the files of this package that a result depends on: its rooms, what all rooms stand on, shipped models."""
    here = Path(__file__).parents[1]
    below = {*here.glob("*.py"), *(here / "running").glob("*.py"), *(here / "models").glob("*")} - {
        here / "__main__.py"
    }
    return sorted(below.union(*((here / room).rglob("*.py") for room in ROOMS[result])))


class Cache:
    """Readings by key in one SQLite file; without a place to write to, nothing is kept and all is read anew."""

    def __init__(self, folder: Path | None = None) -> None:
        self._path = (folder or cache_folder()) / "readings.sqlite"
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with self._open() as connection:
                connection.execute("create table if not exists readings (key text primary key, reading blob)")
        except (OSError, sqlite3.Error) as error:
            warnings.warn(f"No cache at '{self._path.parent}' ({error}): every article is read anew.", stacklevel=2)
            self._path = Path()

    def load(self, keys: Iterable[str]) -> dict[str, Reading]:
        """Load the readings of some keys; a damaged one is left out, so that its article is read again."""
        found: dict[str, Reading] = {}
        wanted = list(dict.fromkeys(keys))
        if self._path == Path():
            return found
        try:
            with self._open() as connection:
                for first in range(0, len(wanted), CHUNK):
                    chunk = wanted[first : first + CHUNK]
                    marks = ",".join("?" * len(chunk))
                    rows = connection.execute(f"select key, reading from readings where key in ({marks})", chunk)
                    found.update((key, reading) for key, blob in rows if (reading := _unpack(blob)) is not None)
        except sqlite3.Error as error:
            warnings.warn(f"The cache '{self._path}' cannot be read ({error}): articles are read anew.", stacklevel=2)
        return found

    def store(self, readings: dict[str, Reading]) -> None:
        """Keep readings, whole or not at all."""
        if self._path == Path() or not readings:
            return
        rows = [(key, zlib.compress(json.dumps(reading).encode(), 6)) for key, reading in readings.items()]
        try:
            with self._open() as connection:
                connection.executemany("insert or replace into readings values (?, ?)", rows)
        except sqlite3.Error as error:
            warnings.warn(f"The cache '{self._path}' cannot be written ({error}).", stacklevel=2)

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        connection = sqlite3.connect(self._path, timeout=60)
        try:
            with connection:
                yield connection
        finally:
            connection.close()


def _unpack(blob: bytes) -> Reading | None:
    """A reading, or None with a warning where it is damaged."""
    try:
        reading: Reading = json.loads(zlib.decompress(blob))
    except (zlib.error, ValueError, TypeError):
        warnings.warn("One reading in the cache is damaged: its article is read again.", stacklevel=2)
        return None
    return reading
