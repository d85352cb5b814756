"""Marks: every typography pairs, nothing runs away."""

import pytest

from analysis.reading.article import read_article
from analysis.reading.page.marks import pair_marks


def stretches(text):
    """What stands in outermost marks of one paragraph."""
    found = pair_marks(text, 0, len(text)).rows
    outer = [m for m in found if not any(o.outer_start < m.outer_start and m.outer_end < o.outer_end for o in found)]
    return [text[m.start : m.end] for m in sorted(outer)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He said “we stay” and “we pay”.", ["we stay", "we pay"]),
        ('He said "we stay" and "we pay".', ["we stay", "we pay"]),
        ("He said ''we stay'' and ``we pay''.", ["we stay", "we pay"]),
        ("Er sagte „wir bleiben“ und »wir zahlen«.", ["wir bleiben", "wir zahlen"]),
        ("Il a dit «nous restons» et « nous payons ».", ["nous restons", "nous payons"]),
        ("Hon sa: ”Vi kommer hem.” Sedan gick hon.", ["Vi kommer hem."]),
        (
            "‘I don’t know the voters’ choice’, she said. ‘It’s theirs.’",
            ["I don’t know the voters’ choice", "It’s theirs."],
        ),
        ("'I don't know,' she said. In the '90s it was 'fine'.", ["I don't know,", "fine"]),
        ('A 6\'2" keeper called the 12" pitch "a bog".', ["a bog"]),
        ("Rock 'n' roll, O'Brien's plan and the players' wages.", []),
        ('The so-called “experts” called it “a mess", he said.', ["experts", "a mess"]),
        ("'We can help,'' the mayor said.", ["We can help,"]),
    ],
)
def test_every_typography_pairs(text, expected):
    assert stretches(text) == expected


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ('"My parents\' shop closed," said Pohl.', "My parents' shop closed,"),
        ("“The nurses’ strike and the drivers’ went on,” she said.", "The nurses’ strike and the drivers’ went on,"),
        ("\"The two boys' boat sank and the girls' did not.\"", "The two boys' boat sank and the girls' did not."),
    ],
)
def test_a_plural_possessive_never_closes_a_double_mark(text, inside):
    assert stretches(text) == [inside]


def test_marks_inside_marks_pair_too():
    text = "“She told me ‘go away’ and “never come back” as well,” he said."
    assert [text[m.start : m.end] for m in sorted(pair_marks(text, 0, len(text)).rows)] == [
        "She told me ‘go away’ and “never come back” as well,",
        "go away",
        "never come back",
    ]


def test_a_lost_mark_does_not_turn_the_rest_inside_out():
    text = "“We stay, she said. “We pay,” he said. “We win,” they said."
    assert stretches(text)[1:] == ["We pay,", "We win,"]


def test_half_an_article_in_one_paragraph_is_never_one_quotation():
    text = 'He called the plan "dead. ' + "The council met and nobody came. " * 3000
    assert max(len(s) for s in stretches(text)) <= 1500


def test_acute_accents_pair_as_marks_and_a_run_of_them_ends_nothing():
    text = "The minister said ´´we will not go´´ on Monday."
    assert [text[m.start : m.end] for m in pair_marks(text, 0, len(text)).rows] == ["we will not go"]
    assert pair_marks("He said ´yes ´no ´and no.", 0, 25).rows == []


def test_more_marks_than_are_compared_are_said() -> None:
    remarks = read_article("He said “no” and left. " * 150)["remarks"]
    assert remarks.values.tolist() == [
        ["very many quotation marks", "300 quotation marks in paragraph 1: each was compared with 200 around it"]
    ]
