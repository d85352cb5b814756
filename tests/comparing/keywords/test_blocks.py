"""Counts that come in parts and blocks are those that come in one piece."""

from collections.abc import Iterator

import numpy as np
import pandas as pd
import pytest

from analysis.comparing.keywords.blocks import gather_blocks, gather_counts
from analysis.comparing.keywords.counts import TermCounts

WORDS = ["ban", "curfew", "fire", "march", "rally", "riot", "strike", "talks", "water", "zone"]
ARTICLES = [f"a{number}" for number in range(8)]


@pytest.fixture(scope="module")
def terms() -> pd.DataFrame:
    generator = np.random.default_rng(3)
    rows = [
        (article, voice, word, 1, int(generator.integers(1, 4)), int(generator.integers(0, 2)))
        for article in ARTICLES
        for voice in ("own", "direct", "boilerplate")
        for word in generator.choice(WORDS, 6, replace=False)
    ]
    rows += [(article, "own", "foreign minister", 2, 1, 0) for article in ARTICLES[:4]]
    rows += [(article, "own", word, 1, 1, 0) for article in ARTICLES[:4] for word in ("foreign", "minister")]
    return pd.DataFrame(rows, columns=["article_id", "voice", "term", "n_words", "n", "n_proper"])


class Parts:
    """The terms of two articles after those of two others, as often as they are asked for."""

    def __init__(self, terms: pd.DataFrame) -> None:
        self._terms = terms

    def __iter__(self) -> Iterator[pd.DataFrame]:
        for first in range(0, len(ARTICLES), 2):
            yield self._terms[self._terms["article_id"].isin(ARTICLES[first : first + 2])]


def describe(counts: TermCounts, at: int) -> tuple[object, ...]:
    cells = {voice: matrix[:, [at]].toarray().ravel().tolist() for voice, matrix in counts.counts.items()}
    return counts.terms[at], counts.n[at], counts.n_proper[at], counts.n_boilerplate[at], cells


@pytest.mark.parametrize("n_each", [1, 3, 100])
def test_blocks_hold_what_one_piece_holds(terms: pd.DataFrame, n_each: int) -> None:
    whole = gather_counts(terms, ARTICLES, min_articles=3)
    blocks = list(gather_blocks(Parts(terms), ARTICLES, min_articles=3, n_each=n_each))
    assert (len(blocks) > 1) == (n_each < 8)
    found = [describe(counts, at) for counts in blocks for at in range(len(counts.terms))]
    assert found == [describe(whole, at) for at in range(len(whole.terms))]
    assert "foreign minister" in whole.terms
    for voice, words in whole.words.items():
        assert blocks[-1].words[voice].tolist() == words.tolist()


def test_a_corpus_without_terms_is_one_block_without_terms(terms: pd.DataFrame) -> None:
    (block,) = gather_blocks([terms.head(0)], ARTICLES, n_each=2)
    assert block.terms == []
