"""Pieces: spans of a content put together, token ranges cut."""

from collections.abc import Sequence


def merge(pieces: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans in order, overlapping ones made one.

    >>> merge([(4, 9), (0, 5)])
    [(0, 9)]
    """
    merged: list[tuple[int, int]] = []
    for start, end in sorted(pieces):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def cut_out(first: int, last: int, cut: set[int]) -> list[tuple[int, int]]:
    """Token ranges of a range without the tokens that are cut out.

    >>> cut_out(0, 4, {2})
    [(0, 1), (3, 4)]
    """
    pieces: list[tuple[int, int]] = []
    for k in (*sorted(k for k in cut if first <= k <= last), last + 1):
        if first < k:
            pieces.append((first, k - 1))
        first = k + 1
    return pieces
