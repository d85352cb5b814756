"""Entities: one name across the articles of an event, nothing merged that may be two."""

import pandas as pd
import pytest

from analysis.comparing.speakers.entities import merge_entities

QUOTES = pd.DataFrame(columns=["article_id", "speaker", "speaker_start", "speaker_end"])


def table(rows: list[tuple[str, str, str, str]]) -> pd.DataFrame:
    """(article, local entity, kind, text): bare is the entity's own words where the text ends in them."""
    made = []
    for at, (article, entity, kind, text) in enumerate(rows):
        bare = next((b for b in (entity, entity.split()[-1]) if text.endswith(b)), "")
        made.append((article, entity, kind, text, bare, 100 * at, 100 * at + len(text)))
    return pd.DataFrame(made, columns=["article_id", "entity", "kind", "text", "bare", "start", "end"])


def merge(rows: list[tuple[str, str, str, str]], events: dict[str, str] | None = None) -> list[str]:
    names = table(rows)
    ids = sorted(set(names["article_id"]))
    articles = pd.DataFrame({"article_id": ids, "event": [(events or {}).get(i, "e") for i in ids]})
    return merge_entities(names, QUOTES, articles)[0]["entity"].tolist()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Qasem Dorani", "Qasim Dorani"),
        ("Kim Jong-un", "Kim Jong Un"),
        ("Robert Hale", "Bob Hale"),
        ("Robert S. Hale III", "Robert Hale"),
        ("R. Hale", "Robert Hale"),
        ("Ana Sol", "Sol"),
    ],
)
def test_one_person(one: str, other: str) -> None:
    found = merge([("x", one, "name", one), ("y", other, "name", other)])
    assert found[0] == found[1]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Maria Lunt", "Peter Lunt"),
        ("Mario Lunt", "Maria Lunt"),
        ("Peter Lunt Jr.", "Peter Lunt"),
        ("Ana Sol", "Ana Solberg"),
    ],
)
def test_two_persons(one: str, other: str) -> None:
    found = merge([("x", one, "name", one), ("y", other, "name", other)])
    assert found[0] != found[1]


def test_bare_surname_joins_none_of_two() -> None:
    rows = [("x", "Peter Lunt", "name", "Peter Lunt"), ("y", "Maria Lunt", "name", "Maria Lunt")]
    assert merge([*rows, ("z", "Lunt", "name", "Lunt")])[2] == "Lunt"


def test_a_common_title_decides_between_two() -> None:
    rows = [
        ("x", "Peter Lunt", "name", "President Peter Lunt"),
        ("y", "Maria Lunt", "name", "Judge Maria Lunt"),
        ("z", "Lunt", "name", "Judge Lunt"),
    ]
    assert merge(rows)[2] == "Maria Lunt"


def test_reading_kept_them_apart() -> None:
    rows = [("x", "Maria Lunt", "name", "Maria Lunt"), ("x", "Lunt", "name", "Lunt")]
    assert merge(rows) == ["Maria Lunt", "Lunt"]


def test_bodies_by_words_and_initials() -> None:
    rows = [
        ("x", "Department of Fisheries", "body", "Department of Fisheries"),
        ("y", "Fisheries Department", "body", "Fisheries Department"),
        ("y", "Coastal Fishing Authority", "body", "Coastal Fishing Authority"),
        ("x", "CFA", "body", "CFA"),
    ]
    found = merge(rows)
    assert found[0] == found[1]
    assert found[2] == found[3] == "Coastal Fishing Authority"


def test_events_stay_apart() -> None:
    rows = [("x", "Ana Sol", "name", "Ana Sol"), ("y", "Sol", "name", "Sol")]
    assert merge(rows, {"x": "one", "y": "two"}) == ["Ana Sol", "Sol"]


def test_input_order_does_not_matter_and_nothing_is_mutated() -> None:
    rows = [("x", "Qasem Dorani", "name", "Qasem Dorani"), ("y", "Qasim Dorani", "name", "Qasim Dorani")]
    assert set(merge(rows)) == set(merge(rows[::-1])) == {"Qasem Dorani"}
    names = table(rows)
    before = names.copy()
    merge_entities(names, QUOTES, pd.DataFrame({"article_id": ["x", "y"], "event": "e"}))
    pd.testing.assert_frame_equal(names, before)


def test_speakers_take_the_name_that_the_event_gives_them() -> None:
    names = table([("x", "Ana Sol", "name", "minister Ana Sol"), ("y", "Sol", "name", "Sol")])
    quotes = pd.DataFrame(
        {
            "article_id": ["y", "x", "x", "y"],
            "speaker": ["Sol", "Ana Sol", "unknown", "officials"],
            "speaker_text": ["Sol", "minister Ana Sol, who left", "", "officials"],
            "speaker_start": pd.array([100, 0, None, 500], dtype="Int64"),
            "speaker_end": pd.array([103, 26, None, 509], dtype="Int64"),
        }
    )
    articles = pd.DataFrame({"article_id": ["x", "y"], "event": "e"})
    merged = merge_entities(names, quotes, articles)[1]
    assert merged["speaker"].tolist() == ["Ana Sol", "Ana Sol", "unknown", "officials"]


def test_targets_take_the_name_of_their_mention() -> None:
    names = table([("x", "Ana Sol", "name", "Ana Sol"), ("y", "Sol", "name", "Sol")])
    columns = ["article_id", "start", "end", "entity"]
    targets = pd.DataFrame([("y", 100, 103, "Sol"), ("y", 300, 305, "Odrava")], columns=columns)
    articles = pd.DataFrame({"article_id": ["x", "y"], "event": "e"})
    aimed = merge_entities(names, QUOTES, articles, targets=targets)[2]
    assert aimed is not None
    assert aimed["entity"].tolist() == ["Ana Sol", "Odrava"]


def test_nothing_to_merge() -> None:
    names, quotes, targets = merge_entities(table([]), QUOTES, pd.DataFrame({"article_id": ["x"], "event": ["e"]}))
    assert names.empty
    assert quotes.empty
    assert targets is None


def test_a_person_has_one_role_over_an_event_the_one_of_most_quotations() -> None:
    names = table([(article, "Ana Sol", "name", "Ana Sol") for article in "xyz"])
    articles = pd.DataFrame({"article_id": list("xyz"), "event": "e"})
    rows = [("x", "expert", "geologist"), ("y", "expert", "geologist"), ("z", "media", "presenter"), ("z", "other", "")]
    quotes = pd.DataFrame(
        [(article, "Ana Sol", role, words, False) for article, role, words in rows],
        columns=["article_id", "speaker", "role", "role_text", "corrected"],
    )
    quotes.loc[2, "corrected"] = True  # a reader's word stands
    merged = merge_entities(names, quotes, articles)[1]
    assert merged["role"].tolist() == ["expert", "expert", "media", "expert"]
    assert merged["role_text"].tolist() == ["geologist", "geologist", "presenter", "geologist"]
