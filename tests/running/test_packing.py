import zlib

import pandas as pd
import pytest

from analysis.running.packing import join_readings, pack_reading, unpack_reading

TEXT = "Talk. “No,” he said."
SENTENCES = {
    "sentence_id": ["s001", "s002"], "paragraph": [1, 1], "zone": ["body", "body"], "start": [0, 6], "end": [5, 20],
    "n_words": [1, 3],
}  # fmt: skip
REMARKS = {"problem": ["unpaired quotation mark"], "detail": ["paragraph 1"]}


def test_a_text_under_two_ids_is_one_reading_and_two_articles() -> None:
    articles = pd.DataFrame({"article_id": ["a", "b"], "path": ["a.txt", "b.txt"], "text": [TEXT, TEXT]})
    reading = {"sentences": SENTENCES, "remarks": REMARKS}
    joined = join_readings(articles, ["key", "key"], {"key": reading})
    assert joined["sentences"]["sentence_id"].tolist() == ["a:s001", "a:s002", "b:s001", "b:s002"]
    assert joined["sentences"]["text"].tolist() == ["Talk.", "“No,” he said."] * 2
    assert joined["remarks"][["article_id", "path"]].values.tolist() == [["a", "a.txt"], ["b", "b.txt"]]


def test_a_missing_span_stays_missing_and_an_empty_id_stays_empty() -> None:
    quotes = {"quote_id": ["q001"], "parent_id": [""], "cue_start": [None], "cue_end": [None]}
    articles = pd.DataFrame({"article_id": ["a"], "path": ["a.txt"], "text": [TEXT]})
    joined = join_readings(articles, ["key"], {"key": {"quotes": quotes}})
    assert joined["quotes"]["parent_id"].tolist() == [""]
    assert joined["quotes"]["cue_start"].isna().all()
    assert joined["quotes"]["cue_text"].tolist() == [""]


def test_a_reading_that_is_not_what_was_packed_under_its_key_is_no_reading() -> None:
    good = pack_reading("key", {"sentences": SENTENCES})
    assert unpack_reading("key", good) == {"sentences": SENTENCES}
    wrong = [zlib.compress(blob) for blob in (b"[]", b"{}", b"5", b'{"articles": "x"}', b'{"zones": {}}', b"null")]
    for blob in (*wrong, good[:-1], good[:40] + b"x" + good[41:], b"", None, "text", 5):
        with pytest.warns(UserWarning, match="One reading in the cache is damaged"):
            assert unpack_reading("key", blob) is None
    with pytest.warns(UserWarning, match="damaged"):
        assert unpack_reading("other", good) is None
