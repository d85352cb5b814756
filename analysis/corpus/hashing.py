"""Hashing: the name of a text or a file by its content."""

import hashlib
from pathlib import Path


def hash_text(text: str) -> str:
    """Give the sha256 of a text in UTF-8, which for a plain UTF-8 file is the sha256 of the file.

    >>> hash_text("")[:8]
    'e3b0c442'
    """
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def hash_file(path: Path) -> str:
    """Give the sha256 of a file's bytes."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
