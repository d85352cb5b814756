"""Measuring: the tables that compare whole sources, made of a corpus that may come in batches of events."""

import functools
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import pandas as pd

from analysis.comparing.keywords.keyness import compare_term_parts
from analysis.comparing.speakers.saying import sum_saying, summarise_saying
from analysis.comparing.speakers.shares import sum_quotes, summarise_diversity, summarise_shares
from analysis.comparing.stores import Keep, Store, hold_parts, remember_parts, sort_sources
from analysis.comparing.story.events import TABLES
from analysis.comparing.story.findings import make_findings
from analysis.comparing.tables import Tables, join_parts
from analysis.comparing.tone.means import NO_SOURCE, average_articles, summarise_tone
from analysis.comparing.tone.word_shifts import count_articles, join_shifts, sum_shares
from analysis.lexicons import Lexicons, standard_lexicons
from analysis.parameters import Parameters
from analysis.wording import number_rows

# Takes names, gives these tables of one batch; `texts`: those of them whose texts are asked for.
Load = Callable[..., Sequence[pd.DataFrame]]
SPOKEN, SCORED = ("quotes", "segments", "articles"), ("scores", "segments", "articles")
TOLD, WORDED = ("articles", "sentences", *TABLES), ("sentences", "quotes", "segments", "names", "agency")


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

        def load(*names: str, texts: Sequence[str] = ()) -> Sequence[pd.DataFrame]:
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

    def keep_sources(
        self, name: str, make: Callable[[], Iterable[pd.DataFrame]], sources: Sequence[str]
    ) -> Sequence[pd.DataFrame]:
        """Keep what is made of each batch, one part a source: other settings then read each row once."""
        return self.keep(name, lambda: sort_sources(make(), sources, name, self.store))


def measure_sources(corpus: Corpus, *, names: Sequence[str] = ()) -> dict[str, pd.DataFrame]:
    """Make the tables that compare whole sources.

    `names`: which of MEASURES; all if empty. Returns: the tables by name, each as its own function gives it.
    """
    return {name: join_parts(name, MEASURES[name](corpus)) for name in names or MEASURES}


def _share(corpus: Corpus) -> Iterator[pd.DataFrame]:
    return summarise_shares(_sum_quotes(corpus), **corpus.draws)


def _diversity(corpus: Corpus) -> Iterator[pd.DataFrame]:
    return summarise_diversity(_sum_quotes(corpus), **corpus.draws)


def _sum_quotes(corpus: Corpus) -> Sequence[pd.DataFrame]:
    def make() -> Iterator[pd.DataFrame]:
        for load in corpus.batches:
            yield sum_quotes(*load(*SPOKEN, texts=()), view=corpus.parameters.view)

    return corpus.keep_sources("sums of quotes", make, corpus.sources)


def _saying(corpus: Corpus) -> Iterator[pd.DataFrame]:
    view: Any = {"view": corpus.parameters.view, "lexicons": corpus.lexicons}

    def make() -> Iterator[pd.DataFrame]:
        for load in corpus.batches:
            yield sum_saying(*load(*SPOKEN, texts=["quotes"]), **view)

    return summarise_saying(corpus.keep("sums of saying", make))


def _tone(corpus: Corpus) -> Iterator[pd.DataFrame]:
    return summarise_tone(_average(corpus), corpus.sources, **corpus.draws)


def _average(corpus: Corpus) -> Sequence[pd.DataFrame]:
    def make() -> Iterator[pd.DataFrame]:
        for load in corpus.batches:
            yield average_articles(*load(*SCORED, texts=()))

    return corpus.keep_sources("tone of articles", make, [NO_SOURCE, *corpus.sources])


def _word_shifts(corpus: Corpus) -> Iterator[pd.DataFrame]:
    n_articles = count_articles(_average(corpus))

    def make() -> Iterator[pd.DataFrame]:
        for load in corpus.batches:
            yield sum_shares(*load("hits", *SCORED, texts=["hits"]), n_articles=n_articles)

    return join_shifts(corpus.keep("shares of words", make), corpus.sources)


class _Terms:
    """The terms of each batch after those of another, as often as they are asked for."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus

    def __iter__(self) -> Iterator[pd.DataFrame]:
        for load in self._corpus.batches:
            yield from load("terms", texts=())


def _keywords(corpus: Corpus) -> Iterator[pd.DataFrame]:
    parameters = corpus.parameters
    settings: Any = {"reference": parameters.reference, "seed": parameters.seed, "lexicons": corpus.lexicons}
    return compare_term_parts(_Terms(corpus), corpus.articles, store=corpus.store, keep=corpus.keep, **settings)


def _findings(name: str, corpus: Corpus) -> Iterator[pd.DataFrame]:
    """Tell what differs batch by batch, and number it through the corpus."""
    lexicons = corpus.lexicons or standard_lexicons()

    def tell() -> Iterator[pd.DataFrame]:
        for load in corpus.batches:
            tables = zip(TOLD, load(*TOLD, texts=WORDED), strict=True)
            found = make_findings(Tables(dict(tables), lexicons=lexicons))
            del tables  # or they are held while what is told of them is kept
            yield found["findings"]
            yield found["finding_passages"]

    kept = corpus.keep("findings and passages", tell)  # by turns
    told = range(0, len(kept), 2)
    ids = iter(number_rows("f", sum(len(kept[part]) for part in told)))
    for part in told:
        findings = kept[part]
        final = dict(zip(findings["finding_id"], ids, strict=False))
        table = findings if name == "findings" else kept[part + 1]
        yield table.assign(finding_id=table["finding_id"].map(final))


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
