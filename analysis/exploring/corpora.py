"""Corpora: the folders and files below a folder that may be read, for a person to choose from."""

import os
from collections.abc import Iterator
from pathlib import Path

from analysis.corpus.files import OWN
from analysis.lexicons import standard_lexicons

DEPTH, MOST = 4, 200
NOTEBOOKS = "notebooks"
TABLES = (".csv", ".tsv", ".jsonl", ".ndjson", ".json", ".parquet", ".xlsx", ".xls", ".ods", ".zip", ".warc", ".gz")
# What a corpus keeps beside its articles, what a report wrote, and folders of programs and their words.
NO_CORPUS = frozenset(["lexicons", "validation", "node_modules", "site-packages", "templates", "docs", NOTEBOOKS])
MADE = frozenset(["manifest.json", "pyproject.toml", "key.csv"])


def find_start() -> Path:
    """Name the folder below which corpora are looked for: the current one, or the one above a folder of notebooks."""
    here = Path.cwd()
    return here.parent if here.name == NOTEBOOKS else here


def list_corpora(start: Path) -> list[str]:
    """List what may be a corpus below a folder: folders that hold articles, and files that hold many.

    Returns: paths relative to `start`, folders first, at most 200.

    >>> from analysis.corpus.articles import PROJECT
    >>> "seeds" in list_corpora(PROJECT)
    True

    Limits: goes by the endings of names, four folders deep; whether there are articles in it `check` says.
    """
    readable = {row["suffix"] for row in standard_lexicons()["file_kinds"] if row["read"] == "yes"}
    folders: set[str] = set()
    files: list[str] = []
    for folder, names in _walk(start):
        held = [name for name in names if Path(name).suffix.lower() in readable and name not in OWN]
        place = folder.relative_to(start)
        if held and (place.parts or MADE.isdisjoint(names)):
            folders.add(place.as_posix())
            if len(place.parts) > 1:  # the folder of several folders of articles
                folders.add(place.parent.as_posix())
        files += [(place / name).as_posix() for name in held if Path(name).suffix.lower() in TABLES]
    return [*sorted(folders), *sorted(files)][:MOST]


def _walk(start: Path) -> Iterator[tuple[Path, list[str]]]:
    """Folders with the names of their files; none that is hidden, or holds programs or a report."""
    for base, folders, names in os.walk(start, followlinks=False):
        folder = Path(base)
        depth = len(folder.relative_to(start).parts)
        if depth and (not MADE.isdisjoint(names) or any(name.endswith(".py") for name in names)):
            folders.clear()
            continue
        kept = [name for name in folders if not name.startswith((".", "_")) and name not in NO_CORPUS]
        folders[:] = sorted(kept) if depth < DEPTH else []
        yield folder, sorted(name for name in names if not name.startswith((".", "~$")))
