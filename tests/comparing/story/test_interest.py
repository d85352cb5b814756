"""Interest: a weight, how sure, how large, how high up; one fact once, and the first few of several topics."""

import dataclasses

import pytest

from analysis.comparing.story.candidates import Candidate, show
from analysis.comparing.story.events import Sentence
from analysis.comparing.story.interest import measure_interest, rank_candidates, read_weights
from analysis.lexicons import standard_lexicons
from analysis.schema import TOPICS

LISTS = standard_lexicons()


def make(topic="counts", *, fact="x", size=1.0, sure=1.0, depth=0.0, headline="told"):
    sentence = Sentence("x", "x:s1", "A", 0, 4, "Yes.", 1, 1, depth)
    return Candidate(topic, headline, "", ("A", "B"), (show("a", sentence),), ("x:s1",), frozenset({fact}), size, sure)


def test_interest_is_the_weight_times_certainty_times_the_shares():
    weights = read_weights(LISTS)
    base, size, place = (weights["share", name] for name in ("base", "size", "prominence"))
    expected = weights["counts", ""] * 0.5 * (base + size * 0.4 + place * 0.75)
    assert measure_interest(make(size=0.4, sure=0.5, depth=0.25), LISTS) == pytest.approx(expected)


def test_the_shares_make_one():
    weights = read_weights(LISTS)
    assert sum(weights["share", name] for name in ("base", "size", "prominence")) == pytest.approx(1)


def test_every_topic_has_a_weight():
    assert {topic for topic, trait in read_weights(LISTS) if not trait} == set(TOPICS)


def test_of_two_findings_of_one_fact_the_better_is_told():
    ranked = rank_candidates([make(size=0.2, headline="worse"), make(headline="better")], LISTS)
    assert [candidate.headline for candidate in ranked] == ["better"]


def test_a_second_finding_of_a_topic_comes_after_another_topic():
    counts = [make(fact="x", headline="one"), make(fact="y", headline="two")]
    acts = make("acts", fact="z", size=0.9, headline="act")
    assert [c.headline for c in rank_candidates([*counts, acts], LISTS)][:2] in (["act", "one"], ["one", "act"])


def test_the_order_of_candidates_does_not_matter():
    several = [make(fact=str(n), headline=f"told {n % 3}", size=n / 10) for n in range(8)]
    assert rank_candidates(several, LISTS) == rank_candidates(several[::-1], LISTS)


def test_what_is_hardly_sure_is_not_told():
    assert rank_candidates([dataclasses.replace(make(), certainty=0.05)], LISTS) == []
