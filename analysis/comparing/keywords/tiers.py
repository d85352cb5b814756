"""Which keywords a corpus can support: a test that fits its design, all words, voices and sources together."""

import itertools
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd

from analysis.comparing.keywords.counts import Mask, Numbers, TermCounts, Whole
from analysis.comparing.keywords.dealing import Dealing, Stratum, deal
from analysis.comparing.keywords.relabelling import permute
from analysis.comparing.stores import Memory, Store

if TYPE_CHECKING:
    from analysis.comparing.keywords.blocks import TermBlocks

PAIRED, BY_ARTICLE, NO_TEST = "paired by event", "by article", "no test"
MIN_EVENTS = 8
REACHED = "reached"
MIN_ARTICLES = 3  # articles on either side; and articles that must have a term before it is tested


class Verdict(NamedTuple):
    """What was tested how: the design, the shared events, and a q-value for each term in each voice."""

    design: str
    n_events: int
    q: dict[str, Numbers]


def assess_terms(
    counts: TermCounts,
    events: Sequence[str],
    sides: Sequence[tuple[Mask, Mask]],
    *,
    voices: Sequence[str] = ("own", "quoted", "all"),
    n_permutations: int = 499,
    seed: int = 0,
) -> list[Verdict]:
    """Test each term's surplus in a source against the same articles under other labels.

    From 8 events that both sides tell, the labels are dealt anew within each event; a term's surplus in one event is
    its count minus the count its share of words would give, in units of the binomial standard deviation. With fewer
    events, but at least 3 articles a side, the labels are dealt anew over all articles. Else there is no test and q
    is 1. The sum of surpluses is divided by its own standard deviation under relabelling; how often any term reaches
    such a value under relabelling gives p. All terms of all sources and voices are corrected together
    (Benjamini-Hochberg), so that where no source differs, the whole comparison has a false one as seldom as q says.

    `events`: event of each article of `counts`, empty where unknown; `sides`: for each source which articles are its
    own and which its reference's.
    Returns: for each source design (paired by event, by article, no test), n_events shared, q a voice.
    Source: stratified permutation test (Fisher 1935; Good 2005); pooled null distribution (Storey and Tibshirani
    2003); Benjamini and Hochberg 1995.

    Limits: words that only one source's subject explains are supported too; `by article` cannot tell topic from
    source. Terms in fewer than 3 of the articles are not tested (q is 1).
    """
    assessed = assess_blocks([counts], events, sides, voices=voices, n_permutations=n_permutations, seed=seed)
    n = len(counts.terms)
    return [
        Verdict(*design, {voice: assessed.look_up(side, voice, 0, n) for voice in voices})
        for side, design in enumerate(assessed.designs)
    ]


class Assessment(NamedTuple):
    """What `assess_blocks` found: for each source the design and the shared events; q-values where they are asked for.

    `store`: which terms of each block were tested, and what they reached; `q`: for each source by what is reached.
    """

    designs: list[tuple[str, int]]
    store: Store
    q: list[Numbers]

    def look_up(self, side: int, voice: str, block: int, n_terms: int) -> Numbers:
        """Give the q-value of each term of a block in a voice of a source; of `n_terms` at least."""
        table = self.store.take(f"{REACHED} {side} {voice}", part=block)
        found = np.ones(max(n_terms, int(table["term"].max()) + 1 if len(table) else 0))
        if len(table):
            found[table["term"].to_numpy()] = self.q[side][table["reached"].to_numpy()]
        return found


def assess_blocks(
    blocks: "TermBlocks | Sequence[TermCounts]",
    events: Sequence[str],
    sides: Sequence[tuple[Mask, Mask]],
    *,
    voices: Sequence[str] = ("own", "quoted", "all"),
    n_permutations: int = 499,
    seed: int = 0,
    store: Store | None = None,
) -> Assessment:
    """Test as `assess_terms` does, where the terms of a large corpus come in several blocks.

    `blocks`: gone through once for each source and voice; `store`: where what each term reaches is put aside.
    """
    store = store if store and len(blocks) > 1 else Memory()  # what the terms of one block reach is held at once
    numbers = _number_events(events)
    designs = []
    for source, reference in sides:
        n_events = len(_share_events(numbers, source, reference))
        several = min(int(source.sum()), int(reference.sum())) >= MIN_ARTICLES
        designs.append((PAIRED if n_events >= MIN_EVENTS else BY_ARTICLE if several else NO_TEST, n_events))
    nulls = [Null() for _ in sides]
    for side, voice in itertools.product(range(len(sides)), voices):
        source, reference = sides[side]
        dealing, taken = None, iter(blocks)
        for block in range(len(blocks)):
            counts = next(taken)
            if not dealing and designs[side][0] != NO_TEST:
                strata = _strata(counts.words[voice], numbers, source, reference, designs[side][0])
                dealing = deal(strata, n_permutations, seed)
            found = _test_terms(counts, voice, source | reference, dealing, nulls[side])
            store.put(f"{REACHED} {side} {voice}", found, part=block)
            del counts  # or they are held while the next block is taken
    return Assessment(designs, store, _adjust(nulls))


