"""Agency by source: how often each source tells acts of harm in which form, and whether anybody does them."""

import math
from collections import Counter

import pandas as pd

from analysis.comparing.cautions import join_cautions, warn_of_few, warn_of_one_article
from analysis.comparing.intervals import wilson
from analysis.schema import AGENCY_FORMS, choose_voice

COLUMNS = ["source", "voice", "form", "n", "n_all", "share", "low", "high", "n_articles", "caution"]
FEW_ACTS = 10


def share_forms(agency: pd.DataFrame, articles: pd.DataFrame, *, voice: str = "own", act: str = "") -> pd.DataFrame:
    """Share out each source's acts of harm among the five forms.

    Takes: agency, articles (article_id, source); `voice` own, quoted or all; `act` keeps one act (killing ...).
    Returns: source, voice, form, n, n_all (the source's acts), share, low, high (Wilson 95 %), n_articles (of the
    source), caution; every form has a row in every source, the sources in their own order, the forms in AGENCY_FORMS'.

    >>> agency = pd.DataFrame({"article_id": "x", "voice": "own", "act": "killing", "form": ["active", "nominal"]})
    >>> table = share_forms(agency, pd.DataFrame({"article_id": ["x"], "source": ["X"]}))
    >>> table.loc[table["n"] > 0, ["form", "n", "share"]].values.tolist()
    [['active', 1, 0.5], ['nominal', 1, 0.5]]

    Limits: the interval takes acts as independent, which sentences of one article are not: it is too narrow.
    """
    source_of = dict(zip(articles["article_id"], articles["source"], strict=True))
    kept = choose_voice(agency[(agency["act"] == act) | (act == "")], voice)
    counts = Counter(
        (source_of.get(article, article), form) for article, form in zip(kept["article_id"], kept["form"], strict=True)
    )
    n_articles = Counter(source_of.values())
    rows = []
    for source in sorted(n_articles):
        n_all = sum(counts[source, form] for form in AGENCY_FORMS)
        caution = join_cautions(warn_of_one_article(n_articles[source]), warn_of_few(n_all, FEW_ACTS, "acts"))
        for form in AGENCY_FORMS:
            n = counts[source, form]
            low, high = wilson(n, n_all)
            share = n / n_all if n_all else math.nan
            rows.append((source, voice, form, n, n_all, share, low, high, n_articles[source], caution))
    return pd.DataFrame(rows, columns=COLUMNS).astype({"n": "int64", "n_all": "int64", "n_articles": "int64"})
