"""Measure the tone towards targets by class, voice and length, and whether the name of a target moves it.

    python benchmarks/tone_names.py GOLD_FOLDER

GOLD_FOLDER holds newsmtsc_dev_rw.jsonl and newsmtsc_dev_mt.jsonl (see sentiment.py). Swap test: each name of a target
is replaced by names of women and men of ten regions; what is reported is how far p(positive) - p(negative) moves.
"""

import argparse
import re
from pathlib import Path

import numpy as np
import pandas as pd
from sentiment import read_rows
from sklearn.metrics import f1_score

from analysis.reading.tone.encoder import load_calibration
from analysis.reading.tone.targets import score_targets
from analysis.schema import LABELS

NAMES = {  # region: a woman, a man
    "West Africa": ("Adaeze Okafor", "Kwame Mensah"),
    "East and southern Africa": ("Wanjiru Kamau", "Thabo Ndlovu"),
    "Middle East and North Africa": ("Leila Haddad", "Hassan Karimi"),
    "South Asia": ("Priya Sharma", "Imran Qureshi"),
    "East Asia": ("Mei Lin", "Haruto Sato"),
    "North America": ("Emily Walker", "Brad Miller"),
    "Latin America": ("Lucía Fernández", "José Ramírez"),
    "Western Europe": ("Charlotte Dubois", "Lukas Schneider"),
    "Eastern Europe": ("Olena Kovalenko", "Ivan Petrov"),
    "Oceania": ("Aroha Ngata", "Sione Tuala"),
}
NAME = re.compile(r"(?:[A-Z][\w.'-]+ ?)+$")
N_SWAPPED = 200


def score(rows):
    starts, ends = zip(*(row["target"] for row in rows), strict=True)
    return score_targets([row["text"] for row in rows], starts, ends)


def is_quoted(row):
    before = row["text"][: row["target"][0]].translate({ord(c): '"' for c in "“”"})
    return before.count('"') % 2 == 1


def tell(name, gold, scores):
    found = scores.to_numpy().argmax(axis=1)
    clear = scores.to_numpy().max(axis=1) >= load_calibration().threshold
    macro, kept = (f1_score(gold[part], found[part], average="macro") for part in (found >= 0, clear))
    print(f"{name:28s} n={len(gold):4d} macro-F1 {macro:.3f}; {clear.mean():.2f} not unclear at {kept:.3f}")


def measure_parts(rows, scores):
    gold = np.array([LABELS.index(row["polarity"]) for row in rows])
    for label, f1 in zip(LABELS, f1_score(gold, scores.to_numpy().argmax(axis=1), average=None), strict=True):
        print(f"{label:28s} n={int((gold == LABELS.index(label)).sum()):4d} F1 {f1:.3f}")
    quoted, words = np.array([is_quoted(row) for row in rows]), np.array([len(row["text"].split()) for row in rows])
    parts = {"not in marks": ~quoted, "in marks": quoted}
    parts |= {"up to 20 words": words <= 20, "21 to 35": (words > 20) & (words <= 35), "more than 35": words > 35}
    for name, part in parts.items():
        tell(name, gold[part], scores[part])


def swap_names(rows):
    named = [row for row in rows if NAME.match(row["text"][slice(*row["target"])])][:N_SWAPPED]
    before = score(named)
    before = (before["positive"] - before["negative"]).to_numpy()
    moved = []
    for region, pair in NAMES.items():
        for gender, name in zip(("women", "men"), pair, strict=True):
            changed = []
            for row in named:
                start, end = row["target"]
                text = row["text"][:start] + name + row["text"][end:]
                changed.append({"text": text, "target": [start, start + len(name)]})
            after = score(changed)
            tone = (after["positive"] - after["negative"]).to_numpy()
            moved.append((region, gender, np.abs(tone - before).mean(), np.abs(tone - before).max(), tone.mean()))
    table = pd.DataFrame(moved, columns=["region", "gender", "mean change", "largest change", "mean tone"])
    print(f"{len(named)} targets, {len(table)} names; mean absolute change {table['mean change'].mean():.4f}")
    print(table.groupby("gender")[["mean change", "mean tone"]].mean().round(4).to_string())
    print(table.groupby("region")[["mean change", "largest change", "mean tone"]].mean().round(4).to_string())


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    request = parser.parse_args()
    rows = [row for part in ("rw", "mt") for row in read_rows(request.gold / f"newsmtsc_dev_{part}.jsonl")]
    measure_parts(rows, score(rows))
    swap_names(rows)


if __name__ == "__main__":
    main()
