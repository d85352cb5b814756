"""Labels: what a reader sees is a title or a source with a number, never the name of a file."""

import pandas as pd

from analysis.report.labels import LONGEST_TITLE, name_articles, name_rows


def make(**more: object) -> dict[str, pd.DataFrame]:
    articles = pd.DataFrame(
        {"article_id": ["f1", "f2", "e0"], "source": ["Herald", "Herald", "Post"], "title": "", "date": ["2", "1", ""]}
        | more
    )
    zones = pd.DataFrame(
        {"article_id": ["f1", "f1"], "zone": ["headline", "body"], "text": ["Dam\n breaks", "It did."]}
    )
    sentences = pd.DataFrame({"article_id": ["f1"], "sentence_id": ["f1:s014"], "start": [10], "end": [17]})
    quotes = pd.DataFrame({"article_id": ["f1", "e0"], "quote_id": ["f1:q001", "e0:q001"], "start": [12, 3]})
    segments = pd.DataFrame({"article_id": ["f1"], "segment_id": ["f1:g001"], "start": [10]})
    return {"articles": articles, "zones": zones, "sentences": sentences, "quotes": quotes, "segments": segments}


def test_articles_of_a_source_are_numbered_by_date_and_carry_their_headline() -> None:
    named = {key: str(label) for key, label in name_articles(make()).items()}
    assert named == {"f2": "Herald 1", "f1": "Herald 2: Dam breaks", "e0": "Post"}


def test_a_given_title_goes_before_the_headline_and_a_long_one_is_cut() -> None:
    label = name_articles(make(title=["Flood " * 30, "", ""]))["f1"]
    assert label.title.startswith("Flood Flood")
    assert label.title.endswith("…")
    assert len(label.title) <= LONGEST_TITLE


def test_rows_go_by_article_and_sentence() -> None:
    names = name_rows(make())
    assert [names[key] for key in ("f1:s014", "f1:q001", "f1:g001", "e0:q001")] == ["Herald 2, 14"] * 3 + ["Post"]
