"""Plain sentences from hand-typed tables: counts in them, evidence behind them, nothing beyond the texts."""

import pandas as pd
import pytest

from analysis.comparing.matching.coverage import compare_coverage
from analysis.comparing.matching.statements import match_quotes
from analysis.comparing.story.findings import make_findings
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
    sentences = sentences.assign(end=sentences["start"] + sentences["text"].str.len(), paragraph=1, n_words=10)
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


def test_findings_are_told_in_their_order_with_their_evidence(match):
    tables = match(*(" ".join(texts) for texts in REPORTS.values()))
    tables = tables | {"articles": tables["articles"].assign(n_words=30)} | make_findings(tables)
    told = summarise(tables).query("topic == 'different'")
    assert told["sentence"].tolist() == tables["findings"]["headline"].tolist()
    assert "A counts “hundreds of protesters”, B “thousands of people”." in set(told["sentence"])
    assert told["evidence"].tolist() == tables["findings"]["evidence"].tolist()
    assert sentences_of(summarise(tables), "the texts") == ["2 articles from 2 sources on 1 event, 60 words."]


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
    assert table["topic"].tolist() == sorted(table["topic"], key=["the texts", "different", "distrust"].index)
    known = {key for name in ("articles", "sentences", "quotes") for key in tables[name].iloc[:, 0]}
    known |= {*tables["sentences"]["sentence_id"], *tables["quotes"]["quote_id"]}
    assert {key for listed in table["evidence"] if listed for key in listed.split("; ")} <= known


def test_a_source_without_a_counterpart_is_said_to_have_none():
    texts = sentences_of(summarise(make_tables(event="opening")), "the texts")
    assert "The event “opening” is reported by Herald alone: nothing to compare it with." in texts


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
    assert "different" not in set(table["topic"])
