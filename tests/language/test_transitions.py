"""Transitions: where a parse is begun beside the first changes its time and nothing else."""

from collections.abc import Iterable

import numpy as np
import pytest

from analysis.language import transitions
from analysis.language.network import Network
from analysis.language.parse import load_model
from analysis.language.transitions import Configuration, find_arcs, read_moves

TEXT = "Talks failed. Who left? Nobody, said Dr. Sol. The men (all of them!) met: “We lost.” It is over"


@pytest.mark.parametrize("begins", [[0], range(30), range(0, 30, 3), [0, 5, 6, 7, 20]])
def test_a_wrong_guess_of_where_sentences_begin_changes_nothing(
    begins: Iterable[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    model = load_model()
    doc = model.make_doc(TEXT)
    words, vectors = [token.text for token in doc], Network(model).read(doc)
    expected = find_arcs(words, vectors, [0] * len(words), read_moves(model))
    monkeypatch.setattr(transitions, "_guess_begins", lambda words, borders: [b for b in begins if b < len(words)])
    assert find_arcs(words, vectors, [0] * len(words), read_moves(model)) == expected
    assert expected[1].count("ROOT") >= 4


def test_no_words_have_no_heads() -> None:
    assert find_arcs([], np.empty((0, 96), dtype=np.float32), [], read_moves(load_model())) == ([], [])


def test_a_word_hangs_where_it_was_hung_last() -> None:
    told = Configuration(0, 3)
    told.make("S", 0, 0, 1)
    told.make("R", 50, 1, 2)  # the second word hangs on the first
    assert told.look() == (2, 3, 1, 0, 3, 3, 3, 3)
    told.make("L", 3, 2, 3)  # no, on the third
    assert told.look() == (2, 3, 0, 3, 3, 1, 3, 3)
    assert (told.heads, told.moves, told.right) == ({1: 2}, {1: 3}, {0: []})


def test_a_word_without_head_goes_back_and_cannot_be_shifted_again() -> None:
    told = Configuration(0, 3)
    told.make("S", 0, 0, 1)
    told.make("S", 0, 1, 2)
    told.make("D", 1, 2, 3)
    assert told.look()[:3] == (1, 2, 0)
    assert [kind for kind in "SDLRB" if told.allows(kind, 1, 2, [0, 0, 0])] == ["D", "L", "R", "B"]
    assert [kind for kind in "SDLRB" if told.allows(kind, 1, 2, [0, 1, 0])] == ["D", "B"]
    assert [kind for kind in "SDLRB" if told.allows(kind, 1, 2, [0, -1, -1])] == ["L", "R"]
