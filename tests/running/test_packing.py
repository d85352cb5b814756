import pandas as pd

from analysis.running.packing import join_readings, pack_tables

TEXT = "Talk. “No,” he said."
SENTENCES = pd.DataFrame(
    {
        "sentence_id": ["s001", "s002"], "paragraph": 1, "zone": "body", "start": [0, 6], "end": [5, 20],
        "text": ["Talk.", "“No,” he said."], "n_words": [1, 3],
    }
)  # fmt: skip
REMARKS = pd.DataFrame({"problem": ["unpaired quotation mark"], "detail": ["paragraph 1"]})


def test_a_text_under_two_ids_is_one_reading_and_two_articles() -> None:
    articles = pd.DataFrame({"article_id": ["a", "b"], "path": ["a.txt", "b.txt"], "text": [TEXT, TEXT]})
    reading = pack_tables({"sentences": SENTENCES, "remarks": REMARKS})
    assert "text" not in reading["sentences"]
    joined = join_readings(articles, ["key", "key"], {"key": reading})
    assert joined["sentences"]["sentence_id"].tolist() == ["a:s001", "a:s002", "b:s001", "b:s002"]
    assert joined["sentences"]["text"].tolist() == [*SENTENCES["text"], *SENTENCES["text"]]
    assert joined["remarks"][["article_id", "path"]].values.tolist() == [["a", "a.txt"], ["b", "b.txt"]]


def test_a_missing_span_stays_missing_and_an_empty_id_stays_empty() -> None:
    segments = pd.DataFrame(
        {
            "sentence_id": ["s001"], "segment_id": ["g001"], "zone": "body", "voice": "own", "quote_id": "",
            "speaker": "", "start": [0], "end": [5], "text": ["Talk."], "n_words": [1],
        }
    )  # fmt: skip
    spans = pd.DataFrame({"cue_start": pd.array([None], dtype="Int64")})
    assert pack_tables({"spans": spans}) == {"spans": {"cue_start": [None]}}
    articles = pd.DataFrame({"article_id": ["a"], "path": ["a.txt"], "text": [TEXT]})
    joined = join_readings(articles, ["key"], {"key": pack_tables({"segments": segments})})
    assert joined["segments"]["quote_id"].tolist() == [""]
