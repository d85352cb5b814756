"""Corpora: the articles of a corpus as they were read, kept on disk under the bytes of its files."""

import hashlib
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from analysis.corpus.articles import find_corpus, hold_corpus
from analysis.corpus.options import parse_options
from analysis.corpus.texts import Texts
from analysis.lexicons import Lexicons
from analysis.running.cache import Cache, hash_parts, result_version
from analysis.running.shelf import Shelf
from analysis.running.staging import open_folder, put_in_place
from analysis.running.versions import version_of
from analysis.running.writing import sum_up
from analysis.schema import columns_of

LISTED, PROBLEMS, TEXTS = "listed", "problems", "texts"
PLACES = ["text_at", "text_size"]
# Whatever can change what is read of a file; a test holds it against the imports.
LIBRARIES = (
    "charset-normalizer",
    "defusedxml",
    "feedparser",
    "ftfy",
    "lxml",
    "numpy",
    "pandas",
    "py3langid",
    "pyarrow",
    "pypdf",
    "python-calamine",
    "scipy",
    "striprtf",
    "trafilatura",
    "warcio",
)


class Held(NamedTuple):
    """A corpus on disk: its articles without their texts, its problems, and the texts in a file."""

    articles: pd.DataFrame  # with text_at and text_size, where each text stands
    problems: pd.DataFrame
    texts: Texts

    def add_texts(self, articles: pd.DataFrame) -> pd.DataFrame:
        """Give some of the articles their texts, in the columns of the dictionary."""
        places = zip(*(articles[column].tolist() for column in PLACES), strict=True)
        texts = [self.texts.read(*place) for place in places]
        return articles.assign(text=pd.array(texts, dtype="str"))[columns_of("articles")]


@contextmanager
def hold(path: str, options: str, lexicons: Lexicons, cache: Cache) -> Iterator[Held]:
    """Read a corpus, or find how it was read before, for as long as the context is open.

    `options`: as the setting `corpus_options` says them. Raises: as `read_corpus`.
    """
    place = cache.corpus_of(_name_state(path, options, lexicons))
    place.parent.mkdir(parents=True, exist_ok=True)
    with open_folder(place.parent, ".new-") as stage:
        if not _is_whole(place):
            made = Shelf(stage / "made")
            made.folder.mkdir()
            with (made.folder / TEXTS).open("w+b") as file:
                articles, problems = hold_corpus(path, file, options=parse_options(options))
            (made.folder / TEXTS).rename(made.folder / f"{TEXTS}-{sum_up(made.folder / TEXTS):08x}")
            made.put(LISTED, articles)
            made.put(PROBLEMS, problems)
            put_in_place(made.folder, place, _is_whole)
            if not _is_whole(place):  # there is no room for it
                place = made.folder
        os.utime(place)
        shelf = Shelf(place)
        with next(place.glob(f"{TEXTS}-*")).open("rb") as file:
            yield Held(shelf.take(LISTED), shelf.take(PROBLEMS), Texts(file))


def _is_whole(place: Path) -> bool:
    """Whether all is there as it was written."""
    texts = list(place.glob(f"{TEXTS}-*"))
    as_written = len(texts) == 1 and texts[0].name == f"{TEXTS}-{sum_up(texts[0]):08x}"
    return as_written and Shelf(place).is_whole([LISTED, PROBLEMS])


def _name_state(path: str, options: str, lexicons: Lexicons) -> str:
    """Hash all on which the reading of a corpus depends: the bytes of every file in it, and how it is read."""
    place = find_corpus(path)
    files = [place]
    if place.is_dir():
        files = sorted(Path(base) / name for base, folders, names in os.walk(place) for name in (*folders, *names))
    versions = [f"{name} {version_of(name)}" for name in LIBRARIES]
    states = [f"{file.relative_to(place).as_posix()!r} {_hash_state(file)}" for file in files]
    return hash_parts(
        path, place.resolve().name, options, lexicons.sha256, result_version("comparison"), *versions, *states
    )


def _hash_state(file: Path) -> str:
    """The bytes of a regular file; of anything else what it is, for it is not opened."""
    try:
        kind = file.stat().st_mode
        told = f"{stat.S_IFMT(kind)} {file.readlink() if file.is_symlink() else ''}"
        if not stat.S_ISREG(kind):
            return told
        with file.open("rb") as data:
            return f"{told} {hashlib.file_digest(data, 'sha256').hexdigest()}"
    except OSError as error:
        return f"{error.errno}"
