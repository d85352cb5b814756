"""The closest sentence in every other source, new words, conflicting counts: invented reports of one evening."""

import json

import pandas as pd
import pytest

from analysis.comparing.matching.coverage import (
    COLUMNS,
    MOST_SOURCES,
    compare_coverage,
    find_new_words,
    list_only_here,
    name_large_events,
)

REPORTS = {
    "Herald": [
        "Hundreds of protesters marched through Velmora on Sunday against the closure of the harbour.",
        "Mayor Ida Renn promised that no worker would lose a job before the winter.",
        "The port council had published its plan in a leaflet of nine pages.",
    ],
    "Courier": [
        "Thousands of people marched through Velmora on Sunday to protest against closing the harbour.",
        "No worker will lose a job before winter, Ida Renn, the mayor, promised.",
        "Police closed the Tallin bridge for two hours, and a shop window was broken.",
    ],
    "Gazette": [
        "The opera house reopens in May with a new stage.",
        "A march against the closure of the harbour in Velmora drew hundreds of protesters on Sunday.",
    ],
}


def make_tables(reports, events=None):
    sentences = [
        (source.split("-")[0], f"{source}:a", f"{source}:s{number}", "body", 100 * number, text)
        for source, texts in reports.items()
        for number, text in enumerate(texts)
    ]
    columns = ["source", "article_id", "sentence_id", "zone", "start", "text"]
    table = pd.DataFrame(sentences, columns=columns)
    articles = table[["article_id", "source"]].drop_duplicates().reset_index(drop=True)
    articles["event"] = [(events or {}).get(source, "closure") for source in articles["source"]]
    return table.drop(columns="source"), articles


def status_of(table, sentence, other):
    row = table[(table["sentence_id"] == sentence) & (table["other_source"] == other)].iloc[0]
    return row["other_sentence_id"], row["status"], row["conflict"]


def test_matches_candidates_and_conflicts():
    table = compare_coverage(*make_tables(REPORTS))
    assert list(table.columns) == COLUMNS
    assert status_of(table, "Herald:s0", "Courier") == ("Courier:s0", "close match", "Hundreds / Thousands")
    assert status_of(table, "Herald:s0", "Gazette") == ("Gazette:s1", "close match", "")
    assert status_of(table, "Herald:s1", "Courier") == ("Courier:s1", "close match", "")
    assert status_of(table, "Courier:s2", "Herald")[1] == "no close match"
    assert status_of(table, "Gazette:s0", "Courier")[1:] == ("no close match", "")


def test_every_sentence_has_one_row_for_every_other_source():
    sentences, articles = make_tables(REPORTS)
    table = compare_coverage(sentences, articles)
    assert len(table) == 2 * len(sentences)
    assert not table.duplicated(["sentence_id", "other_source"]).any()
    assert table["similarity"].between(0, 1).all()


def test_seven_sources_and_a_source_given_twice():
    reports = {name: texts[:2] for name, texts in zip("ABCDEFG", list(REPORTS.values()) * 3, strict=False)}
    assert len(compare_coverage(*make_tables(reports))) == 7 * 2 * 6
    twice = compare_coverage(
        *make_tables({"A-1": REPORTS["Herald"], "A-2": REPORTS["Herald"], "B": REPORTS["Courier"]})
    )
    assert set(twice.loc[twice["sentence_id"].str.startswith("A-"), "other_source"]) == {"B"}


def test_without_a_counterpart_there_is_nothing_to_compare():
    events = {"Herald": "closure", "Courier": "opening", "Gazette": ""}
    sentences, articles = make_tables(REPORTS, events)
    assert compare_coverage(sentences, articles).empty
    assert find_new_words(sentences, articles).empty
    assert list_only_here(sentences, articles, compare_coverage(sentences, articles)).empty
    one = {"Herald": REPORTS["Herald"]}
    assert compare_coverage(*make_tables(one)).empty
    assert compare_coverage(*(table[:0] for table in make_tables(one))).empty


