"""The second corpus: twelve invented articles with planted differences of every topic, most found and nothing false."""

from pathlib import Path

import pytest

from analysis import check_parameters, make_tables
from benchmarks.findings import match_findings, read_rows

PLANTED = Path(__file__).parents[2] / "planted"


@pytest.fixture(scope="module")
def tables():
    return make_tables(check_parameters(corpus=str(PLANTED / "articles"), n_boot=100))


def test_four_of_five_planted_differences_are_found(tables):
    planted = read_rows(PLANTED / "differences.csv")
    found = {place for place, _ in match_findings(tables, planted)}
    assert len(found) >= 0.8 * len(planted)


def test_at_most_one_finding_in_ten_is_neither_planted_nor_read_as_true(tables):
    true = {key for _, key in match_findings(tables, read_rows(PLANTED / "differences.csv"))}
    read = {(row["event"], row["headline"]) for row in read_rows(PLANTED / "read.csv") if row["verdict"] == "true"}
    rows = tables["findings"][["finding_id", "event", "headline"]].itertuples(index=False, name=None)
    false = [(event, told) for key, event, told in rows if key not in true and (event, told) not in read]
    assert len(false) <= 0.1 * len(tables["findings"])


def test_what_was_planted_stands_in_the_articles():
    texts = {path.stem: path.read_text(encoding="utf-8") for path in (PLANTED / "articles").glob("*.txt")}
    whole = " ".join(texts.values())
    for row in read_rows(PLANTED / "differences.csv"):
        for option in filter(None, " | ".join((row["one"], row["other"])).split(" | ")):
            assert option.partition(": ")[2] in whole, option


def test_the_first_five_of_an_event_are_of_at_least_three_topics(tables):
    first = tables["findings"].query("rank <= 5").groupby("event")["topic"].nunique()
    assert (first >= 3).all()
