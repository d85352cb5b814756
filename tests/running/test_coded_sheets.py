import os
from pathlib import Path

import pytest

from analysis.errors import RequestError
from analysis.running.coded_sheets import (
    find_sheets,
    raise_faults,
    read_codings,
    read_key,
    write_files,
)

KEY = (
    "unit,sheet,source,article_id,sentence_id,start,end,stratum,n_stratum,n_drawn,probability,sha256\n"
    's001,sentences,007,01,01:s001,0,9,"some, long",5,1,0.2,ab\n'
)


def test_names_that_are_figures_stay_as_they_were_written(tmp_path: Path) -> None:
    (tmp_path / "key.csv").write_text(KEY)
    (tmp_path / "validation.json").write_text('{"seed": 3, "view": "speech", "sentences": 9}')
    key, settings = read_key(tmp_path)
    assert key[["source", "article_id", "stratum", "n_stratum"]].values.tolist() == [["007", "01", "some, long", 5]]
    assert settings == {"seed": 3, "view": "speech", "corpus_options": ""}


@pytest.mark.parametrize(
    ("key", "settings"),
    [
        ("unit\ns001\n", '{"seed": 0, "view": "all"}'),
        (KEY, "{}"),
        (KEY, "no"),
        (KEY, "[]"),
        (KEY, "[" * 100_000),
        (KEY, '{"seed": [], "view": "all"}'),
        (KEY.replace(",9,", f",{'9' * 30},"), '{"seed": 0, "view": "all"}'),
        (KEY.replace(",9,", f",{'9' * 5000},"), '{"seed": 0, "view": "all"}'),
    ],
)
def test_a_key_that_was_changed_is_refused_in_words(tmp_path: Path, key: str, settings: str) -> None:
    (tmp_path / "key.csv").write_text(key)
    (tmp_path / "validation.json").write_text(settings)
    with pytest.raises(RequestError, match=r"is lacking or was changed .* Put both back"):
        read_key(tmp_path)


def test_a_key_or_a_sheet_that_is_a_pipe_is_refused_and_never_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "key.csv")
    with pytest.raises(RequestError, match="no regular file"):
        read_key(tmp_path)
    os.mkfifo(tmp_path / "targets-a.csv")
    assert read_codings(tmp_path, "targets", {}, []) == ({}, ["'targets-a.csv' is no regular file."])


def test_every_kind_of_file_is_found_by_its_coder(tmp_path: Path) -> None:
    for name in ("sentences-a.csv", "sentences-Bo.xlsx", "sentences-c.ods", "sentences-d.pdf", "targets-a.csv"):
        (tmp_path / name).touch()
    assert list(find_sheets(tmp_path, "sentences")) == ["bo", "a", "c"]


def test_a_file_that_is_no_table_is_a_fault_beside_the_others(tmp_path: Path) -> None:
    (tmp_path / "targets-a.csv").write_text("t001,1\n")
    (tmp_path / "targets-b.csv").write_text("unit,tone\nt001,5\n")
    codings, faults = read_codings(tmp_path, "targets", {"t001": ""}, [])
    assert list(codings) == ["b"]
    assert faults == [
        "targets-a.csv, row 1: no column 'unit'. Found: t001, 1.",
        "targets-b.csv, row 2, unit t001, tone: '5' is no whole number from -2 to 2.",
    ]


def test_files_are_written_whole_and_nothing_else_is_left(tmp_path: Path) -> None:
    written = write_files(tmp_path / "new", {"a.csv": b"1", "key.csv": b"2"})
    assert sorted(path.name for path in (tmp_path / "new").iterdir()) == ["a.csv", "key.csv"]
    assert [path.read_bytes() for path in written] == [b"1", b"2"]


def test_many_faults_are_counted_after_the_first_forty() -> None:
    raise_faults([])
    with pytest.raises(RequestError) as raised:
        raise_faults([f"fault {k}" for k in range(45)])
    lines = str(raised.value).splitlines()
    assert len(lines) == 41
    assert lines[-1] == "and 5 more faults."
