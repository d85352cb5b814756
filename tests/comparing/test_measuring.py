from collections.abc import Sequence

import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from analysis.comparing.measuring import MEASURES, Corpus, Load, measure_sources
from analysis.comparing.settings import SETTINGS
from analysis.comparing.tables import Tables
from analysis.parameters import check_parameters
from analysis.running.pipeline import make_tables

OTHER = {"n_boot": 200, "seed": 7, "reference": "B", "copies": "once", "voice": "quoted", "top_n": 3}
SOURCES = ("Herald", "Post", "Times")
SAID = {
    "Herald": "The mayor said the harbour was safe. “We saw a terrible blast,” Ana Ruiz said. The union denied it.",
    "Post": "Ana Ruiz claimed that the lovely harbour was open. “It is a disgrace,” Tom Okafor told reporters.",
    "Times": "Officials warned of a new attack on the old harbour. Tom Okafor praised the brave divers on Monday.",
}


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Tables:
    """Nine events of three sources, each with a word of its own."""
    rows = [
        {"article_id": f"{event}-{source}", "source": source, "event": f"event {event}", "text": f"{text} {extra * 3}"}
        for event, extra in enumerate(["The ferry sank. ", "A bad storm came. ", "Guards left. "] * 3)
        for source, text in SAID.items()
    ]
    path = tmp_path_factory.mktemp("corpus") / "corpus.jsonl"
    pd.DataFrame(rows).to_json(path, orient="records", lines=True)
    return make_tables(check_parameters(corpus=str(path)))


def cut(tables: Tables, *groups: Sequence[int]) -> list[Load]:
    """Batches of whole events."""

    def load(events: Sequence[int], *names: str) -> list[pd.DataFrame]:
        chosen = []
        for table in map(tables.__getitem__, names):
            owner = table["article_id" if "article_id" in table else "quote_a"]
            chosen.append(table[owner.str[0].isin([str(n) for n in events])].reset_index(drop=True))
        return chosen

    return [lambda *names, events=events, **_: load(events, *names) for events in groups]


@pytest.mark.parametrize("name", MEASURES)
def test_a_corpus_in_batches_gives_what_it_gives_in_one_piece(corpus: Tables, name: str) -> None:
    parameters = check_parameters(n_boot=300)
    whole, parts = (
        measure_sources(Corpus(cut(corpus, *groups), corpus["articles"], parameters, None), names=[name])[name]
        for groups in ([range(9)], [(0, 1, 2), (3,), (4, 5, 6, 7, 8)])
    )
    assert len(whole)
    assert_frame_equal(whole, parts, rtol=1e-9, atol=1e-12)


@pytest.mark.parametrize("name", MEASURES)
def test_a_table_depends_on_no_setting_that_is_not_named(seeds: Tables, name: str) -> None:
    def measure(**settings: object) -> pd.DataFrame:
        corpus = Corpus(
            [lambda *names, **_: [seeds[name] for name in names]], seeds["articles"], check_parameters(**settings), None
        )
        return measure_sources(corpus, names=[name])[name]

    others = {key: value for key, value in OTHER.items() if key not in SETTINGS[name]}
    assert_frame_equal(measure(), measure(**others))
