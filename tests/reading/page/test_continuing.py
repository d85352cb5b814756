"""Continuing: quotations over paragraphs, and marks without a partner."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.reading.page.continuing import read_marks
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


@pytest.mark.parametrize(
    "text",
    [
        "The last boat is full,” said the ferryman. The pier was dark.",
        'The last boat is full," the trade envoy told reporters. The talks go on.',
        "The last boat is full, '' the envoy said . It left .",
        "The last boat is full,” the coach said on Sunday. “It happens.”",
        'The last boat is full?" asked the mayor.',
    ],
)
def test_a_closing_mark_before_a_reporting_clause_opens_where_its_paragraph_begins(text):
    assert stretches(text)[0].rstrip(",?") == "The last boat is full"


@pytest.mark.parametrize(
    "text",
    [
        "The envoy said the boat was full,” said the ferryman.",
        'The boat was 12" long, the ferryman said.',
        "The last boat was full. It left at six,” and nobody waved.",
        'They sang, "Row on," said the ferryman.',
        "'We can help,'' the mayor said.",
    ],
)
def test_no_other_lone_mark_opens_at_the_beginning(text):
    assert not any(m.outer_start == m.start == 0 for m in read_marks(text, paragraphs(text))[0])


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Her new show, “Cold Harbour, opens on Friday.\n\n“I wrote it in a tent,” said Mina Roth.", "Cold Harbour"),
        ("The choir sang “Bread and Salt in the square.\n\nA band followed.", "Bread and Salt"),
        ('He hosts "The Long Night on a small channel.\n\n"It pays," he said.', "The Long Night"),
    ],
)
def test_a_title_without_its_closing_mark_ends_with_its_capitals(text, title):
    assert stretches(text)[0] == title
    assert not any(m.continues for m in read_marks(text, paragraphs(text))[0])


@pytest.mark.parametrize(
    "text",
    [
        "He said “Ana Sol will never leave.\n\n“She cannot,” he said.",
        "“Ana Sol will never leave.\n\n“She cannot,” he said.",
        "The mayor was clear: “Ana Sol will never leave.\n\n“She cannot,” he said.",
    ],
)
def test_a_quotation_that_begins_with_a_name_is_taken_up_all_the_same(text):
    assert [m.continues for m in read_marks(text, paragraphs(text))[0]] == [False, True]


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="ab .,?\n“”\"'’‘«»„`", max_size=80))
def test_no_text_raises_and_spans_lie_inside_their_paragraph(text):
    zones = paragraphs(text)
    for m in read_marks(text, zones)[0]:
        zone = zones[m.paragraph - 1]
        assert zone.start <= m.outer_start <= m.start <= m.end <= m.outer_end <= zone.end
