import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.validating.agreement import bound_alpha, krippendorff_alpha, measure_agreement
from analysis.validating.answers import Answer


def test_alpha_worked_by_hand() -> None:
    # Units aa, ab, bb, bb: 2 of 8 pairs of a unit differ. Of all 3 a and 5 b, 30 of 56 pairs would.
    alpha = krippendorff_alpha([["a", "a", "b", "b"], ["a", "b", "b", "b"]])
    assert alpha == pytest.approx(1 - (2 / 8) / (30 / 56))


def test_alpha_of_numbers_worked_by_hand() -> None:
    # Units 1-1 and 2-4: observed (0 + 0 + 4 + 4) / 4 = 2; expected, over all pairs of 1 1 2 4: 48 / 12 = 4.
    assert krippendorff_alpha([[1, 2], [1, 4]], "interval") == pytest.approx(1 - 2 / 4)


def test_a_unit_that_one_coder_left_out_does_not_count() -> None:
    with_gap = krippendorff_alpha([["a", "b", "b", "a"], ["a", "b", "a", None]])
    assert with_gap == pytest.approx(krippendorff_alpha([["a", "b", "b"], ["a", "b", "a"]]))


def test_there_is_no_alpha_where_all_say_the_same() -> None:
    alpha, low, high = bound_alpha([["a", "a"], ["a", "a"]])
    assert np.isnan([alpha, low, high]).all()


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=2, max_size=12))
def test_alpha_is_the_same_whoever_comes_first_and_whatever_codes_are_called(pairs) -> None:
    a, b = zip(*pairs, strict=True)
    names = ["w", "x", "y", "z"]
    first = krippendorff_alpha([a, b])
    second = krippendorff_alpha([[names[k] for k in b], [names[k] for k in a]])
    assert first == pytest.approx(second, nan_ok=True)
    assert not first > 1


def test_alpha_is_that_of_the_reference(gold_folder) -> None:
    folder = gold_folder / "validation_reference"
    data = pd.read_csv(folder / "krippendorff_data.csv")
    for row in pd.read_csv(folder / "krippendorff.csv").itertuples():
        codes = data[data["set"] == row.set].filter(like="coder_").T
        given = [[None if pd.isna(value) else float(value) for value in codes.loc[coder]] for coder in codes.index]
        assert krippendorff_alpha(given, row.level) == pytest.approx(row.alpha, abs=1e-8)


def answers(*given: tuple[str, str]) -> dict[str, Answer]:
    """Answers to sentences of two words: role of the second word, and its speaker."""
    return {f"s{k:03d}": Answer(f"s{k:03d}", ("", role), speaker, role) for k, (role, speaker) in enumerate(given)}


def test_speakers_and_roles_count_only_where_both_hear_somebody_else() -> None:
    a = answers(("public", "ruiz"), ("", ""), ("media", "post"), ("", ""))
    b = answers(("public", "ruiz"), ("", ""), ("", ""), ("", ""))
    table = measure_agreement({"a": a, "b": b}, "sentences").set_index("variable")
    assert table.loc["reported", ["n_units", "agreed"]].tolist() == [4, 0.75]
    assert table.loc["role", ["n_units", "agreed"]].tolist() == [1, 1.0]
    assert "fewer than 100 say little" in table.loc["reported", "caution"]


def test_a_word_is_printed_only_if_the_interval_passes() -> None:
    same = [("public", "x"), ("", "")] * 100
    firm = measure_agreement({"a": answers(*same), "b": answers(*same)}, "sentences").set_index("variable")
    assert firm.loc["reported", ["alpha", "caution"]].tolist() == [1.0, ""]
    other = [*same[:160], *[("", ""), ("public", "x")] * 20]
    weak = measure_agreement({"a": answers(*same), "b": answers(*other)}, "sentences").set_index("variable")
    assert weak.loc["reported", "alpha"] == pytest.approx(0.6, abs=0.01)
    assert weak.loc["reported", "caution"] == "not reliable enough: the interval reaches below 0.667"


def test_one_coder_alone_agrees_with_nobody() -> None:
    assert measure_agreement({"a": answers(("", "")), "b": {}}, "sentences").empty
