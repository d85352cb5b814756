"""Sheet sizes: how far out the cells of a sheet stand, before a workbook is opened and room is made for all between."""

import functools
import itertools
import re
import struct
from collections.abc import Iterator
from typing import NamedTuple

from analysis.corpus.found import RefusedError
from analysis.corpus.readers.compound import read_stream
from analysis.corpus.readers.packages import MOST_UNPACKED
from analysis.corpus.tables import MOST_CELLS

# The opening of a row or of a cell of Excel, up to the place that it names, and whether it is empty.
_OPENING = re.compile(
    rb"""<(?:\w+:)?(row|c)(?=[\s/>])(?:\s+(?!r\b)[\w:]+\s*=\s*(?:"[^"]*"|'[^']*'))*+"""
    rb"""(?:\s+r\s*=\s*["']([^"']*)["'])?+(?:[^<>"'/]|/(?!>)|"[^"]*"|'[^']*')*+(/?)>"""
)
_PLACE = re.compile(rb"([A-Za-z]{0,3})(\d{1,7})")
# The same of OpenDocument, with all that it says of itself: a cell that holds something says of which kind.
_REPEATED = re.compile(
    rb"""<table:(table|table-row|(?:covered-)?table-cell)((?:\s+[\w:.-]+\s*=\s*(?:"[^"]*"|'[^']*'))*+)\s*/?>"""
)
_REPEATS = re.compile(rb"""\stable:number-(?:rows|columns)-repeated\s*=\s*["']([^"']*)["']""")
_VALUE = re.compile(rb"""\soffice:[\w-]*value(?:-type)?\s*=""")
_NUMBER = re.compile(rb"\+?\d{1,15}")
# Records of a binary workbook: a row, the kinds of cells that hold something, and where the cells begin and end.
_ROW, _CELLS, _BEGIN, _END = 0, range(2, 12), 0x91, 0x92
# What holds something in a workbook of before 2007; several numbers of a row stand in one record.
_OLD_CELLS = frozenset((*range(2, 8), 0xD6, 0xFD, 0x203, 0x204, 0x205, 0x206, 0x27E, 0x406))
_OLD_NUMBERS, _LOCKED = 0xBD, 0x2F  # behind a password no place can be read
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_XML = (b"<", b"\xef\xbb\xbf<", b"\xff\xfe", b"\xfe\xff")


class Size(NamedTuple):
    """Rows and columns up to the last cell that holds something, and bytes of text where cells stand for many."""

    rows: int
    columns: int
    text: int = 0


def require_size(content: bytes, name: str, *, binary: bool = False) -> None:
    """Refuse a sheet that would fill the memory because a cell stands far out, or names a place that there is not.

    Takes: a member of a workbook, which need not be a sheet, or a workbook of before 2007; the name of the workbook for
    messages; whether it is of the binary kind. Raises: RefusedError.
    """
    if content.startswith(OLE):
        sizes = [_measure_old(read_stream(content, ("workbook", "book")))]
    elif b"sheetData" in content:
        sizes = [_measure_excel(content, name)]
    elif b"<table:table-cell" in content:
        sizes = list(_measure_opendocument(content, name))
    else:
        sizes = [_measure_binary(content)] if binary and not content.lstrip().startswith(_XML) else []
    for rows, columns, text in sizes:
        if rows * columns > MOST_CELLS:
            raise RefusedError(
                f"'{name}' has a sheet of {rows:,} rows and {columns:,} columns, more than are read at once. "
                "Delete the cells that stand far from the table, or save the table as CSV."
            )
        if text > MOST_UNPACKED:
            raise RefusedError(
                f"'{name}' has a sheet whose cells repeat {text // 1_000_000:,} MB of text, too much to read. "
                "Delete the cells that are repeated, or save the table as CSV."
            )


