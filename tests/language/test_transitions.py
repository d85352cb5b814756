"""Transitions: where a parse is begun beside the first changes its time and nothing else."""

from collections.abc import Iterable, Sequence

import numpy as np
import pytest

from analysis.language import transitions
from analysis.language.network import Network
from analysis.language.parse import load_model, parse
from analysis.language.tokens import Tokenizer
from analysis.language.transitions import Configuration, Matrix, Moves, find_arcs, read_moves

TEXT = "Talks failed. Who left? Nobody, said Dr. Sol. The men (all of them!) met: “We lost.” It is over"


@pytest.mark.parametrize("begins", [[0], range(30), range(0, 30, 3), [0, 5, 6, 7, 20]])
def test_a_wrong_guess_of_where_sentences_begin_changes_nothing(
    begins: Iterable[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    model = load_model()
    network = Network(model)
    words, _, kinds = Tokenizer(model, network.columns).cut(TEXT)
    vectors = network.read(kinds)
    expected = find_arcs(words, vectors, [0] * len(words), read_moves(model))
    monkeypatch.setattr(transitions, "_guess_begins", lambda words, borders: [b for b in begins if b < len(words)])
    assert find_arcs(words, vectors, [0] * len(words), read_moves(model)) == expected
    assert expected[1].count("ROOT") >= 4


@pytest.mark.parametrize("word", [".", "“", "said", "and", "!?"])
def test_what_may_begin_anywhere_takes_no_square_of_its_length(word: str, monkeypatch: pytest.MonkeyPatch) -> None:
    scored: list[int] = []
    score = transitions._score

    def count(table: Matrix, seen: Sequence[tuple[int, ...]], moves: Moves) -> Matrix:
        scored.append(len(seen))
        return score(table, seen, moves)

    monkeypatch.setattr(transitions, "_score", count)
    n_words = len(parse(f"{word} " * 2000).text)
    assert n_words >= 2000
    assert sum(scored) < 20 * n_words  # a thousand times as many, were each begun to be carried to the end


def test_no_words_have_no_heads() -> None:
    assert find_arcs([], np.empty((0, 96), dtype=np.float32), [], read_moves(load_model())) == ([], [])


NOWHERE = [0, 0, 0]


def make(told: Configuration, kind: str, move: int = 0, borders: list[int] = NOWHERE) -> bool:
    return told.make(kind, move, told.look(), borders)


def test_a_word_hangs_where_it_was_hung_last() -> None:
    told = Configuration(0, 3)
    assert make(told, "S")
    assert make(told, "R", 50)  # the second word hangs on the first
    assert told.look() == (2, 3, 1, 0, 3, 3, 3, 3)
    assert make(told, "L", 3)  # no, on the third
    assert told.look() == (2, 3, 0, 3, 3, 1, 3, 3)
    assert (told.heads, told.moves, told.right) == ({1: 2}, {1: 3}, {0: []})


@pytest.mark.parametrize(
    ("borders", "allowed"), [([0, 0, 0], "DLRB"), ([0, 1, 0], "DB"), ([0, -1, -1], "LR"), ([0, 0, 1], "DLR")]
)
def test_a_word_without_head_goes_back_and_cannot_be_shifted_again(borders: list[int], allowed: str) -> None:
    for kind in "SDLRB":
        told = Configuration(0, 3)
        for move in "SSD":
            assert make(told, move)
        assert told.look()[:3] == (1, 2, 0)
        assert make(told, kind, borders=borders) == (kind in allowed)


def test_a_sentence_cannot_begin_twice_at_a_word() -> None:
    told = Configuration(0, 3)
    assert make(told, "B")
    assert not make(told, "B")
    assert make(told, "S")
    assert not make(told, "R")
    assert make(told, "D")
    assert told.is_as_new()
