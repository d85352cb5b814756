import numpy as np
import pandas as pd
import pytest

from analysis.validating.estimate import correct_ratio
from analysis.validating.measures import REPORTED, Measure
from analysis.validating.plan import plan_sample
from analysis.validating.sample import draw_units, find_units
from analysis.validating.strata import make_sample


@pytest.fixture
def units() -> pd.DataFrame:
    generator = np.random.default_rng(0)
    n = 600
    n_words = generator.integers(5, 40, n)
    spoken = generator.random(n) < 0.4
    return pd.DataFrame({
        "source": "A", "article_id": [f"a{k % 20}" for k in range(n)], "sentence_id": "", "start": np.arange(n) * 2,
        "end": np.arange(n) * 2 + 1, "text": "x", "n_words": n_words,
        "word_roles": [("media",) * (k // 2) if told else () for k, told in zip(n_words, spoken, strict=True)],
        "kind": [
            f"{'some' if s else 'none'}, {'long' if k > 20 else 'short'}" for s, k in zip(spoken, n_words, strict=True)
        ],
    })  # fmt: skip


def test_more_sentences_buy_less_width_and_all_of_them_buy_certainty(units) -> None:
    plan = plan_sample(units, sizes=(50, 100, 200, 700))
    assert plan["half_width"].is_monotonic_decreasing
    assert plan["half_width"].iloc[-1] == 0
    assert plan["n_units"].tolist() == [600] * 4
    assert 0.02 < plan["half_width"].iloc[1] < 0.10


def test_of_a_source_that_the_first_size_exhausts_a_third_and_two_thirds_are_planned(units) -> None:
    plan = plan_sample(units.head(30), sizes=(50, 100))
    assert plan["n_coded"].tolist() == [10, 20, 50]
    assert plan["half_width"].is_monotonic_decreasing
    assert plan["half_width"].iloc[-1] == 0


def test_sizes_beyond_the_whole_source_are_left_out(units) -> None:
    assert plan_sample(units.head(30), sizes=(20, 50, 100))["n_coded"].tolist() == [20, 50]


def test_a_pilot_plans_the_width_that_its_own_size_had(units) -> None:
    key = draw_units(units, "sentences", n=80)
    coded = find_units(units, key)
    coded = coded.assign(coded=coded["unit"] != "")
    generator = np.random.default_rng(1)
    x = units["n_words"].to_numpy(float)
    f = np.array([len(roles) for roles in units["word_roles"]], float)
    y = np.where(generator.random(600) < 0.15, x / 2 - f, f).clip(0)
    plan = plan_sample(coded, [Measure(REPORTED, "", y, x, f, x)], sizes=(80,), pilot=True)
    row = correct_ratio(make_sample(coded), y, x, f, x).iloc[0]
    # The interval is made on the logit scale, so it is only nearly twice as wide.
    assert plan["half_width"].iloc[0] == pytest.approx((row["high"] - row["low"]) / 2, rel=0.05)
    assert plan["based_on"].tolist() == ["pilot"]
