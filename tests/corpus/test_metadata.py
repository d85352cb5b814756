from pathlib import Path

import pytest

from analysis.corpus.metadata import describes_files, index_articles, read_metadata
from analysis.corpus.tables import Context
from analysis.errors import RequestError

CONTEXT = Context.plain()
PATHS = ["a.txt", "Quay/001.txt", "Tide/001.txt"]


def read(folder: Path, text: str, paths: list[str] = PATHS) -> tuple[dict, list, list]:  # type: ignore[type-arg]
    (folder / "articles.csv").write_text(text)
    return read_metadata(folder, "corpus", paths, CONTEXT)


def test_files_are_described_in_any_spelling_of_the_columns(tmp_path: Path) -> None:
    table, problems, said = read(tmp_path, "Filename;Source;Date;colour\na.txt;The Quay;4 March 2026;red\n")
    assert table == {"a.txt": {"source": "The Quay", "date": "2026-03-04"}}
    assert problems == []
    assert said == ["1 file described: source, date", "not read: colour"]


@pytest.mark.parametrize("name", ["A.TXT", "a", "./a.txt"])
def test_a_file_may_be_named_without_its_suffix_or_in_capitals(tmp_path: Path, name: str) -> None:
    assert read(tmp_path, f"file,source\n{name},Quay\n")[0] == {"a.txt": {"source": "Quay"}}


def test_a_row_that_fits_no_file_is_refused_with_the_closest(tmp_path: Path) -> None:
    with pytest.raises(RequestError) as error:
        read(tmp_path, "file,source\nbbc_01.txt,BBC\n", ["bbc-01.txt"])
    assert str(error.value) == (
        "articles.csv names 'bbc_01.txt', but there is no such file in 'corpus'. Closest: 'bbc-01.txt'."
    )


def test_a_row_that_fits_two_files_and_a_file_listed_twice_are_named(tmp_path: Path) -> None:
    table, problems, _ = read(tmp_path, "file,source\n001.txt,Quay\na.txt,Quay\na.txt,Tide\n")
    assert table == {"a.txt": {"source": "Quay"}}
    assert problems == [
        ("articles.csv", "metadata not clear",
         "line 2: '001.txt' fits 2 files, 'Quay/001.txt' and 'Tide/001.txt'; it was not used"),
        ("articles.csv", "file listed twice", "line 4: 'a.txt' is listed a second time; the first line stands"),
    ]  # fmt: skip


def test_a_sheet_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RequestError, match=r"lacks the column file. Found: name, source"):
        read(tmp_path, "name,source\na.txt,BBC\n")
    with pytest.raises(RequestError, match="cannot be read: unexpected end of data"):
        read(tmp_path, 'file,source\na.txt,"BBC\n')


def test_a_table_of_articles_may_have_the_same_name(tmp_path: Path) -> None:
    (tmp_path / "articles.csv").write_text("source,text\nQuay,Kolb left.\n")
    assert not describes_files(tmp_path, CONTEXT)
    (tmp_path / "articles.csv").write_text("file,source,text\na.txt,Quay,\n")
    assert describes_files(tmp_path, CONTEXT)


def test_a_column_that_stands_twice_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RequestError, match=r"^'articles.csv' in 'corpus' has the column source twice. Remove one.$"):
        read(tmp_path, "file,source,source\na.txt,Quay,Tide\n")


def test_what_was_assumed_of_the_letters_is_named(tmp_path: Path) -> None:
    (tmp_path / "articles.csv").write_bytes("file,source\na.txt,Süddeutsche\n".encode("cp1252"))
    table, problems, _ = read_metadata(tmp_path, "corpus", PATHS, CONTEXT)
    assert table == {"a.txt": {"source": "Süddeutsche"}}
    assert problems == [("articles.csv", "not UTF-8", "read as Windows-1252")]


def test_a_sheet_with_the_line_ends_of_an_old_mac_is_read(tmp_path: Path) -> None:
    (tmp_path / "articles.csv").write_bytes(b"file,source\ra.txt,Quay\r")
    assert describes_files(tmp_path, CONTEXT)
    assert read_metadata(tmp_path, "corpus", PATHS, CONTEXT)[0] == {"a.txt": {"source": "Quay"}}


def test_a_row_without_a_file_and_one_with_too_many_cells_are_named(tmp_path: Path) -> None:
    table, problems, said = read(tmp_path, "file,source\n,Tide\na.txt,Quay, weekly\n")
    assert table == {"a.txt": {"source": "Quay"}}
    assert [detail for _, _, detail in problems] == [
        "Row 2 names no file.",
        "Row 3 has more cells than the header. Put quotation marks round a text with a comma.",
    ]
    assert said == ["1 file described: source"]


def test_a_file_stands_for_all_its_articles_and_an_id_for_one() -> None:
    known = index_articles(["t-001", "t-002", "a"], ["t.csv", "t.csv", "a.txt"])
    assert known["t.csv"] == ["t-001", "t-002"]
    assert known["t-002"] == ["t-002"]
