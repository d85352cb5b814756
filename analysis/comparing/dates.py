"""Dates: when an article appeared, read once for whatever puts articles in order."""

import re
import warnings

import pandas as pd

# A date in figures whose day could be its month. Without a year of four digits a parser fills in that of today.
FIGURES = re.compile(r"(0?[1-9]|1[0-2])([./-])(0?[1-9]|1[0-2])\2\d{4}\b")
YEAR = re.compile(r"\d{4}")


def read_dates(articles: pd.DataFrame) -> pd.Series:
    """Read the dates of articles as moments in universal time.

    Takes: articles (article_id; date, if there is one): ISO 8601, or any other date that can be read in one way only.
    Returns: a timestamp an article, on the index of `articles`; missing where there is no date or none to be read.

    >>> moments = read_dates(pd.DataFrame({"date": ["2020-01-05T01:00+05:00", "9 January 2020", "03/04/2020"]}))
    >>> moments.dt.strftime("%d %b %H:%M").fillna("").tolist()
    ['04 Jan 20:00', '09 Jan 00:00', '']

    Limits: a date without an hour counts as its midnight, one without a zone as universal time.
    """
    dates = _printed(articles)
    moments = pd.to_datetime(dates.where(dates.str.contains(YEAR)), format="ISO8601", errors="coerce", utc=True)
    left = moments.isna() & dates.map(_has_one_reading).astype(bool)
    if left.any():
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what pandas would guess at is checked above
            moments[left] = pd.to_datetime(dates[left], format="mixed", errors="coerce", utc=True)
    return moments


def order_by_date(articles: pd.DataFrame) -> dict[str, int]:
    """Number articles from the earliest on, from 0; those of one moment by article_id, those without a date last.

    >>> order_by_date(pd.DataFrame({"article_id": ["b", "a"], "date": ["9 January 2020", "10 January 2020"]}))
    {'b': 0, 'a': 1}
    """
    table = pd.DataFrame({"moment": read_dates(articles), "article_id": articles["article_id"]})
    ordered = table.sort_values(["moment", "article_id"], kind="stable")["article_id"]
    return {article_id: position for position, article_id in enumerate(ordered)}


def _has_one_reading(date: str) -> bool:
    figures = FIGURES.match(date)
    return bool(YEAR.search(date)) and (figures is None or int(figures[1]) == int(figures[3]))


def _printed(articles: pd.DataFrame) -> pd.Series:
    dates = articles["date"] if "date" in articles else pd.Series("", index=articles.index)
    return pd.Series(["" if pd.isna(date) else str(date).strip() for date in dates], index=articles.index, dtype="str")
