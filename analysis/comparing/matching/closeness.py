"""Closeness: how likely two sentences tell the same, by their words, words of like meaning, and acts."""

import functools
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from analysis.comparing.matching.similarity import Weighed
from analysis.language.folding import fold_word
from analysis.language.stems import stem
from analysis.language.vectors import WordVectors, find_rows, load_vectors, measure_nearness
from analysis.lexicons import Lexicons, standard_lexicons

Numbers = NDArray[np.float32]

CELLS = 1_000_000
# Below this, two words are no more alike than any two of one event.
NEAR = 0.3
# How much the nearest two acts count beside the overlap of words.
ACTS = 0.09
DIGITS = 6  # sums in another order differ far below this


def find_closest(
    weighed: Weighed,
    groups: Sequence[str],
    *,
    prior: float = 4.0,
    vectors: WordVectors | None = None,
    lexicons: Lexicons | None = None,
) -> Iterator[tuple[int, str, int, float]]:
    """Find for every unit the closest unit of every other group, by `measure_likeness`.

    Takes: weighed units, the group (source) of each, the prior.
    Returns: (unit, other group, closest unit of that group, likeness), in order; the first unit if several tie.

    >>> from analysis.comparing.matching.similarity import weigh_words
    >>> from analysis.language.folding import split_words
    >>> units = [split_words(text) for text in ("The mayor resigned.", "Rain fell.", "The head of the town quit.")]
    >>> sources = ["A", "B", "B"]
    >>> [(i, group, j) for i, group, j, _ in find_closest(weigh_words(units, sources), sources)]
    [(0, 'B', 2), (1, 'A', 0), (2, 'A', 0)]

    Limits: the time grows with the square of the units of an event, the memory does not.
    """
    names = sorted(set(groups))
    members = {name: np.flatnonzero(np.asarray(groups, dtype=object) == name) for name in names}
    value = np.full((len(groups), len(names)), -1.0)
    place = np.zeros((len(groups), len(names)), dtype=np.intp)

    def keep(rows: NDArray[np.intp], column: int, found: Numbers, at: NDArray[np.intp]) -> None:
        best, where = value[rows, column], place[rows, column]
        better = (found > best) | ((found == best) & (at < where))
        value[rows[better], column], place[rows[better], column] = found[better], at[better]

    for first, block in measure_likeness(weighed, prior=prior, vectors=vectors, lexicons=lexicons):
        inside = np.arange(first, first + len(block))
        for column, name in enumerate(names):
            there = members[name]
            keep(inside, column, block[:, there].max(axis=1), there[block[:, there].argmax(axis=1)])
            # A lighter unit is compared where the heavier one stands in the block.
            here = there[(there >= first) & (there < first + len(block))]
            if len(here):
                part = block[here - first]
                keep(np.arange(len(groups)), column, part.max(axis=0), here[part.argmax(axis=0)])
    for i, own in enumerate(groups):
        for column, name in enumerate(names):
            if name != own:
                yield i, name, int(place[i, column]), float(max(value[i, column], 0.0))


def measure_likeness(
    weighed: Weighed,
    *,
    prior: float = 4.0,
    vectors: WordVectors | None = None,
    lexicons: Lexicons | None = None,
) -> Iterator[tuple[int, Numbers]]:
    """Measure how alike units are, block by block: no matrix of all pairs is ever held.

    Of the lighter unit, each word counts its weight times how near the other unit's nearest word is: 1 for the same
    stem, the cosine of the two vectors from .3, else 0. That sum over the unit's weight and `prior` rare words more,
    so that two short units are not alike for one word, makes .91 of the likeness; how near the nearest two acts of
    both are makes .09. Acts are words that name events, verbs and nouns; plain verbs of reporting are none.

    Takes: weighed units. Returns: the first unit of a block, and the likeness (0 to 1) of each unit of the block (rows)
    to every unit that is not heavier (columns); -1 for the others, which have it where they stand in a block.
    Source: this project; soft matching of words as in Jimenez et al. (2010), vectors of all-MiniLM-L6-v2.

    >>> from analysis.comparing.matching.similarity import weigh_words
    >>> from analysis.language.folding import split_words
    >>> units = [split_words(text) for text in ("The bank was bought.", "A bank purchase.", "The bank burned.")]
    >>> _, block = next(measure_likeness(weigh_words(units, ["A", "B", "B"])))
    >>> bool(block[0, 1] > block[0, 2])
    True

    Limits: words out of context, so that *fired* is near *burned* where somebody lost a post.
    """
    vectors, lexicons = vectors or load_vectors(), lexicons or standard_lexicons()
    stems = sorted(weighed.weight)
    rows = find_rows(stems, vectors)
    acts = vectors.acts - _reporting_stems(lexicons)
    is_act = np.array([root in acts for root in stems], dtype=bool)
    weights = weighed.matrix.multiply(weighed.matrix).tocsr().astype(np.float32)
    total = weighed.total.astype(np.float32)
    words, ends = weighed.matrix.indices, weighed.matrix.indptr
    n_words = np.diff(ends)
    unit_of = np.repeat(np.arange(len(n_words)), n_words)
    act_words = words[is_act[words]]
    n_acts = np.bincount(unit_of[is_act[words]], minlength=len(n_words))
    step = max(1, CELLS // max(1, len(stems) * int(np.ceil(n_words.mean())) if len(n_words) else 1))
    for first in range(0, len(n_words), step):
        block = slice(first, first + step)
        inside = words[ends[first] : ends[min(first + step, len(n_words))]]
        unique, places = np.unique(inside, return_inverse=True)
        near = _find_near(unique, rows)
        nearest = _reach(near, places, n_words[block])
        nearest_acts = _reach(near, places[is_act[inside]], n_acts[block])
        overlap = (weights @ nearest.T).T / (total + np.float32(prior))
        best_acts = _reach(np.ascontiguousarray(nearest_acts.T), act_words, n_acts).T
        likeness = (1 - ACTS) * overlap + ACTS * best_acts
        yield first, np.where(total <= total[block, None], likeness.round(DIGITS), np.float32(-1))


def _find_near(some: NDArray[np.int32], rows: Numbers) -> Numbers:
    """Give for each of some words (rows) how near it is to every word of the event (columns)."""
    near = measure_nearness(rows[some], rows)
    near[near < NEAR] = 0
    near[np.arange(len(some)), some] = 1
    return near


def _reach(near: Numbers, places: NDArray[Any], lengths: NDArray[np.int64]) -> Numbers:
    """Give the largest values of the rows at some places, so many of them for each unit; noughts where it has none."""
    reached = np.zeros((len(lengths), near.shape[1]), dtype=np.float32)
    start = 0
    for unit, end in enumerate(np.cumsum(lengths).tolist()):
        if start < end:
            near[places[start:end]].max(axis=0, out=reached[unit])
        start = end
    return reached


@functools.lru_cache(maxsize=8)
def _reporting_stems(lexicons: Lexicons) -> frozenset[str]:
    """The stems of verbs that only say that somebody spoke: two reports that both say so share no act."""
    plain = {
        row["cue"]
        for row in lexicons["cues"]
        if (row["kind"], row["act"], row["class"]) == ("verb", "speech", "neutral")
    }
    plain |= {row["form"] for row in lexicons["irregular_verbs"] if row["base"] in plain}
    return frozenset(stem(fold_word(verb, lexicons)) for verb in plain)
