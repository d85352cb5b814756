import json
import weakref
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from analysis.comparing.matching.copies import find_copies
from analysis.comparing.tables import Tables
from analysis.parameters import check_parameters
from analysis.running import batches, pipeline, results
from analysis.running.pipeline import make_tables, open_result
from analysis.running.reader import Reader
from analysis.running.shelf import Parts, Shelf

TEXTS = {
    "Herald": "The mayor said the harbour was safe. “We saw a terrible blast,” Ana Ruiz said. Officials denied it.",
    "Post": "Ana Ruiz claimed that the lovely harbour was open. “We saw a terrible blast,” Tom Okafor told reporters.",
}


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("corpus") / "corpus.jsonl"
    rows = [
        {"article_id": f"{event}{source}", "source": source, "event": event, "text": f"{text} {event} followed."}
        for source, text in TEXTS.items()
        for event in ("Storms", "Talks", "Strikes", "Fires")
    ]
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    return str(path)


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SAMESTORY_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


def make_in_batches(corpus: str, most: int, monkeypatch: pytest.MonkeyPatch, **settings: object) -> Tables:
    cut = batches.cut_batches
    monkeypatch.setattr(pipeline, "cut_batches", lambda articles: cut(articles, most=most))
    return make_tables(check_parameters(corpus=corpus, n_boot=100, **settings))


