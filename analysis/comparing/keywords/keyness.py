"""Keywords: the words by which a source differs from the others, with effect size, interval, test and caution."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.comparing.keywords.blocks import gather_blocks
from analysis.comparing.keywords.counts import Mask, TermCounts
from analysis.comparing.keywords.judging import FEW_OCCURRENCES, judge_terms, warn_of_terms
from analysis.comparing.keywords.lists import place_terms
from analysis.comparing.keywords.measures import (
    measure_dispersion,
    measure_log_likelihood,
    measure_log_odds,
    measure_log_ratio,
)
from analysis.comparing.keywords.ranking import DIGITS, rank_parts, sort_keywords
from analysis.comparing.keywords.tiers import assess_blocks
from analysis.comparing.stores import Keep, Memory, Store, hold_parts
from analysis.comparing.tables import empty_table
from analysis.errors import RequestError, suggest
from analysis.lexicons import Lexicons
from analysis.schema import LISTS, VOICES, as_table

if TYPE_CHECKING:
    from scipy.sparse import csc_array

OTHERS = "others"
SAID_ONCE = 1
# From so many articles on, a term must stand in several of them: a word of one article cannot tell sources apart.
MANY_ARTICLES, MIN_ARTICLES_OF_MANY = 20, 3


def compare_terms(
    terms: pd.DataFrame,
    articles: pd.DataFrame,
    *,
    voices: Sequence[str] = tuple(VOICES),
    sources: Sequence[str] = (),
    reference: str = "",
    prior_weight: float = 500.0,
    seed: int = 0,
    lexicons: Lexicons | None = None,
) -> pd.DataFrame:
    """Compare the vocabulary of each source with that of the others, voice by voice.

    `terms`: the table of `count_terms` with article_id; `articles`: article_id, source, event. `voices`: any of own,
    quoted, all. `sources`: those to compare, all if empty; `reference`: the one to compare them with; if empty each
    source is compared with all the others together.

    Returns: source, reference (a source, or `others`), voice, term, list (framing, name, style, boilerplate), rule,
    n_source, n_reference, n_articles and n_events (compared ones that have the term in this voice), per_1000_source,
    per_1000_reference, log_ratio with low and high (binary logarithm, 95 %), log_likelihood (two cells), z (log-odds
    with an informative prior of `prior_weight` words), q (0..1; 1 where there is no test), dispersion (DP over the
    compared articles), quoted_share (of the source's occurrences in any voice; missing where it has none), tier
    (supported, descriptive), caution. Every term has a row, whichever side uses it more; sorted by source, voice,
    list, falling z, term. A voice that one side does not have gives no rows.
    Raises: RequestError for an unknown source, reference or voice.
    Source: see `keyness_measures` and `keyness_tiers`.

    >>> terms = pd.DataFrame({"article_id": list("aabb"), "voice": "own", "term": ["rally", "the", "riot", "the"],
    ...                       "n_words": 1, "n": [3, 9, 2, 8], "n_proper": 0})
    >>> articles = pd.DataFrame({"article_id": ["a", "b"], "source": ["A", "B"], "event": "march"})
    >>> keywords = compare_terms(terms, articles, voices=["own"])
    >>> keywords.loc[keywords["source"] == "A", ["term", "list", "n_source", "n_reference"]].values.tolist()
    [['rally', 'framing', 3, 0], ['riot', 'framing', 0, 2], ['the', 'style', 9, 8]]

    Limits: from 20 articles on, terms in fewer than 3 of them have no row.
    """
    given: dict[str, Any] = {"sources": sources, "reference": reference, "prior_weight": prior_weight}
    tables = [*compare_term_parts([terms], articles, voices=voices, seed=seed, lexicons=lexicons, **given)]
    return pd.concat(tables, ignore_index=True) if tables else empty_table("keywords")


def compare_term_parts(
    parts: Iterable[pd.DataFrame],
    articles: pd.DataFrame,
    *,
    voices: Sequence[str] = tuple(VOICES),
    sources: Sequence[str] = (),
    reference: str = "",
    prior_weight: float = 500.0,
    seed: int = 0,
    lexicons: Lexicons | None = None,
    store: Store | None = None,
    keep: Keep = hold_parts,
) -> Iterator[pd.DataFrame]:
    """Compare as `compare_terms` does, where the table of terms comes in parts, no article in two of them.

    `store`: where what is counted is put aside; `keep`: keeps the counts for other settings.
    Returns: the rows one after another, in order.

    Limits: what three thousand articles hold of terms is held at once.
    """
    store = store or Memory()
    chosen = _choose_articles(articles, voices, sources, reference)
    names = sorted(set(chosen["source"]))
    min_articles = MIN_ARTICLES_OF_MANY if len(chosen) >= MANY_ARTICLES else 1
    how: dict[str, Any] = {"min_articles": min_articles, "store": store, "keep": keep}
    blocks = gather_blocks(parts, chosen["article_id"].tolist(), **how)
    labels = chosen["source"].to_numpy(dtype=str)
    events = pd.factorize(chosen["event"].where(chosen["event"] != ""))[0]
    sides = {name: (labels == name, labels == reference if reference else labels != name) for name in names}
    sides = {name: (source, rest) for name, (source, rest) in sides.items() if name != reference and rest.any()}
    assessed = assess_blocks(
        blocks, chosen["event"].tolist(), list(sides.values()), voices=voices, seed=seed, store=store
    )

    def measure() -> Iterator[pd.DataFrame]:
        taken = iter(blocks)
        for _ in range(len(blocks)):
            counts = next(taken)
            place = place_terms(counts, sources=names, lexicons=lexicons)
            for (name, (source, rest)), (design, _) in zip(sides.items(), assessed.designs, strict=True):
                tables = []
                for voice in voices:
                    table = _measure_voice(counts, voice, events, source, rest, prior_weight)
                    table = table.assign(voice=voice, list=place["list"], rule=place["rule"], number=range(len(table)))
                    table = table[table["n_source"] + table["n_reference"] > 0]
                    tables.append(warn_of_terms(table, design, source, rest))
                joined = pd.concat(tables, ignore_index=True).assign(source=name, reference=reference or OTHERS)
                yield sort_keywords(joined)
            del counts, place, tables, joined  # or they are held while the next block is taken

    if not sides:
        return
    # What is measured hangs on no draw, what is supported does. A source's name may hold signs that no file may.
    against = names.index(reference) if reference else OTHERS
    measured = keep(f"keywords against {against}", measure)
    of_all = enumerate(measured)
    judged = (judge_terms(table, assessed, number % len(sides), number // len(sides)) for number, table in of_all)
    for table in rank_parts(judged, len(blocks), len(sides), store):
        yield as_table("keywords", table)


def choose_keywords(
    keywords: pd.DataFrame, *, voice: str = "own", list: str = "framing", top_n: int = 15
) -> pd.DataFrame:
    """Choose the first keywords of each source: the terms it uses more than its reference, by falling z.

    Terms of five and more occurrences come first, then the rarer ones; what a source says once only is not chosen.

    `keywords`: the table of `compare_terms`; `voice`: own, quoted, all; `list`: framing, name, style, boilerplate.
    Returns: rows of `keywords`, at most `top_n` a source.
    Raises: RequestError for an unknown voice or list.

    >>> row = {"source": "A", "voice": "own", "list": "framing", "term": "rally", "z": 1.2, "n_source": 9}
    >>> rows = [row | {"term": "curfew", "z": 2.0, "n_source": 3}, row, row | {"term": "once", "n_source": 1}]
    >>> choose_keywords(pd.DataFrame(rows).assign(n_reference=0))["term"].tolist()
    ['rally', 'curfew']

    Limits: the first rows of a list are not the most certain ones; see tier and caution.
    """
    _require("voice", voice, tuple(VOICES))
    _require("list", list, LISTS)
    listed = (keywords["z"] > 0) & (keywords["n_source"] > SAID_ONCE)
    rows = keywords[(keywords["voice"] == voice) & (keywords["list"] == list) & listed]
    few = rows["n_source"] + rows["n_reference"] < FEW_OCCURRENCES
    order = pd.DataFrame({"source": rows["source"], "few": few, "z": -rows["z"].round(DIGITS), "term": rows["term"]})
    rows = rows.loc[order.sort_values(["source", "few", "z", "term"], kind="stable").index]
    return rows.groupby("source", sort=False).head(top_n).reset_index(drop=True)


def _choose_articles(
    articles: pd.DataFrame, voices: Sequence[str], sources: Sequence[str], reference: str
) -> pd.DataFrame:
    known = sorted(set(articles["source"]))
    for voice in voices:
        _require("voice", voice, tuple(VOICES))
    for source in sources:
        _require("source", source, known)
    if reference:
        _require("reference", reference, known)
    wanted = {*sources, reference} if sources else set(known)
    chosen = articles.loc[articles["source"].isin(wanted), ["article_id", "source", "event"]]
    return chosen.fillna({"event": ""}).sort_values("article_id", kind="stable").reset_index(drop=True)


def _require(kind: str, name: str, known: Sequence[str]) -> None:
    if name not in known:
        listed = ", ".join(f"'{one}'" for one in known)
        raise RequestError(f"Unknown {kind} '{name}'.{suggest(name, known)} There are: {listed}.")


def _measure_voice(
    counts: TermCounts, voice: str, events: NDArray[np.intp], source: Mask, reference: Mask, prior_weight: float
) -> pd.DataFrame:
    """Measure each term of one voice; a table without rows where one side has no words in it."""
    cells, words = counts.counts[voice], counts.words[voice]
    both = source | reference
    n_source, n_reference = source @ cells, reference @ cells
    words_source, words_reference = words[source].sum(), words[reference].sum()
    if not words_source or not words_reference:
        n_source, n_reference = np.zeros_like(n_source), np.zeros_like(n_reference)
    sizes = {"words_source": max(words_source, 1.0), "words_reference": max(words_reference, 1.0)}
    log_ratio, low, high = measure_log_ratio(n_source, n_reference, **sizes)
    anywhere, quoted = source @ counts.counts["all"], source @ counts.counts["quoted"]
    compared = cells[both]
    return pd.DataFrame(
        {
            "term": counts.terms,
            "n_source": n_source.astype("int64"),
            "n_reference": n_reference.astype("int64"),
            "n_articles": compared.count_nonzero(axis=0).astype("int64"),
            "n_events": _count_events(compared, events[both]),
            "per_1000_source": 1000 * n_source / sizes["words_source"],
            "per_1000_reference": 1000 * n_reference / sizes["words_reference"],
            "log_ratio": log_ratio,
            "low": low,
            "high": high,
            "log_likelihood": measure_log_likelihood(n_source, n_reference, **sizes),
            "z": measure_log_odds(n_source, n_reference, prior_weight=prior_weight, **sizes),
            "dispersion": measure_dispersion(compared, words[both]),
            "quoted_share": np.where(anywhere > 0, quoted / np.maximum(anywhere, 1), np.nan),
        }
    )


def _count_events(cells: "csc_array", events: NDArray[np.intp]) -> NDArray[np.int64]:
    """Count the events in which each term stands; `events`: the number of that of each article, -1 without one."""
    from scipy.sparse import csr_array

    known = np.flatnonzero(events >= 0)
    shape = (int(events.max(initial=0)) + 1, len(events))
    by_event = csr_array((np.ones(len(known)), (events[known], known)), shape=shape)
    return np.asarray((by_event @ cells).tocsc().count_nonzero(axis=0), dtype="int64")
