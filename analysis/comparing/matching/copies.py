"""Near-copies: passages that several articles print almost word for word."""

import itertools
from collections.abc import Iterable, Iterator
from difflib import Match, SequenceMatcher
from operator import itemgetter
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.comparing.dates import order_by_date
from analysis.comparing.matching.proposals import Numbers, article_of, propose_pairs, put_pairs, take_pairs
from analysis.comparing.matching.sentences import split_sentence
from analysis.comparing.matching.shingles import SHINGLE, Units, measure_containment, put_keys, put_units
from analysis.comparing.stores import Memory, Store
from analysis.lexicons import Lexicons

Pair = tuple[int, int, bool]  # rows of two sentences, and whether a passage can begin or end with them
COLUMNS = ["article_a", "article_b", "start_a", "end_a", "start_b", "end_b", "similarity"]
FEW = 10_000  # sentences up to which every shared shingle proposes; the library for more costs a second to load
ALIKE, NEIGHBOUR = 0.5, 0.3
NEAR = ((1, 1), (-1, -1), (1, 0), (-1, 0), (0, 1), (0, -1))
GAP = 3
LEAST_SIMILARITY = 0.65
TOGETHER = 10  # parts whose sentences are held at once, and as many others


def find_duplicates(
    articles: pd.DataFrame, sentences: pd.DataFrame, *, least_words: int = 25, lexicons: Lexicons | None = None
) -> pd.DataFrame:
    """Find the passages that two articles have almost word for word: agency copy, reprints, an article given twice.

    Sentences that share word triples propose a pair (MinHash over the whole corpus, whatever the events); the pair
    is then checked word by word and grows sentence by sentence. A passage needs `least_words` common words outside
    quotation marks in both: a quotation that both print is no copy, it is a shared quotation.

    Takes: the tables articles and sentences. Returns: one row a passage, with its span in both articles and
    similarity, the common words in runs of three or more as a share of all (0 to 1). Article a is the earlier one,
    by date, then by article_id; articles without a date come last.
    Source: resemblance by shingles and MinHash (Broder, 1997), computed by datasketch.

    >>> text = "The council closed the old harbour bridge on Monday after divers had found cracks in two of its piers."
    >>> text += " Buses will take another road until the work is done."
    >>> articles = pd.DataFrame({"article_id": ["x", "y"], "date": ["2020-05-02", "2020-05-01"]})
    >>> keys = {"article_id": ["x", "y"], "zone": "body", "paragraph": 1, "start": 0, "end": len(text)}
    >>> find_duplicates(articles, pd.DataFrame({**keys, "text": text})).values.tolist()
    [['y', 'x', 0, 155, 0, 155, 1.0]]

    Limits: a rewritten report is no copy, however close in content; where more than fifty sentences of a corpus are
    one and the same, each is compared with its neighbours in the list only.
    """
    return find_copies(articles, [sentences], least_words=least_words, lexicons=lexicons)


def find_copies(
    articles: pd.DataFrame,
    parts: Iterable[pd.DataFrame],
    *,
    least_words: int = 25,
    lexicons: Lexicons | None = None,
    store: Store | None = None,
) -> pd.DataFrame:
    """Find passages as `find_duplicates` does, where the sentences come in parts, no article in two of them.

    `store`: where the words of sentences are put aside meanwhile. Returns: as there.

    Limits: passages that are found, and the sentences of some parts, are held.
    """
    store = store or Memory()
    order = order_by_date(articles)
    part_of = np.zeros(len(order), dtype=np.int32)
    n_units = n_parts = 0
    for sentences in parts:
        part_of[[order[article_id] for article_id in sentences["article_id"].unique()]] = n_parts
        n_units += put_units(store, n_parts, sentences, order, lexicons)
        n_parts += 1
        del sentences  # or they are held while the next are matched
    split_sentence.cache_clear()
    ids = pd.array(list(order), dtype="str")
    del articles, order  # which grow with the corpus
    names, n_keys = put_keys(store, n_parts, few=n_units <= FEW)
    group_of = part_of // TOGETHER
    n_put = put_pairs(store, propose_pairs(store, names, n_parts, n_keys), group_of)

    held: dict[int, Units] = {}
    rows: list[tuple[Any, ...]] = []
    for groups, n in sorted(n_put.items()):
        held = {group: held[group] for group in groups if group in held}  # the others go before more are taken
        for group in set(groups).difference(held):
            held[group] = Units(store, range(n_parts)[group * TOGETHER : (group + 1) * TOGETHER])
        one, other = groups
        rows += _compare_units(held[one], held[other], take_pairs(store, groups, n), part_of, least_words)
    rows.sort(key=lambda row: row[:2])
    found = pd.DataFrame(rows, columns=COLUMNS).astype({"similarity": "float64"})
    return found.assign(**{side: ids.take(found[side].to_numpy(dtype=np.int64)) for side in COLUMNS[:2]})


def _compare_units(
    one: Units, other: Units, pairs: Numbers, part_of: NDArray[np.int32], least_words: int
) -> Iterator[tuple[Any, ...]]:
    """Check the proposed pairs of sentences of some parts and others, and grow them to passages of two articles."""
    rows = np.column_stack([one.find(pairs[:, 0]), other.find(pairs[:, 1])])
    alike = rows[measure_containment(one, other, rows) >= ALIKE]
    alike, sure = _grow(one, other, alike[_may_grow(one, other, alike, least_words)])
    first, second = alike.T
    a, b = article_of(one.unit[first]), article_of(other.unit[second])
    order = np.lexsort((second, first, b, a, part_of[b], part_of[a]))  # the words of few parts are held
    table = zip(*(side[order].tolist() for side in (a, b, first, second, sure)), strict=True)
    for (left, right), group in itertools.groupby(table, key=itemgetter(0, 1)):
        for *span, similarity in _find_passages(one, other, [row[2:] for row in group], least_words):
            yield left, right, *span, round(similarity, 4)


