import numpy as np
import pandas as pd
import pytest
from scipy.stats import binomtest

from analysis.validating.intervals import bound, wilson_effective


@pytest.mark.parametrize(("k", "n"), [(0, 10), (3, 10), (17, 20), (20, 20)])
def test_wilson_is_scipys_for_whole_counts(k: int, n: int) -> None:
    expected = binomtest(k, n).proportion_ci(method="wilson")
    assert wilson_effective(k / n, n) == pytest.approx((expected.low, expected.high), abs=1e-12)


def test_wilson_is_that_of_the_reference(gold_folder) -> None:
    for row in pd.read_csv(gold_folder / "validation_reference" / "wilson.csv").itertuples():
        assert wilson_effective(row.k / row.n, row.n) == pytest.approx((row.low, row.high), abs=1e-8)


def test_the_interval_of_a_share_stays_inside_0_and_1() -> None:
    low, high = bound(np.array([0.02, 0.98]), np.array([0.05, 0.05]), 20, logit=True)
    assert (low > 0).all()
    assert (high < 1).all()


def test_a_share_of_0_keeps_the_plain_interval_and_no_error_no_width() -> None:
    low, high = bound(np.array([0.0, 0.5]), np.array([0.1, 0.0]), 10**6, logit=True)
    assert low.round(2).tolist() == [-0.2, 0.5]
    assert high.round(2).tolist() == [0.2, 0.5]


def test_an_enormous_error_overflows_nowhere() -> None:
    with np.errstate(all="raise"):
        low, high = bound(np.array([1e-9]), np.array([1.0]), 5, logit=True)
    assert (low[0], high[0]) == pytest.approx((0, 1))
