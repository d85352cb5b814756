"""Pieces: spans hold, persons are read under other names whoever is named, nothing is unknown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.language.words import straighten
from analysis.lexicons import standard_lexicons
from analysis.reading.tone.mentions import Mention, find_mentions
from analysis.reading.tone.names import find_names
from analysis.reading.tone.pieces import (
    MOST,
    SURNAMES,
    UNKNOWN,
    Piece,
    cut_pieces,
    give_stand_in,
    number_of,
    split_pieces,
)

LISTS = standard_lexicons()


def cut(text, known=()):
    plain = straighten(text)
    return cut_pieces(plain, find_mentions(plain, find_names(plain, known, lexicons=LISTS), lexicons=LISTS))


def show(text, known=()):
    pieces = cut(text, known)
    return ["@" if piece.hidden else text[piece.start : piece.end].lower() for piece in pieces]


def test_a_name_is_one_piece_whatever_its_length_and_a_title_stays():
    assert show("They blamed Orla Reed.") == ["they", "blamed", "@", "."]
    assert show("They blamed Mr. Ivo K. Karlsen-Lund.") == ["they", "blamed", "mr", ".", "@", "."]
    assert show("They blamed President Reed.") == ["they", "blamed", "president", "@", "."]


def test_whoever_is_named_the_same_is_read():
    numbers = [[p.number for p in cut(text)] for text in ("Anna Reed met Mr. Lund.", "Fatima Okafor-Bai met Mr. Ng.")]
    assert numbers[0] == numbers[1] == [number_of(word) for word in ("parker", "met", "mr", ".", "wilson", ".")]


def test_every_stand_in_is_one_piece_and_the_ninth_person_is_read_as_the_first():
    assert len({number_of(word) for word in SURNAMES}) == 8
    assert give_stand_in(Mention(0, 1, 8)) == give_stand_in(Mention(0, 1, 0))


def test_a_possessive_stays_and_the_name_goes():
    assert show("They saw Reed’s house.") == ["they", "saw", "@", "’", "s", "house", "."]


def test_a_known_name_is_hidden_at_the_beginning_of_a_sentence_too():
    assert show("Winner left.") == ["winner", "left", "."]
    assert show("Winner left.", [(0, 6)]) == ["@", "left", "."]


def test_curly_marks_are_read_as_plain_ones():
    numbers = [[p.number for p in cut(text)] for text in ("It’s “bad”.", 'It\'s "bad".')]
    assert numbers[0] == numbers[1]


@given(st.text(max_size=80))
def test_pieces_stand_in_order_inside_the_text(text):
    pieces = cut(text)
    assert all(0 <= p.start < p.end <= len(text) for p in pieces)
    assert [p.start for p in pieces] == sorted(p.start for p in pieces)


def test_plain_english_holds_no_unknown_piece():
    text = "Prosecutors denounced the unprecedented counter-terrorism operation near the harbour, reporters said."
    assert number_of(UNKNOWN) not in [p.number for p in cut(text)]


@pytest.mark.parametrize(("n", "lengths"), [(1, [1]), (MOST, [MOST]), (MOST + 1, [70, 69]), (500, [125] * 4)])
def test_what_is_too_long_is_split_evenly(n, lengths):
    parts = split_pieces([Piece(1, place, place + 1) for place in range(n)])
    assert sorted(map(len, parts)) == sorted(lengths)
    assert [piece.start for part in parts for piece in part] == list(range(n))
