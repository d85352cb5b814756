"""Batches: whole events together, and with copied passages counted once only what is matched keeps them."""

from pathlib import Path

import pandas as pd
import pytest

from analysis.comparing.tables import empty_table
from analysis.running.batches import Batch, cut_batches
from analysis.running.shelf import Shelf
from analysis.schema import as_table

ARTICLES = pd.DataFrame({"article_id": list("abcde"), "event": ["x", "y", "x", "z", ""]})


def test_an_event_is_never_cut_in_two() -> None:
    assert [batch["article_id"].tolist() for batch in cut_batches(ARTICLES, most=1)] == [
        ["a", "c"],
        ["b"],
        ["d"],
        ["e"],
    ]
    assert [batch["article_id"].tolist() for batch in cut_batches(ARTICLES, most=9)] == [list("abcde")]


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    """Two batches of one article each; article b has a sentence of a first."""
    made = Shelf(tmp_path)
    for part, article_id in enumerate("ab"):
        of = {"article_id": [article_id] * 2, "sentence_id": [f"{article_id}:s1", f"{article_id}:s2"]}
        spans = {"start": [0, 11], "end": [10, 21]}
        made.put("articles", as_table("articles", {**_blank("articles"), **_one(article_id)}), part=part)
        made.put("names", as_table("names", {**_blank("names", 2), **of, **spans}), part=part)
        made.put("coverage", as_table("coverage", {**_blank("coverage", 2), **of}), part=part)
    return made


def test_what_is_copied_is_counted_nowhere_but_matched(shelf: Shelf) -> None:
    gone = [pd.DataFrame({"key": [], "id": []}, dtype="str"), pd.DataFrame({"key": ["sentence_id"], "id": ["b:s1"]})]
    names, coverage, articles = Batch(shelf, 1, gone)("names", "coverage", "articles", texts=["names"])
    assert names["text"].tolist() == ["bbbbbbbbbb"]
    assert coverage["sentence_id"].tolist() == ["b:s1", "b:s2"]
    assert articles["article_id"].tolist() == ["b"]
    assert len(Batch(shelf, 0, gone)("names")[0]) == 2


def test_without_copies_all_is_counted(shelf: Shelf) -> None:
    assert Batch(shelf, 1)("names", texts=())[0]["sentence_id"].tolist() == ["b:s1", "b:s2"]


def _one(article_id: str) -> dict[str, list[str]]:
    return {"article_id": [article_id], "text": [article_id * 21]}


def _blank(name: str, n: int = 1) -> dict[str, list[object]]:
    table = empty_table(name)
    return {str(column): [0 if table[column].dtype.kind in "if" else ""] * n for column in table}
