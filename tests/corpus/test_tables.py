import datetime

import pytest

from analysis.corpus.found import Reading, RefusedError
from analysis.corpus.options import Options
from analysis.corpus.tables import Context, as_text, name_columns, read_rows
from analysis.lexicons import standard_lexicons


def read(rows: list[dict[str, object]], order: str = "") -> Reading:
    context = Context(Options(date_order=order), standard_lexicons())
    return read_rows(list(rows[0]), rows, kind="table", name="t", context=context)


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("One.", "One."), (" \n", ""), (None, ""), (float("nan"), ""), (2016.0, "2016"), (1.5, "1.5"), (17, "17"),
        (True, ""), ({"a": 1}, ""), (b"One.", "One."), (b"\xff", ""), (["One.", "Two."], "One.\n\nTwo."),
        ([{"name": "Ana Ruiz"}, {"name": "Bo"}], "Ana Ruiz\n\nBo"), (datetime.date(2026, 3, 4), "2026-03-04"),
    ],
)  # fmt: skip
def test_a_cell_is_written_as_text(cell: object, text: str) -> None:
    assert as_text(cell) == text


def test_the_rows_of_a_table_become_articles_in_order() -> None:
    reading = read([{"body": "One.", "outlet": " Quay ", "authors": ["Ana", "Bo"]}, {"body": "Two.", "outlet": "Tide"}])
    assert [(item.text, item.source, item.author) for item in reading.found] == [
        ("One.", "Quay", "Ana; Bo"),
        ("Two.", "Tide", ""),
    ]
    assert reading.said[:2] == ["text from body: 2 of 2 filled, median 1 words", "source from outlet: 2 of 2 filled"]


def test_the_order_of_dates_is_said_or_asked_for() -> None:
    rows: list[dict[str, object]] = [{"text": "One.", "date": "04/03/2026"}, {"text": "Two.", "date": "21/03/2026"}]
    assert "Dates read as day/month/year." in read(rows).said
    asked = read(rows[:1])
    assert [item.date for item in asked.found] == ["04/03/2026"]
    assert asked.problems == [
        (
            "date not clear",
            "'04/03/2026': day or month first? 1 date is left as it stands. Say so: --date-order dmy or mdy",
        )
    ]
    assert read(rows[:1], "mdy").found[0].date == "2026-04-03"


def test_a_date_that_is_none_is_said_of_its_row() -> None:
    (found,) = read([{"text": "One.", "date": "soon"}]).found
    assert found.remarks == [("date not clear", "'soon': it is no date that is known; it is left as it stands")]


def test_a_table_without_rows_is_refused() -> None:
    with pytest.raises(RefusedError, match="it has no rows"):
        read_rows(["text"], [], kind="table", name="t", context=Context.plain())


def test_a_name_that_stands_over_two_columns_is_named_where_it_is_read() -> None:
    header, twice = name_columns(["text", "note", "text", "note", "text"])
    assert (header, twice) == (["text", "note", "text (2)", "note (2)", "text (3)"], ["text", "note"])
    rows = [dict.fromkeys(header, "One.")]
    reading = read_rows(header, rows, kind="CSV", name="t.csv", context=Context.plain(), twice=twice)
    assert [problem for problem, _ in reading.problems] == ["column given twice"]
