"""The models of the training of tone: several of one shape side by side, each weight one tensor for all of them.

Used by train_target_tone.py.
"""

import contextlib
import math

import numpy as np
import torch
from tone_bases import PREFIX, make_heads
from tone_graph import PADDING, STEPS
from tone_rounds import take
from torch.nn import functional

LEVELS = 255  # steps to which an input is rounded
NEAR, FAR = 32, 128  # MPNet's kinds of distance between two pieces; from FAR on all are one
HIDDEN = 0.1  # share of what each step of training hides, in the heads and between layers


class Stack:
    """So many models, read and trained side by side; an encoder reads a text once, a head each target, one its wording.

    `flat` holds their weights, a row for each model; `weights` the same by name, models x shape.
    """

    def __init__(self, base, n, device="cpu"):
        self.base, self.n, self.device = base, n, torch.device(device)
        self.fixed = {name: weight.to(device) for name, weight in base.fixed.items()}
        start = {**base.layers, **make_heads(base.fixed["words"].shape[1])}
        self.n_encoder = sum(weight.numel() for weight in base.layers.values())
        size = sum(weight.numel() for weight in start.values())
        self.flat, self.slopes = torch.zeros(n, size, device=device), None
        self.weights, at = {}, 0
        for name, weight in start.items():
            part = self.flat[:, at : at + weight.numel()].view(n, *weight.shape)
            part.copy_(weight)
            self.weights[name] = part
            at += weight.numel()
        self.training, self.ranges, self.seen = False, {}, None

    def learn(self):
        """Let the weights be learnt: their slopes lie in `slopes`, as the weights in `flat`."""
        self.slopes, at = torch.zeros_like(self.flat), 0
        for weight in self.weights.values():
            weight.requires_grad_()
            weight.grad = self.slopes[:, at : at + weight[0].numel()].view(weight.shape)
            at += weight[0].numel()

    def export(self, n=0):
        """The n-th model's weights by the names of the graph, halves of single precision."""
        own = {name: weight[n].detach().half().cpu() for name, weight in self.weights.items()}
        named = {"words": "word_embeddings.weight", "places": "position_embeddings.weight"}
        named |= {f"norm.{kind}": f"LayerNorm.{kind}" for kind in ("weight", "bias")}
        return own | {f"encoder.embeddings.{named[name]}": self.base.fixed[name].half() for name in named}

    def fill(self, models):
        """Take over weights that were exported, one for each model."""
        for name, weight in self.weights.items():
            weight.copy_(torch.stack([own[name].float() for own in models]))
        return self

    def __call__(self, batch):
        """Logits of each target (targets x 3) and of each text (models x texts x 3) of a batch of tone_rounds."""
        fixed = self.fixed
        models, texts, length = batch.numbers.shape
        states = functional.embedding(batch.numbers, fixed["words"]) + fixed["places"][:length]
        states = self.hide(normalise(states, fixed["norm.weight"], fixed["norm.bias"], self.base.epsilon))
        apart = torch.where(batch.numbers.view(-1, 1, 1, length) == PADDING, -1e4, 0.0)
        if "near" in fixed:
            apart = apart + fixed["near"][kind_distances(length, self.device)].permute(2, 0, 1)
        states = states.view(models, texts * length, -1)
        for layer in range(self.base.n_layers):
            states = self.read_layer(f"{PREFIX}{layer}", states, apart, texts)
        rows = states.reshape(models * texts * length, -1).float()
        pooled = torch.zeros(len(batch.whose), rows.shape[1], device=self.device)
        pooled = pooled.index_add(0, batch.owner, rows[batch.places] * batch.shares[:, None])
        both = torch.cat([pooled, rows[batch.whose * length]], dim=1)
        wording = (rows.view(models, texts, length, -1) * batch.words[..., None]).sum(2)
        wording = wording / batch.words.sum(2, keepdim=True).clamp(min=1)
        return self.head_of_targets(both, batch), self.head("wording", wording)

    def read_layer(self, name, states, apart, texts):
        n_heads = self.base.n_heads
        asked = self.round_rows(states, f"{name}.attention.self")
        parts = [self.product(asked, f"{name}.attention.self.{part}") for part in ("query", "key", "value")]
        shape = self.n * texts, apart.shape[-1], n_heads, -1
        parts = [part.reshape(shape).transpose(1, 2) for part in parts]
        asking, asked_of, heard = parts
        near = (asking @ asked_of.transpose(2, 3)).float() / math.sqrt(asking.shape[-1]) + apart
        near = functional.dropout(torch.softmax(near, dim=-1), HIDDEN, self.training)
        heard = near.to(heard.dtype) @ heard
        heard = heard.transpose(1, 2).reshape(states.shape)
        out = f"{name}.attention.output"
        heard = self.product(self.round_rows(heard, f"{out}.dense"), f"{out}.dense")
        states = self.normalise(states + self.hide(heard), f"{out}.LayerNorm")
        wide, narrow = f"{name}.intermediate.dense", f"{name}.output.dense"
        bent = functional.gelu(self.product(self.round_rows(states, wide), wide))
        outer = self.product(self.round_rows(bent, narrow), narrow)
        return self.normalise(states + self.hide(outer), f"{name}.output.LayerNorm")

    def product(self, rows, name):
        weight = self.weights[f"{name}.weight"]
        if self.ranges:
            scale = weight.detach().abs().amax(dim=2, keepdim=True).clamp(min=1e-9) / STEPS
            weight = weight + (torch.round(weight / scale) * scale - weight).detach()
        return multiply(rows, weight, self.weights[f"{name}.bias"])

    def round_rows(self, rows, name):
        """Round as the graph does, so that training makes up for it; what is learnt passes through the rounding."""
        if self.seen is not None:
            low, high = rows.amin(dim=(1, 2)).float(), rows.amax(dim=(1, 2)).float()
            before = self.seen.get(name, (torch.zeros_like(low), torch.zeros_like(high)))
            self.seen[name] = torch.minimum(before[0], low), torch.maximum(before[1], high)
        if not self.ranges:
            return rows
        low, high = self.ranges[name]
        step = ((high - low) / LEVELS)[:, None, None]
        zero = torch.round(-low[:, None, None] / step)
        steps = torch.clamp(torch.round(rows / step) + zero, 0, LEVELS) - zero
        return rows + (steps * step - rows).detach()

    def normalise(self, rows, name):
        weight, bias = (self.weights[f"{name}.{kind}"][:, None] for kind in ("weight", "bias"))
        return normalise(rows, weight, bias, self.base.epsilon)

    def hide(self, rows):
        return functional.dropout(rows, HIDDEN, self.training)

    def head_of_targets(self, rows, batch):
        """The heads of all models, each asked of its own targets only."""
        longest = int(batch.n_targets.max())
        inside = torch.zeros(self.n, longest, rows.shape[1], device=self.device)
        inside = inside.index_put((batch.model, batch.place), rows)
        return self.head("target", inside)[batch.model, batch.place]

    def head(self, name, rows):
        weights = [self.weights[f"{name}.{part}"] for part in ("1.weight", "1.bias", "4.weight", "4.bias")]
        inner = functional.gelu(multiply(self.hide(rows), *weights[:2]))
        return multiply(self.hide(inner), *weights[2:])


