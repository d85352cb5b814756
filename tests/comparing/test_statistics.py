"""Statistics against values worked by hand and against properties that must hold for any numbers."""

import itertools
import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import false_discovery_control

from analysis.comparing import statistics as stats

numbers = st.lists(st.floats(-5, 5, allow_nan=False), min_size=2, max_size=9)
probabilities = st.lists(st.floats(0, 1), min_size=1, max_size=20)


def test_benjamini_hochberg_by_hand():
    # sorted .005 .01 .03 .04 -> times 4/1, 4/2, 4/3, 4/4 -> .02 .02 .04 .04
    assert stats.benjamini_hochberg([0.01, 0.04, 0.03, 0.005]) == pytest.approx([0.02, 0.04, 0.04, 0.02])
    # a smaller step further down pulls the earlier ones with it
    assert stats.benjamini_hochberg([0.04, 0.041]) == pytest.approx([0.041, 0.041])
    assert stats.benjamini_hochberg([]).tolist() == []


@given(probabilities)
@settings(deadline=None)
def test_benjamini_hochberg_is_that_of_scipy(p):
    assert stats.benjamini_hochberg(p).tolist() == false_discovery_control(p).tolist()


def test_holm_by_hand():
    assert stats.holm([0.01, 0.04, 0.03, 0.005]) == pytest.approx([0.03, 0.06, 0.06, 0.02])
    assert stats.holm([0.6, 0.7]) == pytest.approx([1.0, 1.0])


@given(probabilities)
@settings(deadline=None)
def test_corrections_keep_the_order_and_stay_probabilities(p):
    q, adjusted = stats.benjamini_hochberg(p), stats.holm(p)
    assert (np.array(p) <= q + 1e-12).all()
    assert (q <= adjusted + 1e-12).all()
    assert (adjusted <= 1).all()
    order = np.argsort(p, kind="stable")
    assert (np.diff(q[order]) >= -1e-12).all()
    assert (np.diff(adjusted[order]) >= -1e-12).all()


@pytest.mark.parametrize("bad", [[0.1, math.nan], [-0.1], [1.1]])
def test_corrections_refuse_what_is_no_probability(bad):
    with pytest.raises(ValueError, match="between 0 and 1"):
        stats.benjamini_hochberg(bad)


def test_cliffs_delta_by_hand():
    # 3 against 1 2 3: two above, one tie; 4: three above. (2 + 3) / 6
    assert stats.cliffs_delta([3, 4], [1, 2, 3]) == pytest.approx(5 / 6)
    assert stats.cliffs_delta([1, 2], [3]) == -1
    assert math.isnan(stats.cliffs_delta([], [1]))


@given(numbers, numbers)
@settings(deadline=None)
def test_cliffs_delta_is_the_mean_sign_and_antisymmetric(a, b):
    signs = [np.sign(x - y) for x, y in itertools.product(a, b)]
    assert stats.cliffs_delta(a, b) == pytest.approx(float(np.mean(signs)))
    assert stats.cliffs_delta(a, b) == -stats.cliffs_delta(b, a)


def test_cliffs_delta_interval_holds_the_delta():
    a, b = [1, 3, 4, 6, 8, 9], [0, 2, 3, 5, 5, 7]
    low, high = stats.cliffs_delta_interval(a, b, seed=2)
    assert -1 <= low < stats.cliffs_delta(a, b) < high <= 1
    assert stats.cliffs_delta_interval(a[::-1], b, seed=2) == (low, high)


def test_sign_flip_by_hand():
    # of 8 flips only +++ and --- reach a mean of 2
    assert stats.sign_flip_p([1, 2, 3]) == 0.25
    # .1 + .2 and .3 tie although their floats differ: flips +++, --- and the two with -.3 + .1 + .2 = 0 do not reach
    assert stats.sign_flip_p([0.3, -0.1, -0.2]) == 1.0
    assert stats.sign_flip_p([0, 0, 0]) == 1.0
    assert math.isnan(stats.sign_flip_p([]))


