import numpy as np
import pandas as pd
import pytest

from analysis.validating.errors import measure_errors, rate_attributions, rate_targets, rate_words


def design(n_a: int, n_b: int) -> pd.DataFrame:
    return pd.DataFrame({
        "source": ["A"] * n_a + ["B"] * n_b, "article_id": "x", "coded": True, "stratum": "all",
        "n_stratum": [10 * n_a] * n_a + [10 * n_b] * n_b,
    })  # fmt: skip


def fill(units: pd.DataFrame) -> pd.DataFrame:
    """Add the units that were not coded, so that the strata are as large as they say."""
    rest = [
        pd.DataFrame({"source": [source] * 9 * n, "article_id": "x", "coded": False, "stratum": "", "n_stratum": 0})
        for source, n in units.groupby("source").size().items()
    ]
    return pd.concat([units, *rest], ignore_index=True)


WORDS = fill(
    design(2, 2).assign(
        word_roles=[("m", "m", ""), ("", "", ""), ("p", "", ""), ("p", "p", "p")],
        coded_roles=[("m", "", ""), ("p", "p", ""), ("m", "m", ""), ("p", "p", "p")],
    )
)


def test_what_is_found_there_and_in_both_is_counted() -> None:
    rates = {rate.measure: (rate.hit[:4].tolist(), rate.base[:4].tolist()) for rate in rate_words(WORDS)}
    assert rates["recall, words"] == ([1, 0, 1, 3], [1, 2, 2, 3])
    assert rates["precision, words"] == ([1, 0, 1, 3], [2, 0, 1, 3])
    assert rates["recall, sentences"] == ([1, 0, 1, 1], [1, 1, 1, 1])
    assert rates["precision, sentences"] == ([1, 0, 1, 1], [1, 0, 1, 1])
    assert rates["F1, words"] == ([2, 0, 2, 6], [3, 2, 3, 6])
    assert rates["role right, words rightly found"] == ([1, 0, 0, 3], [1, 0, 1, 3])


def test_rates_are_those_of_each_source() -> None:
    errors, _ = measure_errors(WORDS, rate_words(WORDS), coder="a")
    recall = errors[errors["measure"] == "recall, words"].set_index("source")
    assert recall["share"].round(9).tolist() == [round(1 / 3, 9), 0.8]
    assert recall["n_base"].tolist() == [2, 2]
    assert (recall["low"] < recall["share"]).all()
    assert (recall["caution"] == "few: 2 coded units").all()


def test_units_weigh_as_much_as_they_stand_for() -> None:
    units = design(2, 2).assign(stratum=["x", "y", "x", "x"], n_stratum=[1, 9, 2, 2])
    units = pd.concat([units, *[units.iloc[[1]].assign(coded=False)] * 8], ignore_index=True)
    right = [("yes", "yes", "yes"), ("no", "no", "partly"), *[("yes", "yes", "yes")] * 2, *[()] * 8]
    units["right"] = pd.Series(right, dtype=object)
    errors, _ = measure_errors(units, rate_attributions(units), coder="a")
    content = errors[errors["measure"] == "content right"].set_index("source")["share"]
    assert content.to_dict() == pytest.approx({"A": 0.1, "B": 1.0})
    role = errors[errors["measure"] == "role right"].set_index("source")["share"]
    assert role["A"] == pytest.approx(0.1)


def test_a_difference_that_chance_hardly_makes_is_flagged_and_a_small_one_is_not() -> None:
    units = fill(design(60, 60))
    there = np.zeros(len(units))
    there[:120] = 1
    hit = there.copy()
    hit[:30] = 0  # the rules find half of A and all but one of B
    hit[60] = 0
    units["rating"] = -there
    units["negative"] = hit.astype(bool)
    errors, differences = measure_errors(units, rate_targets(units), coder="a")
    recall = differences[differences["measure"] == "recall, negative targets"].iloc[0]
    assert recall["difference"] == pytest.approx(0.5 - 59 / 60)
    assert recall["differs"]
    precision = differences[differences["measure"] == "precision, negative targets"].iloc[0]
    assert not precision["differs"]
    assert errors["share"].between(0, 1).all()


def test_a_rate_of_nothing_is_said_to_be_one() -> None:
    units = fill(design(2, 2)).assign(rating=0.0, negative=False)
    errors, differences = measure_errors(units, rate_targets(units), coder="a")
    assert (errors["caution"] == "nothing coded that this is a share of").all()
    assert not differences["differs"].any()
