"""Split: an event's tables hold its own rows only, and its own figures."""

import json

import pandas as pd
import pytest

from analysis.comparing.split import count_events, split_tables
from analysis.comparing.tables import Tables
from analysis.parameters import Parameters, check_parameters
from analysis.running.pipeline import make_tables

DAM = "“The dam at Norby will hold through the winter,” mayor Ana Ruiz said. Two hundred people left Norby on Monday."
STRIKE = "Ferry crews went on strike. “We want {} more,” union leader Tom Okafor said."


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Tables, Parameters]:
    """Two sources on a dam, three on a strike, one alone on a fair."""
    rows = [
        ("A", "dam", DAM),
        ("B", "dam", DAM.replace("Two", "Nine") + " It rained."),
        ("C", "fair", "A fair opened."),
    ]
    rows += [(source, "strike", STRIKE.format(pay)) for source, pay in zip("ABC", ("ten", "five", "two"), strict=True)]
    path = tmp_path_factory.mktemp("events") / "corpus.jsonl"
    lines = [json.dumps({"source": s, "event": e, "text": t, "article_id": f"{e}-{s}"}) for s, e, t in rows]
    path.write_text("\n".join(lines), encoding="utf-8")
    parameters = check_parameters(corpus=str(path), n_boot=100)
    return make_tables(parameters), parameters


def test_events_are_counted_those_of_most_sources_first(made: tuple[Tables, Parameters]) -> None:
    counted = count_events(made[0]["articles"])
    assert counted[["event", "n_articles", "n_sources"]].values.tolist() == [
        ["strike", 3, 3],
        ["dam", 2, 2],
        ["fair", 1, 1],
    ]


def test_what_one_source_alone_reports_has_no_tables(made: tuple[Tables, Parameters]) -> None:
    assert [event for event, _ in split_tables(*made)] == ["strike", "dam"]


def test_an_event_has_its_own_rows_and_every_row_of_both_is_handed_out(made: tuple[Tables, Parameters]) -> None:
    tables, _ = made
    own = dict(split_tables(*made))
    assert set(own["dam"]["articles"]["article_id"]) == {"dam-A", "dam-B"}
    for name in ("quotes", "segments", "sentences", "coverage", "shared_quotes", "findings", "terms"):
        assert (
            len(own["dam"][name]) + len(own["strike"][name])
            == len(tables[name]) - (tables[name].get("article_id", pd.Series()) == "fair-C").sum()
        )


def test_figures_are_those_of_the_event_alone(made: tuple[Tables, Parameters]) -> None:
    shares = dict(split_tables(*made))["dam"]["shares"]
    speakers = shares[shares["by"] == "speaker"]
    assert speakers[["source", "name", "share_words"]].values.tolist() == [
        ["A", "Ana Ruiz", 1.0],
        ["B", "Ana Ruiz", 1.0],
    ]


def test_the_tables_of_the_corpus_are_not_changed(made: tuple[Tables, Parameters]) -> None:
    tables, parameters = made
    before = {name: table.copy() for name, table in tables.items()}
    list(split_tables(tables, parameters))
    assert all(tables[name].equals(before[name]) for name in before)
