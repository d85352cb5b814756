"""Texts: those of a corpus in one file, so that none but the one in hand is in memory."""

from typing import BinaryIO, NamedTuple

CODE = {"encoding": "utf-8", "errors": "surrogatepass"}


class Texts:
    """Texts one after another in a file that is open for reading and writing.

    >>> import io
    >>> texts = Texts(io.BytesIO())
    >>> held = [texts.add("“It is safe,” she said."), texts.add("Talks fail.")]
    >>> held[1].read()
    'Talks fail.'
    """

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._end = 0

    def add(self, text: str) -> "Held":
        """Write a text to the end of the file."""
        data = text.encode(**CODE)
        held = Held(self, self._end, len(data))
        self._file.seek(self._end)
        self._file.write(data)
        self._end += len(data)
        return held

    def read(self, start: int, size: int) -> str:
        """Read what stands at a place of the file."""
        self._file.seek(start)
        return self._file.read(size).decode(**CODE)


class Held(NamedTuple):
    """Where a text stands, in bytes."""

    texts: Texts
    start: int
    size: int

    def read(self) -> str:
        """Read the text."""
        return self.texts.read(self.start, self.size)