def test_six_events_are_the_fewest_that_can_reach_five_percent():
    assert stats.sign_flip_p([1] * 5) == 0.0625
    assert stats.sign_flip_p([1] * 6) == 0.03125


@given(st.lists(st.floats(-1, 1, allow_nan=False), min_size=2, max_size=8))
@settings(max_examples=50, deadline=None)
def test_exact_sign_flip_equals_full_enumeration(values):
    flips = [np.dot(signs, values) for signs in itertools.product((1, -1), repeat=len(values))]
    tie = 1e-9 * np.abs(values).sum()
    expected = np.mean(np.abs(flips) >= abs(sum(values)) - tie)
    assert stats.sign_flip_p(values) == pytest.approx(expected)


def test_the_sign_flip_test_keeps_its_level():
    # whichever of the two sources each event's labels are dealt to, at most 5 in 100 deals may pass p <= .05
    differences = np.random.default_rng(5).normal(0, 1, 8)
    found = [stats.sign_flip_p(differences * signs) for signs in itertools.product((1, -1), repeat=8)]
    assert np.mean(np.array(found) <= 0.05) <= 0.05


def test_drawn_sign_flips_come_near_the_exact_ones_and_are_never_zero():
    values = np.random.default_rng(1).normal(0.5, 1, 14)
    exact = stats.sign_flip_p(values)
    drawn = stats.sign_flip_p(np.append(values, 0.0), n_permutations=20_000)
    assert drawn == pytest.approx(exact, abs=0.01)
    assert stats.sign_flip_p([1.0] * 40, n_permutations=99) == pytest.approx(0.01)


def test_permutation_by_hand():
    # of 20 ways to deal 1..6 into threes only 123|456 and 456|123 differ by 3
    assert stats.permutation_p([1, 2, 3], [4, 5, 6]) == pytest.approx(0.1)
    assert stats.permutation_p([1], [1]) == 1.0
    assert math.isnan(stats.permutation_p([], [1]))


@given(numbers, numbers, st.randoms(use_true_random=False))
@settings(max_examples=30, deadline=None)
def test_permutation_does_not_depend_on_order_or_side(a, b, random):
    p = stats.permutation_p(a, b, n_permutations=50)
    assert 0 < p <= 1
    shuffled = random.sample(a, len(a))
    assert stats.permutation_p(shuffled, b, n_permutations=50) == p


def test_drawn_relabellings_come_near_the_exact_ones_and_are_never_zero(monkeypatch):
    values = np.random.default_rng(2).normal(0, 1, 16)
    exact = stats.permutation_p(values[:8] + 1, values[8:])
    monkeypatch.setattr(stats, "EXACT", 1)
    assert stats.permutation_p(values[:8] + 1, values[8:]) == pytest.approx(exact, abs=0.01)
    assert stats.permutation_p([0.0] * 30, [1.0] * 30, n_permutations=99) == pytest.approx(0.01)


def test_no_argument_is_changed():
    values = [3.0, 1.0, 2.0]
    stats.sign_flip_p(values)
    stats.cliffs_delta_interval(values, values)
    assert values == [3.0, 1.0, 2.0]


@given(numbers, numbers)
@settings(max_examples=30, deadline=None)
def test_the_drawn_deltas_are_those_that_a_loop_would_draw(a, b):
    first, second = np.sort(a), np.sort(b)
    generator = np.random.default_rng(0)
    left = first[generator.integers(0, len(a), (40, len(a)))]
    right = second[generator.integers(0, len(b), (40, len(b)))]
    deltas = [np.sign(x[:, None] - y).mean() for x, y in zip(left, right, strict=True)]
    assert stats.cliffs_delta_interval(a, b, n_boot=40) == pytest.approx(np.quantile(deltas, [0.025, 0.975]).tolist())
