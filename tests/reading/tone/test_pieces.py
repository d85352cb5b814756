"""Pieces: spans hold, names are hidden alike whoever is named, nothing is unknown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.lexicons import standard_lexicons
from analysis.reading.tone.pieces import (
    MOST,
    STAND_INS,
    UNKNOWN,
    Piece,
    cut_pieces,
    find_names,
    number_of,
    split_pieces,
)

LISTS = standard_lexicons()


def show(text, known=()):
    pieces = cut_pieces(text, known, lexicons=LISTS)
    return ["@" if piece.hidden else text[piece.start : piece.end].lower() for piece in pieces]


def test_a_name_is_one_piece_whatever_its_length():
    assert show("They blamed Orla Reed.") == ["they", "blamed", "@", "."]
    assert show("They blamed Mr. Ivo K. Karlsen-Lund.") == ["they", "blamed", "@", "."]


def test_two_names_have_two_stand_ins_and_a_surname_that_of_its_full_name():
    text = "They say Orla Reed met Ivo Lund, then Reed left."
    first, second, again = [p.number for p in cut_pieces(text, lexicons=LISTS) if p.hidden]
    assert [first, second, again] == [number_of(name) for name in (*STAND_INS[:2], STAND_INS[0])]


def test_more_names_than_stand_ins_begin_again():
    text = "They met " + ", ".join(f"Na{chr(97 + n)}" for n in range(10)) + "."
    found = [p.number for p in cut_pieces(text, lexicons=LISTS) if p.hidden]
    assert found[:2] == found[8:]
    assert len(set(found)) == len(STAND_INS)


def test_a_possessive_stays_and_the_name_goes():
    assert show("They saw Reed’s house.") == ["they", "saw", "@", "’", "s", "house", "."]


def test_a_known_name_is_hidden_at_the_beginning_of_a_sentence_too():
    assert show("Winner left.") == ["winner", "left", "."]
    assert show("Winner left.", [(0, 6)]) == ["@", "left", "."]


def test_a_pronoun_or_an_article_is_no_name():
    assert show("He left.", [(0, 2)]) == ["he", "left", "."]
    assert show("The Mayor left.", [(0, 9)]) == ["the", "@", "left", "."]
    assert show("So I left.") == ["so", "i", "left", "."]


def test_curly_marks_are_read_as_plain_ones():
    numbers = [[p.number for p in cut_pieces(text, lexicons=LISTS)] for text in ("It’s “bad”.", 'It\'s "bad".')]
    assert numbers[0] == numbers[1]


@given(st.text(max_size=80))
def test_pieces_stand_in_order_inside_the_text(text):
    pieces = cut_pieces(text, lexicons=LISTS)
    assert all(0 <= p.start < p.end <= len(text) for p in pieces)
    assert [p.start for p in pieces] == sorted(p.start for p in pieces)


def test_plain_english_holds_no_unknown_piece():
    text = "Prosecutors denounced the unprecedented counter-terrorism operation near the harbour, reporters said."
    assert number_of(UNKNOWN) not in [p.number for p in cut_pieces(text, lexicons=LISTS)]


@pytest.mark.parametrize(("n", "lengths"), [(1, [1]), (MOST, [MOST]), (MOST + 1, [70, 69]), (500, [125] * 4)])
def test_what_is_too_long_is_split_evenly(n, lengths):
    parts = split_pieces([Piece(1, place, place + 1) for place in range(n)])
    assert sorted(map(len, parts)) == sorted(lengths)
    assert [piece.start for part in parts for piece in part] == list(range(n))


def test_names_join_over_points_and_spaces_only():
    text = "They met Gen. Hope Fair, Orla Reed and Joy."
    assert [text[a:b] for a, b in find_names(text, lexicons=LISTS)] == ["Gen. Hope Fair", "Orla Reed", "Joy"]
