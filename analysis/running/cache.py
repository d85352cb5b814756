"""Cache: what has been read once is kept, under a key that holds all that reading depends on."""

import functools
import hashlib
import json
import os
import platform
import shutil
import sqlite3
import tempfile
import warnings
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import platformdirs

from analysis.errors import RequestError
from analysis.language.parse import model_name
from analysis.running.packing import Reading, pack_reading, unpack_reading
from analysis.running.staging import remove
from analysis.running.versions import version_of

CHUNK = 500
READINGS, COMPARISONS, CORPORA = "readings.sqlite", "comparisons", "corpora"
PLACE, OFF = "SAMESTORY_CACHE", "off"
SIZE, MOST_GB = "SAMESTORY_CACHE_GB", 20
LEAST_FREE = 50 * 10**6  # bytes on the disk; with less a comparison of a few articles cannot be kept
ROOMS = {"reading": ("language", "reading"), "comparison": ("corpus", "language", "reading", "comparing")}
# What of this room decides how a result is kept, and for a comparison also how it is made.
KEEPING = {
    "reading": ("cache.py", "packing.py"),
    "comparison": (
        "batches.py", "cache.py", "corpora.py", "packing.py", "pipeline.py", "reader.py", "results.py", "shelf.py",
    ),
}  # fmt: skip
# Whatever can change a result without a change in this package's own code; a test holds it against the imports.
LIBRARIES = (
    "datasketch", "numpy", "onnxruntime", "pandas", "scikit-learn", "scipy", "PyStemmer", "spacy", "textblob", "thinc",
    "threadpoolctl", "tokenizers", "vaderSentiment",
)  # fmt: skip


def cache_folder() -> Path:
    """Give the folder of the cache: $SAMESTORY_CACHE, else the user's own cache folder; `off` is none."""
    return Path(os.environ.get(PLACE) or platformdirs.user_cache_dir("samestory"))


def _read_size() -> int:
    """How many bytes the cache may take up. Raises: RequestError where $SAMESTORY_CACHE_GB is no number."""
    given = os.environ.get(SIZE) or str(MOST_GB)
    try:
        return max(0, int(float(given) * 10**9))
    except (ValueError, OverflowError):
        raise RequestError(f"${SIZE} is '{given}'; it must be a number of gigabytes.") from None


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
    libraries = [f"{name} {version_of(name)}" for name in LIBRARIES]
    return hash_parts(*code, *libraries, *model_name(), platform.python_version())


def list_code(result: str) -> list[Path]:
    """List the files of this package that a result depends on: its rooms, what all rooms stand on, shipped models."""
    here = Path(__file__).parents[1]
    shipped = [path for path in (*here.glob("models/*"), *here.glob("reading/tone/model/*")) if path.is_file()]
    kept = (here / "running" / name for name in KEEPING[result])
    below = {*here.glob("*.py"), *kept, *shipped} - {here / "__main__.py"}
    return sorted(below.union(*((here / room).rglob("*.py") for room in ROOMS[result])))


