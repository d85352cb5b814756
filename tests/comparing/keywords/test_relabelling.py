"""What terms reach under other labels is what adding up their surpluses event by event gives."""

import numpy as np
import pytest
from scipy.sparse import csc_array

from analysis.comparing.keywords import dealing, relabelling
from analysis.comparing.keywords.dealing import Stratum, deal
from analysis.comparing.keywords.relabelling import STEADYING, STEPS, permute

N_EVENTS, N_TERMS = 9, 12


@pytest.fixture
def corpus() -> tuple[np.ndarray, np.ndarray, list[Stratum]]:
    """Events of two or three articles, the first of each the source's."""
    generator = np.random.default_rng(5)
    sizes = [2 + event % 2 for event in range(N_EVENTS)]
    counts = generator.integers(0, 3, (sum(sizes), N_TERMS)).astype(float)
    ends = np.cumsum(sizes)
    strata = [Stratum(np.arange(end - size, end), np.arange(size) == 0) for end, size in zip(ends, sizes, strict=True)]
    return counts, counts.sum(axis=1) + 5, strata


def add_up(counts: np.ndarray, words: np.ndarray, strata: list[Stratum]) -> np.ndarray:
    """The statistic under the labels as they are, by the formula, one event after another."""
    total, variance = np.zeros(N_TERMS), np.full(N_TERMS, STEADYING)
    for articles, chosen in strata:
        part, own = counts[articles], words[articles]
        there = part.sum(axis=0) > 0
        ways = np.eye(len(articles))  # one article of each event is the source's
        share = (ways @ own / own.sum())[:, None]
        totals = part.sum(axis=0)[there]
        surplus = (ways @ part[:, there] - share * totals) / np.sqrt(totals * share * (1 - share))
        total[there] += surplus[int(np.flatnonzero(chosen)[0])]
        variance[there] += surplus.var(axis=0)
    return np.rint(np.abs(total) * STEPS / np.sqrt(variance))


@pytest.mark.parametrize("ways", [4_000, 4])
def test_the_labels_as_they_are_come_first(corpus, ways: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dealing, "WAYS", ways)
    counts, words, strata = corpus
    columns = np.arange(N_TERMS)
    (table,) = permute(csc_array(counts), words, columns, deal(strata, 99, 0))
    assert table.shape == (N_TERMS, 100)
    assert table[:, 0].tolist() == add_up(counts, words, strata).tolist()


def test_terms_in_several_pieces_reach_the_same(corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    counts, words, strata = corpus
    columns = np.array([1, 4, 7, 8])
    (whole,) = permute(csc_array(counts), words, columns, deal(strata, 99, 3))
    monkeypatch.setattr(relabelling, "CELLS", 200)
    pieces = list(permute(csc_array(counts), words, columns, deal(strata, 99, 3)))
    assert len(pieces) == 2
    assert np.concatenate(pieces).tolist() == whole.tolist()


def test_one_group_of_all_articles_is_dealt_as_a_whole(corpus) -> None:
    counts, words, _ = corpus
    every = Stratum(np.arange(len(words)), np.arange(len(words)) % 2 == 0)
    (table,) = permute(csc_array(counts), words, np.arange(N_TERMS), deal([every], 49, 0))
    assert table.shape == (N_TERMS, 50)
    assert table.max() < 10 * STEPS


def test_an_event_without_any_of_the_terms_adds_nothing(corpus) -> None:
    counts, words, strata = corpus
    counts[strata[4].articles, :3] = 0
    (some,) = permute(csc_array(counts), words, np.arange(3), deal(strata, 99, 0))
    (every,) = permute(csc_array(counts), words, np.arange(N_TERMS), deal(strata, 99, 0))
    assert some.tolist() == every[:3].tolist()


@pytest.mark.parametrize("dense", [0.0, 2.0])
def test_a_draw_adds_up_what_its_ways_give(corpus, dense: float, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whether a product takes in what is 0 or not: each draw is the formula for the articles that it makes the
    source's."""
    monkeypatch.setattr(relabelling, "DENSE", dense)
    counts, words, strata = corpus
    dealt = deal(strata, 19, 2)
    (table,) = permute(csc_array(counts), words, np.arange(N_TERMS), dealt)
    for draw in range(20):
        taken = [ways[of[draw]] == 1 for ways, of in zip(dealt.ways, dealt.draws, strict=True)]
        drawn = [Stratum(stratum.articles, chosen) for stratum, chosen in zip(strata, taken, strict=True)]
        assert table[:, draw].tolist() == add_up(counts, words, drawn).tolist()


def test_terms_come_some_after_others(corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(relabelling, "ROWS", 5)
    counts, words, strata = corpus
    pieces = list(permute(csc_array(counts), words, np.arange(N_TERMS), deal(strata, 99, 0)))
    assert [len(piece) for piece in pieces] == [5, 5, 2]
    assert np.concatenate(pieces)[:, 0].tolist() == add_up(counts, words, strata).tolist()
