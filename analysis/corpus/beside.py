"""Beside: the tables that a reader keeps beside articles, in their folder and in a package of them."""

import zipfile
from collections.abc import Container, Iterable
from pathlib import Path
from typing import NamedTuple

from analysis.corpus.files import File, require_inside
from analysis.corpus.listing import list_beside

_PACKAGE = ".zip/"


class Sheet(NamedTuple):
    """A table, and what stands in the corpus before the names of files that lie beside it."""

    file: File
    folder: str = ""

    def resolve(self, article: str, known: Container[str]) -> str:
        """Give the name that the corpus has for an article as the table names it."""
        whole = self.folder + article
        return whole if whole in known else article


def find_sheets(place: Path, name: str, paths: Iterable[str], *, corpus: str = "") -> list[Sheet]:
    """Find the tables of one name beside the articles of a corpus, those in packages first.

    Takes: where the corpus lies, the name, the paths of its articles, and what the corpus is called in messages.
    Raises: RequestError where one is a link out of the corpus.

    Limits: none is looked for in a package in a package, nor in one without an article.
    """
    packages = {path[: path.lower().find(_PACKAGE) + len(_PACKAGE)] for path in paths if _PACKAGE in path.lower()}
    sheets = []
    for package in sorted(packages):
        lies = place if place.is_file() else place / package
        if not lies.is_file():  # a folder of such a name
            continue
        with zipfile.ZipFile(lies) as opened:
            top, beside = list_beside([member for member in opened.namelist() if not member.endswith("/")])
        if top + name in beside:
            sheets.append(Sheet(File(package + top + name, lies, (top + name,)), package + top))
    own = place / name
    require_inside(own, place, corpus or place.name)
    if place.is_dir() and (own.exists() or own.is_symlink()):
        sheets.append(Sheet(File(name, own)))
    return sheets
