"""Make the shipped model of tone of trained weights: rounded, calibrated on sentences it never saw.

Used by train_target_tone.py.
"""

import json
import shutil

import numpy as np
import onnxruntime
import torch
from sklearn.metrics import f1_score
from tone_graph import build_graph
from tone_models import average_weights, load_small, load_weights, mean_of, measure_ranges
from tone_texts import FOLDS, make_batch, make_item, read_texts, split_folds
from torch import nn

from analysis.reading.tone.encoder import CALIBRATION, MODEL, weigh_tone
from analysis.reading.tone.pieces import VOCABULARY
from analysis.reading.tone.scorers import score_texts

KEPT = 0.82  # share of unseen targets that the threshold of `unclear` keeps


def join_folds(request):
    texts = read_texts(request.train)
    targets, wording, unseen, n_folds = read_unseen(request, texts)
    labels = np.array([label for text in unseen for *_, label in text.targets])
    temperature = fit_temperature(targets, np.eye(3)[labels])
    odds = soften(targets, temperature)
    threshold = round(float(np.quantile(odds.max(axis=1), 1 - KEPT)), 2)
    shares = np.array([np.mean([np.eye(3)[label] for *_, label in text.targets], axis=0) for text in unseen])
    of_wording = fit_temperature(wording, shares)
    whole = weigh_tone(soften(wording, of_wording))
    words = score_texts([text.text for text in unseen], scorer="samestory", tone_model="off")
    share = round(float(whole.std() / (whole.std() + words.std())), 3)  # so that both parts move the score alike
    models = [model for fold in range(FOLDS) for model in find_models(request, fold)]
    graph = round_weights(request, models, [make_item(text) for text in texts[:400]])
    MODEL.write_bytes(graph.SerializeToString())
    shutil.copyfile(request.base / "vocab.txt", VOCABULARY)
    clear, found = odds.max(axis=1) >= threshold, odds.argmax(axis=1)
    data = {
        "target_temperature": temperature,
        "wording_temperature": of_wording,
        "threshold": threshold,
        "lexicon": share,
        "model": round(1 - share, 3),
        "trained_on": "NewsMTSC, training part (Hamborg and Donnay 2021), MIT licence",
        "base": "all-MiniLM-L6-v2 (Wang et al. 2020; Reimers and Gurevych 2019), Apache-2.0",
        "taught_by": "all-mpnet-base-v2 (Song et al. 2020; Reimers and Gurevych 2019), Apache-2.0, trained on the same",
        "unseen": {
            "models": len(models),
            "folds": n_folds,
            "n": len(labels),
            "macro_f1": round(float(f1_score(labels, found, average="macro")), 4),
            "kept": round(float(clear.mean()), 4),
            "macro_f1_kept": round(float(f1_score(labels[clear], found[clear], average="macro")), 4),
            "r_wording": round(float(np.corrcoef(whole, shares[:, 0] - shares[:, 2])[0, 1]), 4),
        },
    }
    CALIBRATION.write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(data["unseen"]), f"{MODEL.stat().st_size / 1e6:.2f} MB")


def find_models(request, fold):
    """Weights whose mean is to be taken (Wortsman et al. 2022): that which distilling began from, all distilled."""
    distilled = sorted(request.out.glob(f"distil{fold}-*.pt"))
    began = sorted(request.out.glob(f"fold{fold}-*.pt"))
    return [average_weights(began), *map(load_weights, distilled)] if distilled else []


def read_unseen(request, texts):
    """What the models of each fold, averaged and rounded, say of the texts that they never saw; these texts."""
    folds, every, told = split_folds(texts), [make_item(text) for text in texts], []
    for fold in range(FOLDS):
        models = find_models(request, fold)
        if models:
            unseen = [n for n, f in enumerate(folds) if f == fold]
            told.append((unseen, *read_graph(round_weights(request, models, every), [every[n] for n in unseen])))
    unseen, targets, wording = zip(*told, strict=True)
    return np.concatenate(targets), np.concatenate(wording), [texts[n] for part in unseen for n in part], len(told)


def round_weights(request, models, items):
    model, weights = load_small(request.base).eval(), mean_of(models)
    model.load_state_dict(weights)
    return build_graph({name: w.numpy() for name, w in weights.items()}, measure_ranges(model, items[:400]))


def read_graph(graph, items):
    """What the graph says of each item: logits of all targets, in order, and of the wording."""
    session = onnxruntime.InferenceSession(graph.SerializeToString(), providers=["CPUExecutionProvider"])
    of_targets, of_wording = [], []
    for item in items:
        (numbers, _, pooling, whose, words), _, _ = make_batch([item])
        n = numbers.shape[1]
        given = {"numbers": numbers[0].numpy(), "places": np.arange(n), "apart": np.zeros((n, n), np.float32)}
        given |= {"signs": whose.numpy(), "pooling": pooling.numpy(), "words": words.numpy()}
        targets, wording = session.run(None, given)
        of_targets.append(targets)
        of_wording.append(wording)
    return np.concatenate(of_targets), np.concatenate(of_wording)


def fit_temperature(logits, shares):
    """Choose the temperature under which unseen sentences are least surprising (Guo et al. 2017)."""
    choices = np.arange(0.5, 3.001, 0.01)
    logits, shares = torch.tensor(logits), torch.tensor(shares)
    losses = [nn.functional.cross_entropy(logits / choice, shares).item() for choice in choices]
    return round(float(choices[int(np.argmin(losses))]), 2)


def soften(logits, temperature):
    return torch.softmax(torch.tensor(logits / temperature), dim=1).numpy()
