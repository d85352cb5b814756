"""Tone towards a target: probabilities, voices, and `unclear`."""

import json

import numpy as np
import pytest

from analysis.reading.article import as_columns
from analysis.reading.people.names import Name
from analysis.reading.segments import Segment
from analysis.reading.tone.targets import LABELS, THRESHOLD, UNCLEAR, Target, find_targets, score_targets
from analysis.schema import shape_table

ARTICLE = "Mayor Orla Reed praised the crew. “Reed is a liar and a disgrace,” a rival said of Orla Reed."
SEGMENTS = [
    Segment(sentence, f"g00{n}", "body", voice, "", "", start, end, 1)
    for n, (sentence, voice, start, end) in enumerate(
        [("s1", "own", 0, 33), ("s2", "direct", 35, 65), ("s2", "own", 66, 94)], start=1
    )
]


def names(*spans, kinds=("person", "person", "person")):
    rows = zip(spans, kinds, strict=False)
    return [Name("s1", "own", "Orla Reed", "name", start, end, kind, "Orla Reed") for (start, end), kind in rows]


def find(found, **options):
    return shape_table("targets", as_columns(Target, find_targets(ARTICLE, found, SEGMENTS, **options)))


@pytest.mark.parametrize(
    ("text", "target", "label"),
    [
        ("Critics accused Orla Reed of fraud and lies.", "Orla Reed", "negative"),
        ("Voters love and admire Orla Reed, a brave and honest leader.", "Orla Reed", "positive"),
        ("Orla Reed arrived on Tuesday.", "Orla Reed", "neutral"),
    ],
)
def test_plain_cases(text, target, label):
    start = text.index(target)
    assert score_targets([text], [start], [start + len(target)]).idxmax(axis=1).tolist() == [label]


def test_probabilities_add_up_and_do_not_depend_on_company():
    texts = ["Reed lied.", "They thanked Reed for a great gift."]
    both = score_targets(texts, [0, 13], [4, 17])
    assert both.columns.tolist() == list(LABELS)
    assert both.sum(axis=1).to_numpy() == pytest.approx([1.0, 1.0])
    assert np.array_equal(both.iloc[[1]].to_numpy(), score_targets(texts[1:], [13], [17]).to_numpy())
    assert score_targets([], [], []).shape == (0, 3)


def test_whom_a_sentence_names_does_not_matter():
    first = score_targets(["Critics accused Orla Reed of fraud."], [16], [25])
    second = score_targets(["Critics accused Ivo Karlsen-Lund of fraud."], [16], [32])
    assert first[["positive"]].to_numpy() == pytest.approx(second[["positive"]].to_numpy(), abs=0.02)


def test_a_voice_is_judged_by_its_own_words():
    found = find(names((0, 15), (35, 39), (84, 93)))
    assert found["voice"].tolist() == ["own", "direct", "own"]
    assert found.loc[1, "label"] == "negative"
    assert found.loc[2, "negative"] < found.loc[1, "negative"]


def test_below_the_threshold_the_label_is_unclear():
    table = names((0, 15), (35, 39), (84, 93))
    assert set(find(table, threshold=1.01)["label"]) == {UNCLEAR}
    assert UNCLEAR not in set(find(table, threshold=0.0)["label"])
    assert THRESHOLD == 0.5


def test_only_the_longest_name_of_persons_and_bodies_is_scored():
    table = names((0, 15), (6, 15), (35, 39), kinds=("person", "person", "country"))
    assert find(table)["start"].tolist() == [0]
    assert find([]).empty


def test_a_name_that_mostly_follows_a_preposition_of_place_is_a_place():
    text = "In Lund the mayor praised Reed. Near Lund, Reed was born in Vale."
    segments = [Segment("s1", "g001", "body", "own", "", "", 0, len(text), 12)]
    spans = [("Lund", 3), ("Reed", 26), ("Lund", 37), ("Reed", 43), ("Vale", 60)]
    table = [Name("s1", "own", name, "name", start, start + 4, "name", name) for name, start in spans]
    assert {target.entity for target in find_targets(text, table, segments)} == {"Reed"}


def test_errors_name_the_span():
    with pytest.raises(ValueError, match="Target 0 spans 2 to 9, but its text has 4 characters"):
        score_targets(["Reed"], [2], [9])
    with pytest.raises(ValueError, match="1 texts, 2 starts and 1 ends"):
        score_targets(["Reed"], [0, 1], [4])


@pytest.mark.parametrize(("file", "least"), [("newsmtsc_dev_rw.jsonl", 0.63), ("newsmtsc_dev_mt.jsonl", 0.62)])
def test_accuracy_on_public_gold_only_goes_up(gold_folder, file, least):
    from sklearn.metrics import f1_score

    lines = (gold_folder / "sentiment" / file).read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    starts, ends = zip(*(row["target"] for row in rows), strict=True)
    scores = score_targets([row["text"] for row in rows], starts, ends)
    gold = [row["polarity"] for row in rows]
    assert f1_score(gold, scores.idxmax(axis=1), average="macro") >= least
    clear = (scores.max(axis=1) >= THRESHOLD).to_numpy()
    assert clear.mean() >= 0.75
    kept = f1_score(np.array(gold)[clear], scores.idxmax(axis=1)[clear], average="macro")
    assert kept >= 0.69
