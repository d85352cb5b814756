"""Sources: everything that is compared between them, in one call."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from analysis.comparing.counting import count_once
from analysis.comparing.keywords.keyness import compare_terms
from analysis.comparing.matching.copies import find_duplicates
from analysis.comparing.matching.coverage import compare_coverage
from analysis.comparing.matching.statements import match_quotes
from analysis.comparing.speakers.entities import merge_entities
from analysis.comparing.speakers.saying import count_saying
from analysis.comparing.speakers.shares import measure_diversity, share_quotes
from analysis.comparing.story.findings import make_findings
from analysis.comparing.tables import Tables
from analysis.comparing.tone.means import compare_tone
from analysis.comparing.tone.word_shifts import shift_words
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
    articles, sentences = tables["articles"], tables["sentences"]
    names, quotes, targets = merge_entities(
        tables["names"], tables["quotes"], articles, targets=tables.get("targets"), lexicons=lexicons
    )
    # A speaker whom a reader has corrected stays as he is.
    quotes = quotes.assign(speaker=quotes["speaker"].where(~quotes["told"], tables["quotes"]["speaker"]))
    speakers = dict(zip(quotes["quote_id"], quotes["speaker"], strict=True))
    segments = tables["segments"].assign(speaker=[speakers.get(key, "") for key in tables["segments"]["quote_id"]])
    matched = {
        "shared_quotes": match_quotes(quotes, segments, articles, lexicons=lexicons),
        "duplicates": find_duplicates(articles, sentences, lexicons=lexicons),
        "coverage": compare_coverage(sentences, articles, lexicons=lexicons),
    }
    read = {
        **tables,
        "names": names,
        **({} if targets is None else {"targets": targets}),
        "quotes": quotes,
        "segments": segments,
    }
    counted = count_once(read, matched["duplicates"]) if parameters.copies == "once" else read
    compared = measure_sources(counted, parameters, lexicons=lexicons)
    compared["word_shifts"] = shift_words(*(counted[name] for name in ("hits", "scores", "segments", "articles")))
    made = Tables(counted | compared | matched, lexicons=lexicons or standard_lexicons())
    return Tables(made | make_findings(made), lexicons=made.lexicons)


def measure_sources(
    tables: Mapping[str, pd.DataFrame], parameters: Parameters, *, lexicons: Lexicons | None = None
) -> dict[str, pd.DataFrame]:
    """Measure each source by what it prints: speakers, verbs of saying, tone, keywords.

    Takes: tables with entities merged, and copies left out where they are to count once.
    Returns: shares, diversity, saying, tone, keywords.
    """
    quotes, segments, articles, scores = (tables[name] for name in ("quotes", "segments", "articles", "scores"))
    draws: dict[str, Any] = {"n_boot": parameters.n_boot, "seed": parameters.seed}
    return {
        "shares": share_quotes(quotes, segments, articles, view=parameters.view, **draws),
        "diversity": measure_diversity(quotes, segments, articles, view=parameters.view, **draws),
        "saying": count_saying(quotes, segments, articles, view=parameters.view, lexicons=lexicons),
        "tone": compare_tone(scores, segments, articles, **draws),
        "keywords": compare_terms(
            tables["terms"], articles, reference=parameters.reference, seed=parameters.seed, lexicons=lexicons
        ),
    }
