import subprocess
import sys
from pathlib import Path

import pytest

from analysis.errors import RequestError
from analysis.running.staging import LOCK, open_folder, put_in_place, refuse_folders

KILLED = """
import os, signal, sys
from pathlib import Path
from analysis.running.staging import open_folder
with open_folder(Path(sys.argv[1]), ".run-") as stage:
    (stage / "half").write_text("half")
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_the_folder_goes_whatever_happens(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError), open_folder(tmp_path, ".run-") as stage:
        (stage / "gone").unlink()
    assert list(tmp_path.iterdir()) == []


def test_what_a_killed_run_left_goes_with_the_next(tmp_path: Path) -> None:
    assert subprocess.run([sys.executable, "-c", KILLED, str(tmp_path)], check=False).returncode == -9
    assert [(left / "half").exists() for left in tmp_path.iterdir()] == [True]
    with open_folder(tmp_path, ".run-") as stage:
        assert list(tmp_path.iterdir()) == [stage]


def test_the_folder_of_a_run_that_lives_and_what_is_no_such_folder_stay(tmp_path: Path) -> None:
    (tmp_path / ".run-of-the-reader").mkdir()
    with open_folder(tmp_path, ".run-") as first, open_folder(tmp_path, ".run-") as second:
        assert [(stage / LOCK).exists() for stage in (first, second)] == [True, True]
    assert [left.name for left in tmp_path.iterdir()] == [".run-of-the-reader"]


def test_a_folder_in_the_place_of_a_file_or_a_file_in_that_of_a_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "quotes.csv").mkdir()
    (tmp_path / "tables").write_text("")
    with pytest.raises(RequestError, match=r"quotes\.csv' is a folder, and a file goes there"):
        refuse_folders(tmp_path, ["shares.csv", "quotes.csv"])
    with pytest.raises(RequestError, match="tables' is a file, and a folder goes there"):
        refuse_folders(tmp_path, ["tables/shares.csv"])
    refuse_folders(tmp_path, ["shares.csv", "new/shares.csv"])


def test_a_file_in_the_place_of_a_folder_that_is_put_there_goes(tmp_path: Path) -> None:
    (tmp_path / "new").mkdir()
    (tmp_path / "new" / "a.txt").write_text("whole")
    (tmp_path / "place").write_text("spoilt")
    put_in_place(tmp_path / "new", tmp_path / "place", lambda place: (place / "a.txt").exists())
    assert (tmp_path / "place" / "a.txt").read_text() == "whole"
