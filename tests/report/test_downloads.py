"""Downloads: the copies calculate nothing in a spreadsheet, and the tables beside them stay exact."""

from pathlib import Path

import pandas as pd
import pytest

from analysis.report.downloads import guard_table, write_downloads
from analysis.schema import shape_table

WORDS = ["=HYPERLINK(1)", "+1", "-2", "@SUM(1)", "\t=1", "\r=1", "\uff1d1", "No."]


def problems(details: list[str]) -> pd.DataFrame:
    rows = {"path": ["a.txt"] * len(details), "article_id": ["a"] * len(details), "problem": details, "detail": details}
    return shape_table("problems", rows)


def read(path: Path) -> list[str]:
    return pd.read_csv(path, dtype="str", keep_default_na=False)["detail"].tolist()


def test_what_a_spreadsheet_would_calculate_has_an_apostrophe_in_the_copy_only(tmp_path: Path) -> None:
    write_downloads({"problems": problems(WORDS)}, tmp_path / "tables", tmp_path / "downloads")
    assert read(tmp_path / "tables" / "problems.csv") == WORDS
    assert read(tmp_path / "downloads" / "problems.csv") == [*(f"'{word}" for word in WORDS[:-1]), "No."]


def test_a_table_without_such_cells_is_copied_as_it_is(tmp_path: Path) -> None:
    write_downloads({"problems": problems(["No."])}, tmp_path / "tables", tmp_path / "downloads")
    exact, copy = (tmp_path / folder / "problems.csv" for folder in ("tables", "downloads"))
    assert exact.read_bytes() == copy.read_bytes()


@pytest.mark.parametrize("cells", [[-0.5, 2.0], [-1, 2]])
def test_numbers_stay_numbers(cells: list[float]) -> None:
    table = pd.DataFrame({"mean": cells})
    assert guard_table(table) is table
