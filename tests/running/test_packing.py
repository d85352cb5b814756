import pandas as pd

from analysis.running.packing import join_readings

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
