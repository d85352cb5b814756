"""Entities against the hand reading of the two seeds (pytest --gold FOLDER)."""

import json
from collections import Counter
from pathlib import Path

import pandas as pd
import pytest

from analysis.comparing.speakers.entities import merge_entities
from analysis.reading.article import read_article

SEEDS = Path(__file__).parents[3] / "seeds"
PEOPLE = {"Soleimani", "United States", "protesters", "Qureshi"}


def read_seeds(files: dict[str, str]) -> pd.DataFrame:
    tables = []
    for doc, file in sorted(files.items()):
        text = (SEEDS / file).read_bytes().decode("utf-8")
        tables.append(read_article(text)["names"].assign(article_id=doc))
    quotes = pd.DataFrame(columns=["article_id", "speaker", "speaker_start", "speaker_end"])
    articles = pd.DataFrame({"article_id": sorted(files), "event": "one"})
    return merge_entities(pd.concat(tables, ignore_index=True), quotes, articles)[0]


def entity_at(names: pd.DataFrame, doc: str, start: int, end: int) -> str:
    """The entity of the mention that shares most of the span, at least half of the shorter one."""
    best = (0, 0, "")
    here = names[names["article_id"] == doc]
    for first, last, entity in zip(here["start"], here["end"], here["entity"], strict=True):
        shared = min(end, last) - max(start, first)
        if 2 * shared >= min(end - start, last - first) > 0:
            best = max(best, (shared, first - last, entity))
    return best[2]


@pytest.fixture
def gold(gold_folder: Path) -> dict:
    path = gold_folder / "seeds" / "seeds_gold.json"
    if not path.exists():
        pytest.skip(f"no '{path.name}' below the folder given with --gold")
    return json.loads(path.read_text(encoding="utf-8"))


def test_labels_of_people_groups_and_states(gold: dict) -> None:
    names = read_seeds(gold["files"])
    labels = [label for label in gold["entity_labels"] if label["entity"] in PEOPLE]
    found: dict[str, Counter[str]] = {entity: Counter() for entity in PEOPLE}
    for label in labels:
        found[label["entity"]][entity_at(names, label["doc"], label["start"], label["end"])] += 1
    main = {entity: counts.most_common(1)[0][0] for entity, counts in found.items()}
    right = sum(found[entity][main[entity]] for entity in PEOPLE)
    assert len(labels) == 48
    assert len(set(main.values())) == 4
    assert right / len(labels) >= 0.9, {entity: dict(counts) for entity, counts in found.items()}
    for entity, counts in found.items():
        others = {main[other] for other in PEOPLE - {entity}}
        assert not others & set(counts), f"{entity} merged with another"


def test_spellings(gold_folder: Path, gold: dict) -> None:
    expected = json.loads((gold_folder / "seeds" / "seed_expectations.json").read_text(encoding="utf-8"))
    names = read_seeds(gold["files"])
    by_text = names.groupby("text")["entity"].agg(set).to_dict()
    for one, other in expected["same_entity_spelling"]:
        entities = [{e for text, found in by_text.items() if wanted in text.split(" and ") or text == wanted
                     or text.endswith(" " + wanted) for e in found} for wanted in (one, other)]  # fmt: skip
        assert entities[0], one
        assert entities[0] == entities[1], (one, other)
