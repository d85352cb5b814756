"""Measuring: the tables that compare whole sources, made of a corpus that may come in batches of events."""

import functools
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import pandas as pd

from analysis.comparing.keywords.keyness import compare_term_parts
from analysis.comparing.speakers.saying import sum_saying, summarise_saying
from analysis.comparing.speakers.shares import sum_quotes, summarise_diversity, summarise_shares
from analysis.comparing.stores import Keep, Store, hold_parts, remember_parts
from analysis.comparing.story.events import TABLES
from analysis.comparing.story.findings import make_findings
from analysis.comparing.tables import Tables, empty_table
from analysis.comparing.tone.means import average_articles, summarise_tone
from analysis.comparing.tone.word_shifts import count_articles, join_shifts, sum_shares
from analysis.lexicons import Lexicons, standard_lexicons
from analysis.parameters import Parameters
from analysis.wording import number_rows

Load = Callable[..., Sequence[pd.DataFrame]]  # takes names, gives these tables of one batch


class Corpus(NamedTuple):
    """What is measured: batches of whole events, each read only while it is needed, and how."""

    batches: Sequence[Load]
    articles: pd.DataFrame  # article_id, source, event of all
    parameters: Parameters
    lexicons: Lexicons | None
    store: Store | None = None  # where sums are put aside; in memory if there is none
    keep: Keep = hold_parts  # keeps sums that no setting but `copies` changes

    @classmethod
    def of(cls, tables: Mapping[str, pd.DataFrame], parameters: Parameters, lexicons: Lexicons | None) -> "Corpus":
        """Take tables that are in memory for one batch."""

        def load(*names: str) -> Sequence[pd.DataFrame]:
            return [tables[name] for name in names]

        return cls([load], tables["articles"], parameters, lexicons, keep=remember_parts())

    @property
    def sources(self) -> list[str]:
        """The sources, in alphabetical order."""
        return sorted(set(self.articles["source"]))

    @property
    def draws(self) -> dict[str, int]:
        """How intervals are drawn."""
        return {"n_boot": self.parameters.n_boot, "seed": self.parameters.seed}


def measure_sources(corpus: Corpus, *, names: Sequence[str] = ()) -> dict[str, pd.DataFrame]:
    """Make the tables that compare whole sources.

    `names`: which of MEASURES; all if empty. Returns: the tables by name, each as its own function gives it.
    """
    return {name: join_parts(name, MEASURES[name](corpus)) for name in names or MEASURES}


def join_parts(name: str, parts: Iterator[pd.DataFrame]) -> pd.DataFrame:
    """Join a table that is made part by part."""
    made = list(parts)
    if len(made) == 1:
        return made[0]
    return pd.concat(made, ignore_index=True) if made else empty_table(name)


def _share(corpus: Corpus) -> Iterator[pd.DataFrame]:
    yield summarise_shares(_sum_quotes(corpus), **corpus.draws)


def _diversity(corpus: Corpus) -> Iterator[pd.DataFrame]:
    yield summarise_diversity(_sum_quotes(corpus), **corpus.draws)


def _sum_quotes(corpus: Corpus) -> Sequence[pd.DataFrame]:
    def make() -> Iterator[pd.DataFrame]:
        for load in corpus.batches:
            yield sum_quotes(*load("quotes", "segments", "articles"), view=corpus.parameters.view)

    return corpus.keep("sums of quotes", make)


def _saying(corpus: Corpus) -> Iterator[pd.DataFrame]:
    view: Any = {"view": corpus.parameters.view, "lexicons": corpus.lexicons}
    tables = (load("quotes", "segments", "articles") for load in corpus.batches)
    yield summarise_saying(sum_saying(*batch, **view) for batch in tables)


def _tone(corpus: Corpus) -> Iterator[pd.DataFrame]:
    def make() -> Iterator[pd.DataFrame]:
        for load in corpus.batches:
            yield average_articles(*load("scores", "segments", "articles"))

    parts = list(corpus.keep("tone of articles", make))
    yield summarise_tone(parts, corpus.sources, **corpus.draws)


def _word_shifts(corpus: Corpus) -> Iterator[pd.DataFrame]:
    scored = ("scores", "segments", "articles")
    n_articles = count_articles(*corpus.batches[0](*scored))
    for load in corpus.batches[1:]:
        n_articles.update(count_articles(*load(*scored)))
    tables = (load("hits", *scored) for load in corpus.batches)
    yield join_shifts([sum_shares(*batch, n_articles=n_articles) for batch in tables], corpus.sources)


class _Terms:
    """The terms of each batch after those of another, as often as they are asked for."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus

    def __iter__(self) -> Iterator[pd.DataFrame]:
        for load in self._corpus.batches:
            yield from load("terms")


def _keywords(corpus: Corpus) -> Iterator[pd.DataFrame]:
    parameters = corpus.parameters
    settings: Any = {"reference": parameters.reference, "seed": parameters.seed, "lexicons": corpus.lexicons}
    return compare_term_parts(_Terms(corpus), corpus.articles, store=corpus.store, keep=corpus.keep, **settings)


def _findings(name: str, corpus: Corpus) -> Iterator[pd.DataFrame]:
    """Tell what differs batch by batch, and number it through the corpus."""
    told = ("articles", "sentences", *TABLES)
    lexicons = corpus.lexicons or standard_lexicons()
    made = [
        make_findings(Tables(dict(zip(told, load(*told), strict=True)), lexicons=lexicons)) for load in corpus.batches
    ]
    ids = iter(number_rows("f", sum(len(tables["findings"]) for tables in made)))
    for tables in made:
        final = dict(zip(tables["findings"]["finding_id"], ids, strict=False))
        yield tables[name].assign(finding_id=tables[name]["finding_id"].map(final))


MEASURES: Mapping[str, Callable[[Corpus], Iterator[pd.DataFrame]]] = {
    "shares": _share,
    "diversity": _diversity,
    "saying": _saying,
    "tone": _tone,
    "word_shifts": _word_shifts,
    "keywords": _keywords,
    "findings": functools.partial(_findings, "findings"),
    "finding_passages": functools.partial(_findings, "finding_passages"),
}