def _measure_excel(sheet: bytes, name: str) -> Size:
    row = column = rows = columns = 0
    for kind, place, empty in (opening.groups() for opening in _OPENING.finditer(sheet)):
        named = _PLACE.fullmatch(place) if place else None
        if place and not named:
            raise _refuse_place(place, name)
        if kind == b"row":
            row, column = int(named[2]) if named else row + 1, 0
            continue
        row, column = (int(named[2]), _count_columns(named[1])) if named else (row, column + 1)
        if not empty:
            rows, columns = max(rows, row), max(columns, column)
    return Size(rows, columns)


def _measure_opendocument(content: bytes, name: str) -> Iterator[Size]:
    """The size of every sheet; a row and a cell may each stand for many that are alike."""
    row = column = rows = columns = text = times = 0
    openings, afters = itertools.tee(_REPEATED.finditer(content))
    for opening, after in itertools.zip_longest(openings, itertools.islice(afters, 1, None)):
        kind, said = opening.groups()
        if kind == b"table":
            yield Size(rows, columns, text)
            row = rows = columns = text = 0
            continue
        alike = _count_repeats(said, name)
        if kind == b"table-row":
            row, column, times = row + alike, 0, alike
            continue
        column += alike
        if b"value" in said and _VALUE.search(said):
            rows, columns = row, max(columns, column)
            end = after.start() if after else content.find(b"</table:", opening.end())
            text += (end - opening.end()) * alike * times
    yield Size(rows, columns, text)


def _count_repeats(said: bytes, name: str) -> int:
    repeats = _REPEATS.search(said) if b"-repeated" in said else None
    if repeats and not _NUMBER.fullmatch(repeats[1]):
        raise _refuse_place(repeats[1], name)
    return int(repeats[1]) if repeats else 1


def _measure_binary(part: bytes) -> Size:
    """The size of a sheet in records: each has its kind and length in groups of seven bits, and then its content."""
    at = rows = columns = row = 0
    inside = False
    while at < len(part):
        kind, at = (part[at], at + 1) if part[at] < 0x80 else _read_number(part, at, 2)
        length, at = (part[at], at + 1) if b"" < part[at : at + 1] < b"\x80" else _read_number(part, at, 4)
        if kind == _BEGIN:
            inside = True
        elif kind == _END:
            inside = False
        elif inside and kind == _ROW:
            row = int.from_bytes(part[at : at + 4], "little") + 1
        elif inside and kind in _CELLS:
            rows, columns = max(rows, row), max(columns, int.from_bytes(part[at : at + 4], "little") + 1)
        at += length
    return Size(rows, columns)


def _measure_old(stream: bytes) -> Size:
    """The size of all sheets of a workbook of before 2007 together: none may have more than 16 million cells."""
    at = rows = columns = 0
    while at + 8 <= len(stream):
        kind, length, row, column = struct.unpack_from("<4H", stream, at)
        if kind == _LOCKED:
            return Size(0, 0)
        if kind in _OLD_CELLS or kind == _OLD_NUMBERS:
            column += max(0, length - 6) // 6 if kind == _OLD_NUMBERS else 1
            rows, columns = max(rows, row + 1), max(columns, column)
        at += 4 + length
    return Size(rows, columns)


def _read_number(data: bytes, at: int, longest: int) -> tuple[int, int]:
    """A number in groups of seven bits, the lowest first, and where it ends."""
    number = 0
    for shift, byte in enumerate(data[at : at + longest]):
        number |= (byte & 0x7F) << 7 * shift
        at += 1
        if byte < 0x80:
            break
    return number, at


def _refuse_place(place: bytes, name: str) -> RefusedError:
    there = place.decode("utf-8", "replace")[:40]
    return RefusedError(f"'{name}' has a cell in '{there}', where none can be. Save it in Excel again, or as CSV.")


@functools.lru_cache(maxsize=1 << 15)
def _count_columns(letters: bytes) -> int:
    return functools.reduce(lambda number, letter: 26 * number + letter - 64, letters.upper(), 0)
