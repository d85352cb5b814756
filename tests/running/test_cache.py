import importlib.metadata
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from analysis.running import cache
from analysis.running.cache import LIBRARIES, Cache, cache_folder, hash_parts, list_code, result_version

PACKAGE = Path(cache.__file__).parents[1]

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


@pytest.fixture
def versions(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, str]]:
    """Versions of libraries, by name, that a test says are installed instead."""
    faked: dict[str, str] = {}
    true = importlib.metadata.version
    monkeypatch.setattr(importlib.metadata, "version", lambda name: faked.get(name) or true(name))
    result_version.cache_clear()
    yield faked
    result_version.cache_clear()


@pytest.mark.parametrize("result", ["reading", "comparison"])
@pytest.mark.parametrize("library", LIBRARIES)
def test_another_version_of_a_library_makes_a_result_anew(versions: dict[str, str], library: str, result: str) -> None:
    before = result_version(result)
    result_version.cache_clear()
    assert result_version(result) == before
    result_version.cache_clear()
    versions[library] = "999"
    assert result_version(result) != before


def test_another_model_of_the_parser_makes_a_result_anew(
    versions: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = result_version("reading")
    result_version.cache_clear()
    monkeypatch.setattr(cache, "model_name", lambda: ("en_core_web_sm", "9.9.9"))
    assert result_version("reading") != before


@pytest.mark.parametrize("name", ["lexicons.py", "schema.py", "language/parse.py", "running/packing.py"])
def test_a_reading_depends_on_the_code_below_its_room(name: str) -> None:
    assert PACKAGE / name in list_code("reading")


def test_a_reading_does_not_depend_on_how_it_is_compared_or_shown() -> None:
    rooms = {path.relative_to(PACKAGE).parts[0] for path in list_code("reading")}
    assert not rooms & {"comparing", "plots", "showing", "report"}
    assert "comparing" in {path.relative_to(PACKAGE).parts[0] for path in list_code("comparison")}
