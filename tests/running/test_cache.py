import sqlite3
from pathlib import Path

import pytest

from analysis.running.cache import Cache, cache_folder, code_version, hash_parts

READING = {"zones": {"zone": ["body"], "start": [0], "end": [4]}}


def test_what_is_stored_comes_back(tmp_path: Path) -> None:
    Cache(tmp_path).store({"key": READING})
    assert Cache(tmp_path).load(["key", "other"]) == {"key": READING}


def test_a_damaged_reading_is_left_out_and_said(tmp_path: Path) -> None:
    Cache(tmp_path).store({"key": READING, "other": READING})
    with sqlite3.connect(tmp_path / "readings.sqlite") as connection:
        connection.execute("update readings set reading = ? where key = 'key'", (b"damaged",))
    with pytest.warns(UserWarning, match="One reading in the cache is damaged"):
        assert Cache(tmp_path).load(["key", "other"]) == {"other": READING}


def test_without_a_place_to_write_to_nothing_is_kept_and_that_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.warns(UserWarning, match="every article is read anew"):
        cache = Cache(tmp_path / "file" / "folder")
    cache.store({"key": READING})
    assert cache.load(["key"]) == {}


def test_many_keys_are_loaded_at_once(tmp_path: Path) -> None:
    readings = {f"key {at}": READING for at in range(1200)}
    Cache(tmp_path).store(readings)
    assert Cache(tmp_path).load(readings) == readings


def test_the_folder_can_be_chosen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAMESTORY_CACHE", "somewhere")
    assert cache_folder() == Path("somewhere")


def test_parts_are_hashed_with_their_borders() -> None:
    assert len({hash_parts("a", "bc"), hash_parts("ab", "c"), hash_parts("abc"), hash_parts("abc", "")}) == 4


def test_the_version_of_the_code_depends_on_the_modules_it_is_asked_for() -> None:
    assert code_version("reading/**/*.py") == code_version("reading/**/*.py") != code_version("**/*.py")
