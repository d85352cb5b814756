"""Acts across sources: one deed under its wordings."""

from pathlib import Path

import pandas as pd

from analysis.comparing.acts.deeds import compare_acts
from analysis.comparing.speakers.entities import merge_entities
from analysis.reading.article import read_article

SEEDS = Path(__file__).parents[3] / "seeds"


def compare(texts: dict[str, str], *, events: str | list[str] = "e") -> pd.DataFrame:
    agencies, names = [], []
    for article, text in texts.items():
        tables = read_article(text)
        for rows, name in ((agencies, "agency"), (names, "names")):
            rows.append(
                tables[name].assign(article_id=article, sentence_id=f"{article}:" + tables[name]["sentence_id"])
            )
    articles = pd.DataFrame({"article_id": list(texts), "source": [a.upper() for a in texts], "event": events})
    quotes = pd.DataFrame(columns=["article_id", "speaker", "speaker_start", "speaker_end"])
    merged = merge_entities(pd.concat(names, ignore_index=True), quotes, articles)[0]
    return compare_acts(pd.concat(agencies, ignore_index=True), merged, articles)


def test_one_deed_in_three_wordings() -> None:
    table = compare(
        {
            "x": "Rebels killed Ana Sol on Monday. Sol’s killing shocked Odrava.",
            "y": "Minister Ana Sol was killed in a drone strike. The deadly strike came at dawn.",
        }
    )
    assert set(table["deed"]) == {"killing: Ana Sol"}
    assert table[["source", "form", "text", "agent", "instrument"]].values.tolist() == [
        ["X", "active", "Rebels killed Ana Sol", "Rebels", ""],
        ["X", "nominal", "Sol’s killing", "", ""],
        ["Y", "passive without agent", "was killed in a drone strike", "", "a drone strike"],
        ["Y", "nominal", "The deadly strike", "", ""],
    ]


def test_what_two_events_have_in_common_is_no_deed() -> None:
    texts = {"x": "The flood killed two people.", "y": "The quake killed two people.", "z": "Two people were killed."}
    table = compare(texts, events=["flood", "quake", "quake"])
    assert table[["event", "deed", "source"]].values.tolist() == [
        ["quake", "killing: two people", "Y"],
        ["quake", "killing: two people", "Z"],
        ["flood", "killing: two people", "X"],
    ]


def test_who_is_not_the_patient() -> None:
    table = compare({"x": "Rebels killed two aides of Ana Sol. Ana Sol wept."})
    assert table["deed"].tolist() == ["killing: two aides of Ana Sol"]


def test_seeds_call_one_killing_by_eight_names() -> None:
    texts = {p.stem[:3]: p.read_bytes().decode("utf-8") for p in sorted(SEEDS.glob("*.txt"))}
    table = compare(texts)
    killing = table[table["deed"] == table["deed"].iloc[0]]
    assert killing.groupby("source")["n"].sum().tolist() == [3, 7]


def test_nothing() -> None:
    assert compare({"x": "It rained all day.", "y": "It snowed."}).empty
