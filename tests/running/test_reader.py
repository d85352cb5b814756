import sqlite3
from pathlib import Path

import pandas as pd
import pytest

from analysis.lexicons import standard_lexicons
from analysis.running import reader as module
from analysis.running.cache import Cache
from analysis.running.reader import Reader

TEXT = "The talks failed. “We tried,” Ana Ruiz said."


def read(cache: Cache) -> Reader:
    articles = pd.DataFrame({"article_id": ["a"], "path": ["a.txt"], "text": [TEXT], "sha256": ["x"]})
    reader = Reader(articles, view="speech", lexicons=standard_lexicons(), cache=cache)
    reader.read()
    return reader


def speakers(reader: Reader) -> list[str]:
    articles = pd.DataFrame({"article_id": ["a"], "path": ["a.txt"], "text": [TEXT]})
    return reader.join(articles)[0]["quotes"]["speaker"].tolist()


def test_a_reading_that_is_damaged_between_reading_and_joining_is_made_again(tmp_path: Path) -> None:
    reader = read(Cache(tmp_path))
    with sqlite3.connect(tmp_path / "readings.sqlite") as connection:
        connection.execute("update readings set reading = ?", (b"damaged",))
    with pytest.warns(UserWarning, match="damaged"):
        assert speakers(reader) == ["Ana Ruiz"]


def test_what_the_cache_does_not_take_is_held_until_it_is_joined(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Cache, "store", lambda *_: False)
    assert speakers(read(Cache(tmp_path))) == ["Ana Ruiz"]


def test_articles_that_are_joined_a_few_at_a_time_have_the_tables_of_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [(name, f"{name}.txt", f"{TEXT} {name.upper()} left.", name) for name in "abc"]
    articles = pd.DataFrame(rows, columns=["article_id", "path", "text", "sha256"])
    reader = Reader(articles, view="speech", lexicons=standard_lexicons(), cache=Cache(tmp_path))
    reader.read()
    whole, remarks = reader.join(articles)
    monkeypatch.setattr(module, "AT_ONCE", 2)
    parts, others = reader.join(articles, texts=["sentences"])
    assert remarks.equals(others)
    assert parts["sentences"].equals(whole["sentences"])
    for name, table in parts.items():
        assert table.equals(whole[name][table.columns])
    assert "text" not in parts["segments"]
