"""Short invented reports of one event, read and matched as a corpus is: what every test of a topic starts from."""

import functools

import pandas as pd
import pytest

from analysis import read_articles
from analysis.comparing.matching.coverage import compare_coverage
from analysis.comparing.matching.statements import match_quotes
from analysis.comparing.speakers.entities import merge_entities
from analysis.comparing.story.events import split_events
from analysis.lexicons import standard_lexicons


@functools.cache
def match_texts(texts):
    rows = [(chr(97 + n), chr(65 + n), "e", "", "", text, text) for n, text in enumerate(texts)]
    articles = pd.DataFrame(rows, columns=["article_id", "source", "event", "path", "date", "text", "sha256"])
    tables, *_ = read_articles(articles)
    names, quotes, _ = merge_entities(tables["names"], tables["quotes"], articles, targets=tables["targets"])
    return tables | {
        "names": names,
        "quotes": quotes,
        "shared_quotes": match_quotes(quotes, tables["segments"], articles),
        "coverage": compare_coverage(tables["sentences"], articles),
    }


@pytest.fixture(scope="session")
def match():
    """Give the tables of the reports of sources A, B, C ..., one text each, that findings are made of."""
    return lambda *texts: match_texts(texts)


@pytest.fixture(scope="session")
def event_of():
    """Give the one event that reports of sources A, B, C ... tell."""
    return lambda *texts: next(split_events(match_texts(texts), standard_lexicons()))


@pytest.fixture(scope="session")
def tell(event_of):
    """Give the headlines that a topic has for reports of sources A, B, C ..."""
    return lambda teller, *texts: [candidate.headline for candidate in teller(event_of(*texts))]
