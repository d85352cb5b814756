"""Fine-tune the small language model of tone on NewsMTSC's training part.

    python benchmarks/train_target_tone.py fold NEWSMTSC_TRAIN.jsonl --base FOLDER --out FOLDER --seed 0   # and others
    python benchmarks/train_target_tone.py teach NEWSMTSC_TRAIN.jsonl --base LARGE_FOLDER --out FOLDER
    python benchmarks/train_target_tone.py distil NEWSMTSC_TRAIN.jsonl --base FOLDER --large LARGE_FOLDER --out FOLDER
    python benchmarks/train_target_tone.py join NEWSMTSC_TRAIN.jsonl --base FOLDER --out FOLDER

Needs the extra `train` (torch, transformers), the training part of NewsMTSC (Hamborg and Donnay 2021, MIT licence; one
JSON object a line with text, target [from, to] and polarity) and the weights of all-MiniLM-L6-v2 and of
all-mpnet-base-v2 (both Apache-2.0), which packages hold (see the data card beside the weights). Each step trains on
four fifths of the sentences and says how well it reads the fifth that it never saw: `fold` a small model by the labels,
`teach` a large one by the labels, `distil` a small one, which begins as the mean of the models of `fold` or with
--begin, by what the large one says of variants of the texts (Hinton, Vinyals and Dean 2015). `join` takes the mean of
that beginning and of all that was distilled, fits what is set beside the weights on the unseen fifth, and writes
analysis/reading/tone/model/. The development parts are never read here; benchmarks/sentiment.py reports on them.
"""

import argparse
import time
from pathlib import Path

import numpy as np
import torch
from sklearn.metrics import f1_score
from tone_models import average_weights, load_large, load_small, load_weights, measure_ranges, predict, round_products
from tone_shipping import join_folds
from tone_texts import UNTOLD, list_batches, make_batch, make_item, read_texts, rename, split_folds
from tone_variants import add_targets, find_near_words, vary
from torch import nn

DROPOUT = 0.1
SMOOTHING = 0.05
WORDING = 0.3  # weight of the wording beside the targets
LABELS = 0.3  # weight of the labels beside what the large model says
HEAT = 2.0  # temperature at which the small model learns what the large one says
# Times through the texts, texts at once, rate of the encoder, how many times it the rate of the heads, first layers
# that are left as they were.
STEPS = {
    "fold": {"epochs": 5, "batch": 24, "rate": 6e-5, "heads": 5, "frozen": 0},
    "teach": {"epochs": 3, "batch": 16, "rate": 3e-5, "heads": 5, "frozen": 2},
    "distil": {"epochs": 5, "batch": 24, "rate": 5e-5, "heads": 3, "frozen": 0},
}


