import numpy as np
import pandas as pd

from analysis.comparing.matching.proposals import number_unit
from analysis.comparing.matching.shingles import KEYS, Units, measure_containment, put_keys, put_units
from analysis.comparing.stores import Memory

TEXTS = ["“It is safe,” the mayor said on Monday.", "He left."]


def put(store: Memory) -> int:
    starts = [0, len(TEXTS[0]) + 1]
    rows = pd.DataFrame({"article_id": "a", "zone": "body", "paragraph": 1, "start": starts, "text": TEXTS})
    rows["end"] = rows["start"] + rows["text"].str.len()
    return put_units(store, 0, rows.iloc[::-1], {"b": 0, "a": 1}, None)


def test_sentences_come_back_in_order_with_their_words_and_places() -> None:
    store = Memory()
    assert put(store) == 2
    units = Units(store, [0])
    words = ["it", "is", "safe", "the", "mayor", "said", "on", "monday", "he", "left"]
    assert units.read_words(0, 1)[0].tolist() == [hash(word) for word in words]
    assert units.read_words(1, 1)[0].tolist() == [hash("he"), hash("left")]
    assert (units.unit[1], units.start[1], units.end[1]) == (number_unit(1, 1), 40, 48)
    assert [units.count_words(*rows) for rows in ((0, 0), (0, 1), (1, 1))] == [8, 10, 2]


def test_a_sentence_has_neighbours_in_its_own_article_only() -> None:
    store = Memory()
    rows = pd.DataFrame({"article_id": ["a", "b", "b"], "zone": "body", "paragraph": 1, "start": [0, 0, 9]})
    put_units(store, 0, rows.assign(end=rows["start"] + 8, text="He left."), {"a": 0, "b": 1}, None)
    units, every = Units(store, [0]), np.arange(3)
    assert units.has(every, 1).tolist() == [False, True, False]
    assert units.has(every, -1).tolist() == [False, False, True]


def test_words_inside_marks_are_not_the_articles_own() -> None:
    store = Memory()
    put(store)
    assert Units(store, [0]).read_words(0, 0)[1].tolist() == [False] * 3 + [True] * 5


def test_a_short_sentence_proposes_nothing() -> None:
    store = Memory()
    put(store)
    names, n_keys = put_keys(store, 1, few=True)
    assert (names, n_keys) == ([KEYS], 6)  # the word triples of eight words
    assert set(store.take(KEYS)["unit"]) == {number_unit(1, 0)}


def test_what_two_sentences_share_is_measured_by_the_shorter_one() -> None:
    store = Memory()
    put(store)
    part = Units(store, [0])
    assert measure_containment(part, part, np.array([(0, 0), (0, 1)])).tolist() == [1.0, 0.0]