def _may_grow(one: Units, other: Units, alike: Numbers, least_words: int) -> NDArray[np.bool_]:
    """Whether each pair of sentences is long enough for a passage, or has a neighbour that is alike, or another pair.

    What `_find_passages` would find out too, for all pairs at once: most are one short sentence that many texts have.
    """
    first, second = alike.T
    articles = article_of(one.unit[first]) << 32 | article_of(other.unit[second])
    _, which, n_pairs = np.unique(articles, return_inverse=True, return_counts=True)
    n_words = np.minimum(one.n_words[first], other.n_words[second])
    grows = np.asarray((n_words >= least_words) | (n_pairs[which] > 1), dtype=bool)
    for down, across in NEAR:
        there = np.flatnonzero(~grows & one.has(first, down) & other.has(second, across))
        grows[there] = measure_containment(one, other, alike[there] + (down, across)) >= NEIGHBOUR
    return grows


def _grow(one: Units, other: Units, alike: Numbers) -> tuple[Numbers, NDArray[np.bool_]]:
    """Grow pairs of sentences by neighbours that are alike, and by theirs.

    Returns: the pairs, and of each whether it is as alike as a passage needs it at its edges.
    """
    size = len(other.unit)

    def number(rows: Numbers) -> Numbers:
        return rows[:, 0] * size + rows[:, 1]

    found, sure, last = [alike], [np.full(len(alike), True)], alike
    known = np.sort(number(alike))
    while len(last):
        there = [one.has(last[:, 0], down) & other.has(last[:, 1], across) for down, across in NEAR]
        near = np.concatenate([last[inside] + step for step, inside in zip(NEAR, there, strict=True)])
        new = np.column_stack(np.divmod(_leave_out(number(near), known), size))
        likeness = measure_containment(one, other, new)
        last = new[likeness >= NEIGHBOUR]
        found.append(last)
        sure.append(likeness[likeness >= NEIGHBOUR] >= ALIKE)
        known = np.sort(np.append(known, number(last)))
    return np.concatenate(found), np.concatenate(sure)


def _leave_out(numbers: Numbers, known: Numbers) -> Numbers:
    """Give each number once that is not among those known, which are in order."""
    numbers = np.sort(numbers)
    numbers = numbers[np.diff(numbers, append=-1) != 0]
    new: Numbers = numbers[np.append(known, -1)[np.searchsorted(known, numbers)] != numbers]
    return new


def _chain(pairs: Iterable[Pair]) -> list[list[Pair]]:
    """String together pairs of sentences, in order, that follow each other."""
    chains: list[list[Pair]] = []
    for pair in pairs:
        for chain in reversed(chains):
            if pair[0] - chain[-1][0] <= GAP and 0 <= pair[1] - chain[-1][1] <= GAP:
                chain.append(pair)
                break
        else:
            chains.append([pair])
    return chains


def _find_passages(
    one: Units, other: Units, pairs: Iterable[Pair], least_words: int
) -> Iterator[tuple[int, int, int, int, float]]:
    """String the pairs of sentences of two articles to passages, and give those with enough common words outside marks.

    `pairs`: rows of either side, in order, and whether a passage can begin or end there: a neighbour that is barely
    alike may stand inside a passage, never at its edge.
    """
    for chain in _chain(pairs):
        edges = [pair for pair in chain if pair[2]] or chain[:1]
        (a, b, _), (last_a, last_b, _) = edges[0], edges[-1]
        if min(one.count_words(a, last_a), other.count_words(b, last_b)) < least_words:
            continue
        words_a, own_a = one.read_words(a, last_a)
        words_b, own_b = other.read_words(b, last_b)
        runs = _align(words_a, words_b, least_words)
        if not runs:  # lines without a word, such as stars, are alike too
            continue
        similarity = 2 * sum(run.size for run in runs) / (len(words_a) + len(words_b))
        common = sum(np.count_nonzero(own_a[i : i + n] & own_b[j : j + n]) for i, j, n in runs)
        if common >= least_words and similarity >= LEAST_SIMILARITY:
            yield int(one.start[a]), int(one.end[last_a]), int(other.start[b]), int(other.end[last_b]), similarity


def _bound_common(one: list[int], other: list[int]) -> int:
    """Bound how many words runs in common can have: those that stand in a word triple of the other side."""
    sides = [list(zip(words, words[1:], words[2:], strict=False)) for words in (one, other)]
    shared = set(sides[0]) & set(sides[1])
    return min(
        len({at + step for at, three in enumerate(side) if three in shared for step in range(3)}) for side in sides
    )


def _align(one: Numbers, other: Numbers, least_words: int) -> list[Match]:
    """Find the runs of words that both have; none where they cannot be enough."""
    if np.array_equal(one, other):  # as most copies are
        found = [Match(0, 0, len(one))]
    else:
        words = one.tolist(), other.tolist()
        most = _bound_common(*words)
        if most < least_words or 2 * most < LEAST_SIMILARITY * (len(one) + len(other)):
            return []  # most of those that are not alike enough
        found = SequenceMatcher(None, *words, autojunk=False).get_matching_blocks()
    return [run for run in found if run.size >= SHINGLE]
