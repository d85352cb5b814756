import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.corpus.dates import read_date, read_dates
from analysis.lexicons import standard_lexicons

LEXICONS = standard_lexicons()


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("2026-03-04T23:30:00-08:00", "2026-03-04"),
        ("2026-03-04 09:20:00+00:00", "2026-03-04"),
        ("2026/3/4", "2026-03-04"),
        ("20260304T092000Z", "2026-03-04"),
        ("20170701 10:00:00", "2017-07-01"),
        ("Jan 29, 2020 @ 05:33:50.000", "2020-01-29"),
        ("Wed, 04 Mar 2026 09:20:00 GMT", "2026-03-04"),
        ("Wed Mar 04 09:20:00 +0000 2026", "2026-03-04"),
        ("March 4, 2026 Wednesday 9:20 AM GMT", "2026-03-04"),
        ("Actualité, mercredi 4 mars 2026, p. 16", "2026-03-04"),
        ("Dienstag 7. Juli 2020", "2020-07-07"),
        ("4 de marzo de 2026", "2026-03-04"),
        ("1st of May 2020", "2020-05-01"),
        ("4-Mar-2026", "2026-03-04"),
        ("21.3.2026", "2026-03-21"),
        ("4.3.2026", "2026-03-04"),
        ("3/21/26", "2026-03-21"),
        ("1772582400", "2026-03-04"),
        ("46085", "2026-03-04"),
    ],
)
def test_a_date_is_read_however_it_is_written(written: str, date: str) -> None:
    assert read_date(written, lexicons=LEXICONS) == date


@pytest.mark.parametrize(
    "written", ["March 2026", "2026", "2026-03", "part 2", "2000 um 4", "2026-02-30", "04/03/2026", ""]
)
def test_what_is_no_clear_date_is_none(written: str) -> None:
    assert read_date(written, lexicons=LEXICONS) == ""


def test_one_date_settles_the_order_of_all() -> None:
    assert read_dates(["04/03/2026", "21/03/2026"], lexicons=LEXICONS).values == ["2026-03-04", "2026-03-21"]
    assert read_dates(["04/03/2026", "03/21/2026"], lexicons=LEXICONS).values == ["2026-04-03", "2026-03-21"]


def test_two_orders_in_one_column_settle_nothing() -> None:
    dates = read_dates(["04/03/2026", "21/03/2026", "03/21/2026"], lexicons=LEXICONS)
    assert dates.values == ["04/03/2026", "2026-03-21", "2026-03-21"]
    assert dates.unclear == {0: "day or month first?"}


def test_the_reader_says_the_order_and_what_is_not_clear_stays_as_it_stands() -> None:
    assert read_dates(["04/03/2026"], order="mdy", lexicons=LEXICONS).values == ["2026-04-03"]
    assert read_dates(["soon", "2026-02-30"], lexicons=LEXICONS).values == ["soon", "2026-02-30"]


@given(
    st.dates(datetime.date(1990, 1, 1), datetime.date(2060, 1, 1)), st.sampled_from(["%d %B %Y", "%B %d, %Y", "%Y%m%d"])
)
def test_every_day_is_read_back(day: datetime.date, form: str) -> None:
    assert read_date(day.strftime(form), lexicons=LEXICONS) == day.isoformat()


@given(st.text(max_size=60))
def test_no_text_breaks_it(text: str) -> None:
    read = read_date(text, lexicons=LEXICONS)
    assert read == "" or datetime.date.fromisoformat(read)
