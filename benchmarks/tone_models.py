"""The models of the training of tone: the small one that ships, and a larger one that teaches it.

Used by train_target_tone.py.
"""

from pathlib import Path

import numpy as np
import torch
from tone_graph import STEPS
from tone_texts import make_batch
from torch import nn
from transformers import BertConfig, BertModel, MPNetConfig, MPNetModel

PRODUCTS = ("self.query", "output.dense", "intermediate.dense")  # layers whose inputs are rounded
LEVELS = 255  # steps to which an input is rounded
BEGIN, END = 101, 102  # numbers of the two signs in the list of word pieces


class ToneModel(nn.Module):
    """An encoder that reads a text once, a head for each target in it, a head for its wording."""

    def __init__(self, encoder, width, dropout, renumber=lambda numbers, attention: numbers):
        super().__init__()
        self.encoder, self.renumber = encoder, renumber
        self.target, self.wording = _make_head(2 * width, width, dropout), _make_head(width, width, dropout)

    def forward(self, numbers, attention, pooling, whose, words):
        """`pooling`: targets x pieces of the batch; `whose`: the text of each target; `words`: texts x pieces."""
        read = self.encoder(input_ids=self.renumber(numbers, attention), attention_mask=attention)
        states = read.last_hidden_state.float()
        pooled = torch.bmm(pooling.unsqueeze(1), states[whose]).squeeze(1)
        of_targets = self.target(torch.cat([pooled, states[whose, 0]], dim=1))
        return of_targets, self.wording(torch.bmm(words.unsqueeze(1), states).squeeze(1))


def _make_head(given, width, dropout):
    first, second = nn.Linear(given, width), nn.Linear(width, 3)
    return nn.Sequential(nn.Dropout(dropout), first, nn.GELU(), nn.Dropout(dropout), second)


def load_small(base, dropout=0.0):
    """all-MiniLM-L6-v2: six layers of 384."""
    config = BertConfig.from_pretrained(base, attn_implementation="eager")  # faster here than the fused one
    return ToneModel(_fill(BertModel(config, add_pooling_layer=False), base), config.hidden_size, dropout)


def load_large(base, dropout=0.0):
    """all-mpnet-base-v2: twelve layers of 768, with the same list of word pieces under other numbers."""
    config = MPNetConfig.from_pretrained(base, attn_implementation="eager")
    encoder = _fill(MPNetModel(config, add_pooling_layer=False), base)
    return ToneModel(encoder, config.hidden_size, dropout, _renumber)


def _fill(encoder, base):
    from safetensors.torch import load_file

    lacking = encoder.load_state_dict(load_file(Path(base) / "model.safetensors"), strict=False).missing_keys
    assert not lacking, f"the base lacks {lacking}"
    return encoder


def _renumber(numbers, attention):
    """MPNet puts four signs of its own before BERT's list: begin 0, padding 1, end 2."""
    moved = torch.where(numbers == BEGIN, 0, torch.where(numbers == END, 2, numbers + 4))
    return torch.where(attention == 0, 1, moved)


def predict(model, items):
    """Logits of the targets and of the wording, in the order of the items."""
    order = sorted(range(len(items)), key=lambda n: len(items[n].numbers))
    of_targets, of_wording = [None] * len(items), [None] * len(items)
    with torch.no_grad():
        for first in range(0, len(order), 64):
            batch = order[first : first + 64]
            inputs, _, _ = make_batch([items[n] for n in batch])
            targets, wording = model(*inputs)
            for row, whose in zip(targets.float().numpy(), inputs[3].tolist(), strict=True):
                of_targets[batch[whose]] = [*(of_targets[batch[whose]] or []), row]
            for row, n in zip(wording.float().numpy(), batch, strict=True):
                of_wording[n] = row
    return np.array([row for rows in of_targets for row in rows]), np.array(of_wording)


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


def load_weights(path):
    return torch.load(path, weights_only=True)


def mean_of(models):
    return {name: sum(weights[name].float() for weights in models) / len(models) for name in models[0]}


def average_weights(paths):
    return mean_of([load_weights(path) for path in paths])


class Rounded(nn.Module):
    """A product as the graph makes it, of rounded weights and inputs; what is learnt passes through the rounding."""

    def __init__(self, layer, low, high):
        super().__init__()
        self.weight, self.bias = layer.weight, layer.bias
        self.step = (high - low) / LEVELS
        self.zero = round(-low / self.step)

    def forward(self, rows):
        rows = rows.float()
        steps = torch.clamp(torch.round(rows / self.step) + self.zero, 0, LEVELS) - self.zero
        scale = self.weight.detach().abs().amax(dim=1, keepdim=True) / STEPS
        weight = self.weight + (torch.round(self.weight / scale) * scale - self.weight).detach()
        return nn.functional.linear(rows + (steps * self.step - rows).detach(), weight, self.bias)


def round_products(model, ranges):
    """Let every product of the encoder round as the graph does, so that training makes up for it."""
    for name, layer in list(model.encoder.named_modules()):
        if isinstance(layer, nn.Linear):
            home, own = name.rsplit(".", 1)
            key = f"encoder.{home if own in ('query', 'key', 'value') else name}"
            setattr(model.encoder.get_submodule(home), own, Rounded(layer, *ranges[key]))
