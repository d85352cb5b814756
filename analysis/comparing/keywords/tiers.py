"""Which keywords a corpus can support: a test that fits its design, all words, voices and sources together."""

import itertools
import math
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from analysis.comparing.keywords.counts import Mask, Numbers, TermCounts, Whole
from analysis.comparing.statistics import benjamini_hochberg

if TYPE_CHECKING:
    from scipy.sparse import csc_array

PAIRED, BY_ARTICLE, NO_TEST = "paired by event", "by article", "no test"
MIN_EVENTS = 8
MIN_ARTICLES = 3  # articles on either side; and articles that must have a term before it is tested
MAX_ASSIGNMENTS = 24  # ways to deal the articles of one event, beyond which so many are drawn
# Added to the permutation variance: a word of two or three places must not win on its thinness.
STEADYING = 2.0
CELLS = 8_000_000
# Values of the statistic are told apart in steps of a thousandth: sums in another order differ far below this.
STEPS = 1000


Steps = NDArray[np.int32]


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
    return assess_blocks([counts], events, sides, voices=voices, n_permutations=n_permutations, seed=seed)


def assess_blocks(
    blocks: Iterable[TermCounts],
    events: Sequence[str],
    sides: Sequence[tuple[Mask, Mask]],
    *,
    voices: Sequence[str] = ("own", "quoted", "all"),
    n_permutations: int = 499,
    seed: int = 0,
) -> list[Verdict]:
    """Test as `assess_terms` does, where the terms of a large corpus come in several blocks.

    `blocks`: something that can be gone through once a side. Returns: as there, q in the order of the blocks.
    """
    verdicts = []
    places: list[tuple[Numbers, Whole]] = []  # where the q-values of one source and voice in a block go
    pooled: list[Numbers] = []
    for source, reference in sides:
        n_events = len(_shared_events(events, source, reference))
        several = min(int(source.sum()), int(reference.sum())) >= MIN_ARTICLES
        design = PAIRED if n_events >= MIN_EVENTS else BY_ARTICLE if several else NO_TEST
        q: dict[str, list[Numbers]] = {voice: [] for voice in voices}
        null = Null()
        for counts, voice in itertools.product(blocks, voices):
            q[voice].append(np.ones(len(counts.terms)))
            words = counts.words[voice]
            strata = _strata(words, events, source, reference, design) if design != NO_TEST else []
            if strata:
                cells = counts.counts[voice]
                tested = np.flatnonzero(cells[source | reference].count_nonzero(axis=0) >= MIN_ARTICLES)
                places.append((q[voice][-1], tested))
                for table in _permute(cells, words, tested, strata, n_permutations, seed):
                    null.add(table)
        verdicts.append((design, n_events, q))
        pooled.append(null.reach())
    p = np.concatenate(pooled) if pooled else np.ones(0)
    adjusted = benjamini_hochberg(p) if p.size else p
    at = 0
    for values, tested in places:
        values[tested] = adjusted[at : at + len(tested)]
        at += len(tested)
    joined = ({voice: np.concatenate(parts) for voice, parts in q.items() if parts} for *_, q in verdicts)
    return [Verdict(*verdict[:2], q) for verdict, q in zip(verdicts, joined, strict=True)]


class Null:
    """How often a term of any voice reaches a value under relabelling; of all values only their numbers are kept.

    >>> null = Null()
    >>> null.add(np.array([[1, 2], [0, 5]], dtype=np.int32))
    >>> null.reach().tolist()
    [0.75, 0.5]
    """

    def __init__(self) -> None:
        self._reached = np.zeros(1, dtype=np.int64)
        self._observed: list[Steps] = []

    def add(self, table: Steps) -> None:
        """Take in some terms: the labels as they are in the first row, dealt anew below."""
        counts = np.bincount(table.ravel("K"), minlength=len(self._reached))
        counts[: len(self._reached)] += self._reached
        self._reached = counts
        self._observed.append(table[0])

    def reach(self) -> Numbers:
        """Give for each term the share of all values that are at least as large as its own."""
        at_least = np.cumsum(self._reached[::-1])[::-1]
        shares = [at_least[observed] / max(int(at_least[0]), 1) for observed in self._observed]
        return np.concatenate(shares) if shares else np.ones(0)


