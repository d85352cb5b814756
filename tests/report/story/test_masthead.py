import pandas as pd

from analysis.report.story.masthead import describe_reach, describe_sources, name_event
from analysis.report.story.sources import name_articles


def make(*sources):
    rows = [(f"x{n}", source, "", "", "", "p", 4) for n, source in enumerate(sources)]
    articles = pd.DataFrame(rows, columns=["article_id", "source", "title", "date", "url", "path", "n_words"])
    return name_articles({"articles": articles, "zones": pd.DataFrame(columns=["article_id", "zone", "start", "text"])})


def test_each_source_is_told_with_its_articles_words_and_days(told):
    north, south = describe_sources(name_articles(told))
    assert (north.n_articles, north.dates, south.dates) == ("1 article", "2026-03-02", "no date given")


def test_one_article_a_source_speaks_for_these_texts_only():
    assert describe_reach(make("A", "B")).startswith("One article a source: what you read here holds for these texts")


def test_few_articles_are_named_and_enough_have_intervals():
    assert describe_reach(make("A", "A", "B")).startswith("Few articles from A and B")
    assert describe_reach(make(*["A"] * 5, *["B"] * 5)).startswith("Intervals show")


def test_one_source_is_compared_with_nobody():
    assert describe_reach(make("A", "A")) == "Only A reports this event, so nothing is compared."


def test_several_events_or_none_have_no_name():
    assert name_event({"articles": pd.DataFrame({"event": ["", ""]})}) == "One story, several tellings"
