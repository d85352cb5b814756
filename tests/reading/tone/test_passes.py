"""Passes: a text is told the same to the last digit alone and among others, and the model reads it once."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.reading.tone import passes
from analysis.reading.tone.passes import Part, read_parts
from analysis.reading.tone.pieces import cut_pieces

SENTENCES = [
    "Fraud.",
    "Critics accused the mayor of fraud and lies.",
    "The council will meet on Tuesday.",
    "Voters admire a brave and honest leader, one who never lied to them about the bridge.",
    "Nobody was hurt, the police said, though the bridge fell into the river late on Monday.",
    "The talks, which both sides had called hopeless, went so well that they will be taken up again in spring.",
]
PARTS = [
    Part(tuple(piece.number for piece in cut_pieces(sentence)), ((0,), *((n,) for n in range(targets))))
    for targets, sentence in enumerate(SENTENCES)
]


@pytest.fixture
def forgetful(monkeypatch):
    monkeypatch.setattr(passes, "REMEMBERED", 0)
    read_parts(PARTS[:1])  # empties what was remembered before


def as_bytes(parts):
    return [found.tobytes() for found in read_parts(parts)]


@pytest.mark.usefixtures("forgetful")
@settings(max_examples=20, deadline=None)
@given(st.lists(st.sampled_from(range(len(PARTS))), min_size=1, max_size=8))
def test_what_is_told_hangs_on_the_text_alone(places):
    alone = [as_bytes([part])[0] for part in PARTS]
    assert as_bytes([PARTS[place] for place in places]) == [alone[place] for place in places]


def test_a_text_that_comes_back_is_not_read_again(monkeypatch):
    read = []
    run = passes.run_parts
    monkeypatch.setattr(passes, "run_parts", lambda session, parts: read.extend(parts) or run(session, parts))
    monkeypatch.setattr(passes, "REMEMBERED", 0)
    read_parts(PARTS[:1])
    read.clear()
    monkeypatch.setattr(passes, "REMEMBERED", 100)
    first = as_bytes([PARTS[1], PARTS[2], PARTS[1]])
    again = as_bytes([PARTS[2], PARTS[3], PARTS[1]])
    assert read == [PARTS[1], PARTS[2], PARTS[3]]
    assert (first[0], first[1]) == (again[2], again[0])


def test_the_same_words_with_another_target_are_another_question():
    numbers = PARTS[1].numbers
    [one], [other] = ([found[1:]] for found in read_parts([Part(numbers, ((0,), (1,))), Part(numbers, ((0,), (5,)))]))
    assert not np.array_equal(one, other)


def test_only_the_latest_are_remembered(monkeypatch):
    monkeypatch.setattr(passes, "REMEMBERED", 2)
    read_parts(PARTS)
    assert len(passes._memory(passes.os.getpid())) == 2


def test_nothing_asked_is_nothing_told():
    assert read_parts([]) == []