def _test_terms(counts: TermCounts, voice: str, compared: Mask, dealing: Dealing | None, null: "Null") -> pd.DataFrame:
    """Test the terms of one block in one voice. Returns: term and what it reaches, in steps."""
    tested, reached = np.empty(0, dtype=np.int64), [np.empty(0, dtype=np.int64)]
    if dealing and dealing.strata:
        cells = counts.counts[voice]
        cells.sort_indices()
        places = np.concatenate([[0], np.cumsum(compared[cells.indices] & (cells.data != 0))])
        n_articles = np.diff(places[cells.indptr])
        tested = np.flatnonzero(n_articles >= MIN_ARTICLES)
        # Of about as many articles together, and neighbours: of the same events.
        first = cells.indices[cells.indptr[tested]]
        tested = tested[np.lexsort((first, -np.log2(n_articles[tested]).astype(int)))]
        for table in permute(cells, counts.words[voice], tested, dealing):
            null.add(table)
            reached.append(table[:, 0].copy())
            del table
    return pd.DataFrame({"term": tested, "reached": np.concatenate(reached)})


def _adjust(nulls: Sequence["Null"]) -> list[Numbers]:
    """Turn what is reached into q-values, all terms of all sources corrected together (Benjamini and Hochberg 1995).

    As `statistics.benjamini_hochberg` does, but each value is taken once, with the number of terms that reach it.
    """
    shares = [null.share() for null in nulls]
    p = np.concatenate([*shares, np.empty(0)])
    n = np.concatenate([*(null.observed for null in nulls), np.empty(0, dtype=np.int64)])
    q = np.ones(len(p))
    there = np.flatnonzero(n)
    order = there[np.argsort(p[there], kind="stable")]
    ranks = np.cumsum(n[order])
    if len(order):
        q[order] = np.minimum.accumulate((p[order] * (ranks[-1] / ranks))[::-1])[::-1]
    return np.split(np.minimum(q, 1.0), np.cumsum([len(of_side) for of_side in shares])[:-1]) if shares else []


class Null:
    """How often a term of any voice reaches a value under relabelling; of all values only their numbers are kept.

    >>> null = Null()
    >>> null.add(np.array([[1, 0], [2, 5]]))
    >>> null.share().tolist(), null.observed.tolist()
    ([1.0, 0.75, 0.5, 0.25, 0.25, 0.25], [0, 1, 1, 0, 0, 0])
    """

    def __init__(self) -> None:
        self._reached = np.zeros(1, dtype=np.int64)
        self.observed = np.zeros(1, dtype=np.int64)  # how many terms have each value under the labels as they are

    def add(self, table: Whole) -> None:
        """Take in some terms, one a row: the labels as they are in the first column, dealt anew in the others."""
        counts = np.bincount(table.ravel(), minlength=len(self._reached))
        counts[: len(self._reached)] += self._reached
        self._reached = counts
        observed = np.bincount(table[:, 0], minlength=len(counts))
        observed[: len(self.observed)] += self.observed
        self.observed = observed

    def share(self) -> Numbers:
        """Give for each value the share of all values that are at least as large."""
        at_least = np.cumsum(self._reached[::-1])[::-1]
        return np.asarray(at_least / max(int(at_least[0]), 1))


def _number_events(events: Sequence[str]) -> Whole:
    """Number the events of articles in the order of the alphabet; -1 where there is none."""
    names, numbers = np.unique(np.asarray(events, dtype=str), return_inverse=True)
    return np.where(names[numbers] == "", -1, numbers)


def _share_events(events: Whole, source: Mask, reference: Mask) -> Whole:
    """Give the numbers of the events that both sides tell."""
    shared = np.intersect1d(events[source], events[reference])
    return shared[shared >= 0]


def _strata(words: Numbers, events: Whole, source: Mask, reference: Mask, design: str) -> list[Stratum]:
    """Give the groups within which labels may be dealt anew; articles without a word in this voice stand aside."""
    source, reference = source & (words > 0), reference & (words > 0)
    if design == PAIRED:
        shared = _share_events(events, source, reference)
        chosen = np.flatnonzero((source | reference) & np.isin(events, shared))
        chosen = chosen[np.argsort(events[chosen], kind="stable")]
        groups = np.split(chosen, np.searchsorted(events[chosen], shared[1:])) if len(shared) >= MIN_EVENTS else []
    else:
        enough = min(source.sum(), reference.sum()) >= MIN_ARTICLES
        groups = [np.flatnonzero(source | reference)] if enough else []
    return [Stratum(group, source[group]) for group in groups]
