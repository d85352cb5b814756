import itertools

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.validating.estimate import correct_ratio, spread_within
from analysis.validating.strata import make_sample

# A population of 7 sentences in two strata: what a person would say of each, and what the rules say.
POPULATION = pd.DataFrame({
    "source": "A", "article_id": ["a1", "a1", "a2", "a2", "a3", "a3", "a3"], "stratum": list("ssssttt"),
    "n_stratum": [4, 4, 4, 4, 3, 3, 3], "y": [0.0, 3, 5, 2, 8, 0, 6], "f": [0.0, 2, 6, 0, 7, 1, 9],
})  # fmt: skip


def draw_all(units: pd.DataFrame, sizes: dict[object, int]):
    """Every sample of so many units from each stratum."""
    held = [units.index[units["stratum"] == name] for name in sizes]
    ways = [itertools.combinations(part, n) for part, n in zip(held, sizes.values(), strict=True)]
    for chosen in itertools.product(*ways):
        yield units.assign(coded=units.index.isin(list(itertools.chain(*chosen))))


def correct(units: pd.DataFrame, **more: object) -> pd.Series:
    one = np.ones(len(units))
    rows = correct_ratio(make_sample(units), units["y"], one, units["f"], one, share=False, **more)
    return rows.iloc[0]


@pytest.mark.parametrize("weight", [0.0, 0.5, 1.0])
def test_over_all_samples_of_a_small_population_the_mean_and_its_error_are_right(weight: float) -> None:
    samples = draw_all(POPULATION, {"s": 2, "t": 2})
    rows = pd.DataFrame([correct(units, weight=weight, variance="own") for units in samples])
    assert len(rows) == 18
    assert rows["estimate"].mean() == pytest.approx(POPULATION["y"].mean(), abs=1e-9)
    assert (rows["error"] ** 2).mean() == pytest.approx(rows["estimate"].var(ddof=0), abs=1e-9)


def test_one_stratum_worked_by_hand() -> None:
    units = POPULATION.head(4).assign(coded=[True, True, True, False])
    row = correct(units, weight=1.0, variance="own")
    # The rules say 8 in all; the coded ones are off by 0, 1, -1, on average by 0: so 4 x 0 is added to 8.
    assert row["naive"] == 2.0
    assert row["estimate"] == 2.0
    # The variance of these is 1; that of the mean is (1 - 3/4) / 3 of it.
    assert row["error"] == pytest.approx(np.sqrt(1 / 12))
    assert (row["n_coded"], row["n_units"], row["degrees"]) == (3, 4, 2)


def test_what_is_coded_whole_is_the_truth_without_error() -> None:
    row = correct(POPULATION.assign(coded=True))
    assert row["estimate"] == pytest.approx(POPULATION["y"].mean())
    assert row["error"] == 0
    assert (row["low"], row["high"]) == (row["estimate"], row["estimate"])


def test_rules_that_are_right_everywhere_leave_no_error() -> None:
    units = next(draw_all(POPULATION, {"s": 2, "t": 2})).assign(f=POPULATION["y"])
    row = correct(units, weight=1.0)
    assert row["estimate"] == pytest.approx(POPULATION["y"].mean())
    assert row["error"] == pytest.approx(0, abs=1e-12)


def test_rules_that_find_nothing_leave_the_hand_codes_alone() -> None:
    units = next(draw_all(POPULATION, {"s": 2, "t": 2})).assign(f=0.0)
    row = correct(units)
    assert row["weight"] == 0
    assert row["estimate"] == pytest.approx(correct(units, weight=0.0)["estimate"])


def test_a_source_of_one_article_has_no_interval_for_the_source() -> None:
    row = correct(POPULATION.assign(article_id="a1", coded=[True, True, True, False, True, True, False]))
    assert np.isfinite(row["low"])
    assert np.isnan(row["low_source"])


def test_the_interval_for_the_source_is_never_the_narrower_one() -> None:
    for units in draw_all(POPULATION, {"s": 3, "t": 2}):
        row = correct(units)
        assert row["error_source"] >= row["error"]


def test_a_share_of_nothing_is_missing_and_spoils_no_other_source() -> None:
    units = pd.concat([POPULATION, POPULATION.assign(source="B", article_id="b1")], ignore_index=True)
    units["coded"] = [True, True, False, True, True, True, False] * 2
    x = np.where(units["source"] == "B", 0.0, 10.0)
    y = np.where(units["source"] == "B", 0.0, units["y"])
    rows = correct_ratio(make_sample(units), y, x, y, x).set_index("source")
    assert np.isnan(rows.loc["B", "estimate"])
    assert np.isfinite(rows.loc["A", "estimate"])