class _Stratum(NamedTuple):
    articles: Whole
    chosen: Mask  # which of them are the source's


def _shared_events(events: Sequence[str], source: Mask, reference: Mask) -> list[str]:
    names = np.asarray(events, dtype=str)
    return sorted((set(names[source]) & set(names[reference])) - {""})


def _strata(words: Numbers, events: Sequence[str], source: Mask, reference: Mask, design: str) -> list[_Stratum]:
    """Give the groups within which labels may be dealt anew; articles without a word in this voice stand aside."""
    source, reference = source & (words > 0), reference & (words > 0)
    names = np.asarray(events, dtype=str)
    if design == PAIRED:
        shared = _shared_events(events, source, reference)
        groups = [(names == name) & (source | reference) for name in shared] if len(shared) >= MIN_EVENTS else []
    else:
        enough = min(source.sum(), reference.sum()) >= MIN_ARTICLES
        groups = [source | reference] if enough else []
    return [_Stratum(np.flatnonzero(group), source[group]) for group in groups]


def _permute(
    counts: "csc_array", words: Numbers, columns: Whole, strata: list[_Stratum], n_permutations: int, seed: int
) -> Iterator[Steps]:
    """Give the absolute statistic of some terms after others in steps: the labels as they are, below dealt anew."""
    generator = np.random.default_rng(seed)
    assignments = [_assign(stratum.chosen, n_permutations, len(strata) == 1, generator) for stratum in strata]
    draws = [
        np.concatenate([[0], generator.integers(0, len(ways), n_permutations)])
        if len(strata) > 1
        else np.arange(len(ways))
        for ways in assignments
    ]
    width = max(1, CELLS // max(n_permutations + 1, *(len(stratum.articles) for stratum in strata)))
    for at in range(0, len(columns), width):
        block = counts[:, columns[at : at + width]].tocsr()
        total = np.zeros((block.shape[1], len(draws[0])))  # a term a row: rows are added up much faster than columns
        variance = np.full(block.shape[1], STEADYING)
        for stratum, ways, draw in zip(strata, assignments, draws, strict=True):
            part = block[stratum.articles].toarray()
            there = np.flatnonzero(part.any(axis=0))
            surplus = _surplus(part[:, there], words[stratum.articles], ways, single=len(strata) == 1)
            total[there] += surplus.T[:, draw]
            variance[there] += surplus.var(axis=0)
        yield np.rint(np.abs(total) * (STEPS / np.sqrt(variance))[:, None]).astype(np.int32).T


def _assign(chosen: Mask, n_permutations: int, single: bool, generator: np.random.Generator) -> Numbers:
    """List ways to deal the labels in one group, as rows of 1 (source) and 0; the first is the labels as they are."""
    n, k = len(chosen), int(chosen.sum())
    limit = n_permutations if single else MAX_ASSIGNMENTS
    if not single and math.comb(n, k) <= limit:
        ways = [[place in way for place in range(n)] for way in itertools.combinations(range(n), k)]
        ways.sort(key=lambda way: way != chosen.tolist())
        return np.array(ways, dtype=float)
    drawn = [generator.permutation(chosen) for _ in range(limit)]
    return np.vstack([chosen, *drawn]).astype(float)


def _surplus(part: Numbers, words: Numbers, ways: Numbers, *, single: bool) -> Numbers:
    """Measure each term's surplus on the source's side under each way to deal the labels."""
    totals = part.sum(axis=0)
    if single:
        # One big group: each article weighs by how unusual its own count is, not by how often it repeats a word.
        expected = np.outer(words / words.sum(), totals)
        residuals = (part - expected) / np.sqrt(expected + 1)
        return np.asarray(ways @ (residuals - residuals.mean(axis=0)))
    share = (ways @ words / words.sum())[:, None]
    return np.asarray((ways @ part - share * totals) / np.sqrt(totals * share * (1 - share)))
