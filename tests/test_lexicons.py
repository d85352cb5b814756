import csv
from pathlib import Path

import pytest

from analysis.lexicons import STANDARD, load_lexicons, standard_lexicons


@pytest.mark.parametrize("path", sorted(STANDARD.glob("*.csv")), ids=lambda path: path.stem)
def test_every_row_of_every_standard_list_has_all_its_cells(path: Path) -> None:
    with path.open(encoding="utf-8", newline="") as handle:
        header, *rows = list(csv.reader(handle, strict=True))
    assert "note" in header
    assert [row for row in rows if len(row) != len(header) and not row[0].startswith("#")] == []


@pytest.mark.parametrize("path", sorted(STANDARD.glob("*.csv")), ids=lambda path: path.stem)
def test_no_row_stands_twice_in_a_standard_list(path: Path) -> None:
    with path.open(encoding="utf-8", newline="") as handle:
        rows = [tuple(value for key, value in row.items() if key != "note") for row in csv.DictReader(handle)]
    assert sorted({row for row in rows if rows.count(row) > 1}) == []


def test_a_list_of_the_reader_replaces_the_standard_one_and_changes_the_hash(tmp_path: Path) -> None:
    (tmp_path / "zones.csv").write_text("zone,rule,pattern,note\nbyline,mine,From .*,my own\n", encoding="utf-8")
    lexicons = load_lexicons(tmp_path)
    assert [row["rule"] for row in lexicons["zones"]] == ["mine"]
    assert lexicons != standard_lexicons()
    assert lexicons["variants"] == standard_lexicons()["variants"]


def test_a_list_that_replaces_nothing_is_refused(tmp_path: Path) -> None:
    (tmp_path / "zone.csv").write_text("zone\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"'zone.csv' in '.*' replaces no standard list. There are: .*zones"):
        load_lexicons(tmp_path)


def test_a_list_that_lacks_a_column_is_refused(tmp_path: Path) -> None:
    (tmp_path / "zones.csv").write_text("zone,rule\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"'zones.csv' lacks the columns pattern. Found: zone, rule."):
        load_lexicons(tmp_path)


def test_the_same_lists_have_the_same_hash() -> None:
    assert load_lexicons() == load_lexicons()
    assert hash(load_lexicons()) == hash(load_lexicons())


def test_an_unknown_list_is_named() -> None:
    with pytest.raises(KeyError, match="No lexicon 'cue'"):
        standard_lexicons()["cue"]
