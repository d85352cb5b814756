"""Intervals against values worked by hand and against properties that must hold for any numbers."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binomtest

from analysis.comparing import draws
from analysis.comparing import intervals as stats

numbers = st.lists(st.floats(-5, 5, allow_nan=False), min_size=2, max_size=9)


@pytest.mark.parametrize(("n", "total", "low", "high"), [(0, 10, 0.0, 0.2775), (5, 10, 0.2366, 0.7634)])
def test_wilson_by_hand(n, total, low, high):
    assert stats.wilson(n, total) == pytest.approx((low, high), abs=1e-4)
    assert all(math.isnan(bound) for bound in stats.wilson(0, 0))


@pytest.mark.parametrize(("n", "total"), [(0, 7), (1, 3), (8, 10), (7, 7), (123, 4567)])
def test_wilson_is_that_of_scipy(n, total):
    assert stats.wilson(n, total) == tuple(binomtest(n, total).proportion_ci(method="wilson"))


def test_bootstrap_mean_of_two_values_by_hand():
    # draws are 0, .5 or 1 with chances 1/4, 1/2, 1/4: the outer 2.5 % lie at 0 and 1
    assert stats.bootstrap_mean([0, 1], n_boot=2000) == (0.0, 1.0)


def test_bootstrap_mean_agrees_with_the_normal_interval_on_many_values():
    values = np.random.default_rng(7).normal(0.2, 1.0, 400)
    low, high = stats.bootstrap_mean(values, n_boot=4000, seed=3)
    half = 1.96 * values.std() / 20
    assert low == pytest.approx(values.mean() - half, abs=0.01)
    assert high == pytest.approx(values.mean() + half, abs=0.01)


def test_groups_are_drawn_together():
    # two articles, constant inside: only the articles vary, so the interval spans them fully
    values, groups = [0.0] * 10 + [1.0] * 10, ["a"] * 10 + ["b"] * 10
    assert stats.bootstrap_mean(values, groups=groups) == (0.0, 1.0)
    low, high = stats.bootstrap_mean(values)
    assert 0.2 < low < high < 0.8


@pytest.mark.parametrize(("values", "groups"), [([], None), ([1.0], None), ([1.0, 2.0], ["a", "a"])])
def test_nothing_to_resample_gives_no_interval(values, groups):
    assert all(map(math.isnan, stats.bootstrap_mean(values, groups=groups)))


def test_bootstrap_ratio_leaves_out_draws_without_a_denominator():
    assert stats.bootstrap_ratio([1, 0], [2, 0]) == (0.5, 0.5)


@given(numbers, st.randoms(use_true_random=False))
@settings(max_examples=40, deadline=None)
def test_intervals_do_not_depend_on_order_or_labels(values, random):
    groups = [str(i % 3) for i in range(len(values))]
    order = list(range(len(values)))
    random.shuffle(order)
    shuffled = [values[i] for i in order]
    assert stats.bootstrap_mean(values, n_boot=50) == stats.bootstrap_mean(shuffled, n_boot=50)
    renamed = [{"0": "z", "1": "m", "2": "b"}[groups[i]] for i in order]
    assert stats.bootstrap_mean(values, groups=groups, n_boot=50) == stats.bootstrap_mean(
        shuffled, groups=renamed, n_boot=50
    )


@given(numbers)
@settings(max_examples=40, deadline=None)
def test_an_interval_of_a_mean_lies_within_the_values(values):
    low, high = stats.bootstrap_mean(values, n_boot=50)
    assert min(values) - 1e-9 <= low <= high <= max(values) + 1e-9


def test_bootstrap_difference_by_hand():
    # each side is 0, .5 or 1 with chances 1/4, 1/2, 1/4: the difference is -1 or 1 with chance 1/16 each
    assert stats.bootstrap_difference([0, 1], [0, 1], n_boot=4000) == (-1.0, 1.0)
    assert stats.bootstrap_difference([2, 4], [1, 1], n_boot=4000) == (1.0, 3.0)
    assert all(map(math.isnan, stats.bootstrap_difference([1.0], [1.0, 2.0])))


def test_missing_values_are_named():
    with pytest.raises(ValueError, match="1 of 2 values are missing"):
        stats.bootstrap_mean([1.0, math.nan])
    with pytest.raises(ValueError, match="n_boot is 0"):
        stats.bootstrap_mean([1.0, 2.0], n_boot=0)


def test_no_argument_is_changed():
    values = [3.0, 1.0, 2.0]
    stats.bootstrap_mean(values)
    stats.bootstrap_difference(values, values)
    assert values == [3.0, 1.0, 2.0]


@pytest.mark.parametrize("paired", [True, False])
@pytest.mark.parametrize("n", [2, 7, 60])
def test_resampling_draws_as_scipy_does(paired, n, monkeypatch):
    from scipy.stats import bootstrap

    monkeypatch.setattr(draws, "CELLS", 2000)  # several batches
    values = np.random.default_rng(5)
    a, b = np.sort(values.normal(size=n)), np.sort(values.normal(size=n if paired else n + 3))
    told = {"paired": paired, "vectorized": True, "n_resamples": 500, "method": "percentile"}
    known = bootstrap((a, b), stats.subtract_means, batch=stats.size_batch(max(len(a), len(b))), rng=3, **told)
    drawn = stats.resample([a, b], stats.subtract_means, paired=paired, n_boot=500, seed=3)
    assert (drawn == known.bootstrap_distribution).all()
