"""Near-copies: passages that several articles print almost word for word."""

import functools
import itertools
from collections.abc import Iterable, Iterator, Sequence
from difflib import Match, SequenceMatcher
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.comparing.dates import order_by_date
from analysis.comparing.matching.proposals import Numbers, article_of, position_of, propose_pairs, put_pairs, take_pairs
from analysis.comparing.matching.sentences import split_sentence
from analysis.comparing.matching.shingles import SHINGLE, Unit, Units, measure_containment, put_keys, put_units
from analysis.comparing.stores import Memory, Store
from analysis.lexicons import Lexicons

COLUMNS = ["article_a", "article_b", "start_a", "end_a", "start_b", "end_b", "similarity"]
FEW = 10_000  # sentences up to which every shared shingle proposes; the library for more costs a second to load
ALIKE, NEIGHBOUR = 0.5, 0.3
NEAR = ((1, 1), (-1, -1), (1, 0), (-1, 0), (0, 1), (0, -1))
GAP = 3
LEAST_SIMILARITY = 0.65
TOGETHER = 16  # parts whose sentences are held at once, and as many others


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
    names, n_keys = put_keys(store, n_parts, few=n_units <= FEW)
    group_of = part_of // TOGETHER
    n_put = put_pairs(store, propose_pairs(store, names, n_parts, n_keys), group_of)

    @functools.lru_cache(maxsize=2)
    def hold(group: int) -> Units:
        return Units(store, range(n_parts)[group * TOGETHER : (group + 1) * TOGETHER])

    rows: list[tuple[Any, ...]] = []
    for groups, n in sorted(n_put.items()):
        one, other = map(hold, groups)
        rows += _compare_units(one, other, take_pairs(store, groups, n), part_of, least_words)
    rows.sort(key=lambda row: row[:2])
    ids = list(order)
    named = [(ids[a], ids[b], *passage) for a, b, *passage in rows]
    return pd.DataFrame(named, columns=COLUMNS).astype({"similarity": "float64"})


def _compare_units(
    one: Units, other: Units, pairs: Numbers, part_of: NDArray[np.int32], least_words: int
) -> Iterator[tuple[Any, ...]]:
    """Check the proposed pairs of sentences of some parts and others, and grow them to passages of two articles."""
    hold = functools.lru_cache(maxsize=1024)(lambda which, article: (one, other)[which].read(article))
    alike = pairs[measure_containment(one, other, pairs) >= ALIKE]
    alike = alike[_may_grow(one, other, alike, least_words)]
    a, b = article_of(alike).T
    alike = alike[np.lexsort((b, a, part_of[b], part_of[a]))]  # the words of few parts are held
    articles = article_of(alike).tolist()
    positions = position_of(alike).tolist()
    for (a, b), group in itertools.groupby(zip(articles, positions, strict=True), key=lambda row: row[0]):
        left, right = hold(0, a), hold(1, b)
        seeds = {(i, j) for _, (i, j) in group}
        for *span, similarity in _find_passages(left, right, seeds, least_words):
            yield a, b, *span, round(similarity, 4)


def _may_grow(one: Units, other: Units, alike: Numbers, least_words: int) -> NDArray[np.bool_]:
    """Whether each pair of sentences is long enough for a passage, or has a neighbour that is alike, or another pair.

    What `_find_passages` would find out too, for all pairs at once: most are one short sentence that many texts have.
    """
    n_words = np.minimum(one.n_words[one.find(alike[:, 0])], other.n_words[other.find(alike[:, 1])])
    _, which, n_pairs = np.unique(article_of(alike), axis=0, return_inverse=True, return_counts=True)
    grows = np.asarray((n_words >= least_words) | (n_pairs[which.ravel()] > 1), dtype=bool)
    for step in NEAR:
        near = alike + np.array(step)
        there = np.flatnonzero(~grows & one.has(near[:, 0]) & other.has(near[:, 1]))
        grows[there] = measure_containment(one, other, near[there]) >= NEIGHBOUR
    return grows


def _contain(a: Unit, b: Unit) -> float:
    return len(a.shingles & b.shingles) / min(len(a.shingles), len(b.shingles))


def _grow_chains(
    first: Sequence[Unit], second: Sequence[Unit], seeds: set[tuple[int, int]]
) -> list[list[tuple[int, int]]]:
    """Grow pairs of sentences by neighbours that are alike, and string together those that follow each other."""
    pairs, waiting = set(seeds), sorted(seeds)
    while waiting:
        i, j = waiting.pop()
        for near in ((i + down, j + across) for down, across in NEAR):
            inside = 0 <= near[0] < len(first) and 0 <= near[1] < len(second)
            if near not in pairs and inside and _contain(first[near[0]], second[near[1]]) >= NEIGHBOUR:
                pairs.add(near)
                waiting.append(near)
    chains: list[list[tuple[int, int]]] = []
    for i, j in sorted(pairs):
        for chain in reversed(chains):
            if i - chain[-1][0] <= GAP and 0 <= j - chain[-1][1] <= GAP:
                chain.append((i, j))
                break
        else:
            chains.append([(i, j)])
    return chains


def _find_passages(
    first: Sequence[Unit], second: Sequence[Unit], seeds: set[tuple[int, int]], least_words: int
) -> Iterator[tuple[int, int, int, int, float]]:
    """Grow the pairs of sentences to passages, and give those with enough common words outside marks."""
    for chain in _grow_chains(first, second, seeds):
        # A neighbour that is barely alike may stand inside a passage, never at its edge.
        sure = [place for place, (i, j) in enumerate(chain) if _contain(first[i], second[j]) >= ALIKE]
        chain = chain[sure[0] : sure[-1] + 1] if sure else chain[:1]
        a = first[chain[0][0] : chain[-1][0] + 1]
        b = second[chain[0][1] : chain[-1][1] + 1]
        if min(sum(unit.n_words for unit in side) for side in (a, b)) < least_words:
            continue
        words_a, words_b = ([word for unit in side for word in unit.words] for side in (a, b))
        most = _bound_common(words_a, words_b)
        if most < least_words or 2 * most < LEAST_SIMILARITY * (len(words_a) + len(words_b)):
            continue  # most of those that are not alike enough
        own = [[outside for unit in side for outside in unit.own] for side in (a, b)]
        blocks = _align(words_a, words_b)
        if not blocks:  # lines without a word, such as stars, are alike too
            continue
        similarity = 2 * sum(block.size for block in blocks) / (len(words_a) + len(words_b))
        common = sum(own[0][block.a + p] and own[1][block.b + p] for block in blocks for p in range(block.size))
        if common >= least_words and similarity >= LEAST_SIMILARITY:
            yield a[0].start, a[-1].end, b[0].start, b[-1].end, similarity


def _bound_common(one: list[int], other: list[int]) -> int:
    """Bound how many words runs in common can have: those that stand in a word triple of the other side."""
    sides = [list(zip(words, words[1:], words[2:], strict=False)) for words in (one, other)]
    shared = set(sides[0]) & set(sides[1])
    return min(
        len({at + step for at, three in enumerate(side) if three in shared for step in range(3)}) for side in sides
    )


def _align(one: list[int], other: list[int]) -> list[Match]:
    """Find the runs of words that both have; most copies are the same word for word."""
    if one == other:
        found = [Match(0, 0, len(one))]
    else:
        found = SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks()
    return [run for run in found if run.size >= SHINGLE]
