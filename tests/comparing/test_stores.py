from pathlib import Path

import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from analysis.comparing.stores import Memory, Store, gather_sources, sort_sources
from analysis.running.shelf import Shelf


@pytest.mark.parametrize("on_disk", [False, True])
def test_what_is_put_aside_is_given_back_part_by_part(on_disk: bool, tmp_path: Path) -> None:
    store: Store = Shelf(tmp_path) if on_disk else Memory()
    first, second = (pd.DataFrame({"word": words, "n": len(words)}) for words in (["ban"], ["rally", "riot"]))
    store.put("words of A", first, part=0)
    store.put("words of A", second, part=1)
    assert_frame_equal(store.take("words of A", part=0), first)
    assert_frame_equal(store.take("words of A", part=1), second)


def test_texts_of_categories_are_gathered_once_in_the_order_of_the_alphabet() -> None:
    rows = [("B", "Ruiz", 1), ("A", "Okafor", 2), ("A", "Ruiz", 3)], [("A", "Arnell", 4), ("A", "Ruiz", 5)]
    parts = [pd.DataFrame(part, columns=["source", "name", "n"]).astype({"name": "category"}) for part in rows]
    gathered = dict(gather_sources(parts))
    assert gathered["A"]["name"].tolist() == ["Okafor", "Ruiz", "Arnell", "Ruiz"]
    assert gathered["A"]["name"].cat.categories.tolist() == ["Arnell", "Okafor", "Ruiz"]
    assert gathered["B"]["name"].cat.categories.tolist() == ["Ruiz"]
    assert gathered["A"]["n"].tolist() == [2, 3, 4, 5]


@pytest.mark.parametrize("on_disk", [False, True])
def test_sources_are_sorted_out_of_parts_that_come_but_once(on_disk: bool, tmp_path: Path) -> None:
    rows = [("B", "Ruiz", 1), ("A", "Okafor", 2)], [("A", "Arnell", 3), ("B", "Ruiz", 4)]
    parts = (pd.DataFrame(part, columns=["source", "name", "n"]).astype({"name": "category"}) for part in rows)
    store = Shelf(tmp_path) if on_disk else None
    first, second, third = sort_sources(parts, ["A", "B", "C"], "sums", store)
    assert first[["name", "n"]].values.tolist() == [["Okafor", 2], ["Arnell", 3]]
    assert second[["name", "n"]].values.tolist() == [["Ruiz", 1], ["Ruiz", 4]]
    assert third.empty
