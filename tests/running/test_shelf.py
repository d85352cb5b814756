from pathlib import Path

import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from analysis.running.shelf import Shelf
from analysis.schema import as_table, columns_of

TEXT = "Talk. “No,” she said."
ARTICLES = pd.DataFrame({column: [""] for column in columns_of("articles")}).assign(
    article_id="a", text=TEXT, n_words=4
)
ASIDES = pd.DataFrame(
    {"article_id": ["a", "a"], "start": [0, 6], "end": [4, 11], "text": ["Talk", "“No,”"], "rule": ""}
)


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    shelf = Shelf(tmp_path)
    shelf.put("articles", ARTICLES)
    shelf.put("asides", ASIDES.assign(further=[1, 2]))
    return shelf


def test_a_table_comes_back_as_it_was_with_whatever_stands_beside(shelf: Shelf) -> None:
    assert_frame_equal(shelf.take("asides"), as_table("asides", ASIDES).assign(further=[1, 2]))


def test_texts_of_spans_are_kept_once_with_their_article(shelf: Shelf) -> None:
    assert "text" not in pd.read_parquet(next((shelf.folder / "asides").glob("*")))
    shelf.put("articles", ARTICLES.assign(text=TEXT.upper()))
    assert shelf.take("asides")["text"].tolist() == ["TALK", "“NO,”"]


def test_only_what_is_asked_for_is_read(shelf: Shelf) -> None:
    assert shelf.take("asides", texts=False).columns.tolist() == ["article_id", "start", "end", "rule", "further"]
    assert shelf.take("articles", columns=["article_id"]).columns.tolist() == ["article_id"]


def test_a_table_may_come_without_the_texts_of_its_spans(shelf: Shelf) -> None:
    shelf.put("asides", ASIDES.drop(columns="text"))
    assert_frame_equal(shelf.take("asides"), as_table("asides", ASIDES))


def test_a_span_that_is_missing_has_no_text(shelf: Shelf) -> None:
    spans = pd.DataFrame({"article_id": ["a", "a"], "cue_start": [None, 16], "cue_end": [None, 20]}).astype(
        {"cue_start": "Int64", "cue_end": "Int64"}
    )
    shelf.put("spans", spans.assign(cue_text=["", "said"]))
    assert shelf.take("spans")["cue_text"].tolist() == ["", "said"]


@pytest.mark.parametrize(
    "damage", [lambda data: data[:-1], lambda data: b"", lambda data: data[:-9] + b"x" + data[-8:]]
)
def test_a_file_that_was_damaged_is_told_from_one_that_was_written(shelf: Shelf, damage) -> None:
    assert shelf.is_whole(["articles", "asides"])
    file = next((shelf.folder / "asides").glob("*"))
    file.write_bytes(damage(file.read_bytes()))
    assert not shelf.is_whole(["articles", "asides"])
    with pytest.raises(OSError, match="is not what was written"):
        shelf.take("asides")


def test_a_part_that_is_lacking_is_seen(shelf: Shelf) -> None:
    shelf.put("articles", ARTICLES, part=1)
    assert not shelf.is_whole(["articles", "asides"])
    assert not shelf.is_whole(["zones"])