class Cache:
    """Readings by key in one SQLite file; comparisons and corpora by key in folders.

    Where there is no place to write to, the disk is full, or $SAMESTORY_CACHE is `off`, a folder of this run alone
    takes its place.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self.folder, self._most = folder or cache_folder(), _read_size()
        self.lasting = self.folder.name != OFF
        if self.lasting:
            try:
                self._begin()
                if shutil.disk_usage(self.folder).free < LEAST_FREE:
                    raise OSError("the disk is full")
            except sqlite3.DatabaseError as error:
                self._set_aside(error)
            except OSError as error:
                warnings.warn(f"No cache at '{self.folder}' ({error}): every article is read anew.", stacklevel=2)
                self.lasting = False
        if not self.lasting:
            self._own = tempfile.TemporaryDirectory(prefix="samestory-")  # removed with this object
            self.folder = Path(self._own.name)
            self._begin()

    def _begin(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        for place in (self.folder / COMPARISONS, self.folder / CORPORA):
            if place.exists() and not place.is_dir():  # a user's own
                raise NotADirectoryError(f"'{place}' is no folder")
        with self._open() as connection:
            connection.execute("create table if not exists readings (key text primary key, reading blob)")

    def _set_aside(self, error: Exception) -> None:
        """Begin a new file where the old one is no database any more; a file that is only busy or full stays."""
        if isinstance(error, sqlite3.OperationalError):
            warnings.warn(f"No cache at '{self.folder}' ({error}): every article is read anew.", stacklevel=3)
            self.lasting = False
            return
        warnings.warn(f"The cache '{self._path}' is damaged ({error}): it is begun anew.", stacklevel=3)
        self._path.unlink(missing_ok=True)
        self._begin()

    @property
    def _path(self) -> Path:
        return self.folder / READINGS

    def place_of(self, key: str) -> Path:
        """Name the folder of a comparison; it may not be there."""
        return self.folder / COMPARISONS / key

    def corpus_of(self, key: str) -> Path:
        """Name the folder of a corpus as it was read; it may not be there."""
        return self.folder / CORPORA / key

    def find(self, keys: Iterable[str]) -> set[str]:
        """Find out which readings are kept, without loading them."""
        return {key for key, _ in self._select("key, length(reading)", keys)}

    def load(self, keys: Iterable[str]) -> dict[str, Reading]:
        """Load the readings of some keys; a damaged one is left out, so that its article is read again."""
        found = self._select("key, reading", keys)
        return {key: reading for key, blob in found if (reading := unpack_reading(key, blob)) is not None}

    def _select(self, columns: str, keys: Iterable[str]) -> Iterator[tuple[str, Any]]:
        wanted = list(dict.fromkeys(keys))
        try:
            with self._open() as connection:
                for first in range(0, len(wanted), CHUNK):
                    chunk = wanted[first : first + CHUNK]
                    marks = ",".join("?" * len(chunk))
                    yield from connection.execute(f"select {columns} from readings where key in ({marks})", chunk)
        except sqlite3.OperationalError as error:
            warnings.warn(f"The cache '{self._path}' cannot be read ({error}): articles are read anew.", stacklevel=2)
        except sqlite3.DatabaseError as error:
            self._set_aside(error)

    def store(self, readings: dict[str, Reading]) -> bool:
        """Keep readings, whole or not at all. Returns: whether they are kept."""
        rows = [(key, pack_reading(key, reading)) for key, reading in readings.items()]
        try:
            with self._open() as connection:
                connection.executemany("insert or replace into readings values (?, ?)", rows)
        except sqlite3.Error as error:
            warnings.warn(f"The cache '{self._path}' cannot be written ({error}).", stacklevel=2)
            return False
        return True

    def measure(self) -> int:
        """Say how many bytes the cache takes up."""
        return _measure(self.folder)

    def clear(self) -> None:
        """Remove all that is kept; whatever else lies in the folder stays."""
        for name in (COMPARISONS, CORPORA):
            remove(self.folder / name)
        for path in self.folder.glob(f"{READINGS}*"):
            path.unlink(missing_ok=True)

    def trim(self, *, most: int | None = None) -> None:
        """Let go of what was not used for longest, until the cache is no larger than it may be.

        `most`: bytes; $SAMESTORY_CACHE_GB gigabytes, 20 if it says nothing. Comparisons and corpora go first: they are
        made again.
        """
        excess = self.measure() - (self._most if most is None else most)
        found = (path for name in (COMPARISONS, CORPORA) for path in (self.folder / name).glob("[!.]*"))
        for path in sorted(found, key=_last_use) if excess > 0 else ():
            excess -= _measure(path)
            remove(path)
            if excess <= 0:
                return
        if excess > 0:
            self._forget(excess)

    def _forget(self, excess: int) -> None:
        """Remove the oldest readings, so many bytes of them."""
        before = "select rowid, sum(length(reading)) over (order by rowid) - length(reading) as before from readings"
        with suppress(sqlite3.Error), self._open() as connection:
            connection.execute(
                f"delete from readings where rowid in (select rowid from ({before}) where before < {excess:d})"
            )
            connection.commit()
            connection.execute("vacuum")

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        connection = sqlite3.connect(self._path, timeout=60)
        try:
            with connection:
                yield connection
        except UnicodeDecodeError as error:  # from a message that quotes damaged letters
            raise sqlite3.DatabaseError("damaged letters") from error
        finally:
            connection.close()


def _measure(folder: Path) -> int:
    """How many bytes the files below a folder have; those that another run takes away meanwhile have none."""
    size = 0
    for base, _, names in os.walk(folder):
        for name in names:
            with suppress(OSError):
                size += os.lstat(Path(base, name)).st_size
    return size


def _last_use(folder: Path) -> float:
    with suppress(OSError):
        return folder.stat().st_mtime
    return 0.0


def describe_cache(*, clear: bool = False) -> str:
    """Say where the cache is and how large; and empty it, if asked to."""
    cache = Cache()
    if not cache.lasting:
        return f"Nothing is kept: ${PLACE} is {OFF}, or its folder cannot be written to."
    size = f"{cache.measure() / 10**6:,.1f} MB"
    if clear:
        cache.clear()
    return f"'{cache.folder}': {size}{' removed' if clear else ''}."
