"""Settling and nesting: what is reported inside a report has a parent, and that parent is there."""

from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.reading.quotes.nest import nest, settle
from analysis.reading.quotes.rows import Row

BORDERS = [0, 1, 2, 3, 40, 41, 80, 81, 99, 100]
SPEAKERS = {"Ana": (900, 903), "Tom": (910, 913)}


def row(*pieces: tuple[int, int], confidence: float = 0.9, cue: int = 0, speaker: str = "Ana") -> Row:
    return Row(list(pieces), "clause", cue=[cue], speaker=SPEAKERS[speaker], confidence=confidence)


def spans(rows: list[Row]) -> list[list[tuple[int, int]]]:
    return [r.pieces for r in rows]


def test_a_report_inside_a_report_is_nested_in_it() -> None:
    outer, inner = row((0, 100)), row((20, 80), cue=5, speaker="Tom")
    assert settle([inner, outer]) == [outer, inner]
    assert (outer.parent, inner.parent) == (None, outer)


def test_contents_that_cross_are_cut_where_the_later_one_begins_in_the_earlier_one() -> None:
    assert spans(settle([row((0, 50)), row((30, 90), cue=5, speaker="Tom")])) == [[(0, 50)], [(50, 90)]]


def test_of_two_finds_of_one_content_the_surer_one_stays() -> None:
    unsure, sure = row((0, 100), confidence=0.5), row((1, 100), confidence=0.9)
    assert settle([unsure, sure]) == [sure]


def test_what_was_nested_in_a_find_that_goes_is_nested_in_the_one_that_takes_its_place() -> None:
    unsure, inner = row((0, 100), confidence=0.5), row((0, 50), cue=5, speaker="Tom")
    sure = row((1, 100), confidence=0.9)
    assert settle([unsure, inner, sure]) == [inner, sure]
    assert inner.parent is sure
    assert sure.pieces == [(1, 100)]


def test_a_report_inside_marks_has_the_smallest_row_around_it_as_its_parent() -> None:
    outer, middle = row((0, 100)), row((20, 80), cue=5, speaker="Tom")
    inner, alone = row((30, 60), cue=7), row((200, 240), cue=9)
    assert nest([outer, middle], [inner, alone]) == [inner]
    assert inner.parent is middle


@st.composite
def random_rows(draw: st.DrawFn) -> list[Row]:
    """Rows whose borders are few, so that many of them are twins, nested or crossing."""
    rows = []
    for _ in range(draw(st.integers(1, 7))):
        borders = sorted(draw(st.sets(st.sampled_from(BORDERS), min_size=2, max_size=4)))
        pieces = list(zip(borders[::2], borders[1::2], strict=False))
        cue, confidence = draw(st.integers(0, 3)), draw(st.sampled_from([0.5, 0.7, 0.9]))
        rows.append(row(*pieces, cue=cue, confidence=confidence, speaker=draw(st.sampled_from(sorted(SPEAKERS)))))
    return rows


@settings(max_examples=200)
@given(random_rows())
def test_every_parent_exists_and_no_row_is_inside_itself(rows: list[Row]) -> None:
    kept = settle(rows)
    for child in kept:
        above, steps = child.parent, 0
        while above is not None:
            assert above in kept
            above, steps = above.parent, steps + 1
            assert steps < len(kept)
