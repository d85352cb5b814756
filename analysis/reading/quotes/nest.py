"""Settling: what is reported inside a report is nested in it, and no two contents cross."""

from analysis.reading.quotes.rows import Row
from analysis.schema import SPEECH_ACTS


def settle(rows: list[Row]) -> list[Row]:
    """Give every row that lies inside another its parent, and cut contents that cross.

    Returns: the rows that keep some content, in the order of the text.
    """
    order = sorted(
        rows, key=lambda r: (r.pieces[0][0], -r.pieces[-1][1], r.act not in SPEECH_ACTS, min(r.cue, default=0))
    )
    kept: list[Row] = []
    near: list[Row] = []  # what has begun and not ended yet
    for row in order:
        near = [k for k in near if k.pieces[-1][1] > row.pieces[0][0]]
        twin = next((k for k in near if _is_twin(k, row)), None)
        if twin is not None:
            if twin.confidence >= row.confidence:
                continue
            kept.remove(twin)
            near.remove(twin)
            _hand_over(kept, twin, None)
        for other in [k for k in near if overlap(k, row) > 0]:
            if _lies_inside(row, other):
                if row.parent is None:
                    row.parent = other
            elif _lies_inside(other, row) and other.parent is None:
                other.parent = row
            else:
                row.pieces = _subtract(row.pieces, other.pieces)
                if not row.pieces:
                    break
        if row.pieces:
            kept.append(row)
            near.append(row)
        else:
            _hand_over(kept, row, row.parent)
    return kept


def nest(rows: list[Row], inner: list[Row]) -> list[Row]:
    """Give rows found inside quotations the smallest row around them as parent; those without one are dropped."""
    kept = []
    for row in inner:
        around = [r for r in rows if overlap(row, r) >= 0.9 * _size(row)]
        if around:
            row.parent = min(around, key=_size)
            kept.append(row)
    return kept


def _hand_over(rows: list[Row], gone: Row, heir: Row | None) -> None:
    """What was nested in a row that goes is nested in its heir, or in nothing until one is found."""
    for row in rows:
        if row.parent is gone:
            row.parent = heir


def overlap(a: Row, b: Row) -> int:
    """Characters that two contents share."""
    return sum(max(0, min(e, f) - max(s, t)) for s, e in a.pieces for t, f in b.pieces)


def _size(row: Row) -> int:
    return sum(end - start for start, end in row.pieces)


def _lies_inside(inner: Row, outer: Row) -> bool:
    return overlap(inner, outer) >= 0.9 * _size(inner) and _size(inner) < _size(outer)


def _is_twin(a: Row, b: Row) -> bool:
    """Two rules that found the same content for the same cue or an untold speaker."""
    if a.cue != b.cue and a.speaker is not None and b.speaker is not None and a.speaker != b.speaker:
        return False
    shared = overlap(a, b)
    return shared >= 0.95 * _size(a) and shared >= 0.95 * _size(b)


def _subtract(pieces: list[tuple[int, int]], others: list[tuple[int, int]]) -> list[tuple[int, int]]:
    for t, f in others:
        pieces = [part for s, e in pieces for part in ((s, min(e, t)), (max(s, f), e)) if part[1] - part[0] > 2]
    return pieces
