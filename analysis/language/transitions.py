"""Transitions: heads and relations by the model's own moves, many stretches of an article side by side."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from analysis.language.crossings import uncross

if TYPE_CHECKING:
    from spacy.language import Language

Matrix = NDArray[np.float32]
SHIFT, REDUCE, LEFT, RIGHT, BREAK = "SDLRB"
BEGINS, CANNOT_BEGIN = 1, -1  # whether a sentence begins at a word, in spaCy's numbers
N_SEEN = 8  # words that a move is chosen by
EMPTY = 3  # items of a stack without a word
PLACES = np.arange(N_SEEN)
ENDS, CLOSES = frozenset(".!?"), frozenset("\"'”’)")


class Moves(NamedTuple):
    """The model's moves, and the weights by which one is chosen.

    `kinds`, `relations`: one item a move. `vectors`: width of a word's vector, inner width; `words`: inner width, words
    seen times two halves; `nothing`: the same where there is no word; `scores`: a half, moves.
    """

    kinds: list[str]
    relations: list[str]
    vectors: Matrix
    vector_bias: Matrix
    words: Matrix
    nothing: Matrix
    bias: Matrix
    scores: Matrix
    score_bias: Matrix


def read_moves(model: "Language") -> Moves:
    """Read the moves of the model's parser and their weights."""
    parser: Any = model.get_pipe("parser")
    names = parser.move_names
    inner, lower, upper = (parser.model.get_ref(name) for name in ("tok2vec", "lower", "upper"))
    linear = next(layer for layer in inner.walk() if layer.name == "linear")
    words = lower.get_param("W").transpose(3, 0, 2, 1)  # inner width, words seen, halves, hidden
    return Moves(
        [name[0] for name in names],
        [name[2:] for name in names],
        np.ascontiguousarray(linear.get_param("W").T),
        linear.get_param("b"),
        np.ascontiguousarray(words.reshape(len(words), -1)),
        lower.get_param("pad")[0].transpose(0, 2, 1).ravel(),
        lower.get_param("b").T.ravel(),
        np.ascontiguousarray(upper.get_param("W").T),
        upper.get_param("b"),
    )


class Configuration:
    """How far the moves from one word on have come: the stack, the words put back, the arcs (Nivre 2008)."""

    __slots__ = ("back", "barred", "breaks", "first", "heads", "left", "moves", "next", "nothing", "right", "stack")

    def __init__(self, first: int, nothing: int) -> None:
        self.first = self.next = first
        self.nothing = nothing
        self.stack = [nothing] * EMPTY  # below the words that are on it, so that what is not there can be seen too
        self.back: list[int] = []
        self.heads: dict[int, int] = {}
        self.moves: dict[int, int] = {}
        self.left: dict[int, list[int]] = {}
        self.right: dict[int, list[int]] = {}
        self.barred: set[int] = set()
        self.breaks: set[int] = set()

    def look(self) -> tuple[int, ...]:
        """Words that the next move is chosen by: two to come, three on the stack, and what hangs on the nearest."""
        back, stack, nothing = self.back, self.stack, self.nothing
        first = back[-1] if back else self.next
        second = self.next + 1 if not back else back[-2] if len(back) > 1 else self.next
        top = stack[-1]
        before, left, right = self.left.get(first), self.left.get(top), self.right.get(top)
        return (
            first, second, top, stack[-2], stack[-3],
            before[-1] if before else nothing, left[-1] if left else nothing, right[-1] if right else nothing,
        )  # fmt: skip

    def make(self, kind: str, move: int, seen: tuple[int, ...], borders: Sequence[int]) -> bool:
        """Make a move on the words that were seen. Returns: whether it can be made."""
        first, second, top, *_ = seen
        on_stack, to_come = len(self.stack) - EMPTY, self.nothing - self.next + len(self.back)
        if kind == BREAK:
            if to_come < 2 or second != first + 1 or borders[second] == CANNOT_BEGIN or self._begins(second, borders):
                return False
            self.breaks.add(second)
        elif kind == REDUCE:
            if not on_stack or (on_stack == 1 and to_come and borders[first] == CANNOT_BEGIN):
                return False
            self._reduce()
        elif kind == SHIFT:
            if on_stack and (to_come < 2 or first in self.barred or self._begins(first, borders)):
                return False
            self._push(first)
        else:
            if not on_stack or not to_come or self._begins(first, borders):
                return False
            if kind == RIGHT:
                self._hang(first, top, move, self.right)
                self._push(first)
            else:
                self._hang(self.stack.pop(), first, move, self.left)
                self.barred.discard(first)
        return True

    def _begins(self, word: int, borders: Sequence[int]) -> bool:
        return borders[word] == BEGINS or word in self.breaks

    def _push(self, word: int) -> None:
        if self.back:
            self.back.pop()
        else:
            self.next += 1
        self.stack.append(word)

    def _reduce(self) -> None:
        top = self.stack.pop()
        if top not in self.heads and len(self.stack) > EMPTY:
            self.barred.add(top)
            self.back.append(top)

    def _hang(self, word: int, head: int, move: int, side: dict[int, list[int]]) -> None:
        before = self.heads.get(word)
        if before is not None:
            (self.left if before > word else self.right)[before].remove(word)
        side.setdefault(head, []).append(word)
        self.heads[word], self.moves[word] = head, move

    def is_as_new(self) -> bool:
        """Whether nothing before the next word bears on what comes."""
        at = self.next
        return len(self.stack) == EMPTY and not self.back and not self.left.get(at) and at + 1 not in self.breaks


