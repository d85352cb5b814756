"""Labels: what a source calls an entity, counted by wording and taken apart."""

import pandas as pd

from analysis.comparing.speakers.labels import compare_labels, take_apart
from analysis.lexicons import standard_lexicons

ARTICLES = pd.DataFrame({"article_id": ["x", "y"], "source": ["X", "Y"]})
ROWS = [
    ("x", "x:s001", "own", "Ana Sol", "title", "Peruvian minister Ana Sol"),
    ("x", "x:s002", "own", "Ana Sol", "description", "The minister"),
    ("x", "x:s003", "own", "Ana Sol", "description", "the minister"),
    ("x", "x:s004", "own", "Ana Sol", "description", "the minister"),
    ("y", "y:s001", "own", "Ana Sol", "description", "the disgraced politician"),
    ("y", "y:s002", "direct", "Ana Sol", "name", "Sol"),
    ("y", "y:s002", "own", "Peru", "adjective", "Peruvian"),
]
NAMES = pd.DataFrame(ROWS, columns=["article_id", "sentence_id", "voice", "entity", "form", "text"])


def test_one_row_a_wording_with_the_commonest_spelling() -> None:
    before = NAMES.copy()
    labels = compare_labels(NAMES, ARTICLES)
    assert labels[["entity", "source", "voice", "text", "n"]].values.tolist() == [
        ["Ana Sol", "X", "own", "the minister", 3],
        ["Ana Sol", "X", "own", "Peruvian minister Ana Sol", 1],
        ["Ana Sol", "Y", "direct", "Sol", 1],
        ["Ana Sol", "Y", "own", "the disgraced politician", 1],
        ["Peru", "Y", "own", "Peruvian", 1],
    ]
    assert labels["sentence_ids"].tolist()[0] == "x:s002; x:s003; x:s004"
    pd.testing.assert_frame_equal(NAMES, before)


def test_the_residents_of_two_events_are_two_entities() -> None:
    names = pd.DataFrame(
        [(a, f"{a}:s001", "own", "residents", "description", "the residents") for a in ("x", "y")],
        columns=NAMES.columns,
    )
    labels = compare_labels(names, ARTICLES.assign(event=["flood", "quake"]))
    assert labels[["event", "entity", "source", "n"]].values.tolist() == [
        ["flood", "residents", "X", 1], ["quake", "residents", "Y", 1],
    ]  # fmt: skip


def test_voice_is_a_choice() -> None:
    assert compare_labels(NAMES, ARTICLES, voice="quoted")["text"].tolist() == ["Sol"]


def test_words_are_pulled_out() -> None:
    lexicons = standard_lexicons()
    label = "top Iranian military commander Qasem Soleimani"
    assert take_apart(label, "Qasim Soleimani", lexicons=lexicons) == (("commander",), ("Iran",), ("top", "military"))
    found = take_apart("U.S. President Ana Sol", "Ana Sol", lexicons=lexicons)
    assert found == (("president",), ("United States",), ())
    assert take_apart("American", "United States", lexicons=lexicons) == ((), (), ())


def test_no_names() -> None:
    assert compare_labels(NAMES.iloc[:0], ARTICLES).empty
