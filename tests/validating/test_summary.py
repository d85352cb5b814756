import pandas as pd

from analysis.schema import as_table, columns_of
from analysis.validating.summary import describe_corrected, describe_errors, describe_plan, describe_validation

FIGURE = {
    "coder": "a", "measure": "reported words", "name": "", "source": "A", "other_source": "", "naive": 0.35,
    "estimate": 0.43, "low": 0.37, "high": 0.49, "low_source": 0.33, "high_source": 0.53, "bias": -0.08,
    "bias_low": -0.14, "bias_high": -0.02, "weight": 0.9, "worth": 190.4, "n_coded": 100, "n_bearing": 60,
    "n_articles": 12, "caution": "",
}  # fmt: skip


def figures(*changes: dict[str, object]) -> pd.DataFrame:
    return as_table("corrected", pd.DataFrame([FIGURE | change for change in changes]))


def test_a_figure_is_said_as_it_is_by_the_rules_and_as_it_is_corrected() -> None:
    assert describe_corrected(figures({}))[0] == (
        "A: the rules find 35 of 100 words to be reported; "
        "corrected 43 (37 to 49 in these texts, 33 to 53 for the source)."
    )


def test_a_difference_is_said_with_its_sign() -> None:
    pair = {"other_source": "B", "naive": 0.08, "estimate": -0.001, "low": -0.12, "high": 0.12, "low_source": None,
            "high_source": None, "caution": "the rules err differently in the two"}  # fmt: skip
    assert describe_corrected(figures({}, pair))[1] == (
        "Reported words, A minus B: 8 by the rules, corrected 0 (-12 to 12 in these texts; "
        "the rules err differently in the two)."
    )


def test_what_the_sample_is_worth_and_what_cannot_be_corrected_is_said() -> None:
    lines = describe_corrected(figures({}))
    assert lines[1] == "Reported words: the 100 coded sentences of A are worth 190 that are coded without the rules."
    assert lines[2].startswith("Not corrected, for too few coded units bear on each: named speakers")


def test_a_figure_that_is_none_is_said_to_be_none() -> None:
    none = dict.fromkeys(["estimate", "low", "high", "low_source", "high_source", "worth"])
    lines = describe_corrected(figures({"measure": "words of a role", "name": "media", **none}))
    assert lines[0] == "Words of the role media: not corrected in A: fewer than 5 coded units bear on it."
    assert not any("nan" in line for line in lines)


def test_the_decided_coding_counts_before_a_coders_own() -> None:
    lines = describe_corrected(figures({}, {"coder": "decided", "estimate": 0.40}))
    assert lines[0].startswith("A: the rules find 35 of 100 words to be reported; corrected 40 ")


def test_a_figure_that_waits_for_a_decision_is_the_first_coders_and_others_are_the_decided_ones() -> None:
    tone = {"measure": "tone towards targets", "coder": "decided"}
    lines = describe_corrected(figures({}, {"coder": "b", "estimate": 0.5}, tone))
    assert lines[0].startswith("A: the rules find 35 of 100 words to be reported; corrected 43 ")
    assert lines[1].startswith("A: the rules find a tone towards named targets of 0.35; corrected 0.43 ")


def test_errors_that_differ_are_a_plain_warning() -> None:
    errors = as_table("errors", pd.DataFrame([
        ("a", "recall, words", source, share, share - 0.1, share + 0.1, 50, 30, "")
        for source, share in (("A", 0.85), ("B", 0.65))
    ], columns=columns_of("errors")))  # fmt: skip
    differences = as_table("error_differences", pd.DataFrame(
        [("a", "rate", "recall, words", "", "A", "B", 0.2, 0.1, 0.3, 0.01, True, "")],
        columns=columns_of("error_differences"),
    ))  # fmt: skip
    assert describe_errors(errors, differences) == [
        "Recall, words, in 100: A 85 (75 to 95, n 30), B 65 (55 to 75, n 30).",
        "Warning: the rate of 'Recall, words' is not the same in A and B (0.20, 0.10 to 0.30): "
        "a difference between them may be one of the rules' errors.",
    ]


def test_problems_are_told_last() -> None:
    tables = {name: as_table(name, {c: [] for c in columns_of(name)})
              for name in ("agreement", "errors", "error_differences", "corrected")}  # fmt: skip
    tables["problems"] = pd.DataFrame([("corrections.csv", "a", "correction inside a coded unit", "s001")],
                                      columns=columns_of("problems"))  # fmt: skip
    lines = describe_validation(tables)
    assert lines[0] == "One coder: how far two would agree is not known."
    assert lines[-1] == "'corrections.csv': correction inside a coded unit: s001."


def test_a_plan_is_one_line_a_figure() -> None:
    plan = pd.DataFrame({
        "measure": "reported words", "name": "", "source": "A", "n_coded": [50, 100], "n_units": 80,
        "half_width": [0.061, 0.0], "based_on": "assumed errors",
    })  # fmt: skip
    assert describe_plan(plan) == [
        "A, reported words, points of 100: 50 coded ± 6.1, all 80 coded, no error left.",
        "Based on: assumed errors. Widths of 95 % intervals for these texts.",
    ]
