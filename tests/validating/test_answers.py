import pytest

from analysis.validating.answers import Coding, read_answers
from analysis.validating.sheets import ASKED, Row

TEXTS = {
    "s001": "The talks had failed, Ruiz said.",
    "s002": "The port was shut.",
    "s003": "“We are ready,” Odu said.",
}
ROLES = ["civil society", "government"]
CODED = {
    "s001": {"reported": "yes", "words_1": "The talks had failed", "speaker_1": "Ana Ruiz", "role_1": "government"},
    "s002": {"reported": "no"},
    "s003": {"reported": "Y", "words_1": "marks", "speaker_1": "Odu", "role_1": "Civil Society"},
}


def rows_of(coded: dict[str, dict[str, str]], sheet: str = "sentences") -> list[Row]:
    blank = dict.fromkeys(ASKED[sheet], "")
    shown = [{"unit": unit, "sentence": TEXTS.get(unit, "")} for unit in coded]
    return [Row(k, cells | blank | coded[cells["unit"]]) for k, cells in enumerate(shown, start=2)]


def read(coded: dict[str, dict[str, str]]) -> Coding:
    return read_answers(rows_of(coded), TEXTS, "sentences", name="sentences-a.csv", roles=ROLES)


def test_words_and_roles_are_taken_word_by_word() -> None:
    coding = read(CODED)
    assert coding.faults == ()
    assert coding.answers["s001"].word_roles == ("government",) * 4 + ("", "")
    assert not coding.answers["s002"].reported
    assert coding.answers["s003"].word_roles == ("civil society",) * 3 + ("", "")
    assert (coding.answers["s003"].speaker, coding.answers["s003"].role) == ("odu", "civil society")


@pytest.mark.parametrize("yes", ["yes", "Y", "1", "TRUE", "x", " Yes. "])
@pytest.mark.parametrize("no", ["no", "N", "0", "false"])
def test_yes_and_no_in_many_spellings(yes: str, no: str) -> None:
    coding = read(CODED | {"s002": {"reported": no}, "s003": CODED["s003"] | {"reported": yes}})
    assert [answer.reported for answer in coding.answers.values()] == [True, False, True]


def test_rows_in_any_order_give_the_answers_in_the_order_of_the_draw() -> None:
    assert list(read(dict(reversed(CODED.items()))).answers) == ["s001", "s002", "s003"]


def test_a_coder_who_did_the_first_rows_is_read() -> None:
    coding = read({"s001": CODED["s001"], "s002": CODED["s002"], "s003": {}})
    assert list(coding.answers) == ["s001", "s002"]
    assert coding.faults == ()


def test_a_row_that_was_skipped_is_named() -> None:
    assert read(CODED | {"s002": {}}).faults == (
        "sentences-a.csv, row 3: unit s002 is not coded, but later units are. "
        "Code it: what is skipped is not skipped by chance.",
    )


def test_a_row_that_was_deleted_is_named() -> None:
    assert read({"s001": CODED["s001"], "s003": CODED["s003"]}).faults == (
        "sentences-a.csv, the row of unit s002 is missing, but later units are. "
        "Code it: what is skipped is not skipped by chance.",
    )


@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        ({"reported": "maybe"}, "reported: 'maybe' is neither yes nor no."),
        ({"reported": ""}, "reported: it is empty, but the row is filled in. Write yes or no."),
        ({"reported": "no"}, "reported: it says no, but words, a speaker or a role stand in part 1."),
        ({"words_1": "", "speaker_1": "", "role_1": ""}, "words_1: reported says yes, but no words are given."),
        ({"words_1": ""}, "words_1: it names no words. Write the words, `all` or `marks`."),
        ({"words_1": "the talks succeeded"}, "words_1: 'the talks succeeded' does not stand in the sentence."),
        ({"role_1": "goverment"}, "role_1: 'goverment' is no role of the list. Did you mean 'government'?"),
        ({"role_1": ""}, "role_1: no role. Write one of the list, or unknown."),
        (
            {"words_2": "had failed", "role_2": "government"},
            "words_2: some of these words stand in an earlier part already.",
        ),
    ],
)
def test_a_cell_that_cannot_be_read_is_named_by_file_row_unit_and_column(changed: dict[str, str], fault: str) -> None:
    coding = read(CODED | {"s001": CODED["s001"] | changed})
    assert coding.faults == (f"sentences-a.csv, row 2, unit s001, {fault}",)


def test_every_fault_is_named_at_once() -> None:
    wrong = CODED | {"s002": {"reported": "?"}, "s003": CODED["s003"] | {"role_1": "x"}}
    assert len(read(wrong).faults) == 2


def test_an_unknown_unit_and_one_that_stands_twice_are_named() -> None:
    rows = [*rows_of(CODED), *rows_of({"s001": CODED["s001"]}), *rows_of({"s004": CODED["s002"]})]
    numbered = [Row(k, row.cells) for k, row in enumerate(rows, start=2)]
    faults = read_answers(numbered, TEXTS, "sentences", name="a.csv", roles=ROLES).faults
    assert faults == (
        "a.csv, row 5: unit s001 stands in row 2 already. Keep one of the two.",
        "a.csv, row 6: no unit 's004' was drawn. Did you mean 's003'?",
    )


def test_a_column_that_was_sorted_alone_is_noticed() -> None:
    rows = rows_of(CODED)
    rows[0].cells["sentence"], rows[1].cells["sentence"] = rows[1].cells["sentence"], rows[0].cells["sentence"]
    faults = read_answers(rows, TEXTS, "sentences", name="a.csv", roles=ROLES).faults
    assert len(faults) == 2
    assert faults[0].startswith("a.csv, row 2: the sentence is not that of unit s001: was one column sorted alone")


def test_a_renamed_column_is_refused_in_words() -> None:
    rows = [
        Row(row.number, {("spoken" if c == "reported" else c): v for c, v in row.cells.items()})
        for row in rows_of(CODED)
    ]
    assert read_answers(rows, TEXTS, "sentences", name="a.csv", roles=ROLES).faults == (
        "a.csv, row 1: no column 'reported'. Found: spoken. Give it its name back.",
    )


def test_a_coder_may_leave_all_roles_out() -> None:
    without = {unit: cells | ({"role_1": ""} if "role_1" in cells else {}) for unit, cells in CODED.items()}
    coding = read(without)
    assert coding.faults == ()
    assert not coding.with_roles
    assert coding.answers["s001"].word_roles[:4] == ("unknown",) * 4


@pytest.mark.parametrize(("cell", "rating"), [("-2", -2), ("−1", -1), ("0", 0), ("+1", 1), ("2.0", 2)])
def test_ratings(cell: str, rating: int) -> None:
    row = Row(2, {"unit": "t001", "tone": cell})
    coding = read_answers([row], {"t001": ""}, "targets", name="targets-a.csv")
    assert coding.answers["t001"].rating == rating


@pytest.mark.parametrize("cell", ["3", "1.5", "bad"])
def test_a_rating_off_the_scale_is_named(cell: str) -> None:
    row = Row(2, {"unit": "t001", "tone": cell})
    assert read_answers([row], {"t001": ""}, "targets", name="targets-a.csv").faults == (
        f"targets-a.csv, row 2, unit t001, tone: '{cell}' is no whole number from -2 to 2.",
    )


def test_attributions_are_right_wrong_or_partly_right() -> None:
    cells = {"unit": "a001", "content_right": "partly", "speaker_right": "N", "role_right": ""}
    coding = read_answers([Row(2, cells)], {"a001": ""}, "attributions", name="attributions-a.csv")
    assert coding.answers["a001"].right == ("partly", "no", "")
