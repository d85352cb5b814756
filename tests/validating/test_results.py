import numpy as np
import pandas as pd
import pytest

from analysis.errors import RequestError
from analysis.validating.answers import Answer, Coding
from analysis.validating.results import measure_sheet
from analysis.validating.sample import draw_units, find_units

N = 60


@pytest.fixture
def units() -> pd.DataFrame:
    """Two sources of 60 sentences of four words; in every third the rules hear somebody, rightly."""
    spoken = np.arange(2 * N) % 3 == 0
    return pd.DataFrame({
        "source": ["A"] * N + ["B"] * N, "article_id": [f"{s}{k % 5}" for s in "AB" for k in range(N)],
        "sentence_id": "", "start": np.arange(2 * N) * 10, "end": np.arange(2 * N) * 10 + 9,
        "text": "Four words it has", "n_words": 4,
        "word_roles": [("public",) * 2 + ("",) * 2 if told else ("",) * 4 for told in spoken],
        "kind": np.where(spoken, "some, short", "none, short"),
    })  # fmt: skip


@pytest.fixture
def key(units: pd.DataFrame) -> pd.DataFrame:
    return draw_units(units, "sentences", n=30)


@pytest.fixture
def found(units: pd.DataFrame, key: pd.DataFrame) -> pd.DataFrame:
    return find_units(units, key)


def code(found: pd.DataFrame, key: pd.DataFrame, *, until: int = 60) -> dict[str, Answer]:
    """A coder who says what the rules say."""
    roles = found.set_index("unit")["word_roles"]
    return {unit: Answer(unit, roles[unit], "ruiz", max(roles[unit])) for unit in key["unit"][:until]}


def test_two_coders_who_agree_give_every_table(found, key) -> None:
    given = Coding(code(found, key), ())
    result = measure_sheet(found, key, "sentences", {"a": given, "b": given})
    assert result.undecided == []
    assert {name: len(table) > 0 for name, table in result.tables.items()} == dict.fromkeys(result.tables, True)
    assert set(result.tables["corrected"]["coder"]) == {"a", "b", "decided"}
    assert (result.tables["errors"].query("measure == 'recall, words'")["share"] == 1).all()
    corrected = result.tables["corrected"].query("coder == 'decided' and measure == 'reported words'")
    assert corrected["estimate"].round(9).tolist() == [round(1 / 6, 9)] * 2 + [0]
    assert int(result.coded["coded"].sum()) == 60


def test_what_waits_for_a_decision_keeps_coders_apart(found, key) -> None:
    first = code(found, key)
    second = {unit: Answer(unit, ("",) * 4) for unit in first}
    result = measure_sheet(found, key, "sentences", {"a": Coding(first, ()), "b": Coding(second, ())})
    assert len(result.undecided) == sum(answer.reported for answer in first.values())
    corrected = result.tables["corrected"]
    assert set(corrected["coder"]) == {"a", "b"}
    assert corrected["caution"].str.contains("coders' own figures lie more than half the interval apart").any()
    assert corrected["caution"].str.contains("coders agree too little in number of words").any()
    decided = measure_sheet(found, key, "sentences", {"a": Coding(first, ()), "b": Coding(second, ())}, decisions=first)
    assert "decided" in set(decided.tables["corrected"]["coder"])


def test_a_second_coder_who_did_a_part_gives_agreement_and_no_figures_of_her_own(found, key) -> None:
    codings = {"a": Coding(code(found, key), ()), "b": Coding(code(found, key, until=2), ())}
    tables = measure_sheet(found, key, "sentences", codings).tables
    assert tables["agreement"]["n_units"].tolist()[0] == 2
    assert set(tables["corrected"]["coder"]) == {"a", "decided"}


def test_half_a_sheet_is_a_smaller_sample(found, key) -> None:
    half = Coding(code(found, key, until=40), ())
    corrected = measure_sheet(found, key, "sentences", {"a": half}).tables["corrected"]
    assert corrected["n_coded"].tolist()[:2] != [30, 30]
    assert corrected["n_coded"].iloc[:2].sum() == 40
    assert corrected["estimate"].iloc[0] == pytest.approx(1 / 6)


def test_too_little_is_refused_with_the_row_to_go_on_to(found, key) -> None:
    with pytest.raises(RequestError, match=r"code on to unit s0\d\d, in row \d+ as it was drawn"):
        measure_sheet(found, key, "sentences", {"a": Coding(code(found, key, until=1), ())})


def test_without_roles_no_role_is_corrected(found, key) -> None:
    given = Coding(code(found, key), (), with_roles=False)
    tables = measure_sheet(found, key, "sentences", {"a": given}).tables
    assert set(tables["corrected"]["measure"]) == {"reported words"}
    assert not tables["errors"]["measure"].str.contains("role").any()


def test_predictions_of_nothing_are_told_in_words(found, key) -> None:
    silent = found.assign(word_roles=[("",) * 4] * len(found))
    given = Coding(code(found, key), ())
    corrected = measure_sheet(silent, key, "sentences", {"a": given}).tables["corrected"]
    role = corrected[corrected["measure"] == "words of a role"].iloc[0]
    assert "the rules find nothing that this is a share of" in role["caution"]
    assert corrected["weight"].eq(0).all()


def test_sources_of_one_stratum_and_of_one_sentence_are_measured_in_words(units) -> None:
    plain = units.assign(kind="none, short", source=["A"] * 119 + ["B"])
    key = draw_units(plain, "sentences", n=30)
    assert key.groupby("source").size().to_dict() == {"A": 30, "B": 1}
    found = find_units(plain, key)
    codings = {"a": Coding(code(found, key), ())}
    corrected = measure_sheet(found, key, "sentences", codings).tables["corrected"]
    assert corrected["caution"].str.len().gt(0).any()
    row = corrected[(corrected["source"] == "B") & (corrected["measure"] == "reported words")].iloc[0]
    assert row["estimate"] == 0
    assert (
        row["caution"] == "every unit is coded: counted, not estimated; 1 article: describes this text, not the source"
    )


def test_new_rules_need_no_new_sample(found, key) -> None:
    """The sample was drawn under other predictions; the truth is still found."""
    given = Coding(code(found, key), ())
    worse = found.assign(word_roles=[("",) * 4 if k % 2 else roles for k, roles in enumerate(found["word_roles"])])
    corrected = measure_sheet(worse, key, "sentences", {"a": given}).tables["corrected"]
    rows = corrected[corrected["other_source"] == ""].head(2)
    assert (rows["naive"] < 0.1).all()
    assert ((rows["low"] < 1 / 6) & (rows["high"] > 1 / 6)).all()
    assert rows["estimate"].round(9).tolist() == [round(1 / 6, 9)] * 2
