import os
import shutil
import sqlite3
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from types import SimpleNamespace

import pytest

from analysis.errors import RequestError
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
    assert not cache.lasting
    cache.store({"key": READING})
    assert cache.load(["key"]) == {"key": READING}  # for as long as this run lasts
    place = cache.folder
    del cache
    assert not place.exists()


def test_a_cache_that_is_off_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAMESTORY_CACHE", "off")
    monkeypatch.chdir(tmp_path)
    Cache().store({"key": READING})
    assert Cache().find(["key"]) == set()
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("damage", [lambda data: b"no database at all", lambda data: data[:5000] + bytes(7000)])
def test_a_file_that_is_no_database_any_more_is_begun_anew(tmp_path: Path, damage: Callable[[bytes], bytes]) -> None:
    Cache(tmp_path).store({f"key {n}": READING for n in range(300)})
    file = tmp_path / "readings.sqlite"
    file.write_bytes(damage(file.read_bytes()))
    with pytest.warns(UserWarning, match="damaged"):
        Cache(tmp_path).load([f"key {n}" for n in range(300)])
    assert Cache(tmp_path).store({"key": READING})
    assert Cache(tmp_path).load(["key"]) == {"key": READING}


def test_two_may_write_at_once(tmp_path: Path) -> None:
    one, other = Cache(tmp_path), Cache(tmp_path)
    with ThreadPoolExecutor(2) as pool:
        kept = pool.map(lambda n: (one if n % 2 else other).store({f"key {n}": READING}), range(40))
    assert all(kept)
    assert len(one.find(f"key {n}" for n in range(40))) == 40


def test_what_was_not_used_for_longest_goes_first_and_comparisons_before_readings(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    cache.store({f"key {n}": {"zones": {"zone": [str(n)] * 500}} for n in range(50)})
    for age, key in enumerate(["old", "new"]):
        place = cache.place_of(key)
        place.mkdir(parents=True)
        (place / "table").write_bytes(bytes(100_000))
        os.utime(place, (age, age))
    cache.trim(most=cache.measure() - 1)
    assert [cache.place_of(key).exists() for key in ("old", "new")] == [False, True]
    cache.trim(most=200)
    assert not cache.place_of("new").exists()
    assert "key 0" not in cache.find(["key 0"])


def test_clearing_takes_what_is_kept_and_nothing_else(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    cache.store({"key": READING})
    cache.place_of("key").mkdir(parents=True)
    (tmp_path / "mine.txt").touch()
    cache.clear()
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_a_file_that_stands_where_the_cache_keeps_its_folders_stays_and_is_said(tmp_path: Path) -> None:
    (tmp_path / "comparisons").write_text("mine")
    with pytest.warns(UserWarning, match="is no folder"):
        cache = Cache(tmp_path)
    assert not cache.lasting
    cache.clear()
    assert (tmp_path / "comparisons").read_text() == "mine"


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
    true = cache.version_of
    monkeypatch.setattr(cache, "version_of", lambda name: faked.get(name) or true(name))
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


@pytest.mark.parametrize("size", ["many", "nan", "inf", "1_0 GB"])
def test_a_size_that_is_no_number_is_refused_before_anything_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: str
) -> None:
    monkeypatch.setenv("SAMESTORY_CACHE_GB", size)
    with pytest.raises(RequestError, match=rf"^\$SAMESTORY_CACHE_GB is '{size}'; it must be a number of gigabytes"):
        Cache(tmp_path)


def test_a_cache_that_may_hold_nothing_keeps_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAMESTORY_CACHE_GB", "-1")
    cache = Cache(tmp_path)
    cache.store({"key": READING})
    cache.trim()
    assert cache.find(["key"]) == set()


def test_a_full_disk_is_no_place_to_keep_anything(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache.shutil, "disk_usage", lambda _: SimpleNamespace(free=40_000_000))
    with pytest.warns(UserWarning, match=r"the disk is full.: every article is read anew"):
        assert not Cache(tmp_path).lasting


def test_what_another_run_takes_away_meanwhile_is_no_fault(tmp_path: Path) -> None:
    cache, busy = Cache(tmp_path), threading.Event()

    def come_and_go() -> None:
        for _ in range(30):
            places = [cache.place_of(f"key {n}") / "table" for n in range(20)]
            for place in places:
                with suppress(OSError):  # what is made here may be trimmed at once
                    place.mkdir(parents=True, exist_ok=True)
                    (place / "part").write_bytes(b"12345")
            for place in places:
                shutil.rmtree(place.parent, ignore_errors=True)
        busy.set()

    other = threading.Thread(target=come_and_go)
    other.start()
    while not busy.is_set():
        cache.trim(most=cache.measure())
    other.join()


def test_a_file_whose_own_names_are_damaged_is_begun_anew(tmp_path: Path) -> None:
    Cache(tmp_path)
    file = tmp_path / "readings.sqlite"
    file.write_bytes(file.read_bytes().replace(b"sqlite_autoindex_readings", b"sqlite_autoin\x9aex_readings"))
    with pytest.warns(UserWarning, match="is damaged .* it is begun anew"):
        cache = Cache(tmp_path)
    assert cache.find(["key"]) == set()
