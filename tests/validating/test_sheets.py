import csv
import io
import zipfile

import pandas as pd
import pytest

from analysis.errors import RequestError
from analysis.validating.sample import draw_units, find_units
from analysis.validating.sheets import ASKED, SHEETS, fill_sheet, guard, list_choices, read_sheet, write_sheet
from analysis.wording import FORMULA

UNITS = pd.DataFrame({
    "source": ["The Herald", "The Herald", "Post"], "article_id": ["h-01", "h-01", "p-01"],
    "sentence_id": ["h-01:s001", "h-01:s002", "p-01:s001"], "start": [0, 30, 0], "end": [29, 50, 20],
    "text": ["“We will strike,” Odu\nsaid.", "=1+1 is two, she said.", "The port was shut."],
    "before": ["", "One.", ""], "after": ["Two.", "", ""], "n_words": 5,
    "kind": ["some, short", "none, short", "none, short"],
    "word_roles": [("public",) * 3 + ("",) * 2, ("",) * 6, ("",) * 4],
})  # fmt: skip


@pytest.fixture
def sheet() -> pd.DataFrame:
    key = draw_units(UNITS, "sentences", n=3)
    return fill_sheet(find_units(UNITS, key), key, "sentences")


def test_a_sheet_holds_nothing_that_unblinds(sheet) -> None:
    text = write_sheet(sheet).decode("utf-8-sig")
    for secret in ("Herald", "Post", "h-01", "p-01", "public", "some, short", "none"):
        assert secret not in text
    assert list(sheet.columns) == list(SHEETS["sentences"])
    assert (sheet[list(ASKED["sentences"])] == "").all().all()


def test_every_cell_is_quoted_on_one_line_after_a_mark_of_utf_8(sheet) -> None:
    data = write_sheet(sheet)
    assert data.startswith(b'\xef\xbb\xbf"unit","before","sentence"')
    assert len(data.decode("utf-8-sig").splitlines()) == 4


@pytest.mark.parametrize("sign", [sign for sign in FORMULA if not sign.isspace()])
def test_what_a_spreadsheet_would_calculate_gets_an_apostrophe_and_loses_it_again(sign: str) -> None:
    assert guard(f"{sign}cmd|' /C calc'!A0") == f"'{sign}cmd|' /C calc'!A0"
    assert guard(f" \t\n{sign}1") == f"'{sign}1"
    data = write_sheet(pd.DataFrame({"unit": ["s001"], "sentence": [f"{sign}1+1"]}))
    assert read_sheet(data, "x.csv")[0].cells["sentence"] == f"{sign}1+1"


def test_the_same_table_gives_the_same_bytes(sheet) -> None:
    for format in ("csv", "xlsx"):
        choices = list_choices("sentences", ["public"])
        first, second = (write_sheet(sheet, format=format, choices=choices) for _ in range(2))
        assert first == second


def test_a_workbook_comes_back_as_it_went_and_holds_no_formula(sheet) -> None:
    data = write_sheet(sheet, format="xlsx", choices=list_choices("sentences", ["public", "media"]))
    rows = read_sheet(data, "sentences-a.xlsx")
    assert [row.cells["sentence"] for row in rows] == [" ".join(text.split()) for text in sheet["sentence"]]
    assert [row.number for row in rows] == [2, 3, 4]


def test_a_workbook_offers_what_may_be_written(sheet) -> None:
    roles = [f"a role with a long name {k}" for k in range(30)]
    data = write_sheet(sheet, format="xlsx", choices=list_choices("sentences", roles))
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        page = book.read("xl/worksheets/sheet1.xml").decode()
    assert page.count("<dataValidation ") == 4
    assert "choices!$B$1:$B$30" in page
    assert "<f>" not in page


def dump(rows: list[list[str]], delimiter: str, encoding: str) -> bytes:
    held = io.StringIO()
    csv.writer(held, delimiter=delimiter).writerows(rows)
    return held.getvalue().encode(encoding)


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_any_spreadsheets_csv_is_read(delimiter: str, encoding: str) -> None:
    rows = [
        ["Unit", "Sentence", " REPORTED "],
        ["s001", "“Yes, no; he’s\tright”", "Y"],
        ["", "", ""],
        ["s002", "x", ""],
    ]
    read = read_sheet(dump(rows, delimiter, encoding), "sentences-a.csv")
    assert [row.number for row in read] == [2, 4]
    assert read[0].cells == {"unit": "s001", "sentence": "“Yes, no; he’s right”", "reported": "Y"}


def test_a_line_that_names_the_separator_is_no_header() -> None:
    assert read_sheet(b"sep=;\nunit;tone\nt001;-1\n", "targets-a.csv")[0].cells == {"unit": "t001", "tone": "-1"}


def test_a_sheet_without_its_units_is_refused_by_name() -> None:
    with pytest.raises(RequestError, match=r"sentences-a.csv, row 1: no column 'unit'. Found: nr, sentence."):
        read_sheet(b"nr,sentence\n1,x\n", "sentences-a.csv")


def test_a_column_that_stands_twice_is_refused_by_name() -> None:
    with pytest.raises(RequestError, match=r"row 1: the column 'reported' stands there twice"):
        read_sheet(b"unit,reported,Reported\ns001,y,n\n", "sentences-a.csv")


def test_a_file_that_only_calls_itself_a_workbook_is_refused_in_words() -> None:
    with pytest.raises(RequestError, match=r"a.xlsx cannot be read as a spreadsheet"):
        read_sheet(b"not a workbook", "a.xlsx")


def test_a_sheet_that_is_no_csv_is_refused_and_other_tables_keep_their_limits() -> None:
    limit = csv.field_size_limit(1000)
    try:
        with pytest.raises(RequestError, match=r"^targets-a.csv cannot be read as CSV: .*\. Save it again"):
            read_sheet(b'unit,tone\nt001,"1\n' + b"1\n" * 1000, "targets-a.csv")
        assert csv.field_size_limit() == 1000
    finally:
        csv.field_size_limit(limit)
