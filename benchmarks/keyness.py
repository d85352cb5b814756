"""How many keywords are called supported, for the protocol in which sources are relabelled and nothing is to be found.

`supported` knows only what it is given: article_id, source, event, text. Readings are kept in this process under the
article_id, so that the same articles under other labels are not read again.
"""

import pandas as pd

from analysis.comparing.keywords.keyness import compare_terms
from analysis.reading.article import parse_page
from analysis.reading.page import read_page
from analysis.reading.quotes.find import find_quotes
from analysis.reading.segments import split_voices
from analysis.reading.terms import Term, count_terms
from analysis.reading.views import as_columns
from analysis.schema import shape_table

_readings: dict[str, tuple[str, pd.DataFrame]] = {}


def read_terms(text: str) -> pd.DataFrame:
    """Count the terms of one article, by the shortest way through the reading."""
    page = read_page(text)
    tree, sentences = parse_page(page)
    quotes, _ = find_quotes(page, tree, sentences)
    terms = count_terms(tree, split_voices(text, sentences, quotes))
    return shape_table("terms", as_columns(Term, terms))


def compare(articles: pd.DataFrame) -> pd.DataFrame:
    """Compare the sources of `articles` (article_id, source, event, text): the table `keywords`."""
    tables = []
    for article_id, text in zip(articles["article_id"], articles["text"], strict=True):
        if _readings.get(article_id, ("",))[0] != text:
            _readings[article_id] = (text, read_terms(text))
        tables.append(_readings[article_id][1].assign(article_id=article_id))
    return compare_terms(pd.concat(tables, ignore_index=True), articles)


def supported(articles: pd.DataFrame) -> pd.DataFrame:
    """Say which terms of which source are supported, over all lists and voices."""
    keywords = compare(articles)
    return keywords.assign(supported=keywords["tier"] == "supported")[["source", "term", "supported"]]
