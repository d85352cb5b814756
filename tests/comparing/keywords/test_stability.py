"""How much of a list comes back on the other half of the events."""

import numpy as np
import pandas as pd
import pytest

from analysis.comparing.keywords.stability import measure_stability


def corpus(n_events, *, steady, per_event=True, seed=0):
    """A uses ten words of its own on every event (steady), or other words on each (not steady)."""
    generator = np.random.default_rng(seed)
    rows, articles = [], []
    for event in range(n_events):
        for source in "AB":
            article_id = f"e{event:02d}{source}"
            articles.append((article_id, source, f"e{event}" if per_event else ""))
            rows += [(article_id, f"w{i}", int(n)) for i, n in enumerate(generator.integers(1, 4, 40))]
            if source == "A":
                rows += [(article_id, f"own{i}" if steady else f"own{event}-{i}", 3) for i in range(10)]
    terms = pd.DataFrame(rows, columns=["article_id", "term", "n"]).assign(voice="own", n_words=1, n_proper=0)
    return terms, pd.DataFrame(articles, columns=["article_id", "source", "event"])


def stability(*args, **options):
    return measure_stability(*args, top_n=10, **options).set_index("source").loc["A"]


def test_words_of_every_event_come_back_and_words_of_one_do_not():
    assert stability(*corpus(8, steady=True))["share"] == 1
    assert stability(*corpus(8, steady=False))["share"] < 0.1


@pytest.mark.parametrize(("per_event", "unit"), [(True, "event"), (False, "article")])
def test_what_is_cut_in_two(per_event, unit):
    found = stability(*corpus(8, steady=True, per_event=per_event))
    assert found[["unit", "n_units"]].tolist() == [unit, 8]
    assert found["low"] <= found["share"] <= found["high"]


def test_too_few_articles_say_so():
    found = stability(*corpus(2, steady=True))
    assert np.isnan(found["share"])
    assert found["caution"] == "too few articles to compare one half with the other"


def test_same_seed_same_figure():
    first, second = (measure_stability(*corpus(6, steady=False), seed=4) for _ in range(2))
    pd.testing.assert_frame_equal(first, second)
