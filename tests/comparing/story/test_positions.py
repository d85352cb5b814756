"""Place in the article and order by date, on a hand-typed table."""

import pandas as pd
import pytest

from analysis.comparing.story.positions import count_positions, locate_rows, order_articles

# Ten words a sentence; two sentences in the first paragraph; a headline before the body.
PARAGRAPHS = [2, 2, 3, 4, 5, 6]
BODY = [("x", "body", paragraph, 30 + 50 * n, 79 + 50 * n, 10) for n, paragraph in enumerate(PARAGRAPHS)]
SENTENCES = pd.DataFrame(
    [("x", "headline", 1, 0, 20, 4), *BODY], columns=["article_id", "zone", "paragraph", "start", "end", "n_words"]
)
ARTICLES = pd.DataFrame(
    [
        ("x", "A", "e", "2020-01-06T10:00", "Later"),
        ("y", "B", "e", "2020-01-05", "Early"),
        ("z", "B", "e", "", None),
        ("w", "C", "e", "last Tuesday", ""),
        ("v", "D", "e", "2020-01-05", ""),
        ("u", "A", "f", "2021-01-01T00:00:00+02:00", ""),
    ],
    columns=["article_id", "source", "event", "date", "title"],
)


@pytest.mark.parametrize(
    ("start", "position", "depth"),
    [
        (0, "outside the body", None),
        (25, "outside the body", None),
        (30, "lede", 0.0),
        (90, "lede", 0.1667),
        (130, "middle third", 0.3333),
        (200, "middle third", 0.5),
        (230, "last third", 0.6667),
        (280, "last third", 0.8333),
        (900, "outside the body", None),
    ],
)
def test_places(start, position, depth):
    row = locate_rows(pd.DataFrame({"article_id": ["x"], "start": [start]}), SENTENCES).iloc[0]
    assert row["position"] == position
    assert row["depth"] == depth or (depth is None and pd.isna(row["depth"]))


def test_an_article_of_one_sentence_is_all_lede_and_an_unknown_one_is_outside():
    one = SENTENCES[1:2]
    table = pd.DataFrame({"article_id": ["x", "unknown"], "start": [40, 40]})
    assert locate_rows(table, one)["position"].tolist() == ["lede", "outside the body"]
    assert locate_rows(table[:0], one).columns.tolist() == ["article_id", "start", "position", "depth"]


def test_positions_are_counted_per_source_with_zeros():
    table = pd.DataFrame({"article_id": "x", "start": [0, 30, 90, 280]})
    counts = count_positions(table, SENTENCES, ARTICLES)
    assert counts[counts["source"] == "A"]["n"].tolist() == [2, 0, 0, 1]
    assert counts[counts["source"] == "B"]["n"].tolist() == [0, 0, 0, 0]
    assert counts[counts["source"] == "A"]["share"].sum() == pytest.approx(1, abs=1e-3)


def test_articles_are_ordered_by_date_within_their_event():
    table = order_articles(ARTICLES)
    assert table["article_id"].tolist() == ["y", "v", "x", "z", "w", "u"]
    rows = table.set_index("article_id")
    assert rows.loc[["y", "v", "x", "u"], "order"].tolist() == [1, 1, 3, 1]
    assert rows.loc["x", "hours"] == 34.0
    assert rows.loc[["z", "w"], "order"].isna().all()
    assert rows.loc["w", "date"] == "last Tuesday"


def test_no_argument_is_changed_and_order_of_input_does_not_matter():
    copies = SENTENCES.copy(deep=True), ARTICLES.copy(deep=True)
    first = order_articles(ARTICLES)
    pd.testing.assert_frame_equal(order_articles(ARTICLES.iloc[::-1].reset_index(drop=True)), first)
    table = pd.DataFrame({"article_id": "x", "start": [30]}, index=[7])
    assert locate_rows(table, SENTENCES.iloc[::-1]).index.tolist() == [7]
    assert table.columns.tolist() == ["article_id", "start"]
    pd.testing.assert_frame_equal(SENTENCES, copies[0])
    pd.testing.assert_frame_equal(ARTICLES, copies[1])
