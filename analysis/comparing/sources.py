"""Sources: everything that is compared between them, in one call."""

from collections import Counter
from collections.abc import Mapping

import pandas as pd

from analysis.comparing.counting import count_once
from analysis.comparing.matching.copies import find_duplicates
from analysis.comparing.matching.coverage import compare_coverage
from analysis.comparing.matching.statements import match_quotes
from analysis.comparing.measuring import Corpus, measure_sources
from analysis.comparing.settings import MATCHED
from analysis.comparing.speakers.entities import choose_spellings, fold_speakers, merge_events
from analysis.comparing.tables import Tables
from analysis.lexicons import Lexicons, standard_lexicons
from analysis.parameters import Parameters


def compare_sources(
    tables: Mapping[str, pd.DataFrame], parameters: Parameters, *, lexicons: Lexicons | None = None
) -> Tables:
    """Compare the sources: speakers, verbs of saying, tone, keywords, shared quotations, coverage.

    With copies=once, whatever a copied passage holds is left out of all that is counted, here and by whoever is given
    the tables; what is matched between sources (shared_quotes, duplicates, coverage) stands on all of it.

    Takes: the tables of `read_articles`. Returns: new tables beside them; nothing is changed in place.
    """
    merged = name_entities(tables, lexicons=lexicons)
    read = match_sources(merged, choose_spellings(Counter(merged["quotes"]["speaker"])), lexicons=lexicons)
    matched = {name: read.pop(name) for name in MATCHED}
    matched["duplicates"] = find_duplicates(tables["articles"], tables["sentences"], lexicons=lexicons)
    counted = count_once(read, matched["duplicates"]) if parameters.copies == "once" else read

    known = {**counted, **matched}
    compared = measure_sources(Corpus.of(known, parameters, lexicons))
    return Tables({**known, **compared}, lexicons=lexicons or standard_lexicons())


def name_entities(tables: Mapping[str, pd.DataFrame], *, lexicons: Lexicons | None = None) -> dict[str, pd.DataFrame]:
    """Give one name to what the articles of an event call by different ones; the first step, batch by batch.

    Takes: the tables of `read_articles` of whole events. Returns: them with names, targets and quotes anew; quotes has
    `told_speaker` beside: the speaker whom a reader has given.
    """
    quotes = tables["quotes"]
    names, named, targets = merge_events(
        tables["names"], quotes, tables["articles"], targets=tables.get("targets"), lexicons=lexicons
    )
    told = quotes["speaker"].where(quotes["told"], "")
    aimed = {} if targets is None else {"targets": targets}
    return {**tables, "names": names, "quotes": named.assign(told_speaker=told), **aimed}


def match_sources(
    tables: Mapping[str, pd.DataFrame],
    spellings: Mapping[str, str],
    *,
    lexicons: Lexicons | None = None,
    coverage: pd.DataFrame | None = None,
) -> dict[str, pd.DataFrame]:
    """Match what the sources of an event print; the second step, batch by batch.

    Takes: the tables of `name_entities`, and the spellings that the whole corpus chose; `coverage` where it is known:
    it hangs on the sentences alone. Returns: them with the final speakers in quotes and segments, and shared_quotes
    and coverage.
    """
    articles = tables["articles"]
    quotes = fold_speakers(tables["quotes"], spellings)
    # A speaker whom a reader has corrected stays as he is.
    quotes = quotes.assign(speaker=quotes["speaker"].where(~quotes["told"], quotes["told_speaker"]))
    quotes = quotes.drop(columns="told_speaker")
    named = dict(zip(quotes["quote_id"].tolist(), quotes["speaker"].tolist(), strict=True))
    segments = tables["segments"].assign(
        speaker=[named.get(key, "") for key in tables["segments"]["quote_id"].tolist()]
    )
    matched = {
        "shared_quotes": match_quotes(quotes, segments, articles, lexicons=lexicons),
        "coverage": compare_coverage(tables["sentences"], articles, lexicons=lexicons)
        if coverage is None
        else coverage,
    }
    return {**tables, "quotes": quotes, "segments": segments, **matched}
