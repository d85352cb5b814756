"""Fit the two small models of tone on NewsMTSC's training part and write them to analysis/models/.

    python benchmarks/train_tone.py wording NEWSMTSC_TRAIN.jsonl
    python benchmarks/train_tone.py targets NEWSMTSC_TRAIN.jsonl

Needs the training part of NewsMTSC (Hamborg and Donnay 2021, MIT licence): one JSON object a line with text,
target [from, to], polarity and sid (the sentence). Settings are chosen by cross-validation grouped by sentence inside
that file; nothing else is read. The same file gives the same model, byte for byte.
"""

import argparse
import json
import math
import re
from collections import Counter
from pathlib import Path

import numpy as np
from scipy import sparse
from sklearn.linear_model import LogisticRegression, Ridge
from sklearn.metrics import f1_score
from sklearn.model_selection import GroupKFold

from analysis import schema
from analysis.language.words import LEARNED, straighten
from analysis.reading.tone import samestory as own
from analysis.reading.tone import target_features as features
from analysis.reading.tone import targets
from analysis.reading.tone.textblob import read_textblob
from analysis.reading.tone.vader import read_vader

LABELS = {"negative": -1.0, "neutral": 0.0, "positive": 1.0}
SOURCE = "NewsMTSC, training part (Hamborg and Donnay 2021), MIT licence"
NUMBER_SCALE = 0.3  # numbers count as much as a word that stands in one sentence of three
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


def name_words(rows):
    """Find the words that mid-sentence are mostly printed with a capital: names, which the model must not learn."""
    capital, small = Counter(), Counter()
    for row in rows:
        at_start = True
        for match in LEARNED.finditer(straighten(row["text"])):
            token = match.group()
            if token in ".!?":
                at_start = True
                continue
            if not at_start:
                (capital if token[0].isupper() else small)[own.cut_ending(token.lower())] += 1
            at_start = False
    return {word for word in capital if capital[word] > small[word]}


def measure_rarity(lists, least, names):
    counts = Counter(word for words in lists for word in set(words))
    return {
        word: math.log((1 + len(lists)) / (1 + count)) + 1
        for word, count in sorted(counts.items())
        if count >= least and not any(part in names for part in word.split())
    }


def as_matrix(lists, rarity):
    places = {word: place for place, word in enumerate(rarity)}
    values, columns, ends = [], [], [0]
    for words in lists:
        weighed = features.weigh_words(words, rarity)
        values += weighed.values()
        columns += [places[word] for word in weighed]
        ends.append(len(columns))
    return sparse.csr_matrix((values, columns, ends), shape=(len(lists), len(rarity)))


class TargetModel:
    """The words of the sentence, the words near the target, and numbers, in one logistic regression."""

    def __init__(self, strength, least):
        self.strength, self.least = strength, least

    def fit(self, described, labels, names):
        self.rarities = [measure_rarity([row[block] for row in described], self.least, names) for block in (0, 1)]
        numbers = np.array([row[2] for row in described])
        self.means, self.spread = numbers.mean(axis=0), numbers.std(axis=0)
        self.model = LogisticRegression(C=self.strength, class_weight="balanced", max_iter=2000)
        self.model.fit(self.matrix(described), labels)
        return self

    def matrix(self, described):
        numbers = (np.array([row[2] for row in described]) - self.means) / self.spread * NUMBER_SCALE
        blocks = [as_matrix([row[block] for row in described], self.rarities[block]) for block in (0, 1)]
        return sparse.hstack([*blocks, sparse.csr_matrix(numbers)]).tocsr()

    def save(self, path):
        n_words = sum(map(len, self.rarities))
        words = [*self.rarities[0], *(targets.NEAR + word for word in self.rarities[1])]
        np.savez_compressed(
            path,
            words=np.frombuffer("\n".join(words).encode("utf-8"), dtype=np.uint8),
            inverse_frequency=np.array([v for r in self.rarities for v in r.values()], dtype=np.float32),
            weights=self.model.coef_[:, :n_words].astype(np.float16),
            number_weights=(self.model.coef_[:, n_words:] * NUMBER_SCALE / self.spread).astype(np.float32),
            number_means=self.means.astype(np.float32),
            intercept=self.model.intercept_.astype(np.float32),
        )


def train_targets(rows):
    described = [
        (*features.list_words(row["text"], *row["target"]), features.measure_tone(row["text"], *row["target"]))
        for row in rows
    ]
    labels = np.array([schema.LABELS.index(row["polarity"]) for row in rows])
    groups, names = sentence_groups(rows), name_words(rows)
    best = (-1.0, 0.0, 0)
    for strength in (0.5, 1.0, 2.0):
        for least in (3, 5):
            predicted = np.zeros((len(labels), 3))
            for train, test in GroupKFold(5).split(labels, labels, groups):
                model = TargetModel(strength, least).fit([described[i] for i in train], labels[train], names)
                predicted[test] = model.model.predict_proba(model.matrix([described[i] for i in test]))
            found = f1_score(labels, predicted.argmax(axis=1), average="macro")
            clear = predicted.max(axis=1) >= targets.THRESHOLD
            kept = f1_score(labels[clear], predicted[clear].argmax(axis=1), average="macro")
            print(f"C {strength}, words in {least} sentences: F1 {found:.4f}; {clear.mean():.3f} clear at {kept:.4f}")
            best = max(best, (round(found, 4), -strength, least))
    model = TargetModel(-best[1], best[2]).fit(described, labels, names)
    targets.MODEL.parent.mkdir(exist_ok=True)
    model.save(targets.MODEL)
    print(f"kept C {-best[1]}, words in {best[2]} sentences; {targets.MODEL.stat().st_size / 1e6:.2f} MB")
    targets._model.cache_clear()
    sample = rows[:200]
    shipped = targets.score_targets([r["text"] for r in sample], *zip(*(r["target"] for r in sample), strict=True))
    difference = np.abs(shipped.to_numpy() - model.model.predict_proba(model.matrix(described[:200]))).max()
    print(f"largest difference between training and shipped probabilities: {difference:.5f}")
    assert difference < 0.005, "the shipped model does not repeat the trained one"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", choices=["wording", "targets"])
    parser.add_argument("train", type=Path)
    request = parser.parse_args()
    {"wording": train_wording, "targets": train_targets}[request.model](read_rows(request.train))


if __name__ == "__main__":
    main()
