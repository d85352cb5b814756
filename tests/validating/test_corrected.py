import numpy as np
import pandas as pd
import pytest

from analysis.validating.corrected import compare_biases, correct_figures
from analysis.validating.measures import NEGATIVE, REPORTED, TONE, Measure

N = 200


@pytest.fixture
def units() -> pd.DataFrame:
    """Two sources of 200 sentences of 20 words, in 10 articles; 60 of each are coded."""
    generator = np.random.default_rng(1)
    table = pd.DataFrame({
        "source": ["A"] * N + ["B"] * N, "article_id": [f"{s}{k % 10}" for s in "AB" for k in range(N)],
        "stratum": "all", "n_stratum": N, "coded": False,
    })  # fmt: skip
    chosen = [generator.choice(N, 60, replace=False) + start for start in (0, N)]
    table.loc[np.concatenate(chosen), "coded"] = True
    return table


def reported(y: np.ndarray, f: np.ndarray) -> Measure:
    x = np.full(2 * N, 20.0)
    return Measure(REPORTED, "", y, x, f, x)


@pytest.fixture
def missed() -> Measure:
    """Half of the sentences report in both sources; the rules find them all in A and four in ten in B."""
    y = np.tile([10.0, 0.0], N)
    f = y.copy()
    f[N + np.arange(N)[np.arange(N) % 10 > 3]] = 0
    return reported(y, f)


def test_a_difference_that_the_rules_make_is_taken_back_and_warned_of(units, missed) -> None:
    table = correct_figures(units, [missed], coder="a").set_index(["source", "other_source"])
    pair = table.loc[("A", "B")]
    assert pair["naive"] > 0.1
    assert pair["low"] <= 0 <= pair["high"]
    assert "the rules err differently in the two" in pair["caution"]
    assert table.loc[("B", ""), "low"] < 0.25 < table.loc[("B", ""), "high"]
    assert table.loc[("B", ""), "naive"] < table.loc[("B", ""), "low"]


def test_rules_that_err_alike_are_not_warned_of(units) -> None:
    y = np.tile([10.0, 0.0], N)
    f = np.where(np.arange(2 * N) % 10 == 0, 0.0, y)
    table = correct_figures(units, [reported(y, f)], coder="a")
    assert "err differently" not in table.loc[table["other_source"] == "B", "caution"].iloc[0]
    biases = compare_biases(units, [reported(y, f)], coder="a")
    assert biases[["kind", "differs"]].values.tolist() == [["bias", False]]


def test_the_bias_that_differs_is_a_row_of_its_own(units, missed) -> None:
    row = compare_biases(units, [missed], coder="a").iloc[0]
    pair = correct_figures(units, [missed], coder="a").iloc[-1]
    assert row["differs"]
    assert row["adjusted_p"] < 0.05
    assert (row["difference"], row["low"], row["high"]) == (pair["bias"], pair["bias_low"], pair["bias_high"])


@pytest.mark.parametrize(("n_bearing", "caution"), [(4, "fewer than 5: not corrected"), (7, "few: 7 coded units bear")])
def test_few_coded_units_that_bear_on_a_figure(units, n_bearing: int, caution: str) -> None:
    y = np.zeros(2 * N)
    for start in (0, N):
        y[np.flatnonzero(units["coded"] & (units.index >= start) & (units.index < start + N))[:n_bearing]] = 5
    row = correct_figures(units, [reported(y, np.zeros(2 * N))], coder="a").iloc[0]
    assert row["n_bearing"] == n_bearing
    assert caution in row["caution"]
    assert np.isnan(row["estimate"]) == (n_bearing < 5)


def test_a_share_that_no_coded_unit_puts_in_doubt_is_still_in_doubt(units) -> None:
    f = np.tile([10.0, 0.0, 0.0], N)[: 2 * N]
    x = np.full(2 * N, 20.0)
    # Nothing of it is there by the coder, though the rules find some.
    row = correct_figures(units, [Measure(NEGATIVE, "", np.zeros(2 * N), x, f, x)], coder="a").iloc[0]
    assert row["estimate"] == 0
    assert row["low"] == 0
    assert row["high"] > 0.03
    assert np.isnan(row["worth"])


def test_a_share_that_falls_outside_0_to_1_is_cut_and_says_so(units) -> None:
    y, f = np.zeros(2 * N), np.zeros(2 * N)
    coded = np.flatnonzero(units["coded"][:N])
    f[coded[:12]] = 10  # by bad luck all that the rules invented was drawn, and the rest is 0
    y[coded[:6]] = 9
    y[coded[:1]] = 0
    f[N:] = y[N:] = 5
    row = correct_figures(units, [reported(y, f)], coder="a").iloc[0]
    assert 0 <= row["low"] <= row["estimate"] <= row["high"] <= 1


def test_one_article_a_source_is_said_and_has_no_interval_for_the_source(units, missed) -> None:
    row = correct_figures(units.assign(article_id=units["source"]), [missed], coder="a").iloc[1]
    assert "1 article: describes this text, not the source" in row["caution"]
    assert np.isnan(row["low_source"])
    assert np.isfinite(row["low"])


def test_what_is_coded_whole_is_counted_not_estimated(units, missed) -> None:
    rows = correct_figures(units.assign(coded=True), [missed], coder="a")
    assert rows["estimate"].tolist() == [0.25, 0.25, 0.0]
    assert "every unit is coded: counted, not estimated" in rows["caution"].iloc[0]


def test_rules_that_find_nothing_have_no_share_of_it(units) -> None:
    y = np.tile([10.0, 0.0], N)
    nothing = np.zeros(2 * N)
    role = Measure("words of a role", "media", y / 2, y, nothing, nothing)
    row = correct_figures(units, [role], coder="a").iloc[0]
    assert np.isnan(row["naive"])
    assert row["estimate"] == pytest.approx(0.5)
    assert "the rules find nothing that this is a share of" in row["caution"]


def test_tone_has_no_bias_of_its_own_for_scales_differ(units) -> None:
    generator = np.random.default_rng(2)
    y = generator.choice([-1, -0.5, 0, 0.5, 1], 2 * N)
    one = np.ones(2 * N)
    rows = correct_figures(units, [Measure(TONE, "", y, one, 0.3 * y + 0.2, one, share=False)], coder="a")
    assert rows["bias"].isna().tolist() == [True, True, False]
    assert "compare sources" in rows["caution"].iloc[0]


def test_three_sources_have_three_differences(units, missed) -> None:
    third = units.assign(source=np.where(units.index % 4 == 3, "C", units["source"]))
    third["article_id"] = third["source"] + third["article_id"]
    sizes = third.groupby("source").size()
    table = correct_figures(third.assign(n_stratum=third["source"].map(sizes)), [missed], coder="b")
    assert table["other_source"].tolist() == ["", "", "", "B", "C", "C"]
    assert set(table["coder"]) == {"b"}