def multiply(rows, weight, bias):
    """Rows of each model by its own weights: all at once on an accelerator, elsewhere faster one after the other."""
    if rows.device.type == "cpu":
        return torch.stack([functional.linear(*own) for own in zip(rows, weight, bias, strict=True)])
    return torch.baddbmm(bias[:, None], rows, weight.transpose(1, 2))


def normalise(rows, weight, bias, epsilon):
    return functional.layer_norm(rows.float(), rows.shape[-1:], eps=epsilon) * weight + bias


def kind_distances(length, device):
    """MPNet's kind of distance from each piece to each (Song et al. 2020; as in Raffel et al. 2020)."""
    places = torch.arange(length, device=device)
    away = places[None, :] - places[:, None]
    half, exact = NEAR // 2, NEAR // 4
    far = exact + (torch.log(away.abs().clamp(min=1) / exact) / math.log(FAR / exact) * (half - exact)).long()
    kind = torch.where(away.abs() < exact, away.abs(), far.clamp(max=half - 1))
    return kind + half * (away > 0)


def lessen(device):
    """Products in half the digits, where that is faster."""
    return torch.autocast(torch.device(device).type, dtype=torch.bfloat16)


def predict(stack, given):
    """Logits of the targets (models x targets x 3) and of the wording (models x texts x 3), in order."""
    alone = stack.device.type == "cpu"
    size = 64 if alone else 256
    order = np.argsort(given.lengths, kind="stable")
    targets = np.zeros((stack.n, len(given.labels), 3), np.float32)
    wording = np.zeros((stack.n, len(given.lengths), 3), np.float32)
    with torch.no_grad(), contextlib.nullcontext() if alone else lessen(stack.device):
        for first in range(0, len(order), size):
            rows = np.tile(order[first : first + size], (stack.n, 1))
            batch = take(given, rows, stack.device)
            of_targets, of_wording = stack(batch)
            targets[batch.model.cpu(), batch.number.cpu()] = of_targets.float().cpu()
            wording[:, rows[0]] = of_wording.float().cpu()
    return targets, wording


def measure_ranges(stack, given):
    """Find the lowest and the highest value that each rounded product of each model is given."""
    stack.seen = {}
    predict(stack, given)
    seen, stack.seen = stack.seen, None
    return seen


def mean_of(models):
    return {name: (sum(weights[name].float() for weights in models) / len(models)).half() for name in models[0]}


def load_weights(path):
    return torch.load(path, weights_only=True)
