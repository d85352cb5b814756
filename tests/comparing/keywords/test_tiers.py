"""The test behind a tier: it fits the corpus, finds what is planted, and little where nothing is."""

import numpy as np
import pandas as pd
import pytest

from analysis.comparing.keywords.blocks import gather_counts
from analysis.comparing.keywords.tiers import BY_ARTICLE, NO_TEST, PAIRED, assess_terms

N_WORDS = 60


def corpus(n_events, sources=("A", "B", "C"), planted=0, seed=1, per_event=True):
    """Articles of random words, one a source and event; `crackdown` stands twice in A's articles on some events."""
    generator = np.random.default_rng(seed)
    rows, articles = [], []
    for event in range(n_events):
        for source in sources:
            article_id = f"e{event:02d}{source}"
            articles.append((article_id, source, f"e{event:02d}" if per_event else ""))
            words = generator.zipf(1.4, N_WORDS) % 200
            counts = pd.Series([f"w{word}" for word in words]).value_counts()
            rows += [(article_id, "own", term, 1, n, 0) for term, n in counts.items()]
            if source == "A" and event < planted:
                rows.append((article_id, "own", "crackdown", 1, 2, 0))
    terms = pd.DataFrame(rows, columns=["article_id", "voice", "term", "n_words", "n", "n_proper"])
    return terms, pd.DataFrame(articles, columns=["article_id", "source", "event"])


def assess(terms, articles, source="A", **options):
    articles = articles.sort_values("article_id")
    counts = gather_counts(terms, articles["article_id"].tolist())
    mask = (articles["source"] == source).to_numpy()
    return counts, assess_terms(counts, articles["event"].tolist(), [(mask, ~mask)], voices=["own"], **options)[0]


@pytest.mark.parametrize(
    ("n_events", "sources", "per_event", "design"),
    [
        (8, ("A", "B"), True, PAIRED),
        (7, ("A", "B"), True, BY_ARTICLE),
        (8, ("A", "B"), False, BY_ARTICLE),
        (2, ("A", "B"), True, NO_TEST),
        (1, ("A", "B", "C", "D"), True, NO_TEST),
    ],
)
def test_the_design_follows_from_the_corpus(n_events, sources, per_event, design):
    terms, articles = corpus(n_events, sources, per_event=per_event)
    counts, verdict = assess(terms, articles)
    assert verdict.design == design
    assert verdict.n_events == (n_events if per_event else 0)
    if design == NO_TEST:
        assert verdict.q["own"].tolist() == [1.0] * len(counts.terms)


@pytest.mark.parametrize("per_event", [True, False])
def test_a_planted_word_is_found(per_event):
    terms, articles = corpus(12, planted=10, per_event=per_event)
    counts, verdict = assess(terms, articles)
    found = {term for term, q in zip(counts.terms, verdict.q["own"], strict=True) if q <= 0.05}
    assert "crackdown" in found
    assert len(found) <= 3


def test_a_word_of_one_article_is_never_tested():
    terms, articles = corpus(12)
    burst = pd.DataFrame([("e00A", "own", "blast", 1, 40, 0)], columns=terms.columns)
    counts, verdict = assess(pd.concat([terms, burst]), articles)
    assert verdict.q["own"][counts.terms.index("blast")] == 1


def test_where_nothing_is_little_is_found():
    any_found = [
        bool((assess(*corpus(10, seed=seed), n_permutations=199)[1].q["own"] <= 0.05).any()) for seed in range(40)
    ]
    assert sum(any_found) <= 6


def test_where_nothing_is_all_sources_together_find_little():
    """No more for three sources than for one: the whole comparison is corrected at once."""
    n_found = 0
    for seed in range(40):
        terms, articles = corpus(10, seed=seed)
        articles = articles.sort_values("article_id")
        labels = articles["source"].to_numpy()
        counts = gather_counts(terms, articles["article_id"].tolist())
        sides = [(labels == name, labels != name) for name in "ABC"]
        verdicts = assess_terms(counts, articles["event"].tolist(), sides, voices=["own", "all"], n_permutations=199)
        n_found += any((q <= 0.05).any() for verdict in verdicts for q in verdict.q.values())
    assert n_found <= 5


def test_more_sources_make_no_word_surer():
    terms, articles = corpus(12, planted=10)
    articles = articles.sort_values("article_id")
    labels = articles["source"].to_numpy()
    counts = gather_counts(terms, articles["article_id"].tolist())
    alone, together = (
        assess_terms(counts, articles["event"].tolist(), [(labels == name, labels != name) for name in names])
        for names in ("A", "ABC")
    )
    place = counts.terms.index("crackdown")
    assert together[0].q["own"][place] >= alone[0].q["own"][place]


def test_no_word_is_surer_than_its_labels_allow():
    # One `crackdown` in each of eight events told by two sources falls to one side by chance in 2 of 256 deals. A
    # t test over the eight equal differences would call it certain.
    terms, articles = corpus(8, ("A", "B"), planted=8)
    terms.loc[terms["term"] == "crackdown", "n"] = 1
    counts, verdict = assess(terms, articles, n_permutations=1999)
    assert verdict.q["own"][counts.terms.index("crackdown")] > 0.7 * 2 / 256


def test_same_seed_same_verdict():
    terms, articles = corpus(10, planted=6)
    first, second = (assess(terms, articles, seed=3)[1].q["own"] for _ in range(2))
    assert first.tolist() == second.tolist()
