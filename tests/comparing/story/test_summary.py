"""Plain sentences from hand-typed tables: counts in them, evidence behind them, nothing beyond the texts."""

import pandas as pd
import pytest

from analysis.comparing.matching.coverage import compare_coverage
from analysis.comparing.matching.statements import match_quotes
from analysis.comparing.story.summary import summarise

REPORTS = {
    "Herald": [
        "Hundreds of protesters marched through Velmora on Sunday against the closure of the harbour.",
        "The port council had published its plan in a leaflet of nine pages.",
    ],
    "Courier": [
        "Thousands of people marched through Velmora on Sunday to protest against closing the harbour.",
        "Jon Tarr of the Tallin bridge company was in the square with 40 workers.",
    ],
}
QUOTE = "We will never sell the harbour wall to a foreign shipyard"


def make_tables(*, event="closure", reports=REPORTS):
    articles = pd.DataFrame(
        [(f"{name}:a", name, event if name == "Herald" else "closure", "", 30) for name in reports],
        columns=["article_id", "source", "event", "date", "n_words"],
    )
    sentences = pd.DataFrame(
        [
            (f"{name}:a", f"{name}:s{number}", "body", 100 * number, text)
            for name, texts in reports.items()
            for number, text in enumerate(texts)
        ],
        columns=["article_id", "sentence_id", "zone", "start", "text"],
    )
    quotes = pd.DataFrame(
        [
            ("Herald:a", "Herald:q1", "Ida Renn", 0.9),
            ("Courier:a", "Courier:q1", "the council", 0.4),
            ("Courier:a", "Courier:q2", "unknown", 0.9),
        ],
        columns=["article_id", "quote_id", "speaker", "confidence"],
    )
    segments = pd.DataFrame(
        [
            ("Herald:a", "Herald:q1", "direct", 0, QUOTE),
            ("Courier:a", "Courier:q1", "direct", 0, QUOTE.replace("sell", "ever sell")),
        ],
        columns=["article_id", "quote_id", "voice", "start", "text"],
    )
    return {
        "articles": articles,
        "sentences": sentences,
        "quotes": quotes,
        "segments": segments,
        "shared_quotes": match_quotes(quotes, segments, articles),
        "coverage": compare_coverage(sentences, articles),
    }


def sentences_of(table, topic):
    return table.loc[table["topic"] == topic, "sentence"].tolist()


def test_what_is_shared_and_what_differs():
    table = summarise(make_tables())
    assert sentences_of(table, "the texts") == ["2 articles from 2 sources on 1 event, 60 words."]
    shared = sentences_of(table, "shared")
    assert shared[0] == "1 pair of statements found in two sources: 1 in the same words."
    assert shared[1] == (
        "Courier and Herald carry one statement in the same words: “We will never ever sell the harbour wall to a "
        "foreign shipyard”. Differences: ever only in Courier. Courier credits the council, Herald credits Ida Renn."
    )
    different = sentences_of(table, "different")
    assert any(
        sentence.startswith("In reporting the event, only Courier prints Jon Tarr, Tallin and 40: “Jon")
        for sentence in different
    )
    assert any(
        "Thousands where Herald says Hundreds" in sentence or "Hundreds where Courier says Thousands" in sentence
        for sentence in different
    )


def test_doubts_are_counted():
    doubts = " ".join(sentences_of(summarise(make_tables()), "distrust"))
    assert "one article a source" in doubts
    assert "Speaker unknown: 1 of 3 attributions." in doubts
    assert "often wrong: 1 of 3 attributions." in doubts
    assert "not an omission" in doubts
    assert "No article has a date" in doubts


def test_topics_come_in_order_and_evidence_are_ids_of_the_tables():
    tables = make_tables()
    table = summarise(tables)
    assert table["topic"].tolist() == sorted(table["topic"], key=["the texts", "shared", "different", "distrust"].index)
    known = {key for name in ("articles", "sentences", "quotes") for key in tables[name].iloc[:, 0]}
    known |= {*tables["sentences"]["sentence_id"], *tables["quotes"]["quote_id"]}
    assert {key for listed in table["evidence"] if listed for key in listed.split("; ")} <= known


def test_a_source_without_a_counterpart_is_said_to_have_none():
    texts = sentences_of(summarise(make_tables(event="opening")), "the texts")
    assert "The event “opening” is reported by Herald alone: nothing to compare it with." in texts


def test_nothing_shared_is_said_and_is_no_error():
    tables = make_tables()
    tables["shared_quotes"] = tables["shared_quotes"][:0]
    assert sentences_of(summarise(tables), "shared")[0].startswith("No quotation or reported statement")


@pytest.mark.parametrize("kept", [["articles"], ["articles", "sentences", "coverage"], ["articles", "quotes"]])
def test_absent_tables_add_no_sentence(kept):
    tables = make_tables()
    assert len(summarise({name: tables[name] for name in kept})) < len(summarise(tables))


def test_wording_never_judges():
    words = " ".join(summarise(make_tables())["sentence"]).lower()
    for word in ("bias", "omitted", "significant", "objective", "outlet"):
        assert word not in words
    assert "not an omission" in words


def test_one_source_compares_nothing():
    tables = make_tables(reports={"Herald": REPORTS["Herald"]})
    table = summarise(tables)
    assert "There is only one source, so nothing is compared." in sentences_of(table, "the texts")
    assert not {"shared", "different"} & set(table["topic"])


def test_the_longest_run_is_told_first():
    tables = make_tables()
    row = tables["shared_quotes"].iloc[0]
    short = row.to_dict() | {"longest_run": 7, "quote_a": "Courier:q2"}
    tables["shared_quotes"] = pd.DataFrame([short, row.to_dict() | {"longest_run": 12}])
    assert summarise(tables).query("topic == 'shared'")["evidence"].iloc[1] == "Courier:q1; Herald:q1"