@pytest.mark.parametrize("copies", ["keep", "once"])
def test_a_corpus_in_batches_has_the_tables_it_has_in_one_piece(
    corpus: str, copies: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    whole = make_tables(check_parameters(corpus=corpus, n_boot=100, copies=copies))
    monkeypatch.setenv("SAMESTORY_CACHE", str(tmp_path / "other"))
    parts = make_in_batches(corpus, 2, monkeypatch, copies=copies)
    assert list(parts) == list(whole)
    for name, table in whole.items():
        columns = list(table.columns)
        order = {"by": columns, "ignore_index": True}
        one, other = table.sort_values(**order), parts[name].sort_values(**order)
        assert_frame_equal(one, other, rtol=1e-9, atol=1e-12)


def test_each_table_comes_batch_by_batch_or_source_by_source(corpus: str, monkeypatch: pytest.MonkeyPatch) -> None:
    cut = batches.cut_batches
    monkeypatch.setattr(pipeline, "cut_batches", lambda articles: cut(articles, most=2))
    monkeypatch.setattr(results, "ROWS", 1)
    with open_result(check_parameters(corpus=corpus, n_boot=100)) as result:
        assert [len(part) for part in result.parts("articles")] == [2, 2, 2, 2]
        assert [set(part["source"]) for part in result.parts("shares")] == [{"Herald"}, {"Post"}]


def test_sources_of_few_rows_come_together(corpus: str) -> None:
    with open_result(check_parameters(corpus=corpus, n_boot=100)) as result:
        assert [set(part["source"]) for part in result.parts("shares")] == [{"Herald", "Post"}]


def test_sums_are_kept_source_by_source_whatever_the_batches(corpus: str, monkeypatch: pytest.MonkeyPatch) -> None:
    cut = batches.cut_batches
    monkeypatch.setattr(pipeline, "cut_batches", lambda articles: cut(articles, most=2))
    with open_result(check_parameters(corpus=corpus, n_boot=100)) as result:
        result.load(["shares", "tone"])
        (sums,) = (place.parent for place in result.shelf.folder.glob("made/*/sums of quotes"))
        kept = {name: Parts(Shelf(sums), name) for name in ("sums of quotes", "tone of articles")}
    assert [set(part["source"]) for part in kept["sums of quotes"]] == [{"Herald"}, {"Post"}]
    assert [set(part["source"]) for part in kept["tone of articles"]] == [{""}, {"Herald"}, {"Post"}]


def test_a_batch_is_not_held_while_the_next_one_is_joined(corpus: str, monkeypatch: pytest.MonkeyPatch) -> None:
    held: list[weakref.ref[pd.DataFrame]] = []
    shelve = results.shelve_batches

    def watch(read: Iterator[dict[str, pd.DataFrame]]) -> Iterator[dict[str, pd.DataFrame]]:
        for _ in range(4):
            assert all(table() is None for table in held)
            tables = next(read)
            held.extend(weakref.ref(table) for table in tables.values())
            waiting = [tables]
            del tables
            yield waiting.pop()

    monkeypatch.setattr(pipeline, "shelve_batches", lambda shelf, read, **more: shelve(shelf, watch(read), **more))
    make_in_batches(corpus, 2, monkeypatch)
    assert len(held) > 4


def test_nothing_is_known_of_all_articles_once_they_are_joined(corpus: str, monkeypatch: pytest.MonkeyPatch) -> None:
    held: list[weakref.ref[pd.DataFrame]] = []
    cut = batches.cut_batches

    def watch(articles: pd.DataFrame) -> Iterator[pd.DataFrame]:
        held.append(weakref.ref(articles))
        return cut(articles, most=2)

    def look(*given: Any, **more: Any) -> pd.DataFrame:
        assert len(held) == 1
        assert held[0]() is None
        return find_copies(*given, **more)

    monkeypatch.setattr(pipeline, "cut_batches", watch)
    monkeypatch.setattr("analysis.comparing.matching.copies.find_copies", look)
    make_tables(check_parameters(corpus=corpus, n_boot=100))


@pytest.mark.parametrize("part", ["segments", "made/*/tone", "problems"])
def test_what_is_damaged_is_made_anew_and_comes_to_the_same(corpus: str, cache: Path, part: str) -> None:
    parameters = check_parameters(corpus=corpus, n_boot=100)
    before = make_tables(parameters)
    for file in (cache / "comparisons").glob(f"[!.]*/{part}/*"):
        file.write_bytes(file.read_bytes()[:-20])
    after = make_tables(parameters)
    for name in before:
        assert_frame_equal(before[name], after[name])


def refuse(*_: object, **__: object) -> pd.DataFrame:
    raise AssertionError("sentences are matched a second time")


def test_another_view_matches_no_sentence_again(corpus: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    strict = check_parameters(corpus=corpus, n_boot=100, view="strict")
    alone = make_tables(strict)
    monkeypatch.setenv("SAMESTORY_CACHE", str(tmp_path / "other"))
    make_tables(check_parameters(corpus=corpus, n_boot=100))
    monkeypatch.setattr("analysis.comparing.sources.compare_coverage", refuse)
    monkeypatch.setattr("analysis.comparing.matching.copies.find_copies", refuse)
    after = make_tables(strict)
    for name in alone:
        assert_frame_equal(alone[name], after[name])


@pytest.mark.parametrize("part", ["coverage", "duplicates", "articles"])
def test_what_is_damaged_in_one_view_is_not_taken_over_by_another(corpus: str, cache: Path, part: str) -> None:
    strict = check_parameters(corpus=corpus, n_boot=100, view="strict")
    before = make_tables(strict)
    make_tables(check_parameters(corpus=corpus, n_boot=100))
    for place in (cache / "comparisons").glob("[!.]*"):
        for file in (place / part).glob("*"):
            file.write_bytes(file.read_bytes()[:-20])
    after = make_tables(strict)
    for name in before:
        assert_frame_equal(before[name], after[name])


def test_an_article_that_could_not_be_read_in_one_view_is_compared_in_another(
    corpus: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    unread = make_tables(check_parameters(corpus=corpus, n_boot=100))["articles"]["article_id"][0]
    choose = Reader.choose_read
    with monkeypatch.context() as patch:
        patch.setattr(Reader, "choose_read", lambda self, some: choose(self, some[some["article_id"] != unread]))
        less = make_tables(check_parameters(corpus=corpus, n_boot=100, view="strict"))
    assert unread not in set(less["coverage"]["article_id"])
    more = make_tables(check_parameters(corpus=corpus, n_boot=100, view="all"))
    assert unread in set(more["coverage"]["article_id"])


def test_nothing_of_an_unfinished_comparison_is_left(corpus: str, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> pd.DataFrame:
        raise MemoryError

    monkeypatch.setattr("analysis.comparing.matching.copies.find_copies", fail)
    with pytest.raises(MemoryError):
        make_tables(check_parameters(corpus=corpus, n_boot=100))
    assert not list((cache / "comparisons").iterdir())
