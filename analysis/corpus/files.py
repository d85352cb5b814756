"""Files: what lies in a corpus, at any depth and in packages. Nothing outside is opened, nor what never ends."""

import os
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from analysis.corpus.found import RefusedError
from analysis.corpus.readers.packages import is_outside, open_package, read_member
from analysis.errors import RequestError
from analysis.lexicons import Lexicons, load_lexicons

OWN = ("articles.csv", "corrections.csv", "events.csv")
_FOLDERS = ("lexicons", "validation")
_NOTES = re.compile(r"(?i)(?:read.?me(?:[._-]\w+)?|licen[cs]e|copying|notes?|changelog|citation)(?:\.(?:txt|md|rst))?")
_HIDDEN = ("__MACOSX", "Thumbs.db", "desktop.ini", "~$", ".")
MOST_BYTES = 1 << 30
_DEPTH = 2
Problem = tuple[str, str, str]  # path, problem, detail


@dataclass(frozen=True)
class File:
    """A file of a corpus: its path inside, with `/`; where it lies; the member of a package that it is."""

    path: str
    place: Path
    members: tuple[str, ...] = ()

    @property
    def stem(self) -> str:
        """The name without its suffixes."""
        name = self.path.rpartition("/")[2]
        stem, dot, _ = name.rpartition(".")
        return stem if dot and stem else name

    def read(self) -> bytes:
        """Give its bytes. Raises: RefusedError where they cannot be had."""
        data = read_bytes(self.place, self.path)
        for member in self.members:
            data = read_member(open_package(data, self.path), member, self.path)
        return data


def read_bytes(place: Path, name: str) -> bytes:
    """Give the bytes of a regular file, as many as it had when it was opened.

    Raises: RefusedError where it is a pipe or a device, too large, gone, or growing.
    """
    try:
        handle = os.open(place, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except OSError as error:
        raise RefusedError(f"'{name}' cannot be opened: {error.strerror}.") from error
    try:
        state = os.fstat(handle)
        if not stat.S_ISREG(state.st_mode):
            raise RefusedError(f"'{name}' is no regular file.")
        if state.st_size > MOST_BYTES:
            raise RefusedError(f"'{name}' has {state.st_size // 1_000_000:,} MB, more than is read at once. Split it.")
        with os.fdopen(handle, "rb", closefd=False) as stream:
            data = stream.read(state.st_size + 1)
    except OSError as error:
        raise RefusedError(f"'{name}' cannot be read: {error.strerror}.") from error
    finally:
        os.close(handle)
    if len(data) > state.st_size:
        raise RefusedError(f"'{name}' grew while it was read. Wait until it is written, and start again.")
    return data


def require_inside(place: Path, root: Path, name: str) -> None:
    """Refuse a table or folder beside the articles that is a link out of the corpus: nothing outside is opened.

    Raises: RequestError naming it and the corpus's `name`.
    """
    if place.is_symlink() and not _leads_inside(place, root):
        raise RequestError(f"'{place.name}' in '{name}' is a link that leads out of the corpus. Put a copy there.")


def load_own(folder: Path) -> Lexicons:
    """Load the word lists of a corpus: those of its own folder `lexicons` over the standard ones.

    Raises: RequestError where one does not fit, or leads out of the corpus.
    """
    own = folder / "lexicons"
    for each in (own, *own.glob("*.csv")):
        require_inside(each, folder, folder.name)
    return load_lexicons(own)


def _leads_inside(place: Path, root: Path) -> bool:
    try:
        return place.resolve().is_relative_to(root.resolve())
    except (OSError, RuntimeError):  # it leads round in a circle
        return False


def list_files(folder: Path, lexicons: Lexicons) -> tuple[list[File], list[Problem]]:
    """List the files of a folder that may hold articles, sorted by path, packages opened.

    Returns: the files, and a problem for whatever is left out: notes that people lay beside their texts, links that
    lead out of the folder or to another folder, pipes, devices, hidden files that could be articles.
    """
    files: list[File] = []
    problems: list[Problem] = []
    root = folder.resolve()
    readable = {row["suffix"] for row in lexicons["file_kinds"] if row["read"] == "yes"}
    for place in _walk(folder, problems, root):
        relative = place.relative_to(folder).as_posix()
        parts = relative.split("/")
        if any(part.startswith(_HIDDEN) for part in parts):
            if place.suffix.lower() in readable and not any(part.startswith((".git", "~$")) for part in parts):
                problems.append((relative, "file not read", "it is hidden; rename it to have it read"))
            continue
        if parts[0] in _FOLDERS or relative in OWN:
            continue
        reason = _find_reason(place, root)
        if reason:
            problems.append((relative, "file not read", reason))
        else:
            files.append(File(relative, place))
    files = [member for file in sorted(files, key=lambda file: file.path) for member in open_file(file, problems)]
    return files, problems


def is_note(path: str) -> bool:
    """Whether a file is called what people call their notes: README, LICENSE.

    >>> is_note("a/README.txt"), is_note("readme_first.md"), is_note("notebook.txt")
    (True, True, False)
    """
    return bool(_NOTES.fullmatch(path.rpartition("/")[2]))


def expand_home(path: str | Path) -> Path:
    """Put a user's home in the place of `~`; where there is no such user, the name is one as any other.

    >>> expand_home("~nobody of this name/texts").parts
    ('~nobody of this name', 'texts')
    """
    try:
        return Path(path).expanduser()
    except RuntimeError:
        return Path(path)


def clean_name(path: str) -> str:
    """Give a path that can be printed: control characters and halves of letters become a sign.

    >>> clean_name("a\\x1b]0;b.txt")
    'a�]0;b.txt'
    """
    return path if path.isprintable() else "".join(sign if sign.isprintable() else "�" for sign in path)


def _walk(folder: Path, problems: list[Problem], root: Path) -> Iterator[Path]:
    for base, folders, names in os.walk(folder, onerror=None, followlinks=False):
        for name in sorted(folders):
            if (place := Path(base) / name).is_symlink():
                problems.append((place.relative_to(folder).as_posix(), "file not read", "a link to a folder"))
        folders[:] = sorted(name for name in folders if not (Path(base) / name).is_symlink())
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


def open_file(file: File, problems: list[Problem], depth: int = 0) -> Iterator[File]:
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
    for member in listed:
        name = member.filename
        path = f"{file.path}/{name}"
        if not name:  # zipfile cuts a name at its first zero byte
            problems.append((path, "file not read", "it has no name in the package; give it one, and pack it again"))
            continue
        if member.is_dir() or any(part.startswith(_HIDDEN) and part != ".." for part in name.split("/")):
            continue
        if is_outside(name) or name in names:
            reason = "its name leads out of the package" if is_outside(name) else "its name stands twice in the package"
            problems.append((path, "file not read", reason))
            continue
        names.add(name)
        yield from open_file(File(path, file.place, (*file.members, name)), problems, depth + 1)
