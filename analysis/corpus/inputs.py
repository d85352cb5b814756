"""Inputs: the files that a corpus was read from, with the sums of their bytes, so that another can tell them."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from analysis.corpus.articles import find_corpus, gather
from analysis.corpus.files import OWN, clean_name
from analysis.corpus.found import Reading
from analysis.corpus.hashing import hash_file
from analysis.corpus.options import Options


def list_inputs(path: str | Path, *, options: Options | None = None) -> list[dict[str, Any]]:
    """List the files that a corpus is read from, with the sha256 of their bytes and what was taken from which field.

    Returns: path (inside the corpus), sha256, and for all but plain text read_as and notes; sorted by path.
    """
    place = find_corpus(path)
    corpus = gather(path, options=options)
    readings: dict[str, list[Reading]] = {}

    def find_file(inside: str) -> str:
        return next((name for name in _ancestors(inside) if (place / name).is_file()), "") if place.is_dir() else ""

    for inside, reading in corpus.inputs:
        readings.setdefault(find_file(inside) or place.name, []).append(reading)
    for file in filter(None, map(find_file, {path for path, *_ in corpus.problems})):
        readings.setdefault(file, [])
    beside = [*(place / name for name in OWN), *place.glob("lexicons/*.csv")] if place.is_dir() else []
    for own in filter(Path.is_file, beside):
        readings.setdefault(own.relative_to(place).as_posix(), [])
    listed = []
    for file, found in sorted(readings.items()):
        described: dict[str, Any] = {
            "path": clean_name(file),
            "sha256": hash_file(place / file if place.is_dir() else place),
        }
        kinds = list(dict.fromkeys(reading.kind for reading in found if reading.kind != "text"))
        notes = list(dict.fromkeys(line for reading in found for line in reading.said))
        listed.append(
            described | ({"read_as": "; ".join(kinds)} if kinds else {}) | ({"notes": notes} if notes else {})
        )
    return listed


def _ancestors(path: str) -> Iterator[str]:
    """A path and those above it, the nearest first: a member lies in its package."""
    yield path
    while "/" in path:
        path = path.rpartition("/")[0]
        yield path
