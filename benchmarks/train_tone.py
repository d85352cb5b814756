"""Fit the lexicon part of the tone of wording on NewsMTSC's training part and write it to analysis/models/.

    python benchmarks/train_tone.py NEWSMTSC_TRAIN.jsonl

Needs the training part of NewsMTSC (Hamborg and Donnay 2021, MIT licence): one JSON object a line with text,
target [from, to], polarity and sid (the sentence). Settings are chosen by cross-validation grouped by sentence inside
that file; nothing else is read. The same file gives the same model, byte for byte.
"""

import argparse
import json
import re
from pathlib import Path

import numpy as np
from sklearn.linear_model import Ridge
from sklearn.model_selection import GroupKFold

from analysis.language.words import straighten
from analysis.reading.tone import samestory as own
from analysis.reading.tone.textblob import read_textblob
from analysis.reading.tone.vader import read_vader

LABELS = {"negative": -1.0, "neutral": 0.0, "positive": 1.0}
SOURCE = "NewsMTSC, training part (Hamborg and Donnay 2021), MIT licence"
SETTINGS = {
    "endings": {"ings": "", "ing": "", "ies": "y", "ied": "y", "ed": "", "es": "", "s": "", "e": ""},
    "shortest_stem": 4,
    "alone": ["will", "unit", "units", "means", "meaning", "others", "numbers", "season", "maine", "primaries"],
    "negations": ["not", "no", "never", "without", "nor", "cannot"],
    "negated": -0.5,
}


def read_rows(path):
    with open(path, encoding="utf-8") as handle:
        return [json.loads(line) for line in handle]


def sentence_groups(rows):
    """Number the sentences: one text may stand in the file with several targets and under several ids."""
    numbers = {}
    return np.array([numbers.setdefault(re.sub(r"\s+", " ", row["text"]), len(numbers)) for row in rows])


def write_wording(settings, weights, note):
    data = {"model": "tone of wording", "trained_on": SOURCE, **note, "weights": weights, **settings}
    own.MODEL.parent.mkdir(exist_ok=True)
    own.MODEL.write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8")
    for cached in (own._model, own._families, own._family_of):
        cached.cache_clear()


def wording_features(texts):
    table = np.zeros((len(texts), len(own.FEATURES)))
    for row, text in zip(table, texts, strict=True):
        plain = straighten(text)
        for part in own.list_parts(plain, read_textblob(plain), read_vader(plain)):
            row[own.FEATURES.index(part.feature)] += part.amount
    return table


def train_wording(rows):
    write_wording(SETTINGS, dict.fromkeys(own.FEATURES, 0.0), {})  # the features need the settings, not the weights
    table = wording_features([row["text"] for row in rows])
    gold = np.array([LABELS[row["polarity"]] for row in rows])
    groups = sentence_groups(rows)
    scale = table.std(axis=0)
    results = {}
    for alpha in (1, 10, 100, 1000):
        predicted = np.zeros(len(gold))
        for train, test in GroupKFold(5).split(table, gold, groups):
            model = Ridge(alpha=alpha, fit_intercept=False).fit(table[train] / scale, gold[train])
            predicted[test] = model.predict(table[test] / scale)
        results[alpha] = float(np.corrcoef(predicted, gold)[0, 1])
        print(f"ridge {alpha}: r {results[alpha]:.4f} over 5 folds of sentences")
    best = max(results, key=lambda alpha: (round(results[alpha], 4), alpha))
    weights = Ridge(alpha=best, fit_intercept=False).fit(table / scale, gold).coef_ / scale
    named = {name: round(float(weight), 6) for name, weight in zip(own.FEATURES, weights, strict=True)}
    write_wording(SETTINGS, named, {"ridge": best, "cross_validated_r": round(results[best], 3), "n_train": len(gold)})
    print(json.dumps(named))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("train", type=Path)
    request = parser.parse_args()
    train_wording(read_rows(request.train))


if __name__ == "__main__":
    main()
