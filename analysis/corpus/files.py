"""Files: what lies in a corpus, and how it is opened: nothing outside of it, nor what never ends."""

import os
import stat
from dataclasses import dataclass
from pathlib import Path

from analysis.corpus.found import RefusedError
from analysis.corpus.readers.packages import open_package, read_member
from analysis.errors import RequestError
from analysis.lexicons import Lexicons, load_lexicons

OWN = ("articles.csv", "corrections.csv", "events.csv")
LISTS = "lexicons"
BESIDE = (LISTS, "validation")
MOST_BYTES = 1 << 30
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
    own = folder / LISTS
    for each in (own, *own.glob("*.csv")):
        require_inside(each, folder, folder.name)
    return load_lexicons(own)


def _leads_inside(place: Path, root: Path) -> bool:
    try:
        return place.resolve().is_relative_to(root.resolve())
    except (OSError, RuntimeError):  # it leads round in a circle
        return False


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