def test_headlines_are_compared_and_other_furniture_is_not():
    sentences, articles = make_tables(REPORTS)
    sentences.loc[sentences["sentence_id"] == "Gazette:s1", "zone"] = "headline"
    sentences.loc[sentences["sentence_id"] == "Gazette:s0", "zone"] = "byline"
    table = compare_coverage(sentences, articles)
    assert status_of(table, "Herald:s0", "Gazette")[:2] == ("Gazette:s1", "close match")
    assert status_of(table, "Gazette:s1", "Herald")[:2] == ("Herald:s0", "close match")
    assert "Gazette:s0" not in {*table["sentence_id"], *table["other_sentence_id"]}


def test_a_headline_is_known_but_is_no_finding_and_makes_no_names():
    reports = REPORTS | {"Gazette": ["Police Closed Tallin Bridge", *REPORTS["Gazette"]]}
    sentences, articles = make_tables(reports)
    sentences.loc[sentences["sentence_id"] == "Gazette:s0", "zone"] = "headline"
    new = find_new_words(sentences, articles)
    row = new[(new["sentence_id"] == "Courier:s2") & (new["other_source"] == "Gazette")].iloc[0]
    assert (row["new"], row["names"]) == ("two; hours; shop; window; broken", "")
    only = list_only_here(sentences, articles, compare_coverage(sentences, articles))
    assert "Gazette:s0" not in set(new["sentence_id"]) | set(only["sentence_id"])


def test_a_fact_in_other_words_is_matched():
    reports = {
        "A": ["A strong earthquake struck the coast.", "The bank was sold for a million."],
        "B": ["The company bought a bank.", "A powerful quake hit the shore."],
    }
    table = compare_coverage(*make_tables(reports)).set_index("sentence_id")
    assert table.loc["A:s0", ["other_sentence_id", "status"]].tolist() == ["B:s1", "close match"]


def test_a_sentence_without_content_words_is_left_out():
    sentences, articles = make_tables(REPORTS | {"Herald": [*REPORTS["Herald"], "“", "But so it is!"]})
    table = compare_coverage(sentences, articles)
    assert not {"Herald:s3", "Herald:s4"} & {*table["sentence_id"], *table["other_sentence_id"]}


def test_new_words_names_and_numbers():
    new = find_new_words(*make_tables(REPORTS))
    row = new[(new["sentence_id"] == "Courier:s2") & (new["other_source"] == "Herald")].iloc[0]
    assert row["new"] == "Police; closed; Tallin; bridge; two; hours; shop; window; broken"
    assert (row["names"], row["numbers"]) == ("Tallin", "two")
    assert (row["n_new"], row["n_content"]) == (9, 9)
    row = new[(new["sentence_id"] == "Herald:s0") & (new["other_source"] == "Courier")].iloc[0]
    assert row["new"] == "Hundreds; closure"


def test_only_here_puts_new_names_and_numbers_first_and_slices():
    sentences, articles = make_tables(REPORTS)
    table = list_only_here(sentences, articles, compare_coverage(sentences, articles))
    assert list(table["source"]) == sorted(table["source"])
    assert table.groupby("source")["sentence_id"].first().to_dict() == {
        "Courier": "Courier:s2",
        "Gazette": "Gazette:s0",
        "Herald": "Herald:s2",
    }
    assert (table["end"] - table["start"] == table["text"].str.len()).all()
    assert "close match" not in set(table["status"])


def test_input_order_changes_nothing_and_no_argument_is_changed():
    tables = make_tables(REPORTS)
    copies = [table.copy(deep=True) for table in tables]
    first = compare_coverage(*tables)
    again = compare_coverage(*(table.iloc[::-1].reset_index(drop=True) for table in tables))
    pd.testing.assert_frame_equal(first, again)
    for table, copy in zip(tables, copies, strict=True):
        pd.testing.assert_frame_equal(table, copy)


FACTS = "A01 A03 A04 A05 A10 A12 A02 B16 B17 B02 B10 B03 B18".split()  # noqa: SIM905


