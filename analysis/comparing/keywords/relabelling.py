"""Relabelling: what terms reach where the labels of articles are dealt anew within events, many terms at a time."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import numpy as np

from analysis.comparing.keywords.counts import Numbers, Whole
from analysis.comparing.keywords.dealing import Dealing, Layout, Stratum, lay_out

if TYPE_CHECKING:
    from scipy.sparse import csc_array, csr_array

# Added to the permutation variance: a word of two or three places must not win on its thinness.
STEADYING = 2.0
CELLS = 2_000_000  # values of the statistic that are held at once where strata are many
ROWS = 512  # terms whose values are at hand at once, so that the processor need not fetch them again
DENSE = 0.2  # share of surpluses that are not 0 from which a product with all of them takes less time
# Values of the statistic are told apart in steps of a thousandth: sums in another order differ far below this.
STEPS = 1000


def permute(counts: "csc_array", words: Numbers, columns: Whole, dealing: Dealing) -> Iterator[Whole]:
    """Give the absolute statistic of some terms after others in steps, one row a term.

    `columns`: the terms. Returns: the labels as they are in the first column, then as they are dealt anew.
    """
    strata = dealing.strata
    if len(strata) == 1:
        yield from _permute_all(counts, words, columns, strata[0], dealing.ways[0])
        return
    # Articles in the order of the strata: those of one come one after another among the places of each term.
    cells = counts.tocsr()[np.concatenate([stratum.articles for stratum in strata])].tocsc()[:, columns]
    stratum_of = np.repeat(np.arange(len(strata)), [len(stratum.articles) for stratum in strata])
    every = [*lay_out(np.arange(len(strata)), words, dealing)] if dealing.is_small else []
    width = max(1, CELLS // (dealing.n_permutations + 1))
    for at in range(0, len(columns), width):
        some = cells[:, at : at + width]
        # Of a large corpus, rare terms touch few strata: to the others they add nothing.
        layouts = every or lay_out(np.unique(stratum_of[some.indices]), words, dealing)
        total = None if every else np.zeros((some.shape[1], dealing.n_permutations + 1))
        yield from _permute_some(some, stratum_of, layouts, total)


def _permute_some(
    counts: "csc_array", stratum_of: Whole, layouts: Iterable[Layout], total: Numbers | None
) -> Iterator[Whole]:
    """Sum surpluses over strata: those under the labels as they are, and what each way that is drawn adds to them.

    `total`: where to sum what several layouts add; None where there is one, which is summed up terms by terms.
    """
    variance, observed = np.full(counts.shape[1], STEADYING), np.zeros(counts.shape[1])
    for layout in layouts:
        table = _measure_surplus(counts, stratum_of, layout, variance, observed)
        for first in range(0, counts.shape[1], ROWS):
            rows = slice(first, first + ROWS)
            part = table[rows]
            dense = part.nnz > DENSE * part.shape[0] * part.shape[1]
            added = (part.toarray() if dense else part) @ layout.drawn
            if total is None:
                yield _count_steps(added, observed[rows], variance[rows])
            else:
                total[rows] += added
    if total is not None:
        yield _count_steps(total, observed, variance)


def _count_steps(added: Numbers, observed: Numbers, variance: Numbers) -> Whole:
    """Give the absolute statistic in steps, in the place of what is added to that under the labels as they are."""
    added += observed[:, None]
    np.abs(added, out=added)
    added *= (STEPS / np.sqrt(variance))[:, None]
    return np.rint(added, out=added).astype(np.intp)


def _measure_surplus(
    counts: "csc_array", stratum_of: Whole, layout: Layout, variance: Numbers, observed: Numbers
) -> "csr_array":
    """Measure each term's surplus on the source's side under each way to deal the labels of a stratum.

    `stratum_of`: of each article, one a row of `counts`; what the strata add to the `variance` of each term and to
    what is `observed` is added there. Returns: by how much each way, one a column, changes the surplus of each term.
    """
    from scipy.sparse import csr_array

    places, strata = counts.indices, layout.number[stratum_of[counts.indices]]
    terms, n = np.repeat(np.arange(counts.shape[1]), np.diff(counts.indptr)), counts.data
    if len(layout.begin) < len(layout.number):
        here = strata >= 0
        strata, terms, n = strata[here], terms[here], n[here]
        places = places[here] + layout.shift[strata]
    new = (np.diff(strata, prepend=-1) != 0) | (np.diff(terms, prepend=-1) != 0)
    pair, strata, terms = np.cumsum(new) - 1, strata[new], terms[new]  # of a term and a stratum in which it stands
    totals = np.bincount(pair, n)
    n_other = layout.n_ways[strata] - 1
    begin, spread = np.cumsum(n_other) - n_other, np.zeros(len(strata))
    changes, ways = np.zeros(int(n_other.sum())), np.zeros(int(n_other.sum()), dtype=np.int32)
    several = np.unique(n_other).tolist()
    for of_way in several:
        chosen = np.flatnonzero(n_other == of_way) if len(several) > 1 else slice(None)
        share, of_pair = layout.shares[: of_way + 1, strata[chosen]], totals[chosen]
        held = [np.bincount(pair, n * layout.dealt[way, places])[chosen] for way in range(of_way + 1)]
        surplus = (np.array(held) - share * of_pair) / np.sqrt(of_pair * share * (1 - share))
        spread[chosen] = surplus.var(axis=0)
        observed += np.bincount(terms[chosen], surplus[0], minlength=len(observed))
        others = np.arange(of_way)[:, None]
        changes[begin[chosen] + others] = surplus[1:] - surplus[0]
        ways[begin[chosen] + others] = layout.begin[strata[chosen]] + others
    np.add.at(variance, terms, spread)
    edges = np.concatenate([[0], np.cumsum(np.bincount(terms, n_other, minlength=counts.shape[1]))])
    return csr_array((changes, ways, edges.astype(np.int32)), shape=(counts.shape[1], len(layout.drawn)))


def _permute_all(
    counts: "csc_array", words: Numbers, columns: Whole, stratum: Stratum, ways: Numbers
) -> Iterator[Whole]:
    """Deal the labels of one big group anew: each article weighs by how unusual its own count is."""
    width = max(1, CELLS // max(len(ways), len(stratum.articles)))
    own = words[stratum.articles]
    for at in range(0, len(columns), width):
        part = counts[:, columns[at : at + width]].tocsr()[stratum.articles].toarray()
        expected = np.outer(own / own.sum(), part.sum(axis=0))
        residuals = (part - expected) / np.sqrt(expected + 1)
        surplus = np.asarray(ways @ (residuals - residuals.mean(axis=0)))
        found = np.abs(surplus) * (STEPS / np.sqrt(STEADYING + surplus.var(axis=0)))
        yield np.rint(found).astype(np.intp).T
