"""Tone towards a target: probabilities, voices, and `unclear`."""

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from analysis.lexicons import load_lexicons
from analysis.reading.people.names import Name
from analysis.reading.segments import Segment
from analysis.reading.tone.encoder import load_calibration
from analysis.reading.tone.targets import Target, _compile_places, read_voices, score_targets
from analysis.reading.views import as_columns
from analysis.schema import LABELS, UNCLEAR, shape_table

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
    return shape_table("targets", as_columns(Target, read_voices(ARTICLE, found, SEGMENTS, **options)[1]))


def test_most_invented_sentences_are_read_as_people_would_read_them():
    cases = pd.read_csv(Path(__file__).parent / "target_cases.csv", comment="#")
    starts = [text.index(target) for text, target in zip(cases["text"], cases["target"], strict=True)]
    ends = [start + len(target) for start, target in zip(starts, cases["target"], strict=True)]
    scores = score_targets(cases["text"].tolist(), starts, ends)
    right = scores.idxmax(axis=1) == cases["label"]
    assert right.mean() >= 0.85, cases["text"][~right].tolist()


def test_the_wording_of_each_stretch_is_told_in_the_same_pass():
    wording, targets = read_voices(ARTICLE, names((0, 15), (35, 39), (84, 93)), SEGMENTS)
    assert len(wording) == len(SEGMENTS)
    assert len(targets) == 3
    assert wording[1] < 0 < wording[0]


def test_probabilities_add_up_and_do_not_depend_on_company():
    texts = ["Reed lied.", "They thanked Reed for a great gift."]
    both = score_targets(texts, [0, 13], [4, 17])
    assert both.columns.tolist() == list(LABELS)
    assert both.sum(axis=1).to_numpy() == pytest.approx([1.0, 1.0])
    alone = score_targets(texts[1:], [13], [17])
    assert both.iloc[[1]].to_numpy() == pytest.approx(alone.to_numpy(), abs=1e-4)
    assert score_targets([], [], []).shape == (0, 3)


def test_whom_a_sentence_names_does_not_matter():
    first = score_targets(["Critics accused Orla Reed of fraud."], [16], [25])
    second = score_targets(["Critics accused Ivo Karlsen-Lund of fraud."], [16], [32])
    assert np.array_equal(first.to_numpy(), second.to_numpy())


def test_a_voice_is_judged_by_its_own_words():
    found = find(names((0, 15), (35, 39), (84, 93)))
    assert found["voice"].tolist() == ["own", "direct", "own"]
    assert found.loc[1, "label"] == "negative"
    assert found.loc[2, "negative"] < found.loc[1, "negative"]


def test_below_the_threshold_the_label_is_unclear():
    table = names((0, 15), (35, 39), (84, 93))
    assert set(find(table, threshold=1.01)["label"]) == {UNCLEAR}
    assert UNCLEAR not in set(find(table, threshold=0.0)["label"])
    assert find(table).equals(find(table, threshold=load_calibration().threshold))


def test_only_the_longest_name_of_persons_and_bodies_is_scored():
    table = names((0, 15), (6, 15), (35, 39), kinds=("person", "person", "country"))
    assert find(table)["start"].tolist() == [0]
    assert find([]).empty


def test_a_name_that_mostly_follows_a_preposition_of_place_is_a_place():
    text = "In Lund the mayor praised Reed. Near Lund, Reed was born in Vale."
    segments = [Segment("s1", "g001", "body", "own", "", "", 0, len(text), 12)]
    spans = [("Lund", 3), ("Reed", 26), ("Lund", 37), ("Reed", 43), ("Vale", 60)]
    table = [Name("s1", "own", name, "name", start, start + 4, "name", name) for name, start in spans]
    assert {target.entity for target in read_voices(text, table, segments)[1]} == {"Reed"}


def test_errors_name_the_span():
    with pytest.raises(ValueError, match="Target 0 spans 2 to 9, but its text has 4 characters"):
        score_targets(["Reed"], [2], [9])
    with pytest.raises(ValueError, match="1 texts, 2 starts and 1 ends"):
        score_targets(["Reed"], [0, 1], [4])


@pytest.mark.parametrize(
    ("file", "least", "kept"), [("newsmtsc_dev_rw.jsonl", 0.81, 0.85), ("newsmtsc_dev_mt.jsonl", 0.745, 0.82)]
)
def test_accuracy_on_public_gold_only_goes_up(gold_folder, file, least, kept):
    from sklearn.metrics import f1_score

    lines = (gold_folder / "sentiment" / file).read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    starts, ends = zip(*(row["target"] for row in rows), strict=True)
    scores = score_targets([row["text"] for row in rows], starts, ends)
    gold = np.array([row["polarity"] for row in rows])
    found = scores.idxmax(axis=1).to_numpy()
    assert f1_score(gold, found, average="macro") >= least
    clear = (scores.max(axis=1) >= load_calibration().threshold).to_numpy()
    assert clear.mean() >= 0.8
    assert f1_score(gold[clear], found[clear], average="macro") >= kept


def test_without_prepositions_of_place_no_name_is_a_place_for_standing_behind_a_word(tmp_path):
    (tmp_path / "places.csv").write_text("word,kind,note\ncity,noun,\n", encoding="utf-8")
    before = _compile_places(load_lexicons(tmp_path))
    assert before.search("He met ") is None
    assert before.search("the city of ") is not None
