"""Listing: which files of a folder or a package may hold articles, and why others are not opened."""

import os
import re
import stat
from collections.abc import Iterator
from pathlib import Path

from analysis.corpus.files import BESIDE, LISTS, OWN, File, Problem
from analysis.corpus.found import RefusedError
from analysis.corpus.readers.packages import is_outside, open_package
from analysis.lexicons import Lexicons

_NOTES = re.compile(r"(?i)(?:read.?me(?:[._-]\w+)?|licen[cs]e|copying|notes?|changelog|citation)(?:\.(?:txt|md|rst))?")
_HIDDEN = ("__MACOSX", "Thumbs.db", "desktop.ini", "~$", ".")
_DEBRIS = (".git", "~$", "__MACOSX")  # whatever lies in it is nobody's article, and is not named
_DEPTH = 2


def list_files(folder: Path, lexicons: Lexicons) -> tuple[list[File], list[Problem]]:
    """List the files of a folder that may hold articles, sorted by path, packages opened.

    Returns: the files, and a problem for whatever is left out: notes that people lay beside their texts, links that
    lead out of the folder or to another folder, pipes, devices, hidden files that could be articles.
    """
    files: list[File] = []
    problems: list[Problem] = []
    root = folder.resolve()
    for place in _walk(folder, problems, root):
        relative = place.relative_to(folder).as_posix()
        parts = relative.split("/")
        if is_hidden(relative):
            _name_hidden(relative, relative, problems, lexicons)
            continue
        if parts[0] in BESIDE or relative in OWN:
            if parts[0] == LISTS:
                _name_no_list(relative, problems, lexicons)
            continue
        reason = _find_reason(place, root)
        if reason:
            problems.append((relative, "file not read", reason))
        else:
            files.append(File(relative, place))
    files.sort(key=lambda file: file.path)
    return [member for file in files for member in open_file(file, problems, lexicons)], problems


def is_hidden(path: str) -> bool:
    """Whether a file or a folder above it is hidden, or what systems lay beside the files of people.

    >>> is_hidden("a/.b/c.txt"), is_hidden("__MACOSX/c.txt"), is_hidden("a/../c.txt"), is_hidden(".")
    (True, True, False, False)
    """
    return any(part.startswith(_HIDDEN) and part not in (".", "..") for part in path.split("/"))


def _name_hidden(inside: str, path: str, problems: list[Problem], lexicons: Lexicons) -> None:
    """Name a hidden file that could be an article."""
    suffix, parts = Path(inside).suffix.lower(), inside.split("/")
    readable = any(row["suffix"] == suffix and row["read"] == "yes" for row in lexicons["file_kinds"])
    if readable and not any(part.startswith(_DEBRIS) for part in parts):
        problems.append((path, "file not read", "it is hidden; rename it to have it read"))


def _name_no_list(path: str, problems: list[Problem], lexicons: Lexicons) -> None:
    """Name a file among a reader's word lists that is none: an editor may have put a suffix behind its name."""
    folder, _, name = path.rpartition("/")
    if folder == LISTS and name.endswith(".csv"):
        return
    meant = name.split(".")[0].lower()
    rest = f"; name it {LISTS}/{meant}.csv to have it used" if meant in lexicons else ""
    problems.append((path, "file not read", f"no word list by its name{rest}"))


def is_note(path: str) -> bool:
    """Whether a file is called what people call their notes: README, LICENSE.

    >>> is_note("a/README.txt"), is_note("readme_first.md"), is_note("notebook.txt")
    (True, True, False)
    """
    return bool(_NOTES.fullmatch(path.rpartition("/")[2]))


def _walk(folder: Path, problems: list[Problem], root: Path) -> Iterator[Path]:
    def name_unread(error: OSError) -> None:
        path = os.path.relpath(error.filename or folder, folder).replace(os.sep, "/")
        reason = f"the folder cannot be opened: {error.strerror}; nothing in it is read"
        problems.append((path, "file not read", reason))

    for base, folders, names in os.walk(folder, onerror=name_unread, followlinks=False):
        for name in sorted(folders):
            if os.path.islink(place := Path(base) / name):
                problems.append((place.relative_to(folder).as_posix(), "file not read", "a link to a folder"))
        folders[:] = sorted(name for name in folders if not os.path.islink(Path(base) / name))
        yield from (Path(base) / name for name in sorted(names))


def _find_reason(place: Path, root: Path) -> str:
    """Why a file is not opened; empty where it is a regular one of the corpus."""
    try:
        if place.is_symlink() and not place.resolve(strict=True).is_relative_to(root):
            return "a link that leads out of the corpus"
        mode = place.stat().st_mode
    except (OSError, RuntimeError) as error:
        return f"it cannot be opened: {getattr(error, 'strerror', None) or error}"
    return "" if stat.S_ISREG(mode) else "no regular file but a pipe, a socket or a device"


def open_file(file: File, problems: list[Problem], lexicons: Lexicons, depth: int = 0) -> Iterator[File]:
    """The file itself, or what is in it where it is a zip file of files."""
    if not file.path.lower().endswith(".zip"):
        yield file
        return
    try:
        if depth >= _DEPTH:
            raise RefusedError(f"'{file.path}' lies in a package in a package. Unpack it into a folder.")
        package = open_package(file.read(), file.path)
        listed = sorted(package.infolist(), key=lambda member: member.filename)
    except RefusedError as error:
        problems.append((file.path, error.problem, str(error)))
        return
    if any(member.filename.lower() == "word/document.xml" for member in listed):
        yield file
        return
    names: set[str] = set()
    members = [member.filename for member in listed if not member.filename.endswith("/")]
    _, beside = list_beside(members)
    for name in members:
        path = f"{file.path}/{name}"
        if name and is_hidden(name):
            _name_hidden(name, path, problems, lexicons)
            continue
        used = depth == 0 and name in beside and name.rpartition("/")[2] in OWN and path.isprintable()
        reason = _find_fault(name, names, beside)
        names.add(name)
        if used:
            continue
        if reason:
            problems.append((path, "file not read", reason))
        else:
            yield from open_file(File(path, file.place, (*file.members, name)), problems, lexicons, depth + 1)


def _find_fault(name: str, before: set[str], beside: set[str]) -> str:
    """Why a member of a package is not opened; empty where it is."""
    if not name:  # zipfile cuts a name at its first zero byte
        return "it has no name in the package; give it one, and pack it again"
    if is_outside(name):
        return "its name leads out of the package"
    if name in before:
        return "its name stands twice in the package"
    return "it is used in a folder only; unpack the package to have it used" if name in beside else ""


def list_beside(names: list[str]) -> tuple[str, set[str]]:
    """List what in a package is no article, if it is a corpus in itself, and the folder that all of it may lie in.

    articles.csv may be a table of articles, as may a file that lies there alone.
    """
    seen = [name for name in names if not is_hidden(name)]
    tops = {name.partition("/")[0] if "/" in name else "" for name in seen}
    top = f"{tops.pop()}/" if len(tops) == 1 and tops != {""} else ""
    inside = {name: name.removeprefix(top) for name in seen} if len(seen) > 1 else {}
    return top, {name for name, path in inside.items() if path in OWN[1:] or path.split("/")[0] in BESIDE}
