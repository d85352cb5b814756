"""Marks: every typography pairs, nothing runs away, nothing raises."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.reading.page.marks import read_marks
from analysis.reading.page.zones import Zone


def paragraphs(text):
    rows, start = [], 0
    for part in text.split("\n\n"):
        if part.strip():
            rows.append(Zone("body", start, start + len(part), "paragraph"))
        start += len(part) + 2
    return rows


def stretches(text, depth=0):
    return [text[m.start : m.end] for m in read_marks(text, paragraphs(text))[0] if m.depth == depth]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He said “we stay” and “we pay”.", ["we stay", "we pay"]),
        ('He said "we stay" and "we pay".', ["we stay", "we pay"]),
        ("He said ''we stay'' and ``we pay''.", ["we stay", "we pay"]),
        ("Er sagte „wir bleiben“ und »wir zahlen«.", ["wir bleiben", "wir zahlen"]),
        ("Il a dit «nous restons» et « nous payons ».", ["nous restons", " nous payons "]),
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


def test_nested_marks_have_a_depth():
    text = "“She told me ‘go away’ and “never come back” as well,” he said."
    assert stretches(text) == ["She told me ‘go away’ and “never come back” as well,"]
    assert stretches(text, depth=1) == ["go away", "never come back"]


@pytest.mark.parametrize("again", ["“", ""])
def test_a_quotation_over_paragraphs_is_taken_up(again):
    text = f"“The dam will hold.\n\n{again}It has held for a century,” she said."
    found, unpaired = read_marks(text, paragraphs(text))
    assert [(text[m.start : m.end], m.continues) for m in found] == [
        ("The dam will hold.", False),
        ("It has held for a century,", True),
    ]
    assert unpaired == []


def test_a_middle_paragraph_without_marks_belongs_to_the_quotation():
    text = "“The dam will hold.\n\nNobody needs to leave.\n\nIt has held for a century,” she said."
    assert stretches(text) == ["The dam will hold.", "Nobody needs to leave.", "It has held for a century,"]


def test_a_mark_without_a_partner_closes_with_its_paragraph_and_is_counted():
    text = "She said “the dam will hold. Nobody left.\n\nThe water rose all night.\n\nThen it fell."
    assert stretches(text) == ["the dam will hold. Nobody left."]
    assert read_marks(text, paragraphs(text))[1] == [(1, "closed at the end of the paragraph")]


def test_a_lost_mark_does_not_turn_the_rest_inside_out():
    text = "“We stay, she said. “We pay,” he said. “We win,” they said."
    assert stretches(text)[1:] == ["We pay,", "We win,"]


def test_half_an_article_in_one_paragraph_is_never_one_quotation():
    text = 'He called the plan "dead. ' + "The council met and nobody came. " * 3000
    assert max(len(s) for s in stretches(text)) <= 1500


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="ab .,?\n“”\"'’‘«»„`", max_size=80))
def test_no_text_raises_and_spans_lie_inside_their_paragraph(text):
    zones = paragraphs(text)
    for m in read_marks(text, zones)[0]:
        zone = zones[m.paragraph - 1]
        assert zone.start <= m.outer_start <= m.start <= m.end <= m.outer_end <= zone.end
