"""Judging: which keywords a corpus supports, and what a reader must know before quoting one."""

import numpy as np
import pandas as pd

from analysis.comparing.keywords.counts import Mask
from analysis.comparing.keywords.tiers import BY_ARTICLE, MIN_ARTICLES, MIN_EVENTS, NO_TEST, Assessment

SUPPORTED, DESCRIPTIVE = "supported", "descriptive"
SUPPORTED_Q = 0.05
FEW_OCCURRENCES = 5


def judge_terms(table: pd.DataFrame, assessed: Assessment, side: int, block: int) -> pd.DataFrame:
    """Add what the corpus can support.

    `table`: rows of one source in one block of terms, with voice and the number of the term in the block; `side`,
    `block`: the numbers of these, as `assessed` counts them.
    Returns: the table with q (0..1) and tier (supported, descriptive), without the numbers of terms.
    """
    q = np.ones(len(table))
    voices, numbers = table["voice"].to_numpy(), table["number"].to_numpy()
    for voice in table["voice"].unique():
        rows = voices == voice
        q[rows] = assessed.look_up(side, voice, block, int(numbers[rows].max()) + 1)[numbers[rows]]
    return table.drop(columns="number").assign(q=q, tier=np.where(q <= SUPPORTED_Q, SUPPORTED, DESCRIPTIVE))


def warn_of_terms(table: pd.DataFrame, design: str, source: Mask, reference: Mask) -> pd.DataFrame:
    """Add the caution: what a reader must know before quoting a row.

    `table`: n_source, n_reference, n_articles; `design`: as `assess_blocks` names it; `source`, `reference`: which
    articles are on either side. Returns: the table with caution, empty where there is nothing to say.
    """
    n_fewest = min(int(source.sum()), int(reference.sum()))
    general = ""
    if design == NO_TEST:
        number = "one article" if n_fewest == 1 else f"{n_fewest} articles"
        general = f"{number} on one side: describes these texts, not the sources"
        if max(int(source.sum()), int(reference.sum())) == 1:
            general = "one article a source: describes these texts, not the sources"
    elif design == BY_ARTICLE:
        general = f"fewer than {MIN_EVENTS} shared events: topic and source cannot be told apart"
    n = table["n_source"] + table["n_reference"]
    few = np.where(n < FEW_OCCURRENCES, f"fewer than {FEW_OCCURRENCES} occurrences", "")
    alone = (table["n_articles"] == 1) & (n >= FEW_OCCURRENCES) & (n_fewest >= MIN_ARTICLES)
    single = np.where(alone, "in one article only", "")
    cautions = ["; ".join(filter(None, parts)) for parts in zip([general] * len(table), few, single, strict=True)]
    return table.assign(caution=cautions)
