import pandas as pd
import pytest

from analysis.validating.answers import Answer
from analysis.validating.coding import (
    code_units,
    decide_answers,
    find_differences,
    find_uncoded_stratum,
    list_disagreements,
    read_decisions,
)
from analysis.validating.sheets import Row

TEXTS = {"s001": "It failed, Ruiz said.", "s002": "It is quiet.", "s003": "It fell."}
RUIZ = Answer("s001", ("public", "public", "", ""), "ana ruiz", "public")
SILENT = Answer("s001", ("", "", "", ""))


def other(**changes: object) -> Answer:
    return RUIZ._replace(**changes)


@pytest.mark.parametrize(
    ("second", "differences"),
    [
        (RUIZ, []),
        (other(speaker="ruiz"), []),
        (other(speaker="odu"), ["speaker"]),
        (other(word_roles=("media", "media", "", ""), role="media"), ["role"]),
        (other(word_roles=("", "media", "", ""), role="media", speaker="odu"), ["words"]),
        (SILENT, ["reported"]),
    ],
)
def test_what_two_coders_say_differently(second: Answer, differences: list[str]) -> None:
    assert find_differences([RUIZ, second]) == differences


def test_what_one_coded_alone_and_what_both_say_is_taken_the_rest_waits() -> None:
    a = {"s001": RUIZ, "s002": Answer("s002", ("", "", ""))}
    b = {"s001": SILENT, "s003": Answer("s003", ("", ""))}
    joined, undecided = decide_answers({"a": a, "b": b}, {})
    assert list(joined) == ["s002", "s003"]
    assert undecided == ["s001"]
    joined, undecided = decide_answers({"a": a, "b": b}, {"s001": SILENT})
    assert (joined["s001"], undecided) == (SILENT, [])


def test_a_speaker_alone_needs_no_decision() -> None:
    assert decide_answers({"a": {"s001": RUIZ}, "b": {"s001": other(speaker="odu")}}, {})[1] == []


def test_disagreements_show_both_answers_and_keep_what_was_decided() -> None:
    table = list_disagreements(
        {"a": {"s001": RUIZ}, "b": {"s001": SILENT}}, TEXTS, "sentences", written={"s001": {"decision": "b"}}
    )
    assert table[["unit", "differs", "a", "b", "decision", "words_1"]].values.tolist() == [
        ["s001", "reported", "It failed (ana ruiz; public)", "no", "b", ""]
    ]


def test_decisions_are_a_coders_name_or_an_answer_that_neither_gave() -> None:
    codings = {"a": {"s001": RUIZ}, "b": {"s001": SILENT}}
    named = [Row(2, {"unit": "s001", "decision": "B"})]
    assert read_decisions(named, codings, TEXTS, "sentences", name="d.csv") == ({"s001": SILENT}, [])
    cells = {
        "unit": "s001",
        "decision": "",
        "reported": "y",
        "words_1": "failed",
        "speaker_1": "Ruiz",
        "role_1": "media",
    }
    decided, faults = read_decisions([Row(2, cells)], codings, TEXTS, "sentences", name="d.csv", roles=["media"])
    assert faults == []
    assert decided["s001"].word_roles == ("", "media", "", "")


def test_a_decision_for_nobody_is_named() -> None:
    rows = [Row(5, {"unit": "s001", "decision": "Carla"})]
    _, faults = read_decisions(rows, {"a": {"s001": RUIZ}}, TEXTS, "sentences", name="d.csv")
    assert faults == ["d.csv, row 5: decision is 'carla', but s001 was coded by a."]


def test_answers_stand_beside_their_units() -> None:
    units = pd.DataFrame({"unit": ["", "s001"]})
    coded = code_units(units, {"s001": RUIZ})
    assert coded["coded"].tolist() == [False, True]
    assert coded["coded_roles"].tolist() == [(), RUIZ.word_roles]


def test_the_unit_up_to_which_to_code_is_the_first_of_the_last_stratum() -> None:
    key = pd.DataFrame({
        "unit": ["s001", "s002", "s003", "s004"], "source": "A", "stratum": ["x", "x", "y", "y"],
    })  # fmt: skip
    assert find_uncoded_stratum(key, {"s001": RUIZ}) == "s003"
    assert find_uncoded_stratum(key, {"s001": RUIZ, "s003": RUIZ}) == ""