def find_arcs(
    words: Sequence[str], vectors: Matrix, borders: Sequence[int], moves: Moves
) -> tuple[list[int], list[str]]:
    """Find head and relation of every word as the model's parser does, move by move.

    Where a parse has come to a word with nothing before it left open, it goes on as one that begins there. So one is
    begun at every word where a sentence may begin, all are carried on side by side, and the first is followed to where
    it meets the next: the same moves as one after the other, in less than half of the time.

    Takes: the words; their vectors; for each word whether a sentence begins there (1), cannot (-1) or may (0).
    Returns: heads, a root its own; relations, a root's ROOT.

    Source: the arc-eager system of Nivre (2008) with the changes of Honnibal and Johnson (2015), by the model's
    weights. Limits: those of the model.
    """
    n = len(words)
    begun = {first: Configuration(first, n) for first in _guess_begins(words, borders)} if n else {}
    table, kinds = _multiply(vectors, moves), moves.kinds
    going = list(begun.values())
    while going:
        seen = [configuration.look() for configuration in going]
        scores = _score(table, seen, moves)
        for at, (configuration, best) in enumerate(zip(going, scores.argmax(axis=1).tolist(), strict=True)):
            if not configuration.make(kinds[best], best, seen[at], borders):
                others = np.argsort(-scores[at], kind="stable").tolist()
                next(move for move in others if configuration.make(kinds[move], move, seen[at], borders))
        going = list(_list_unfinished(going, begun, n))
    heads, relations = list(range(n)), ["ROOT"] * n
    at = 0
    while at < n:
        for word, head in begun[at].heads.items():
            heads[word], relations[word] = head, moves.relations[begun[at].moves[word]]
        at = begun[at].next
    return uncross(words, heads, relations)


def _list_unfinished(
    going: Sequence[Configuration], begun: dict[int, Configuration], n: int
) -> Iterator[Configuration]:
    """Those that have not come to where another begins; one that is passed by begins where no parse will come to."""
    reached = 0
    for configuration in going:
        if configuration.first < reached:
            del begun[configuration.first]
            continue
        at = reached = configuration.next
        if len(configuration.stack) > EMPTY or not (configuration.is_as_new() and (at == n or at in begun)):
            yield configuration


def _guess_begins(words: Sequence[str], borders: Sequence[int]) -> Iterator[int]:
    """Words where a sentence begins or may begin; a guess that is wrong or missing costs time and nothing else."""
    ended = True
    for at, (word, border) in enumerate(zip(words, borders, strict=True)):
        if at == 0 or border == BEGINS or (ended and border != CANNOT_BEGIN):
            yield at
        ended = word in ENDS or (ended and word in CLOSES)


def _multiply(vectors: Matrix, moves: Moves) -> Matrix:
    """What each word adds to a choice in each of the places where it may be seen: words times places, two halves."""
    n = len(vectors)
    table = np.empty((n + 2, len(moves.nothing)), dtype=np.float32)  # behind the last, two that are not there
    np.matmul(vectors @ moves.vectors + moves.vector_bias, moves.words, out=table[:n])
    table[n:] = moves.nothing
    table[:, : len(moves.bias)] += moves.bias  # of a sum it does not matter which part it stands in
    return table.reshape(-1, len(moves.bias))


def _score(table: Matrix, seen: Sequence[tuple[int, ...]], moves: Moves) -> Matrix:
    """Score all moves by the words that each configuration sees: configurations, moves."""
    rows = np.array(seen)
    rows *= N_SEEN
    rows += PLACES
    hidden = np.add.reduce(table.take(rows, axis=0), axis=1)
    half = hidden.shape[1] // 2
    scores: Matrix = np.maximum(hidden[:, :half], hidden[:, half:]) @ moves.scores
    scores += moves.score_bias
    return scores
