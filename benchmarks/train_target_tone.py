"""Fine-tune the small language model of tone on NewsMTSC's training part.

    python benchmarks/train_target_tone.py teach NEWSMTSC_TRAIN.jsonl --base LARGE_FOLDER --words FOLDER --out FOLDER
    python benchmarks/train_target_tone.py distil NEWSMTSC_TRAIN.jsonl --base FOLDER --words FOLDER --out FOLDER
    python benchmarks/train_target_tone.py join NEWSMTSC_TRAIN.jsonl --base FOLDER --out FOLDER [--dev GOLD_FOLDER]

Needs the extra `train` (torch), the training part of NewsMTSC (Hamborg and Donnay 2021, MIT licence; one JSON object a
line with text, target [from, to] and polarity) and the weights of all-MiniLM-L6-v2 and of all-mpnet-base-v2 (both
Apache-2.0), which packages hold (see the data card beside the weights). `teach` trains large models by the labels and
keeps what they say of variants of the texts; `distil` trains small ones by that (Hinton, Vinyals and Dean 2015). Both
do so six times: with each fifth of the sentences left out, and with none. `join` fits what is set beside the weights on
what the five models say of the fifth that each never saw, ships the sixth, and with --dev says how well that one reads
the development parts, which nothing else here reads. All of it runs on an accelerator where torch finds one, in five
minutes. On an ordinary core there is a smaller thing, of half an hour or a little more: `label --fold 0 whole` in place
of the first two steps trains two small models by the labels alone, and `join` takes what there is.
"""

import argparse
from pathlib import Path

import numpy as np
import torch
from sklearn.metrics import f1_score
from tone_bases import load_base
from tone_models import Stack, mean_of, predict
from tone_rounds import make_round
from tone_shipping import join_folds
from tone_texts import FOLDS, make_item, read_texts, split_folds
from tone_training import fit, weigh_labels, weigh_teachers
from tone_variants import add_targets, find_near_words, make_rounds

# Rounds of texts, texts at once, rate of the encoder; of the small ones: times through these rounds, one after the
# other and again, rounds at the end that are learnt as the graph rounds, temperature, weight of the labels.
TEACHING = {"rounds": 3, "batch": 16, "rate": 3e-5}
LABELLING = {"rounds": 5, "batch": 24, "rate": 1e-4, "rounded": 1}
DISTILLING = {"rounds": 24, "passes": 47, "batch": 64, "rate": 1.5e-4, "rounded": 4, "heat": 2.0, "labels": 0.3}


def gather(request):
    """The texts, the fold of each, the texts with a target for every name, words of near meaning."""
    texts = read_texts(request.train)
    return texts, split_folds(texts), [add_targets(text) for text in texts], find_near_words(request.words)


def teach(request):
    """Train a large model for each fold by the labels; keep what it says of variants of the texts."""
    texts, folds, every, near = gather(request)
    own = make_rounds(every, folds, near, TEACHING["rounds"], seed=1, plain=1)
    rounds = make_rounds(every, folds, near, DISTILLING["rounds"], seed=0)
    stack = Stack(load_base(request.base), len(request.fold), request.device)
    weigh = weigh_labels(own, stack.n, stack.device)
    fit(stack, own, weigh, request.fold, TEACHING)
    report(stack, texts, folds, request.fold)
    told = [predict(stack, given) for given in rounds]
    for m, fold in enumerate(request.fold):
        parts = {f"{n}-{part}": told[n][part][m].astype(np.float16) for n in range(len(rounds)) for part in (0, 1)}
        np.savez_compressed(path_of(request, "told", fold, "npz"), **parts)


def distil(request):
    """Train a small model for each fold by what the large one said, and two where none is left out: their mean."""
    texts, folds, every, near = gather(request)
    rounds = make_rounds(every, folds, near, DISTILLING["rounds"], seed=0)
    files = [np.load(path_of(request, "told", fold, "npz")) for fold in request.fold]
    answers = [[np.stack([file[f"{n}-{part}"] for file in files]) for part in (0, 1)] for n in range(len(rounds))]
    order = [n % len(rounds) for n in range(DISTILLING["passes"])]
    rounds, answers = [rounds[n] for n in order], [answers[n] for n in order]
    unseen = [fold for fold in request.fold for _ in range(1 if fold is not None else 2)]
    which = [request.fold.index(fold) for fold in unseen]
    weigh = weigh_teachers(rounds, answers, which, DISTILLING, request.device)
    train_small(request, texts, folds, rounds, weigh, unseen, DISTILLING)


def label(request):
    """Train a small model for each fold by the labels alone."""
    texts, folds, every, near = gather(request)
    rounds = make_rounds(every, folds, near, LABELLING["rounds"], seed=1, plain=1)
    weigh = weigh_labels(rounds, len(request.fold), request.device)
    train_small(request, texts, folds, rounds, weigh, request.fold, LABELLING)


def train_small(request, texts, folds, rounds, weigh, unseen, settings):
    """Train small models, and keep the mean of those that leave the same fold out."""
    stack = Stack(load_base(request.base), len(unseen), request.device)
    sample = make_round([make_item(text) for text in texts[:400]], folds[:400])
    fit(stack, rounds, weigh, unseen, settings, sample)
    report(stack, texts, folds, unseen)
    for fold in request.fold:
        models = [stack.export(n) for n, own in enumerate(unseen) if own == fold]
        torch.save(mean_of(models), path_of(request, "small", fold, "pt"))


def report(stack, texts, folds, unseen):
    """Say how well each model that left a fold out reads it."""
    given = make_round([make_item(text) for text in texts], folds)
    said = predict(stack, given)[0]
    of_target = given.folds[given.of_text]
    several = np.array([len({label for *_, label in text.targets}) > 1 for text in texts])[given.of_text]
    for n, fold in enumerate(unseen):
        if fold is None:
            continue
        figures = []
        for rows in (of_target == fold, (of_target == fold) & several):
            found = said[n][rows].argmax(axis=1)
            figures.append(f"{f1_score(given.labels[rows], found, average='macro'):.4f} of {rows.sum()}")
        print(f"model {n}, fold {fold} unseen: macro-F1 {', of sentences that differ '.join(figures)}", flush=True)


def path_of(request, kind, fold, ending):
    return request.out / f"{kind}-{'whole' if fold is None else fold}.{ending}"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("step", choices=["teach", "distil", "label", "join"])
    parser.add_argument("train", type=Path)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--words", type=Path, help="all-MiniLM-L6-v2, whose word vectors say what is near in meaning")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--dev", type=Path, help="folder of the development parts (see sentiment.py)")
    every = [*range(FOLDS), None]
    parser.add_argument("--fold", type=lambda given: None if given == "whole" else int(given), nargs="*", default=every)
    request = parser.parse_args()
    request.device = "cuda" if torch.cuda.is_available() else "cpu"
    if request.device == "cpu":
        torch.set_num_threads(1)
    request.out.mkdir(parents=True, exist_ok=True)
    {"teach": teach, "distil": distil, "label": label, "join": join_folds}[request.step](request)


if __name__ == "__main__":
    main()
