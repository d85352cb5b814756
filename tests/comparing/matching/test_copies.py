"""Near-copies: planted ones are found, shared quotations and common names are not."""

import runpy
import weakref
from pathlib import Path

import pandas as pd
import pytest

from analysis.comparing.matching import copies as duplicates
from analysis.comparing.matching import proposals
from analysis.comparing.matching.copies import COLUMNS, find_copies, find_duplicates

benchmark = runpy.run_path(str(Path(__file__).parents[3] / "benchmarks" / "duplicates.py"))

WIRE = [
    "The council of Velmora closed the old harbour bridge on Monday after divers found cracks in two of its piers.",
    "Buses will take the northern road until engineers have looked at every one of the eleven supports.",
    "No boat may pass below the bridge before Friday.",
]
OWN = [
    "Shop owners by the river fear for the summer season.",
    "Tove Arnell, who sells nets, has seen the bridge closed three times in her life.",
]


def make_tables(texts, dates=None):
    rows, articles = [], []
    for article, paragraphs in texts.items():
        start = 0
        for number, text in enumerate(paragraphs):
            rows.append((article, f"{article}:s{number}", "body", number, start, start + len(text), text))
            start += len(text) + 1
        articles.append((article, (dates or {}).get(article, "")))
    columns = ["article_id", "sentence_id", "zone", "paragraph", "start", "end", "text"]
    return pd.DataFrame(articles, columns=["article_id", "date"]), pd.DataFrame(rows, columns=columns)


def test_a_passage_inside_an_own_report_is_found_with_its_span():
    articles, sentences = make_tables({"a": WIRE, "b": [OWN[0], *WIRE, OWN[1]]})
    row = find_duplicates(articles, sentences).iloc[0]
    assert (row["article_a"], row["article_b"], row["similarity"]) == ("a", "b", 1.0)
    begin = len(OWN[0]) + 1
    assert (row["start_b"], row["end_b"]) == (begin, begin + len(" ".join(WIRE)))


def test_lines_without_a_word_are_no_passage_of_their_own():
    articles, sentences = make_tables({"a": [*WIRE, "* * *", "* * *"], "b": [*WIRE, "* * *", "* * *"]})
    assert len(find_duplicates(articles, sentences)) == 1


def test_the_earlier_article_is_the_original():
    articles, sentences = make_tables({"a": WIRE, "b": WIRE, "c": WIRE}, {"a": "2020-05-03", "b": "2020-05-01"})
    found = find_duplicates(articles, sentences)
    pairs = list(zip(found["article_a"], found["article_b"], strict=True))
    assert pairs == [("b", "a"), ("b", "c"), ("a", "c")]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (WIRE[:1] + OWN, WIRE[2:] + OWN[:1]),
        (["“" + " ".join(WIRE) + "”, the mayor said."], ["The mayor: “" + " ".join(WIRE) + "”"]),
        (['"' + " ".join(WIRE) + '", the mayor said.'], ['The mayor: "' + " ".join(WIRE) + '"']),
        (OWN, WIRE),
        ([], WIRE),
    ],
)
def test_shared_words_that_are_no_copy(first, second):
    assert find_duplicates(*make_tables({"a": first, "b": second})).empty


@pytest.mark.parametrize("few", [0, 10**9])
def test_planted_copies_are_found_and_nothing_else(monkeypatch, few):
    """Recall and precision of at least .98 on 200 articles, by MinHash and by every shared shingle."""
    monkeypatch.setattr(duplicates, "FEW", few)
    counts, _ = benchmark["score_corpus"](1)
    found, right = counts.pop("found pairs")
    assert right >= 0.98 * found
    assert sum(hit for _, hit in counts.values()) >= 0.98 * sum(n for n, _ in counts.values())


def test_many_identical_sentences_do_not_make_all_pairs(monkeypatch):
    monkeypatch.setattr(proposals, "CROWD", 5)
    articles, sentences = make_tables({f"a{number:02d}": WIRE for number in range(12)})
    assert len(find_duplicates(articles, sentences)) == 11


