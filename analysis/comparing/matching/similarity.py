"""Words of an event weighed, and the units of text that share enough of them."""

import itertools
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from analysis.language.folding import Word, stem_parts
from analysis.language.stems import stem
from analysis.language.words import words_without_content
from analysis.lexicons import Lexicons, standard_lexicons

CELLS = 1_000_000
SHORTEST_PART = 4


@dataclass(frozen=True)
class Weighed:
    """Units of text (sentences, statements) as weighed stems; one row a unit."""

    matrix: Any  # scipy.sparse.csr_matrix of square roots of weights, so that a product gives shared weight
    total: np.ndarray
    weight: dict[str, float]


def weigh_words(units: Sequence[Sequence[Word]], groups: Sequence[str], *, lexicons: Lexicons | None = None) -> Weighed:
    """Weigh the content words of the units of one event: a rare word counts 1, what many units say counts little.

    Weight of a stem: ln((N + 1) / n) / ln(N + 1), n units carry it in a source that has it at all, N units has a
    source, both on average; so a word that every source says once is rare. Function words weigh nothing.

    Takes: units, each a list of words, and the group (source) of each. Returns: the weighed units, in order.
    Source: inverse document frequency (Spärck Jones, 1972), with the counts taken from the event itself.

    >>> from analysis.language.folding import split_words
    >>> units = [split_words(text) for text in ("The police fired.", "Police left.", "Police ran.")]
    >>> {stem: round(weight, 2) for stem, weight in weigh_words(units, ["A", "A", "A"]).weight.items()}
    {'fire': 1.0, 'left': 1.0, 'polic': 0.21, 'ran': 1.0}

    Limits: in an event of a few sentences all weights are nearly alike.
    """
    from scipy.sparse import csr_matrix

    lexicons = lexicons or standard_lexicons()
    beginnings = tuple(row["beginning"] for row in lexicons["beginnings"])
    sets = _add_parts(units, [_find_stems(unit, lexicons) for unit in units], beginnings)
    count = Counter(itertools.chain.from_iterable(sets))
    of_group: dict[str, set[str]] = {}
    for stems, group in zip(sets, groups, strict=True):
        of_group.setdefault(group, set()).update(stems)
    carriers = Counter(itertools.chain.from_iterable(of_group.values()))
    column = {stem: position for position, stem in enumerate(sorted(count))}
    size = len(sets) / max(1, len(of_group)) + 1
    in_groups, in_units = (np.fromiter(map(n.__getitem__, column), dtype=float) for n in (carriers, count))
    weights = np.maximum(0.0, np.log(size * in_groups / in_units) / np.log(size))
    weight = dict(zip(column, weights.tolist(), strict=True))
    indices = [column[stem] for stems in sets for stem in stems]
    values = np.sqrt(weights[indices])
    matrix = csr_matrix((values, indices, np.cumsum([0, *map(len, sets)])), shape=(len(sets), len(column)))
    return Weighed(matrix, np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel(), weight)


def _find_stems(unit: Sequence[Word], lexicons: Lexicons) -> set[str]:
    """The stems of a unit's content words, and those of the parts of words with a hyphen."""
    empty = words_without_content(lexicons)
    content = [word for word in unit if word.form not in empty]
    stems = {word.stem for word in content}
    for word in content:
        if not word.text.isalpha():
            parts = ((form, stem) for form, stem in stem_parts(word, lexicons) if form not in empty)
            stems |= {stem for form, stem in parts if len(form) >= SHORTEST_PART or form.isdigit()}
    return stems


def _add_parts(
    units: Sequence[Sequence[Word]], sets: Sequence[set[str]], beginnings: tuple[str, ...]
) -> list[list[str]]:
    """Let a compound share the word it ends in, where the event has that word too: `airstrike`, `strike`."""
    known = set().union(*sets)
    parts = {}
    words = {word.form: word for unit in units for word in unit}
    for form in (form for form in words if form.startswith(beginnings)):
        for rest in (form.removeprefix(beginning) for beginning in beginnings):
            if rest != form and len(rest) >= SHORTEST_PART and stem(rest) in known:
                parts[words[form].stem] = stem(rest)
    return [sorted(stems | {parts[root] for root in stems if root in parts}) for stems in sets]


def measure_overlap(weighed: Weighed, i: int, j: int, *, prior: float) -> float:
    """Measure the weight of the stems that two units share, over that of the lighter one and `prior` rare words more.

    >>> from analysis.language.folding import split_words
    >>> units = [split_words(text) for text in ("Police fired shots.", "Shots were fired.", "Rain fell.")]
    >>> measure_overlap(weigh_words(units, ["A", "B", "B"]), 0, 1, prior=2.0)
    0.5
    """
    shared = (weighed.matrix[[i]] @ weighed.matrix[[j]].T).sum()
    return round(float(shared / (min(weighed.total[i], weighed.total[j]) + prior)), 4)


def find_pairs(weighed: Weighed, groups: Sequence[str], *, least: float = 1.0) -> Iterator[tuple[int, int, float]]:
    """Find the pairs of units of different groups that share at least a given weight.

    Works block by block: no matrix of all pairs is ever held.

    Takes: weighed units, the group (source) of each, the least shared weight.
    Returns: (first, second, shared weight), first before second, in order.

    >>> from analysis.language.folding import split_words
    >>> units = [split_words(text) for text in ("Police fired shots.", "Shots were fired.", "Rain fell.")]
    >>> sources = ["A", "B", "B"]
    >>> [(i, j, round(shared, 2)) for i, j, shared in find_pairs(weigh_words(units, sources), sources)]
    [(0, 1, 2.0)]

    Limits: the time grows with the square of the units of an event, the memory does not.
    """
    codes = np.unique(np.asarray(groups, dtype=object).astype(str), return_inverse=True)[1]
    for first, block in _blocks(weighed):
        coo = block.tocoo()
        left, right = coo.row + first, coo.col
        keep = (coo.data >= least - 1e-9) & (left < right) & (codes[left] != codes[right])
        order = np.lexsort((right[keep], left[keep]))
        for i, j, shared in zip(left[keep][order], right[keep][order], coo.data[keep][order], strict=True):
            yield int(i), int(j), float(shared)


def _blocks(weighed: Weighed) -> Iterator[tuple[int, Any]]:
    n = weighed.matrix.shape[0]
    step = max(1, CELLS // max(1, n))
    other = weighed.matrix.T.tocsr()
    for first in range(0, n, step):
        yield first, weighed.matrix[first : first + step] @ other


def read_events(articles: pd.DataFrame) -> dict[str, str]:
    """Give the event of each article; one of which it is known that it has none is compared with no other article.

    Takes: article_id and, where they are known, event and event_by. Where `event_by` is none, the article is an event
    of its own; without that column, articles whose event is empty are of one, named ''.

    >>> read_events(pd.DataFrame({"article_id": ["x", "y"], "event": ["strike", None]}))
    {'x': 'strike', 'y': ''}
    >>> read_events(pd.DataFrame({"article_id": ["x"], "event": [""], "event_by": ["none"]}))
    {'x': 'article x'}
    """
    none = [""] * len(articles)
    events, ways = (articles.get(name, none) for name in ("event", "event_by"))
    return {
        key: (f"article {key}" if way == "none" else "") if pd.isna(event) or not event else str(event)
        for key, event, way in zip(articles["article_id"], events, ways, strict=True)
    }
