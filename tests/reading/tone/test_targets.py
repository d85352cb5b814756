"""Tone towards a target: probabilities, voices, and `unclear`."""

import json

import numpy as np
import pandas as pd
import pytest

from analysis.reading.tone.targets import COLUMNS, LABELS, THRESHOLD, UNCLEAR, find_targets, score_targets

ARTICLE = "Mayor Orla Reed praised the crew. “Reed is a liar and a disgrace,” a rival said of Orla Reed."
SEGMENTS = pd.DataFrame(
    [("s1", "own", 0, 33), ("s2", "direct", 35, 65), ("s2", "own", 66, 94)],
    columns=["sentence_id", "voice", "start", "end"],
)
SEGMENTS["text"] = [ARTICLE[start:end] for start, end in zip(SEGMENTS["start"], SEGMENTS["end"], strict=True)]


def names(*spans):
    rows = [("s1", "Orla Reed", "name", "person", start, end, ARTICLE[start:end]) for start, end in spans]
    return pd.DataFrame(rows, columns=["sentence_id", "entity", "form", "kind", "start", "end", "text"])


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
    found = find_targets(names((0, 15), (35, 39), (84, 93)), SEGMENTS)
    assert found.columns.tolist() == COLUMNS
    assert found["voice"].tolist() == ["own", "direct", "own"]
    assert found.loc[1, "label"] == "negative"
    assert found.loc[2, "negative"] < found.loc[1, "negative"]
    assert all(ARTICLE[row.start : row.end] == row.text for row in found.itertuples())


def test_below_the_threshold_the_label_is_unclear():
    table = names((0, 15), (35, 39), (84, 93))
    assert set(find_targets(table, SEGMENTS, threshold=1.01)["label"]) == {UNCLEAR}
    assert UNCLEAR not in set(find_targets(table, SEGMENTS, threshold=0.0)["label"])
    assert THRESHOLD == 0.5


def test_only_the_longest_name_of_persons_and_bodies_is_scored():
    table = names((0, 15), (6, 15), (35, 39)).assign(kind=["person", "person", "country"])
    assert find_targets(table, SEGMENTS)["start"].tolist() == [0]
    assert find_targets(table.head(0), SEGMENTS).columns.tolist() == COLUMNS


def test_a_name_that_mostly_follows_a_preposition_of_place_is_a_place():
    text = "In Lund the mayor praised Reed. Near Lund, Reed was born in Vale."
    segments = pd.DataFrame({"sentence_id": ["s1"], "voice": ["own"], "start": [0], "end": [len(text)], "text": [text]})
    spans = [("Lund", 3), ("Reed", 26), ("Lund", 37), ("Reed", 43), ("Vale", 60)]
    rows = [("s1", name, "name", "name", start, start + 4, name) for name, start in spans]
    table = pd.DataFrame(rows, columns=["sentence_id", "entity", "form", "kind", "start", "end", "text"])
    assert set(find_targets(table, segments)["entity"]) == {"Reed"}


def test_errors_name_the_span():
    with pytest.raises(ValueError, match="Target 0 spans 2 to 9, but its text has 4 characters"):
        score_targets(["Reed"], [2], [9])
    with pytest.raises(ValueError, match="1 texts, 2 starts and 1 ends"):
        score_targets(["Reed"], [0, 1], [4])


def test_nothing_is_changed():
    table = names((0, 15))
    before, segments = table.copy(), SEGMENTS.copy()
    find_targets(table, SEGMENTS)
    pd.testing.assert_frame_equal(table, before)
    pd.testing.assert_frame_equal(SEGMENTS, segments)


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