@pytest.mark.parametrize("few", [0, 10**9])
def test_sentences_that_come_in_parts_give_what_they_give_in_one_piece(monkeypatch, few):
    monkeypatch.setattr(duplicates, "FEW", few)
    texts = {f"a{number}": [OWN[number % 2], *WIRE[: 1 + number % 3], OWN[1]] for number in range(7)}
    articles, sentences = make_tables(texts, {"a3": "2020-05-01", "a5": "2020-04-01"})
    parts = [sentences[sentences["article_id"].isin(ids)] for ids in (["a1", "a6"], ["a0", "a2", "a5"], ["a3", "a4"])]
    whole = find_duplicates(articles, sentences)
    assert len(whole)
    pd.testing.assert_frame_equal(find_copies(articles, parts), whole)


def test_a_part_is_not_held_while_the_next_one_is_made():
    texts = {f"a{number}": [OWN[number % 2], *WIRE] for number in range(3)}
    articles, sentences = make_tables(texts)
    held = []

    def make(article_id):
        assert all(part() is None for part in held)
        part = sentences[sentences["article_id"] == article_id].copy()
        held.append(weakref.ref(part))
        return part

    assert len(find_copies(articles, map(make, texts))) == 3


def test_the_sentences_of_no_third_group_of_parts_are_held(monkeypatch):
    monkeypatch.setattr(duplicates, "TOGETHER", 1)
    texts = {f"a{number}": [OWN[number % 2], *WIRE] for number in range(5)}
    articles, sentences = make_tables(texts)
    held = []

    class Watched(duplicates.Units):
        def __init__(self, *given):
            assert sum(units() is not None for units in held) <= 1
            super().__init__(*given)
            held.append(weakref.ref(self))

    monkeypatch.setattr(duplicates, "Units", Watched)
    parts = [sentences[sentences["article_id"] == article_id] for article_id in texts]
    found = find_copies(articles, parts)
    assert len(held) > 5
    pd.testing.assert_frame_equal(found, find_duplicates(articles, sentences))


def test_input_order_changes_nothing_and_no_argument_is_changed():
    tables = make_tables({"a": WIRE, "b": [OWN[0], *WIRE], "c": OWN})
    copies = [table.copy(deep=True) for table in tables]
    first = find_duplicates(*tables)
    assert list(first.columns) == COLUMNS
    again = find_duplicates(*(table.iloc[::-1].reset_index(drop=True) for table in tables))
    pd.testing.assert_frame_equal(first, again)
    for table, copy in zip(tables, copies, strict=True):
        pd.testing.assert_frame_equal(table, copy)


@pytest.mark.xfail(reason="a rewritten report shares too few runs of words", strict=True)
def test_a_rewritten_report_is_found():
    rewritten = [
        "Cracks in two piers, found by divers, made Velmora's council close its old harbour bridge this Monday.",
        "Until all eleven supports are examined by engineers, the northern road is where buses will go.",
    ]
    assert not find_duplicates(*make_tables({"a": WIRE, "b": rewritten})).empty


def test_a_short_sentence_that_many_print_is_no_passage_but_for_its_neighbours() -> None:
    short = "The ministry did not answer a request for comment."
    long = "The council closed the old harbour bridge on Monday after divers had found cracks in two of its piers,"
    long += " and said that buses would take another road until the work on them is done."
    other = "Nobody in the town had been told of any of this before the meeting began."
    articles = pd.DataFrame({"article_id": ["x", "y", "z"], "date": "2020-05-01"})
    rows = []
    for article_id, texts in (("x", [short, long]), ("y", [short, long]), ("z", [other, short])):
        start = 0
        for text in texts:
            rows.append((article_id, "body", 1, start, start + len(text), text))
            start += len(text) + 1
    sentences = pd.DataFrame(rows, columns=["article_id", "zone", "paragraph", "start", "end", "text"])
    found = find_duplicates(articles, sentences)
    assert found[["article_a", "article_b", "start_a"]].values.tolist() == [["x", "y", 0]]
