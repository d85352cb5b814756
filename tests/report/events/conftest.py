"""Tables of four invented articles of two events and one alone, read once."""

import json

import pytest

from analysis.parameters import check_parameters
from analysis.running.pipeline import make_tables

DAM = "“The dam at Norby will hold,” mayor Ana Ruiz said. {} people left Norby on Monday. The river rose all night."
STRIKE = "Ferry crews went on strike <b>again</b>. “We want {} more,” union leader Tom Okafor claimed on Friday."
ROWS = (
    ("Herald", "dam-at-norby", "2026-03-02", DAM.format("Two hundred")),
    ("Post", "dam-at-norby", "2026-03-03", DAM.format("Nine hundred")),
    ("Herald", "Strike: ferries?", "2026-04-01", STRIKE.format("ten")),
    ("Post", "Strike: ferries?", "", STRIKE.format("five")),
    ("Post", "fair", "", "A fair opened in the old town."),
)


@pytest.fixture(scope="session")
def events_parameters(tmp_path_factory):
    path = tmp_path_factory.mktemp("several") / "corpus.jsonl"
    names = ("source", "event", "date", "text")
    rows = [dict(zip(names, row, strict=True)) | {"article_id": f"x{at}"} for at, row in enumerate(ROWS)]
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    return check_parameters(corpus=str(path), n_boot=100)


@pytest.fixture(scope="session")
def events_tables(events_parameters):
    return make_tables(events_parameters)
