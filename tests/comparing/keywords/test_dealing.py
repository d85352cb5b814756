"""Labels are dealt anew within strata, and strata are laid out so that sums over them are one product."""

import numpy as np
import pytest

from analysis.comparing.keywords import dealing
from analysis.comparing.keywords.dealing import MAX_ASSIGNMENTS, Stratum, deal, lay_out

# Two articles of which the first is the source's, three of which the second is; beside an article of no stratum.
PAIR, TRIPLE = Stratum(np.array([4, 0]), np.array([True, False])), Stratum(np.array([1, 3, 5]), np.arange(3) == 1)
WORDS = np.array([30.0, 10.0, 99.0, 20.0, 10.0, 10.0])


def test_the_first_way_and_the_first_draw_are_the_labels_as_they_are() -> None:
    dealt = deal([PAIR, TRIPLE], 50, 7)
    assert [ways.tolist() for ways in dealt.ways] == [[[1, 0], [0, 1]], [[0, 1, 0], [1, 0, 0], [0, 0, 1]]]
    assert [draw[0] for draw in dealt.draws] == [0, 0]
    assert [set(draw.tolist()) for draw in dealt.draws] == [{0, 1}, {0, 1, 2}]


def test_of_many_ways_some_are_drawn() -> None:
    large = Stratum(np.arange(20), np.arange(20) < 10)
    ways = deal([PAIR, large], 50, 7).ways[1]
    assert ways.shape == (MAX_ASSIGNMENTS + 1, 20)
    assert set(ways.sum(axis=1)) == {10}
    assert ways[0].tolist() == [1] * 10 + [0] * 10


def test_all_strata_are_laid_out_side_by_side() -> None:
    dealt = deal([PAIR, TRIPLE], 50, 7)
    (layout,) = lay_out(np.arange(2), WORDS, dealt)
    assert layout.begin.tolist() == [0, 1]
    assert layout.dealt.tolist() == [[1, 0, 0, 1, 0], [0, 1, 1, 0, 0], [0, 0, 0, 0, 1]]
    assert layout.shares.tolist() == [[0.25, 0.5], [0.75, 0.25], [1, 0.25]]
    other = [dealt.draws[0] == 1, dealt.draws[1] == 1, dealt.draws[1] == 2]
    assert layout.drawn.tolist() == np.array(other).astype(float).tolist()


def test_strata_of_too_many_ways_are_laid_out_one_after_another(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dealing, "WAYS", 4)
    dealt = deal([PAIR, TRIPLE], 50, 7)
    assert not dealt.is_small
    first, second = lay_out(np.arange(2), WORDS, dealt)
    assert (first.number.tolist(), second.number.tolist()) == ([0, -1], [-1, 0])
    assert (first.begin.tolist(), second.begin.tolist()) == ([0], [0])
    assert (first.shift.tolist(), second.shift.tolist()) == ([0], [-2])
    assert (first.drawn.shape, second.drawn.shape) == ((1, 51), (2, 51))
