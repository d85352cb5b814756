"""A stream is taken out of a file of before 2007, long or short, and a damaged file gives none."""

import struct

import pytest

from analysis.corpus.readers.compound import read_stream

FREE, END = 0xFFFFFFFF, 0xFFFFFFFE


def pack(stream: bytes, name: str = "Workbook") -> bytes:
    """A file of sectors: a table of what follows on what, the list of streams, a table for short ones, the stream."""
    n = -(-len(stream) // 512)
    table = struct.pack("<128I", *([0xFFFFFFFD, END, END, *range(4, n + 3), END] + [FREE] * (125 - n)))
    short = len(stream) < 4096
    pieces = -(-len(stream) // 64)
    short_table = struct.pack("<128I", *([*range(1, pieces), END] + [FREE] * (128 - pieces) if short else [FREE] * 128))

    def entry(name: str, kind: int, start: int, size: int) -> bytes:
        letters = name.encode("utf-16-le") + b"\0\0"
        links = (FREE, FREE, 1 if kind == 5 else FREE)
        head = letters.ljust(64, b"\0") + struct.pack("<HBBIII", len(letters), kind, 1, *links)
        return head + bytes(36) + struct.pack("<QQ", start | size << 32, 0)[:12]

    root = entry("Root Entry", 5, 3 if short else END, n * 512 if short else 0)
    streams = root + entry(name, 2, 0 if short else 3, len(stream)) + bytes(256)
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<5H6x", 0x3E, 3, 0xFFFE, 9, 6)
    head += struct.pack("<9I", 0, 1, 1, 0, 4096, 2, 1, END, 0) + struct.pack("<109I", 0, *[FREE] * 108)
    return head + table + streams + short_table + stream.ljust(512 * n, b"\0")


@pytest.mark.parametrize("n", [10, 4000, 4096, 20_000])
def test_a_stream_comes_out_as_it_went_in(n: int) -> None:
    stream = bytes(range(256)) * (n // 256) + bytes(range(n % 256))
    assert read_stream(pack(stream), ("workbook", "book")) == stream
    assert read_stream(pack(stream, "Book"), ("workbook", "book")) == stream
    assert read_stream(pack(stream, "WordDocument"), ("workbook", "book")) == b""


def test_a_damaged_file_and_one_that_runs_in_a_circle_end() -> None:
    whole = pack(b"x" * 5000)
    for size in range(0, len(whole), 100):
        assert len(read_stream(whole[:size], ("workbook",))) <= 5000
    circle = bytearray(whole)
    circle[512 + 4 * 4 : 512 + 4 * 5] = struct.pack("<I", 3)
    assert len(read_stream(bytes(circle), ("workbook",))) == 5000
