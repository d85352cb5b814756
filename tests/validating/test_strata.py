import pandas as pd
import pytest

from analysis.errors import RequestError
from analysis.validating.strata import covary, make_sample, sum_by_source, vary_totals

UNITS = pd.DataFrame({
    "source": ["A", "A", "A", "B", "B"], "article_id": ["a", "a", "a", "b", "b"],
    "coded": [True, True, False, True, True], "stratum": ["x", "x", "", "x", "x"], "n_stratum": [3, 3, 0, 2, 2],
})  # fmt: skip


def test_each_coded_unit_stands_for_as_many_as_its_probability_says() -> None:
    assert make_sample(UNITS).expansion.tolist() == [1.5, 1.5, 0, 1, 1]


def test_a_stratum_that_is_drawn_whole_adds_no_variance() -> None:
    sample = make_sample(UNITS)
    values = UNITS.index.to_numpy(float)
    variances = covary(sample, values, values)
    # In A: variance .5 of 2 coded out of 3, times 3 x 1 / 2.
    assert vary_totals(sample, variances).tolist() == [0.75, 0.0]
    assert sum_by_source(sample, values).tolist() == [3, 7]


def test_strata_that_do_not_add_up_to_the_source_are_refused_in_words() -> None:
    with pytest.raises(RequestError, match="Source 'A' has 3 units, but the strata with a coded unit hold 2"):
        make_sample(UNITS.assign(n_stratum=[2, 2, 0, 2, 2]))


def test_a_source_without_a_coded_unit_is_refused_in_words() -> None:
    with pytest.raises(RequestError, match="Source 'B' has 2 units, but the strata with a coded unit hold 0"):
        make_sample(UNITS.assign(coded=[True, True, False, False, False]))
