import csv
from pathlib import Path

import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from analysis.comparing.tables import Tables
from analysis.errors import RequestError
from analysis.running.writing import Source, write_parts, write_tables
from analysis.schema import INTERNAL, shape_table

SHARES = pd.DataFrame({"source": ["A", "A"], "name": ["police", "unknown"], "n_quotes": [3, 1]})


def test_written_tables_replace_those_of_an_older_run_whole(tmp_path: Path, seeds: Tables) -> None:
    (tmp_path / "targets.csv").write_text("old")
    (tmp_path / "shares.parquet").write_text("old")
    (tmp_path / "mine.csv").write_text("mine")
    written = write_tables({name: seeds[name] for name in ("articles", "shares")}, tmp_path)
    assert [path.name for path in written] == ["articles.csv", "shares.csv"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["articles.csv", "mine.csv", "shares.csv"]
    back = pd.read_csv(tmp_path / "articles.csv", keep_default_na=False)
    assert back["text"].tolist() == seeds["articles"]["text"].tolist()


def test_parquet_holds_the_same(tmp_path: Path, seeds: Tables) -> None:
    write_tables(seeds, tmp_path, format="parquet")
    assert_frame_equal(pd.read_parquet(tmp_path / "quotes.parquet"), seeds["quotes"])


def test_internal_counts_are_not_written(tmp_path: Path, seeds: Tables) -> None:
    assert not {path.stem for path in write_tables(seeds, tmp_path)} & set(INTERNAL)


def test_another_format_is_refused_before_anything_is_written(tmp_path: Path, seeds: Tables) -> None:
    with pytest.raises(RequestError, match="format is 'xls'; it must be csv or parquet"):
        write_tables(seeds, tmp_path / "new", format="xls")
    assert not (tmp_path / "new").exists()


def test_a_bare_carriage_return_in_a_cell_reads_back_as_it_was(tmp_path: Path) -> None:
    table = pd.DataFrame(
        {"article_id": ["a", "b"], "text": ["The talks failed\ron Monday.", 'He "won".'], "n_words": 4}
    )
    write_tables({"articles": table}, tmp_path)
    with (tmp_path / "articles.csv").open(encoding="utf-8", newline="") as handle:
        rows = list(csv.DictReader(handle))
    assert [row["text"] for row in rows] == table["text"].tolist()
    assert_frame_equal(
        pd.read_csv(tmp_path / "articles.csv", dtype_backend="numpy_nullable").astype(table.dtypes), table
    )


def test_cells_stand_as_any_other_writer_sets_them(tmp_path: Path) -> None:
    texts = ["plain", "", "a, b", 'he said "no"', "two\nlines", "ends\n", "=1+1", "“marks”", "x;y", " spaced "]
    table = pd.DataFrame({"article_id": texts, "text": pd.array(texts[::-1], dtype="str"), "n_words": 4}).assign(
        share=[0.1, 1e-20, None, 1 / 3, 2.0, 123456789.123456789, -0.0, 1e15, 5e-324, 7.0],
        cue_start=pd.array([1, None] * 5, dtype="Int64"),
        corrected=True,
    )
    write_tables({"articles": table}, tmp_path)
    plain = table.to_csv(index=False, float_format="%.12g", lineterminator="\n")
    assert (tmp_path / "articles.csv").read_text(encoding="utf-8") == plain


def test_nothing_is_written_where_a_folder_stands_in_the_place_of_a_table(tmp_path: Path) -> None:
    (tmp_path / "shares.csv").write_text("old")
    (tmp_path / "quotes.csv").mkdir()
    with pytest.raises(RequestError, match="is a folder"):
        write_tables({"quotes": shape_table("quotes", {})}, tmp_path)
    assert (tmp_path / "shares.csv").read_text() == "old"


def test_a_file_that_is_there_as_it_was_kept_is_not_written_again(tmp_path: Path) -> None:
    out, source = tmp_path / "out", Source([SHARES].__iter__, tmp_path / "kept" / "shares.csv")
    (file,) = write_parts({"shares": source}, out)
    before, text = file.stat(), file.read_bytes()
    write_parts({"shares": source}, out)
    assert file.stat().st_ino == before.st_ino
    file.write_bytes(text.replace(b"A", b"B"))  # by hand
    write_parts({"shares": source}, out)
    assert file.read_bytes() == text
    file.unlink()
    write_parts({"shares": source}, out)
    assert file.read_bytes() == text


def test_a_kept_copy_that_is_damaged_is_made_anew(tmp_path: Path) -> None:
    source = Source([SHARES].__iter__, tmp_path / "kept" / "shares.csv")
    (file,) = write_parts({"shares": source}, tmp_path / "out")
    text = file.read_bytes()
    (kept,) = (tmp_path / "kept").iterdir()
    kept.write_bytes(kept.read_bytes()[:-4])
    file.unlink()
    write_parts({"shares": source}, tmp_path / "out")
    assert file.read_bytes() == text
    assert [place.name for place in (tmp_path / "kept").iterdir()] == [kept.name]
