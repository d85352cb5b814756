"""Make the shipped model of tone of trained weights: rounded, calibrated on sentences it never saw.

Used by train_target_tone.py.
"""

import json
import shutil
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import onnxruntime
from scipy.optimize import minimize
from sentiment import measure_targets, read_rows
from sklearn.metrics import f1_score
from tone_bases import load_base
from tone_graph import build_graph
from tone_models import Stack, load_weights, measure_ranges
from tone_rounds import make_round
from tone_texts import FOLDS, make_item, read_texts, split_folds

from analysis.reading.tone.encoder import CALIBRATION, soften, weigh_tone
from analysis.reading.tone.passes import MODEL, Part, run_parts
from analysis.reading.tone.pieces import VOCABULARY
from analysis.reading.tone.scorers import score_texts

KEPT = 0.85  # share of unseen targets that the threshold of `unclear` keeps


def join_folds(request):
    texts = read_texts(request.train)
    folds = split_folds(texts)
    there = [fold for fold in range(FOLDS) if list(request.out.glob(f"s*-{fold}.*"))]  # its model, or what it said
    unseen = [text for fold in there for text, own in zip(texts, folds, strict=True) if own == fold]
    with ThreadPoolExecutor(FOLDS) as workers:
        said = list(workers.map(lambda fold: read_unseen(request, texts, folds, fold), there))
    targets, wording = (np.concatenate(part) for part in zip(*said, strict=True))
    labels = np.array([label for text in unseen for *_, label in text.targets])
    of_targets = fit_factors(targets, np.eye(3)[labels])
    odds = soften(targets, of_targets)
    threshold = round(float(np.quantile(odds.max(axis=1), 1 - KEPT)), 2)
    shares = np.array([np.mean([np.eye(3)[label] for *_, label in text.targets], axis=0) for text in unseen])
    of_wording = fit_factors(wording, shares)
    whole = weigh_tone(soften(wording, of_wording))
    words = score_texts([text.text for text in unseen], scorer="samestory", tone_model="off")
    share = round(float(whole.std() / (whole.std() + words.std())), 3)  # so that both parts move the score alike
    graph = round_weights(request, None, texts)
    MODEL.write_bytes(graph.SerializeToString())
    shutil.copyfile(request.base / "vocab.txt", VOCABULARY)
    clear, found = odds.max(axis=1) >= threshold, odds.argmax(axis=1)
    data = {
        "target_factors": of_targets,
        "wording_factors": of_wording,
        "threshold": threshold,
        "lexicon": share,
        "model": round(1 - share, 3),
        "trained_on": "NewsMTSC, training part (Hamborg and Donnay 2021), MIT licence",
        "base": "all-MiniLM-L6-v2 (Wang et al. 2020; Reimers and Gurevych 2019), Apache-2.0",
        "taught_by": "all-mpnet-base-v2 (Song et al. 2020; Reimers and Gurevych 2019), Apache-2.0, trained on the same",
        "unseen": {
            "folds": len(there),
            "n": len(labels),
            "macro_f1": round(float(f1_score(labels, found, average="macro")), 4),
            "kept": round(float(clear.mean()), 4),
            "macro_f1_kept": round(float(f1_score(labels[clear], found[clear], average="macro")), 4),
            "r_wording": round(float(np.corrcoef(whole, shares[:, 0] - shares[:, 2])[0, 1]), 4),
        },
    }
    CALIBRATION.write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(data["unseen"]), f"{MODEL.stat().st_size / 1e6:.2f} MB")
    for part in ("dev_rw", "dev_mt") if request.dev else ():
        for row in measure_targets(read_rows(request.dev / f"newsmtsc_{part}.jsonl"), part):
            print(f"{part} {row[2]}: {row[3]:.3f}, n = {row[6]}")


def read_unseen(request, texts, folds, fold):
    """What the rounded model that left a fold out says of its texts: logits of the targets, of the wording."""
    kept = request.out / f"said-{fold}.npz"
    if not kept.exists():
        items = [make_item(text) for text, own in zip(texts, folds, strict=True) if own == fold]
        targets, wording = read_graph(round_weights(request, fold, texts), items)
        np.savez(kept, targets=targets, wording=wording)
    said = np.load(kept)
    return said["targets"], said["wording"]


def round_weights(request, fold, texts):
    """The graph of the small model that left a fold out, or none."""
    weights = load_weights(request.out / f"small-{'whole' if fold is None else fold}.pt")
    base = load_base(request.base)
    own = {name: weights[name].float() for name in base.layers}
    stack = Stack(base._replace(layers=own), 1).fill([weights])
    sample = make_round([make_item(text) for text in texts[:400]], [0] * 400)
    ranges = {name: (low.item(), high.item()) for name, (low, high) in measure_ranges(stack, sample).items()}
    return build_graph({name: weight.float().numpy() for name, weight in weights.items()}, ranges)


def read_graph(graph, items):
    """What the graph says of each item: logits of all targets, in order, and of the wording."""
    session = onnxruntime.InferenceSession(graph.SerializeToString(), providers=["CPUExecutionProvider"])
    parts = [
        # without its signs for the beginning and the end, which are set again
        Part(
            tuple(item.numbers[1:-1]),
            tuple(tuple(place - 1 for place in places) for places in (item.words, *(row for row, _ in item.rows))),
        )
        for item in items
    ]
    told = run_parts(session, parts)
    return np.concatenate([logits[1:] for logits in told]), np.concatenate([logits[:1] for logits in told])


def fit_factors(logits, shares):
    """Choose the factors of `soften` under which unseen sentences are least surprising."""

    def surprise(factors):
        return -(shares * np.log(soften(logits, factors))).sum(axis=1).mean()

    return minimize(surprise, [0.5, 0.1], method="Nelder-Mead").x.round(3).tolist()
