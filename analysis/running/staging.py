"""Staging: what is written goes to a folder of its own first, and what a killed run left behind goes with the next."""

import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from analysis.errors import RequestError

LOCK = ".alive"


@contextmanager
def open_folder(out: Path, prefix: str) -> Iterator[Path]:
    """Make a folder inside `out`, and remove it whatever happens.

    It lies on the same file system as `out`, so that a file moves from one to the other whole or not at all. Folders
    of the same prefix whose run no longer lives, killed before it could tidy up, are removed first.

    Takes: a folder that exists, and how the names of such folders begin.
    Returns: the new folder, empty but for the file that its run holds locked while it lives.

    Limits: where a network's file system knows no locks, what a killed run left stays.
    """
    for left in out.glob(f"{prefix}*"):
        lock = FileLock(left / LOCK)
        try:
            if (left / LOCK).exists():
                with lock.acquire(blocking=False):
                    shutil.rmtree(left, ignore_errors=True)
        except (Timeout, OSError, NotImplementedError):
            continue  # its run lives, or nobody can tell
    stage = Path(tempfile.mkdtemp(prefix=prefix, dir=out))
    try:
        with FileLock(stage / LOCK):
            yield stage
    finally:
        shutil.rmtree(stage, ignore_errors=True)


def refuse_folders(target: Path, names: Iterable[str]) -> None:
    """Refuse to write where a folder stands in the place of a file, or a file in that of a folder.

    Raises: RequestError, before any of the files has moved.
    """
    for place in (target / name for name in names):
        if place.is_dir() and not place.is_symlink():
            raise RequestError(f"'{place}' is a folder, and a file goes there. Remove it, or choose another folder.")
        if place.parent.exists() and not place.parent.is_dir():
            raise RequestError(f"'{place.parent}' is a file, and a folder goes there. Remove it, or choose another.")


def remove(place: Path) -> None:
    """Remove a folder with all that is in it, or a file that stands in its place; what cannot be removed stays."""
    if place.is_dir() and not place.is_symlink():
        shutil.rmtree(place, ignore_errors=True)
    else:
        with suppress(OSError):
            place.unlink(missing_ok=True)


def replace_folder(new: Path, place: Path) -> None:
    """Move a folder to its place, whole or not at all; what stands there goes, unless another run put it there now."""
    remove(place)
    with suppress(OSError):  # another run was faster: what it made is the same
        new.rename(place)


def put_in_place(new: Path, place: Path, is_whole: Callable[[Path], bool]) -> None:
    """Move a folder to its place, unless another run has put the same there by now, and may be reading it."""
    with FileLock(place.parent / ".lock"):
        if not is_whole(place):
            replace_folder(new, place)
