"""Labels: names before, below or behind what somebody said."""

import pytest

from analysis.reading.page import read_page
from analysis.reading.page.labels import find_labelled, find_posts, find_signed

BODY = "The talks between the two ministers failed on Sunday, and nobody could say when they would begin again."


def labelled(text: str) -> list[tuple[str, str]]:
    page = read_page(text)
    found = find_labelled(text, page.zones, page.marked).values()
    return [(text[slice(*b.speaker)], text[b.start : b.end]) for b in found]


def posts(text: str) -> list[tuple[str, str]]:
    page = read_page(text)
    return [(text[slice(*b.speaker)], text[b.start : b.end]) for b in find_posts(text, page.zones)]


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Carla Nieto, The Daily Ledger: “A game for the ages.”", "Carla Nieto"),
        ("• Ruben Falk: “More benches by the river.”", "Ruben Falk"),
        ('Jonas van der Berg (Quay Post): "The toll must go."', "Jonas van der Berg"),
        ("And from Trustee Amos Grey:\n\n“She kept this branch alive.”", "Trustee Amos Grey"),
        ("Petra Holm, a baker:\n\n“We have soup and songs.”", "Petra Holm"),
    ],
)
def test_a_name_and_a_colon_before_marked_words_say_whose_they_are(line: str, name: str) -> None:
    assert [speaker for speaker, _ in labelled(f"{BODY}\n\n{line}\n\n{BODY}")] == [name]


@pytest.mark.parametrize(
    "line",
    [
        "Petra Holm said of the plan: “It is dead.”",
        "Editor’s note: “Quay” is not the name of a town.",
        "Carla Nieto, who wrote The Tides: “A game for the ages” was her first line.",
        "The verdict: “guilty”.",
        "They sang Old Road: “Home” and two more.",
        "Her letter to Amos Grey. It began:\n\n“Dear friend.”",
    ],
)
def test_what_only_ends_in_a_colon_is_no_label(line: str) -> None:
    assert labelled(f"{BODY}\n\n{line}\n\n{BODY}") == []


@pytest.mark.parametrize(
    ("line", "name", "said"),
    [
        ("Rents up again. — Lena Roth (@lenaroth) May 3, 2023", "Lena Roth", "Rents up again."),
        ("See you. pic.twitter.com/x1Yz — Leo Arnaud (@leo1) June 2, 2024", "Leo Arnaud", "See you."),
        ("No water - again. - Harbour Watch (@harbour_w)", "Harbour Watch", "No water - again."),
    ],
)
def test_an_embedded_post_is_of_the_one_whose_handle_stands_behind_it(line: str, name: str, said: str) -> None:
    assert posts(f"{BODY}\n\n{line}\n\n{BODY}") == [(name, said)]


@pytest.mark.parametrize(
    "line",
    [
        "The harbour watch (@harbour_w) wrote that there was no water.",
        "No water again — and nobody (not even @harbour_w) knew why.",
        "Follow the harbour on Sunday — our reporter (@ana) is there.",
    ],
)
def test_a_handle_in_a_sentence_makes_no_post(line: str) -> None:
    assert posts(f"{BODY}\n\n{line}\n\n{BODY}") == []


@pytest.mark.parametrize(
    ("below", "name"),
    [
        ("— Jane Doe, Leeds", "Jane Doe"),
        ("-- Ana de la Cruz", "Ana de la Cruz"),
        ("-Councillor Ruth Adler", "Councillor Ruth Adler"),
    ],
)
def test_a_name_below_a_quotation_signs_it(below: str, name: str) -> None:
    text = f"{BODY}\n\n“We never got an answer from the council.”\n\n{below}\n\n{BODY}"
    page = read_page(text)
    assert [text[slice(*b.speaker)] for b in find_signed(text, page.zones, page.marked).values()] == [name]


def test_a_dash_in_a_sentence_signs_nothing() -> None:
    text = f"{BODY}\n\n“We never got an answer” — and nobody had asked twice.\n\n{BODY}"
    page = read_page(text)
    assert find_signed(text, page.zones, page.marked) == {}
