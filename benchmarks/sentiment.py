"""Measure the scorers of wording and the tone towards targets against public gold, and the cost of scoring.

    python benchmarks/sentiment.py GOLD_FOLDER [--boot 1000] [--accuracy analysis/models/accuracy.csv]

GOLD_FOLDER holds, each one JSON object a line with id, text, polarity and, where there is one, target [from, to]:
nyt_editorials.jsonl (Hutto and Gilbert 2014; ratings -4..4, doc = the article), newsmtsc_dev_rw.jsonl and
newsmtsc_dev_mt.jsonl (Hamborg and Donnay 2021). They are not part of the project. --accuracy writes the figures that
the report shows beside the scores.
"""

import argparse
import csv
import json
import time
from pathlib import Path

import numpy as np
import pandas as pd
from sklearn.metrics import f1_score

from analysis.comparing.intervals import bootstrap_mean
from analysis.reading.segments import Segment
from analysis.reading.tone.encoder import load_calibration
from analysis.reading.tone.scorers import score_segments, score_texts
from analysis.reading.tone.targets import score_targets
from analysis.schema import LABELS, SCORERS

COLUMNS = ["what", "gold", "measure", "value", "low", "high", "n", "note"]


def read_rows(path):
    with open(path, encoding="utf-8") as handle:
        return [json.loads(line) for line in handle]


def measure_wording(rows, n_boot):
    """Pearson's r with the mean rating of 20 people, an interval over articles."""
    gold = np.array([row["polarity"] for row in rows])
    documents = pd.factorize(pd.Series([row["doc"] for row in rows]))[0]
    members = [np.flatnonzero(documents == number) for number in range(documents.max() + 1)]
    generator = np.random.default_rng(0)
    chosen = [
        np.concatenate([members[i] for i in generator.integers(0, len(members), len(members))]) for _ in range(n_boot)
    ]
    for scorer in SCORERS:
        scores = score_texts([row["text"] for row in rows], scorer=scorer)
        draws = [np.corrcoef(scores[places], gold[places])[0, 1] for places in chosen]
        r, (low, high) = np.corrcoef(scores, gold)[0, 1], np.quantile(draws, [0.025, 0.975])
        yield [scorer, "editorials of 2014, rated by 20 people", "Pearson r", r, low, high, len(rows), ""]


def calibration_error(probabilities, right, n_bins=10):
    best = probabilities.max(axis=1)
    bins = np.minimum((best * n_bins).astype(int), n_bins - 1)
    return sum((bins == b).mean() * abs(best[bins == b].mean() - right[bins == b].mean()) for b in set(bins))


def measure_targets(rows, name):
    gold = np.array([LABELS.index(row["polarity"]) for row in rows])
    starts, ends = zip(*(row["target"] for row in rows), strict=True)
    probabilities = score_targets([row["text"] for row in rows], starts, ends).to_numpy()
    found = probabilities.argmax(axis=1)
    clear = probabilities.max(axis=1) >= load_calibration().threshold
    values = {
        "macro F1": (f1_score(gold, found, average="macro"), len(rows)),
        "share not unclear": (clear.mean(), len(rows)),
        "macro F1 where not unclear": (f1_score(gold[clear], found[clear], average="macro"), int(clear.sum())),
        "expected calibration error": (calibration_error(probabilities, found == gold), len(rows)),
        "accuracy": ((found == gold).mean(), len(rows)),
        "accuracy of always neutral": ((gold == 1).mean(), len(rows)),
    }
    for measure, (value, n) in values.items():
        yield ["targets", name, measure, value, np.nan, np.nan, n, ""]


def measure_cost(texts, rounds=5):
    """Time the scorers with their hits against the two libraries alone, taking turns; the median ratio."""
    from textblob import TextBlob
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    vader = SentimentIntensityAnalyzer()
    article, ends = "\n".join(texts), np.cumsum([len(text) + 1 for text in texts]) - 1
    segments = [
        Segment("s001", str(number), "body", "own", "", "", int(end) - len(text), int(end), 20)
        for number, (text, end) in enumerate(zip(texts, ends, strict=True))
    ]
    three = ("textblob", "vader", "samestory")
    score_segments(article, segments[:10])
    ratios = []
    for _ in range(rounds):
        started = time.process_time()
        for text in texts:
            TextBlob(text).sentiment  # noqa: B018
            vader.polarity_scores(text)
        libraries = time.process_time() - started
        started = time.process_time()
        score_segments(article, segments, scorers=three)
        ours = time.process_time() - started
        started = time.process_time()
        score_segments(article, segments)
        ratios.append((ours / libraries, (time.process_time() - started) / libraries, len(texts) / ours))
    return np.median(ratios, axis=0)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--boot", type=int, default=1000)
    parser.add_argument("--accuracy", type=Path)
    request = parser.parse_args()
    editorials = read_rows(request.gold / "nyt_editorials.jsonl")
    figures = list(measure_wording(editorials, request.boot))
    for name, file in (
        ("NewsMTSC, development, as found", "dev_rw"),
        ("NewsMTSC, development, several targets", "dev_mt"),
    ):
        figures += measure_targets(read_rows(request.gold / f"newsmtsc_{file}.jsonl"), name)
    for row in figures:
        interval = f" [{row[4]:.3f}, {row[5]:.3f}]" if row[4] == row[4] else ""
        print(f"{row[0]:22s} {row[1]:42s} {row[2]:28s} {row[3]:.3f}{interval} n={row[6]}")
    low, high = bootstrap_mean([row["polarity"] for row in editorials], n_boot=200)
    print(f"mean rating of the editorials, -4..4: [{low:.2f}, {high:.2f}]")
    three, four, speed = measure_cost([row["text"] for row in editorials[:1500]])
    print(f"cost against both libraries alone: {three:.2f} (three scorers), {four:.2f} (four); {speed:.0f} sentences/s")
    if request.accuracy:
        with request.accuracy.open("w", encoding="utf-8", newline="") as handle:
            writer = csv.writer(handle, lineterminator="\n")
            writer.writerow(COLUMNS)
            writer.writerows([*row[:3], *("" if v != v else f"{v:.3f}" for v in row[3:6]), *row[6:]] for row in figures)


if __name__ == "__main__":
    main()
