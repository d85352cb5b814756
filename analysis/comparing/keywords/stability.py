"""Stability of a keyword list: how much of it comes back when it is made from one half of the events."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from analysis.comparing.keywords.blocks import gather_counts
from analysis.comparing.keywords.counts import Mask, TermCounts, Whole
from analysis.comparing.keywords.keyness import OTHERS
from analysis.comparing.keywords.lists import place_terms
from analysis.comparing.keywords.measures import measure_log_odds
from analysis.lexicons import Lexicons

COLUMNS = {
    "source": "str", "reference": "str", "voice": "str", "list": "str", "top_n": "int64", "n_units": "int64",
    "unit": "str", "share": "float64", "low": "float64", "high": "float64", "caution": "str",
}  # fmt: skip
MIN_UNITS = 4


def measure_stability(
    terms: pd.DataFrame,
    articles: pd.DataFrame,
    *,
    voice: str = "own",
    list: str = "framing",
    reference: str = "",
    top_n: int = 50,
    n_splits: int = 20,
    seed: int = 0,
    lexicons: Lexicons | None = None,
) -> pd.DataFrame:
    """Measure how much of each source's keyword list comes back on other events.

    The events that a source and its reference share are cut at random into two halves; where fewer than 4 are
    shared, the articles of either side are. Each half gives its own list of the `top_n` terms by z. The share of
    terms that stand in both, averaged over `n_splits` cuts, is the stability.

    `terms`, `articles`, `voice`, `list`, `reference`: as in `compare_terms`.
    Returns: source, reference, voice, list, top_n, n_units (events or articles cut), unit, share (0..1; missing
    where there is nothing to cut), low and high (the middle 95 % of the cuts), caution.

    >>> terms = pd.DataFrame({"article_id": ["a", "b"], "voice": "own", "term": ["rally", "riot"], "n_words": 1,
    ...                       "n": 3, "n_proper": 0})
    >>> articles = pd.DataFrame({"article_id": ["a", "b"], "source": ["A", "B"], "event": "march"})
    >>> measure_stability(terms, articles)["caution"].tolist()[0]
    'too few articles to compare one half with the other'

    Limits: half of the events make a weaker list than all of them; the figure is a lower bound.
    """
    chosen = articles[["article_id", "source", "event"]].fillna({"event": ""}).sort_values("article_id", kind="stable")
    names = sorted(set(chosen["source"]))
    counts = gather_counts(terms, chosen["article_id"].tolist())
    places = place_terms(counts, sources=names, lexicons=lexicons)
    columns = np.flatnonzero((places["list"] == list).to_numpy())
    labels, events = chosen["source"].to_numpy(dtype=str), chosen["event"].to_numpy(dtype=str)
    rows = []
    for name in names:
        source, rest = labels == name, labels == reference if reference else labels != name
        if name == reference or not rest.any():
            continue
        units, unit = _units(events, source, rest)
        row = (name, reference or OTHERS, voice, list, top_n, len(units), unit)
        if not units:
            rows.append((*row, np.nan, np.nan, np.nan, "too few articles to compare one half with the other"))
            continue
        generator = np.random.default_rng(seed)
        shares = []
        for _ in range(n_splits):
            order = generator.permutation(len(units))
            halves = [np.any([units[i] for i in part], axis=0) for part in np.array_split(order, 2)]
            first, second = (_top(counts, voice, columns, source & half, rest & half, top_n) for half in halves)
            shares.append(len(first & second) / max(min(len(first), len(second)), 1))
        low, high = np.quantile(shares, [0.025, 0.975])
        caution = f"{len(units)} {unit}s only" if len(units) < 2 * MIN_UNITS else ""
        rows.append((*row, float(np.mean(shares)), float(low), float(high), caution))
    return pd.DataFrame(rows, columns=[*COLUMNS]).astype(COLUMNS)


def _units(events: Sequence[str] | np.ndarray, source: Mask, rest: Mask) -> tuple[list[Mask], str]:
    """Give what is cut in two: shared events as masks of articles, else pairs of articles, one from either side."""
    names = np.asarray(events, dtype=str)
    shared = sorted((set(names[source]) & set(names[rest])) - {""})
    if len(shared) >= MIN_UNITS:
        return [(names == name) & (source | rest) for name in shared], "event"
    ours, theirs = np.flatnonzero(source), np.flatnonzero(rest)
    if min(len(ours), len(theirs)) < MIN_UNITS:
        return [], "article"
    number = np.arange(len(names))
    return [np.isin(number, [*ours[i : i + 1], *theirs[i :: len(ours)]]) for i in range(len(ours))], "article"


def _top(counts: TermCounts, voice: str, columns: Whole, source: Mask, rest: Mask, top_n: int) -> set[int]:
    cells, words = counts.counts[voice], counts.words[voice]
    sizes = {"words_source": float(words[source].sum()), "words_reference": float(words[rest].sum())}
    z = measure_log_odds((source @ cells)[columns], (rest @ cells)[columns], **sizes)
    order = np.lexsort((columns, -z))[:top_n]
    return {int(place) for place in columns[order] if z[np.searchsorted(columns, place)] > 0}
