"""Pieces: spans put together, tokens cut out."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from analysis.reading.quotes.pieces import cut_out, merge


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(1, 10))))
def test_merged_spans_hold_the_same_places_and_never_overlap(drawn: list[tuple[int, int]]) -> None:
    spans = [(start, start + n) for start, n in drawn]
    merged = merge(spans)
    assert {k for s, e in merged for k in range(s, e)} == {k for s, e in spans for k in range(s, e)}
    assert all(end < start for (_, end), (start, _) in itertools.pairwise(merged))


@given(st.integers(0, 20), st.sets(st.integers(0, 20)))
def test_what_is_cut_out_is_in_no_range_and_all_else_is(last: int, cut: set[int]) -> None:
    assert [k for a, b in cut_out(0, last, cut) for k in range(a, b + 1)] == [
        k for k in range(last + 1) if k not in cut
    ]
