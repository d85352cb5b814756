"""Keyword arithmetic against values worked by hand and, where the folder is given, against other people's programs."""

import math

import numpy as np
import pandas as pd
import pytest

from analysis.comparing.keywords.measures import (
    measure_dispersion,
    measure_log_likelihood,
    measure_log_odds,
    measure_log_ratio,
)
from analysis.comparing.statistics import benjamini_hochberg


def test_log_likelihood_by_hand():
    # 12 and 1 in 100 words each: 6.5 are expected on either side.
    by_hand = 2 * (12 * math.log(12 / 6.5) + 1 * math.log(1 / 6.5))
    found = measure_log_likelihood([12, 0], [1, 3], words_source=100, words_reference=100)
    assert found[0] == pytest.approx(by_hand, abs=1e-12)
    assert found[1] == pytest.approx(2 * 3 * math.log(2), abs=1e-12)


def test_log_odds_by_hand():
    # Two terms, 3 + 7 against 6 + 4, a tenth of a word added to each of them.
    odds = math.log(3.1 / 7.1) - math.log(6.1 / 4.1)
    by_hand = odds / math.sqrt(1 / 3.1 + 1 / 6.1)
    assert measure_log_odds([3, 7], [6, 4], prior=0.1)[0] == pytest.approx(by_hand, abs=1e-12)
    # The informative prior: 500 words spread like 9 and 11 of 20.
    odds = math.log((3 + 225) / (7 + 275)) - math.log((6 + 225) / (4 + 275))
    by_hand = odds / math.sqrt(1 / (3 + 225) + 1 / (6 + 225))
    assert measure_log_odds([3, 7], [6, 4])[0] == pytest.approx(by_hand, abs=1e-12)


def test_log_odds_of_some_terms_equals_log_odds_of_all():
    a, b = np.array([3, 7, 20, 0]), np.array([6, 4, 10, 2])
    whole = measure_log_odds(a, b)
    part = measure_log_odds(a[:2], b[:2], words_source=a.sum(), words_reference=b.sum())
    assert part == pytest.approx(whole[:2], abs=1e-12)


def test_log_ratio_and_its_interval_by_hand():
    ratio, low, high = measure_log_ratio([12, 4], [3, 0], words_source=100, words_reference=200)
    assert ratio[0] == pytest.approx(math.log2((12 / 100) / (3 / 200)), abs=1e-12)
    # Standard error of the natural logarithm of a ratio of risks, turned into binary logarithms.
    error = math.sqrt(1 / 12 - 1 / 100 + 1 / 3 - 1 / 200) / math.log(2)
    assert low[0] == pytest.approx(ratio[0] - 1.959963984540054 * error, abs=1e-12)
    assert high[0] == pytest.approx(ratio[0] + 1.959963984540054 * error, abs=1e-12)
    # None is read as half a word.
    assert ratio[1] == pytest.approx(math.log2((4 / 100) / (0.5 / 200)), abs=1e-12)
    assert low[1] < ratio[1] < high[1]


def test_dispersion_by_hand():
    # Articles of 100, 100 and 200 words. Even: 1 1 2. Uneven: all 4 in the first: (3/4 + 1/4 + 1/2) / 2.
    found = measure_dispersion([[1, 4, 0], [1, 0, 0], [2, 0, 0]], [100, 100, 200])
    assert found.tolist() == [0.0, 0.75, 1.0]


@pytest.mark.parametrize("words", [0, 0.0])
def test_an_empty_side_gives_numbers_not_holes(words):
    measures = [
        measure_log_likelihood([3, 1], [0, 0], words_source=4, words_reference=words),
        measure_log_odds([3, 1], [0, 0]),
        *measure_log_ratio([3, 1], [0, 0], words_source=4, words_reference=words),
    ]
    assert all(np.isfinite(measure).all() for measure in measures)


def test_counts_of_unlike_length_are_refused():
    with pytest.raises(ValueError, match="2 counts for the source, 1 for the reference"):
        measure_log_odds([1, 2], [1])


@pytest.mark.parametrize("name", ["toy_A_B", "seeds_000_003"])
def test_reference_values(gold_folder, name):
    """Every measure on the same counts as R, ConvoKit and quanteda, to the tolerance that their printing allows."""
    folder = gold_folder / "keyness_reference"

    def read(stem):
        table = pd.read_csv(
            folder / f"{stem}_{name}.tsv", sep="\t", dtype={"term": str}, keep_default_na=False, na_values=["NA"]
        )
        return table.set_index("term")

    oracle = read("quanteda_r")
    odds = read("convokit_fw").reindex(oracle.index)
    a, b = oracle["n1"].to_numpy(float), oracle["n2"].to_numpy(float)
    words = {"words_source": a.sum(), "words_reference": b.sum()}
    from scipy.stats import chi2

    pairs = {
        "z": (measure_log_odds(a, b, prior=0.1), odds["z_prior0.1"], 1e-8),
        "z informative": (measure_log_odds(a, b, prior_weight=500), odds["z_informative_a0_500"], 1e-8),
        "log-likelihood": (measure_log_likelihood(a, b, **words), oracle["rayson_LL2"], 1e-8),
        "log ratio": (measure_log_ratio(a, b, **words)[0], oracle["log_ratio"], 1e-8),
        "q": (benjamini_hochberg(chi2.sf(np.abs(oracle["q_lr_none"]), 1)), oracle["lr_BH"], 1e-8),
    }
    differences = {key: float(np.abs(mine - theirs.to_numpy()).max()) for key, (mine, theirs, _) in pairs.items()}
    assert {key: value for key, value in differences.items() if value > pairs[key][2]} == {}
