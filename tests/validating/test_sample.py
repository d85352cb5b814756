import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.errors import RequestError
from analysis.validating.sample import WEIGHTS, allocate_units, draw_units, expand_key, find_units, join_small
from analysis.validating.strata import make_sample

KINDS = list(WEIGHTS["sentences"])


def make_units(n_a: int = 40, n_b: int = 25) -> pd.DataFrame:
    sources = ["A"] * n_a + ["B"] * n_b
    return pd.DataFrame({
        "source": sources, "article_id": [f"{source}{k % 3}" for k, source in enumerate(sources)],
        "sentence_id": [f"x{k}" for k in range(len(sources))], "start": range(0, 10 * len(sources), 10),
        "end": range(9, 10 * len(sources) + 9, 10), "text": [f"Sentence {k}." for k in range(len(sources))],
        "kind": [KINDS[k % 4] for k in range(len(sources))],
    })  # fmt: skip


@given(
    st.lists(st.tuples(st.integers(1, 300), st.floats(0.1, 5)), min_size=1, max_size=6),
    st.integers(1, 900),
)
def test_units_are_divided_without_a_remainder_and_within_bounds(strata, n: int) -> None:
    sizes = [size for size, _ in strata]
    drawn = allocate_units(sizes, [weight for _, weight in strata], n)
    least = sum(min(2, size) for size in sizes)
    assert sum(drawn) == min(max(n, least), sum(sizes))
    assert all(min(2, size) <= k <= size for size, k in zip(sizes, drawn, strict=True))


def test_strata_that_tell_more_get_more() -> None:
    assert allocate_units([100, 100], [1, 3], 40) == [10, 30]


def test_every_source_gets_the_same_number_and_every_unit_its_probability() -> None:
    key = draw_units(make_units(), "sentences", n=12, seed=3)
    assert key.groupby("source").size().to_dict() == {"A": 12, "B": 12}
    assert (key["probability"] == key["n_drawn"] / key["n_stratum"]).all()
    # What the drawn units stand for is the whole population.
    assert (1 / key["probability"]).groupby(key["source"]).sum().round(9).to_dict() == {"A": 40, "B": 25}


def test_each_unit_is_drawn_as_often_as_its_probability_says() -> None:
    units = make_units(8, 4)
    counts = pd.Series(0.0, index=units["start"])
    for seed in range(80):
        key = draw_units(units, "sentences", n=4, seed=seed)
        counts[key["start"]] += 1 / 80
    expected = draw_units(units, "sentences", n=4).drop_duplicates(["source", "stratum"])
    wanted = expected.set_index(["source", "stratum"])["probability"]
    for source, kind, drawn in zip(units["source"], units["kind"], counts, strict=True):
        held = wanted.get((source, kind))
        if held is not None:
            assert drawn == pytest.approx(held, abs=0.2)


def test_a_source_with_few_units_is_drawn_whole() -> None:
    key = draw_units(make_units(40, 5), "sentences", n=12)
    assert (key.loc[key["source"] == "B", "probability"] == 1).all()
    assert (key["source"] == "B").sum() == 5


def test_the_same_seed_draws_the_same_whatever_the_order_of_rows() -> None:
    units = make_units()
    first = draw_units(units, "sentences", n=9, seed=1)
    pd.testing.assert_frame_equal(first, draw_units(units.sample(frac=1, random_state=5), "sentences", n=9, seed=1))
    assert not first["start"].equals(draw_units(units, "sentences", n=9, seed=2)["start"])


def test_the_order_of_the_sheet_mixes_sources_and_strata() -> None:
    key = draw_units(make_units(), "sentences", n=12)
    assert not key["source"].is_monotonic_increasing
    assert key["unit"].tolist() == [f"s{k:03d}" for k in range(1, 25)]


def test_a_stratum_of_one_joins_its_neighbour() -> None:
    kinds = pd.Series(["none, short"] * 3 + ["none, long"] + ["some, long"] * 2)
    assert join_small(kinds, WEIGHTS["sentences"]).value_counts().to_dict() == {"none, short": 4, "some, long": 2}
    assert join_small(pd.Series(["some, long"]), WEIGHTS["sentences"]).tolist() == ["some, long"]


def test_nothing_cannot_be_drawn() -> None:
    with pytest.raises(RequestError, match="0 units a source cannot be drawn"):
        draw_units(make_units(), "sentences", n=0)


def test_drawn_units_are_found_again_under_new_predictions() -> None:
    units = make_units()
    key = draw_units(units, "sentences", n=10)
    found = find_units(units.assign(kind="some, long"), key)
    assert (found["unit"] != "").sum() == 20
    sample = make_sample(found.assign(coded=found["unit"] != ""))
    assert sample.expansion.sum() == pytest.approx(len(units))


def test_a_changed_text_is_named() -> None:
    units = make_units()
    key = draw_units(units, "sentences", n=10)
    changed = units["start"] == key["start"].iloc[4]
    with pytest.raises(RequestError, match=r"1 coded unit no longer in the corpus as drawn: s005 \(article '"):
        find_units(units.assign(text=units["text"].mask(changed, "Another.")), key)


def test_another_article_in_the_corpus_is_named() -> None:
    key = draw_units(make_units(40, 25), "sentences", n=10)
    more = pd.concat([make_units(40, 25), make_units().tail(1).assign(article_id="B9")], ignore_index=True)
    with pytest.raises(RequestError, match="'B' held 25, holds 26 units"):
        find_units(more, key)


def test_a_key_of_attributions_stands_for_those_that_were_not_drawn() -> None:
    units = make_units().assign(kind=lambda table: np.where(table.index % 2, "sure", "unsure"))
    population = expand_key(draw_units(units, "attributions", n=6))
    assert population.groupby("source").size().to_dict() == {"A": 40, "B": 25}
    make_sample(population.assign(coded=population["unit"] != ""))
