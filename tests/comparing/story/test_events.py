"""Events: the rows of one event, the place of a sentence in its article, whose voice a place stands in."""

import pandas as pd

from analysis.comparing.story.events import split_events
from analysis.lexicons import standard_lexicons

TEXT = "One came.\n\nTwo left. Three stayed.\n\nRenn said that all was well."


def test_paragraphs_are_counted_and_words_before_are_shared_out(event_of):
    event = event_of(TEXT, "Nobody came.")
    places = [(s.paragraph, s.n_paragraphs, round(s.depth, 2)) for s in event.sentences["a"]]
    assert places == [(1, 3, 0.0), (2, 3, 0.17), (2, 3, 0.33), (3, 3, 0.5)]


def test_a_place_belongs_to_a_sentence_and_a_voice(event_of):
    event = event_of(TEXT, "Nobody came.")
    assert event.sentence_at("a", 12).text == "Two left."
    assert event.sentence_at("a", 9) is None
    assert event.voice_at("a", 0) == "own"
    assert event.voice_at("a", TEXT.index("all was")) == "indirect"


def test_scores_come_by_place_and_only_those_that_are_told():
    articles = pd.DataFrame({"article_id": ["y", "x"], "source": ["A", "B"], "event": "e"})
    rows = [("y", "y:g1", "vader", 0.1), ("x", "x:g2", "vader", 0.2), ("x", "x:g1", "textblob", 0.3)]
    scores = pd.DataFrame(rows, columns=["article_id", "segment_id", "scorer", "polarity"])
    (event,) = split_events({"articles": articles, "scores": scores}, standard_lexicons())
    assert list(event.cells("scores", "segment_id", "polarity")) == [("x:g2", 0.2), ("y:g1", 0.1)]
    assert list(event.cells("hits", "start")) == []


def test_sentences_that_match_nothing_are_no_rows():
    articles = pd.DataFrame({"article_id": ["x", "y"], "source": ["A", "B"], "event": "e"})
    keys = {"article_id": "x", "sentence_id": ["x:s1", "x:s2", "x:s3"], "other_source": "B"}
    coverage = pd.DataFrame({**keys, "status": ["close match", "no close match", "weak match"]})
    (event,) = split_events({"articles": articles, "coverage": coverage}, standard_lexicons())
    assert [row["sentence_id"] for row in event.rows["coverage"]] == ["x:s1", "x:s3"]


def test_what_one_source_alone_reports_is_no_event():
    articles = pd.DataFrame({"article_id": ["x", "y", "z"], "source": ["A", "B", "A"], "event": ["e", "e", "f"]})
    assert [event.name for event in split_events({"articles": articles}, standard_lexicons())] == ["e"]


def test_articles_come_by_date_and_those_without_one_last():
    articles = pd.DataFrame({"article_id": ["x", "y", "z", "w"], "source": ["A", "A", "A", "B"], "event": "e"})
    dated = articles.assign(date=["", "2024-05-02", "2024-05-01", ""])
    (event,) = split_events({"articles": dated}, standard_lexicons())
    assert event.articles == {"A": ["z", "y", "x"], "B": ["w"]}