@given(st.permutations(range(7)), st.floats(0.1, 50))
def test_neither_the_order_of_rows_nor_the_unit_of_counting_matters(order: list[int], factor: float) -> None:
    units = POPULATION.assign(coded=[True, True, False, True, True, False, True])
    moved = units.iloc[order].reset_index(drop=True)
    moved[["y", "f"]] *= factor
    first, second = correct(units), correct(moved)
    for name in ("estimate", "error", "error_source"):
        assert second[name] == pytest.approx(first[name] * factor, rel=1e-9)


def test_the_spread_that_a_plan_starts_from_is_that_of_the_estimate() -> None:
    units = POPULATION.assign(coded=[True, True, True, False, True, True, False])
    sample, one = make_sample(units), np.ones(7)
    variances, bottoms = spread_within(sample, units["y"].to_numpy(), one, units["f"].to_numpy(), one, share=False)
    factors = np.array([4 * 1 / 3, 3 * 1 / 2])
    expected = np.sqrt((variances[-2:] * factors).sum()) / bottoms[0]
    assert expected == pytest.approx(correct(units)["error"])


# Against values from elsewhere: survey software, prediction-powered inference, enumeration, an earlier estimator.


@pytest.fixture
def reference(gold_folder):
    return gold_folder / "validation_reference"


@pytest.fixture
def coded(reference):
    units = pd.read_csv(reference / "correct_data.csv").rename(columns={"article": "article_id"})
    size = units.groupby(["source", "stratum"])["unit"].transform("size")
    return units.assign(n_stratum=size, coded=units["coded"].astype(bool))


def test_the_stratified_ratio_and_its_error_are_those_of_survey_software(reference, coded) -> None:
    expected = pd.read_csv(reference / "stratified_ratio.csv")
    columns = [coded[name] for name in ("y", "x", "fy", "fx")]
    rows = correct_ratio(make_sample(coded), *columns, weight=0.0, variance="own")
    assert rows["source"].tolist() == expected["source"].tolist()
    assert np.abs(rows[["estimate", "error"]].to_numpy() - expected[["estimate", "se"]].to_numpy()).max() < 1e-8


def test_every_setting_of_the_reference_gives_its_values(reference, coded) -> None:
    names = {
        "naive": "naive", "estimate": "estimate", "lam": "weight", "se": "error", "low": "low", "high": "high",
        "se_source": "error_source", "low_source": "low_source", "high_source": "high_source", "n": "n_coded",
        "N": "n_units", "n_touched": "n_bearing", "gain": "worth",
    }  # fmt: skip
    columns = [coded[name] for name in ("y", "x", "fy", "fx")]
    for (weight, variance), expected in pd.read_csv(reference / "correct.csv").groupby(["lam_setting", "variance"]):
        given_weight = None if weight == "tuned" else float(weight)
        rows = correct_ratio(make_sample(coded), *columns, weight=given_weight, variance=variance)
        wanted = expected.sort_values("source")[list(names)].to_numpy(float)
        assert np.abs(rows[list(names.values())].to_numpy(float) - wanted).max() < 1e-8, (weight, variance)


def test_means_are_those_of_prediction_powered_inference(reference) -> None:
    data = pd.read_csv(reference / "ppi_mean_data.csv")
    expected = pd.read_csv(reference / "ppi_mean.csv")
    assert len(expected) == 24
    for row in expected.itertuples():
        units = data[data["case"] == row.case]
        coded, others = units[units["coded"] == 1], units[units["coded"] == 0]
        # There the coded units lie outside the population. What is not coded enters by its sum alone, so the units
        # beside the coded ones are given the sum that the predictions of that population have with them.
        n_rest = len(others) - len(coded)
        rest = pd.DataFrame({"y": np.nan, "f": [(others["f"].sum() - coded["f"].sum()) / n_rest] * n_rest})
        held = pd.concat([coded.assign(coded=True), rest.assign(coded=False)], ignore_index=True)
        held = held.assign(source="A", article_id="a", stratum="all", n_stratum=len(others))
        assert correct(held, weight=row.lam)["estimate"] == pytest.approx(row.estimate, abs=1e-8)


def test_all_samples_of_the_reference_population(reference) -> None:
    units = pd.read_csv(reference / "exact_data.csv").assign(source="A", article_id="a")
    units["n_stratum"] = units.groupby("stratum")["unit"].transform("size")
    for row in pd.read_csv(reference / "exact.csv").itertuples():
        samples = draw_all(units, {0: 3, 1: 2})
        rows = pd.DataFrame([correct(drawn, weight=row.lam, variance="own") for drawn in samples])
        assert len(rows) == row.samples
        assert rows["estimate"].mean() == pytest.approx(row.true, abs=1e-9)
        assert rows["estimate"].var(ddof=0) == pytest.approx(row.variance_of_estimates, abs=1e-8)
        assert (rows["error"] ** 2).mean() == pytest.approx(row.mean_variance, abs=1e-8)
