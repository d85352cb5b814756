"""Findings: what two sources tell of one event is held side by side, with the rows behind it; nothing else is."""

import pandas as pd
import pytest

from analysis.comparing.story import findings
from analysis.comparing.story.findings import tell_different, tell_shared
from analysis.comparing.tables import Tables
from analysis.lexicons import load_lexicons


def tables_of(*, events=("closure", "closure"), names=(), acts=(), coverage=()):
    """One article of the Herald (h) and one of the Courier (c), with rows of names, acts and coverage."""
    articles = pd.DataFrame({"article_id": ["h", "c"], "source": ["Herald", "Courier"], "event": events})
    columns = ["article_id", "sentence_id", "other_source", "other_sentence_id", "similarity", "status", "conflict"]
    return {
        "articles": articles,
        "sentences": pd.DataFrame(
            [("h", "h:s1", "body", 0, "Police counted 40."), ("c", "c:s1", "body", 0, "Police counted 90.")],
            columns=["article_id", "sentence_id", "zone", "start", "text"],
        ),
        "names": pd.DataFrame(names, columns=["article_id", "sentence_id", "entity", "form", "text"]),
        "agency": pd.DataFrame(acts, columns=["article_id", "sentence_id", "act", "form"]),
        "coverage": pd.DataFrame(coverage, columns=columns),
    }


NAMES = [
    ("h", "h:s1", "Ida Renn", "title", "the embattled mayor Ida Renn"),
    ("c", "c:s1", "Ida Renn", "description", "the town’s first woman at the top"),
    ("c", "c:s1", "Ida Renn", "description", "The town’s first woman at the top"),
    ("c", "c:s1", "Ida Renn", "name", "Renn"),
]
ACTS = [("h", "h:s1", "clash", "active"), ("c", "c:s1", "clash", "nominal")]


def test_labels_and_acts_are_told_per_source():
    told = list(tell_different(tables_of(names=NAMES, acts=ACTS)))
    labels = "Courier prints “the town’s first woman at the top”; Herald prints “the embattled mayor Ida Renn”"
    assert told == [
        ("different", f"For Ida Renn, {labels}.", ["c:s1", "h:s1"]),
        ("different", "Acts of clash, by form: in Courier 1 nominal; in Herald 1 active.", ["h:s1", "c:s1"]),
    ]


def test_what_two_events_have_in_common_is_not_held_side_by_side():
    assert list(tell_different(tables_of(events=("closure", "opening"), names=NAMES, acts=ACTS))) == []


def test_the_event_is_named_where_there_are_several():
    tables = tables_of(names=NAMES, acts=ACTS)
    more = tables["articles"].assign(article_id=["h2", "c2"], event="opening")
    tables["articles"] = pd.concat([tables["articles"], more], ignore_index=True)
    told = [sentence for _, sentence, _ in tell_different(tables)]
    assert told[0].startswith("On “closure”: for Ida Renn, Courier prints")
    assert told[1] == "On “closure”: acts of clash, by form: in Courier 1 nominal; in Herald 1 active."


def test_the_same_words_for_somebody_are_no_difference():
    same = [("h", "h:s1", "Ida Renn", "title", "mayor Ida Renn"), ("c", "c:s1", "Ida Renn", "title", "Mayor Ida Renn")]
    assert list(tell_different(tables_of(names=same))) == []


def test_the_best_match_of_a_sentence_counts():
    rows = [
        ("h", "h:s1", "Courier", "c:s1", 0.1, "no close match", ""),
        ("h", "h:s1", "Post", "p:s1", 0.5, "close match", ""),
        ("c", "c:s1", "Herald", "h:s1", 0.2, "weak match", "90 / 40"),
    ]
    tables = tables_of(coverage=rows)
    told = "Of 1 sentence of {}, {} have a close match in another source, {} a weak one and 0 no close match."
    assert list(tell_shared(tables)) == [
        ("shared", told.format("Courier", 0, 1), []), ("shared", told.format("Herald", 1, 0), ["h:s1"]),
    ]  # fmt: skip
    assert any("Courier says 90 where Herald says 40" in told for _, told, _ in tell_different(tables))


@pytest.mark.parametrize("teller", [tell_shared, tell_different])
def test_absent_tables_tell_nothing(teller):
    assert list(teller({"articles": tables_of()["articles"]})) == []


def test_the_word_lists_of_the_tables_decide_what_is_new(monkeypatch):
    own, seen = load_lexicons(), []

    def list_nothing(*_, lexicons):
        seen.append(lexicons)
        return pd.DataFrame({"source": []})

    monkeypatch.setattr(findings, "list_only_here", list_nothing)
    rows = [("h", "h:s1", "Courier", "c:s1", 0.1, "no close match", "")]
    list(tell_different(Tables(tables_of(coverage=rows), lexicons=own)))
    assert [lists is own for lists in seen] == [True]
