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
    first, second = Units(store, [0]).read(1)
    assert first.words == [hash(word) for word in ("it", "is", "safe", "the", "mayor", "said", "on", "monday")]
    assert (second.start, second.end, second.words) == (40, 48, [hash("he"), hash("left")])
    assert Units(store, [0]).read(0) == []


def test_words_inside_marks_are_not_the_articles_own() -> None:
    store = Memory()
    put(store)
    first, _ = Units(store, [0]).read(1)
    assert list(first.own) == [False] * 3 + [True] * 5


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
    units = [number_unit(1, 0), number_unit(1, 1)]
    pairs = np.array([(units[0], units[0]), (units[0], units[1])])
    assert measure_containment(part, part, pairs).tolist() == [1.0, 0.0]
