"""Compound files: one stream out of the package in which Office kept its files before 2007."""

import itertools
import struct
from collections.abc import Iterator, Sequence

_LAST = 0xFFFFFFFA  # from here on, what stands for a sector is a sign
_ENTRY, _SMALL = 128, 64


def read_stream(data: bytes, names: Sequence[str]) -> bytes:
    """Give the first stream of one of some names, in small letters; nothing where there is none, or it is damaged.

    Limits: of a stream that is damaged as much as can be followed.
    """
    try:
        return _read_stream(data, names)
    except (struct.error, IndexError):
        return b""


def _read_stream(data: bytes, names: Sequence[str]) -> bytes:
    size = 1 << min(data[30], 20)
    first, at, small_table, listed_at = (struct.unpack_from("<I", data, place)[0] for place in (48, 56, 60, 68))
    listed = list(struct.unpack_from("<109I", data, 76))
    for _ in range(len(data) // size):  # a large file lists its tables in sectors of their own
        if listed_at >= _LAST:
            break
        *more, listed_at = _read_numbers(_sector(data, listed_at, size))
        listed += more
    most = len(data) // size + 1  # no table and no stream has more sectors than there are
    tables = [number for number in listed if number < _LAST][:most]
    table = _read_numbers(b"".join(_sector(data, number, size) for number in tables))

    def follow(start: int) -> bytes:
        return b"".join(_sector(data, number, size) for number in _chain(table, start, most))

    entries = follow(first)
    root = b""
    for place in range(0, len(entries), _ENTRY):
        entry = entries[place : place + _ENTRY]
        name = entry[: max(0, struct.unpack_from("<H", entry, 64)[0] - 2)].decode("utf-16-le", "replace").lower()
        start, length = struct.unpack_from("<II", entry, 116)
        if place == 0:
            root = follow(start)
        elif name in names and length < at:  # short streams share the sectors of the root
            short = _chain(_read_numbers(follow(small_table)), start, len(root) // _SMALL + 1)
            return b"".join(root[_SMALL * number : _SMALL * (number + 1)] for number in short)[:length]
        elif name in names:
            return follow(start)[:length]
    return b""


def _chain(table: Sequence[int], start: int, most: int) -> Iterator[int]:
    """The sectors of a stream one after another; a chain that runs in a circle ends."""
    for _ in itertools.repeat(None, most):
        if start >= len(table):
            return
        yield start
        start = table[start]


def _sector(data: bytes, number: int, size: int) -> bytes:
    return data[(number + 1) * size : (number + 2) * size]


def _read_numbers(data: bytes) -> list[int]:
    return list(struct.unpack(f"<{len(data) // 4}I", data[: len(data) // 4 * 4]))
