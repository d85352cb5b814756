"""Judging: which keywords are supported hangs on q alone, the caution on what was counted."""

import numpy as np
import pandas as pd

from analysis.comparing.keywords.judging import judge_terms, warn_of_terms
from analysis.comparing.keywords.tiers import BY_ARTICLE, NO_TEST, PAIRED, REACHED, Assessment
from analysis.comparing.stores import Memory


def assessment() -> Assessment:
    """Of block 0, the third term was tested in own voice and reached 1 of 2 values, the second one in all voices
    and reached 0; of block 1, the first one in own voice, which reached 0."""
    store = Memory()
    store.put(f"{REACHED} 0 own", pd.DataFrame({"term": [2], "reached": [1]}), part=0)
    store.put(f"{REACHED} 0 all", pd.DataFrame({"term": [1], "reached": [0]}), part=0)
    store.put(f"{REACHED} 0 own", pd.DataFrame({"term": [0], "reached": [0]}), part=1)
    return Assessment([(PAIRED, 9)], store, [np.array([0.4, 0.01])])


def test_each_row_gets_the_q_of_its_own_term_in_whatever_order_rows_stand():
    rows = pd.DataFrame({"voice": ["own", "all", "own"], "number": [2, 1, 1]}, index=[7, 3, 9])
    judged = judge_terms(rows, assessment(), 0, 0)
    assert judged["q"].tolist() == [0.01, 0.4, 1.0]
    assert judged["tier"].tolist() == ["supported", "descriptive", "descriptive"]
    assert judged["voice"].tolist() == ["own", "all", "own"]
    assert "q" not in rows


def test_a_term_of_another_block_is_another_term():
    rows = pd.DataFrame({"voice": "own", "number": [0, 2]})
    assert judge_terms(rows, assessment(), 0, 1)["q"].tolist() == [0.4, 1.0]


def test_a_reader_is_told_what_a_row_rests_on():
    counts = pd.DataFrame({"n_source": [2, 5, 9], "n_reference": [1, 1, 0], "n_articles": [3, 4, 1]})
    many, one = np.array([True] * 4), np.array([True, False, False, False])
    warned = warn_of_terms(counts, PAIRED, many, many)["caution"].tolist()
    assert warned == ["fewer than 5 occurrences", "", "in one article only"]
    [few, *_] = warn_of_terms(counts, BY_ARTICLE, many, many)["caution"]
    assert few == "fewer than 8 shared events: topic and source cannot be told apart; fewer than 5 occurrences"
    [_, alone, _] = warn_of_terms(counts, NO_TEST, one, one)["caution"]
    assert alone == "one article a source: describes these texts, not the sources"
