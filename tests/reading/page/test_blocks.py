"""Blocks: turns, names below quotations, and what a colon sets off."""

import pytest

from analysis.lexicons import standard_lexicons
from analysis.reading.article import parse_page
from analysis.reading.page import read_page
from analysis.reading.page.blocks import find_after_colon, find_turns, with_blocks
from analysis.reading.page.marks import Marked
from analysis.reading.page.zones import split_zones
from analysis.reading.quotes.cue_lists import load_cues
from analysis.running.budget import limit_time

BODY = "The talks between the two ministers failed on Sunday, and nobody could say when they would begin again."


def turns_of(text: str) -> list[tuple[str, str]]:
    return [(text[slice(*b.speaker)], text[b.start : b.end]) for b in find_turns(text, split_zones(text))]


def after_colons(text: str) -> list[str]:
    page = read_page(text)
    tree, _ = parse_page(page)
    words = load_cues(standard_lexicons()).before_colon
    return [text[start:end] for start, end in find_after_colon(tree, page.zones, page.marked, words)]


def test_what_follows_a_label_is_its_turn_and_paragraphs_between_belong_to_the_turn_before() -> None:
    text = f"{BODY}\n\nRUIZ: Why now?\n\nNobody asked us.\n\nOKAFOR: Because it is late."
    assert turns_of(text) == [
        ("RUIZ", "Why now?"),
        ("RUIZ", "Nobody asked us."),
        ("OKAFOR", "Because it is late."),
    ]


def test_a_name_and_a_role_may_stand_on_a_line_of_their_own() -> None:
    text = (
        f"{BODY}\n\nANA RUIZ, HOST:\n\nWhy now?\n\n(SOUNDBITE OF MUSIC)\n\nTOM OKAFOR, GUEST:\n\nIt is late.\n\n{BODY}"
    )
    assert turns_of(text) == [("ANA RUIZ", "Why now?"), ("TOM OKAFOR", "It is late.")]


def test_questions_and_answers_are_turns_from_the_first_line_on() -> None:
    assert turns_of("Q: Why did you stand?\n\nA: I saw the docks close.") == [
        ("Q", "Why did you stand?"),
        ("A", "I saw the docks close."),
    ]


def test_a_paragraph_under_a_handle_is_a_post_and_the_next_one_is_not() -> None:
    assert turns_of(f"{BODY}\n\n@mirapolk: No lights and no water.\n\n{BODY}") == [
        ("@mirapolk", "No lights and no water.")
    ]


def test_labels_of_the_page_are_no_turns() -> None:
    assert turns_of(f"{BODY}\n\nMARKETS: Shares fell on Monday.\n\nWEATHER: Rain in the north.\n\n{BODY}") == []


@pytest.mark.parametrize("text", ["A" * 5000, "A " * 5000, "A’" * 5000 + ":", "A. " * 5 + "(" * 5000])
def test_no_run_of_capitals_takes_long(text: str) -> None:
    with limit_time(5):
        assert turns_of(text) == []


def test_one_label_alone_is_no_transcript() -> None:
    assert turns_of(f"{BODY}\n\nOkafor: we need more time.\n\n{BODY}") == []


def test_speech_after_a_colon_is_the_rest_of_its_paragraph_or_the_next_one() -> None:
    assert after_colons(f"{BODY}\n\nThe mayor tweeted: We will build the bridge again.\n\n{BODY}") == [
        "We will build the bridge again."
    ]
    assert after_colons(f"{BODY}\n\nThe mayor said in a statement:\n\nWe will build it again.\n\n{BODY}") == [
        "We will build it again."
    ]


def test_a_list_after_a_colon_is_no_speech() -> None:
    assert after_colons(f"{BODY}\n\nThree towns were hit: Leeds, Hull and York.\n\n{BODY}") == []


def test_marks_inside_a_block_are_part_of_it() -> None:
    found = with_blocks([Marked(5, 9, 4, 10, True), Marked(31, 39, 30, 40, True)], [(0, 20)])
    assert [(m.start, m.end) for m in found] == [(0, 20), (31, 39)]


def test_a_list_behind_a_colon_is_taken_whole_and_a_few_marked_words_do_not_end_it() -> None:
    body = "The board met on Monday and talked for nine hours about the bridge.\n\n"
    items = ["-She paid the toll.", "-She never saw the bill."]
    listed = "\n\n".join([f"{body}Her aides sent round a statement:", *items, "The bridge is old."])
    assert after_colons(listed) == items
    plea = "Dear neighbours, you call this a ‘good road’ and it is none, as you know."
    assert after_colons(f"{body}Read the full letter:\n\n{plea}") == [plea]