def gold_tables(folder):
    gold = json.loads((folder / "seeds" / "seeds_gold.json").read_text(encoding="utf-8"))
    columns = {"doc": "article_id", "sent_id": "sentence_id"}
    sentences = pd.DataFrame(gold["sentences"]).rename(columns=columns)
    return sentences, pd.DataFrame({"article_id": ["A", "B"], "source": ["A", "B"], "event": ["e", "e"]})


def test_seeds_shared_facts_are_never_without_a_match(gold_folder):
    """The sentences that carry the six shared facts: none is `no close match`."""
    table = compare_coverage(*gold_tables(gold_folder)).set_index("sentence_id")
    assert table.loc[FACTS, "status"].ne("no close match").all()
    assert table.loc["A10", ["other_sentence_id", "conflict"]].tolist() == ["B02", "Hundreds / Thousands"]
    assert table.loc["A02", "other_sentence_id"] == "B03"


def test_seeds_facts_of_one_source_are_no_close_match_with_their_words_new(gold_folder):
    """Of the twelve spans that only one source has, at least ten are marked: not matched closely, own words new."""
    sentences, articles = gold_tables(gold_folder)
    status = compare_coverage(sentences, articles).set_index("sentence_id")["status"]
    new = find_new_words(sentences, articles).set_index("sentence_id")["new"]
    spans = json.loads((gold_folder / "seeds" / "seed_expectations.json").read_text(encoding="utf-8"))["only_in"]
    marked = 0
    for doc, members in spans.items():
        for start, end, text in members:
            inside = (sentences["article_id"] == doc) & (sentences["start"] <= start) & (sentences["end"] >= end)
            key = sentences.loc[inside, "sentence_id"].iloc[0]
            own = [word for word in new[key].split("; ") if word in text]
            marked += status[key] != "close match" and bool(own)
    assert marked >= 10


@pytest.mark.xfail(reason="likeness of single words, not of phrases", strict=True)
def test_one_fact_in_phrases_of_its_own_is_found():
    reports = {"A": ["The prime minister stepped down."], "B": ["The head of government resigned."]}
    assert compare_coverage(*make_tables(reports))["status"].ne("no close match").all()


def test_in_an_event_of_two_hundred_sources_a_sentence_is_listed_with_the_closest_and_that_is_said():
    reports = {f"S{number:03}": [f"The dam at Norby broke in the night of day {number}."] for number in range(199)}
    reports["S777"] = ["An opera house opened.", "The dam at Norby broke in the night."]
    sentences, articles = make_tables(reports)
    table = compare_coverage(sentences, articles)
    assert table.groupby("sentence_id").size().eq(MOST_SOURCES).all()
    assert len(table) == 201 * MOST_SOURCES
    assert status_of(table, "S777:s1", "S000")[1] == "close match"
    assert name_large_events(articles)["detail"].tolist() == [
        "Event “closure” has 200 sources: a sentence is compared with all of them, and listed with the 20 closest."
    ]


def test_no_row_that_is_left_out_is_nearer_than_one_that_is_kept(monkeypatch):
    sentences, articles = make_tables(REPORTS)
    every = compare_coverage(sentences, articles)
    monkeypatch.setattr("analysis.comparing.matching.coverage.MOST_SOURCES", 1)
    kept = compare_coverage(sentences, articles)
    assert kept.set_index("sentence_id")["similarity"].equals(every.groupby("sentence_id")["similarity"].max())


def test_twenty_one_sources_have_every_row():
    _, articles = make_tables({f"S{number:02}": ["The dam broke."] for number in range(MOST_SOURCES + 1)})
    assert name_large_events(articles).empty


def test_an_article_that_has_no_event_is_compared_with_nothing():
    sentences, articles = make_tables(REPORTS)
    alone = articles.assign(event=["", "", "closure"], event_by=["none", "none", "given"])
    assert compare_coverage(sentences, alone).empty