def fit(model, rounds, settings, weigh, seed, out):
    """Train on rounds of items; `weigh` gives the loss of what the model says of the items of these numbers."""
    torch.manual_seed(seed)
    generator = np.random.default_rng(seed)
    layers = model.encoder.encoder.layer[: settings["frozen"]]
    for weights in [*model.encoder.embeddings.parameters(), *layers.parameters()]:
        weights.requires_grad = False  # what a word means is left as it was; a quarter of the time is saved
    encoder = [weights for weights in model.encoder.encoder.parameters() if weights.requires_grad]
    heads = [*model.target.parameters(), *model.wording.parameters()]
    rates = [settings["rate"], settings["rate"] * settings["heads"]]
    groups = [{"params": part, "lr": rate} for part, rate in zip((encoder, heads), rates, strict=True)]
    optimiser = torch.optim.AdamW(groups, weight_decay=0.01, fused=True)
    n_steps = sum(-(-len(items) // settings["batch"]) for items in rounds)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimiser, rates, total_steps=n_steps, pct_start=0.1, cycle_momentum=False
    )
    model.train()
    started = time.process_time()
    for epoch, items in enumerate(rounds):
        losses = []
        for batch in list_batches(items, settings["batch"], generator):
            inputs, labels, wording = make_batch([items[n] for n in batch])
            with torch.autocast("cpu", dtype=torch.bfloat16):
                of_targets, of_wording = model(*inputs)
            loss = weigh(of_targets.float(), of_wording.float(), labels, wording, epoch, batch)
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_([*encoder, *heads], 1.0)
            optimiser.step()
            schedule.step()
            losses.append(loss.item())
            if len(losses) % 20 == 0:
                spent = time.process_time() - started
                print(f"epoch {epoch} step {len(losses)} loss {np.mean(losses[-20:]):.3f} {spent:.0f} s", flush=True)
        torch.save(model.state_dict(), out)
    return model.eval()


def weigh_labels(of_targets, of_wording, labels, wording, *_):
    by_target = nn.functional.cross_entropy(of_targets, labels, label_smoothing=SMOOTHING)
    return by_target + WORDING * nn.functional.cross_entropy(of_wording, wording, label_smoothing=SMOOTHING)


def train_by_labels(request, seen):
    torch.manual_seed(0)  # the heads begin alike in every run, so that weights can be averaged
    model = (load_small if request.step == "fold" else load_large)(request.base, DROPOUT)
    generator = np.random.default_rng(request.seed)
    rounds = [rename(seen, generator) for _ in range(STEPS[request.step]["epochs"])]
    return fit(model, rounds, STEPS[request.step], weigh_labels, request.seed, path_of(request, request.step))


def train_by_teacher(request, seen):
    large = load_large(request.large).eval()
    large.load_state_dict(load_weights(path_of(request, "teach", 0)))
    texts, near = [add_targets(text) for text in seen], find_near_words(request.base)
    rounds, said = [], []
    for epoch in range(STEPS["distil"]["epochs"]):
        rounds.append(vary(texts, near, np.random.default_rng([request.seed, epoch]), changed=epoch % 2 == 1))
        said.append(ask(large, rounds[-1]))
        print(f"round {epoch}: {len(rounds[-1])} texts", flush=True)

    def weigh(of_targets, of_wording, labels, _, epoch, batch):
        targets, wording = said[epoch]
        loss = compare(of_targets, torch.tensor(np.concatenate([targets[n] for n in batch])))
        loss = loss + WORDING * compare(of_wording, torch.tensor(np.array([wording[n] for n in batch])))
        if (labels != UNTOLD).any():
            loss = loss + LABELS * nn.functional.cross_entropy(
                of_targets, labels, ignore_index=UNTOLD, label_smoothing=SMOOTHING
            )
        return loss

    model = load_small(request.base, DROPOUT)
    begin = [request.begin] if request.begin else sorted(request.out.glob(f"fold{request.fold}-*.pt"))
    model.load_state_dict(average_weights(begin))
    round_products(model, measure_ranges(model.eval(), [make_item(text) for text in seen[:400]]))
    return fit(model, rounds, STEPS["distil"], weigh, request.seed, path_of(request, "distil"))


def ask(large, items):
    """What the large model says of each item: logits of its targets, logits of its wording."""
    with torch.autocast("cpu", dtype=torch.bfloat16):
        of_targets, of_wording = predict(large, items)
    borders = np.cumsum([len(item.rows) for item in items])[:-1]
    return np.split(of_targets, borders), of_wording


def compare(said, told):
    """Divergence of what one says from what the other told, both at HEAT (Hinton, Vinyals and Dean 2015)."""
    told, said = nn.functional.softmax(told / HEAT, dim=1), nn.functional.log_softmax(said / HEAT, dim=1)
    return nn.functional.kl_div(said, told, reduction="batchmean") * HEAT**2


def path_of(request, step, seed=None):
    return request.out / f"{step}{request.fold}-{request.seed if seed is None else seed}.pt"


def train_fold(request):
    texts = read_texts(request.train)
    folds = split_folds(texts)
    request.out.mkdir(parents=True, exist_ok=True)
    seen = [text for text, fold in zip(texts, folds, strict=True) if fold != request.fold]
    unseen = [text for text, fold in zip(texts, folds, strict=True) if fold == request.fold]
    model = (train_by_teacher if request.step == "distil" else train_by_labels)(request, seen)
    labels = np.array([label for text in unseen for *_, label in text.targets])
    differ = np.array([len({label for *_, label in text.targets}) > 1 for text in unseen for _ in text.targets])
    found = predict(model, [make_item(text) for text in unseen])[0].argmax(axis=1)
    every, mixed = (f1_score(labels[rows], found[rows], average="macro") for rows in (labels >= 0, differ))
    print(f"fold {request.fold}: macro-F1 {every:.4f} on {len(labels)} unseen targets, {mixed:.4f} on {differ.sum()}")
    print("of sentences that speak of two targets differently")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("step", choices=[*STEPS, "join"])
    parser.add_argument("train", type=Path)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--large", type=Path)
    parser.add_argument("--begin", type=Path, help="weights to distil on from, in place of the mean of those of fold")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--fold", type=int, default=0)
    parser.add_argument("--seed", type=int, default=0)
    request = parser.parse_args()
    torch.set_num_threads(1)
    (join_folds if request.step == "join" else train_fold)(request)


if __name__ == "__main__":
    main()
