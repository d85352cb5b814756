"""Dates: one reader for all that puts articles in order; what cannot be read is said, never guessed."""

import pandas as pd
import pytest

from analysis.comparing.dates import order_by_date, read_dates
from analysis.comparing.story.positions import order_articles


def dated(*dates):
    return pd.DataFrame(
        {"article_id": [f"a{n}" for n in range(len(dates))], "path": "x.txt", "source": "S", "date": list(dates)}
    )


@pytest.mark.parametrize(
    ("date", "read"),
    [
        ("2020-01-09", "2020-01-09T00:00Z"),
        ("2020-01-05T01:00+05:00", "2020-01-04T20:00Z"),
        ("9 January 2020", "2020-01-09T00:00Z"),
        ("Jan. 9, 2020", "2020-01-09T00:00Z"),
        ("31/01/2020", "2020-01-31T00:00Z"),
        ("05/05/2020", "2020-05-05T00:00Z"),
        ("03/04/2020", None),
        ("last Tuesday", None),
        ("today", None),
        ("10:30", None),
        ("5 January", None),
        ("", None),
        (None, None),
    ],
)
def test_a_date_is_read_in_one_way_or_not_at_all(date, read):
    found = read_dates(dated(date))[0]
    assert pd.isna(found) if read is None else found == pd.Timestamp(read)


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        ("9 January 2020", "10 January 2020"),
        ("2020-01-05T01:00+05:00", "2020-01-04T22:00+00:00"),
        ("2020-01-09", "10 January 2020"),
        ("10 January 2020", ""),
        ("10 January 2020", "last Tuesday"),
    ],
)
def test_copies_and_the_timeline_agree_on_which_article_is_the_earlier(earlier, later):
    articles = dated(later, earlier)
    assert list(order_by_date(articles)) == ["a1", "a0"]
    assert order_articles(articles)["article_id"].tolist() == ["a1", "a0"]


def test_no_argument_is_changed():
    articles = dated("9 January 2020", "")
    before = articles.copy(deep=True)
    read_dates(articles)
    pd.testing.assert_frame_equal(articles, before)
