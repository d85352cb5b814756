"""The two bases of the training of tone: the small one that ships, and a larger one that teaches it.

Used by tone_models.py. Both have the same list of word pieces; where the larger one numbers and names otherwise, its
weights are put in the small one's order.
"""

import math
from pathlib import Path
from typing import NamedTuple

import torch
from safetensors.torch import load_file
from tone_graph import EPSILON, HEADS, PADDING

PREFIX = "encoder.encoder.layer."
BEGIN, END = 101, 102  # numbers of the signs in the list of word pieces
OWN_SIGNS = 4  # MPNet puts so many signs of its own before BERT's list: begin 0, padding 1, end 2
RENAMED = {
    ".attention.attn.q.": ".attention.self.query.",
    ".attention.attn.k.": ".attention.self.key.",
    ".attention.attn.v.": ".attention.self.value.",
    ".attention.attn.o.": ".attention.output.dense.",
    ".attention.LayerNorm.": ".attention.output.LayerNorm.",
}


class Base(NamedTuple):
    """Weights to begin from: those of each layer by name, those that stay as they are, and the encoder's measures."""

    layers: dict
    fixed: dict
    n_layers: int
    n_heads: int
    epsilon: float


def load_base(folder):
    """Read all-MiniLM-L6-v2 (six layers of 384) or all-mpnet-base-v2 (twelve layers of 768)."""
    weights = {name: weight.float() for name, weight in load_file(Path(folder) / "model.safetensors").items()}
    words = weights["embeddings.word_embeddings.weight"]
    places = weights["embeddings.position_embeddings.weight"]
    fixed = {f"norm.{kind}": weights[f"embeddings.LayerNorm.{kind}"] for kind in ("weight", "bias")}
    near = weights.get("encoder.relative_attention_bias.weight")
    if near is None:
        fixed |= {"words": words, "places": places + weights["embeddings.token_type_embeddings.weight"][0]}
    else:
        moved = words[OWN_SIGNS:].clone()
        moved[[BEGIN, PADDING, END]] = words[:3]
        fixed |= {"words": moved, "places": places[2:], "near": near}
    layers = {}
    for name, weight in weights.items():
        if name.startswith("encoder.layer."):
            for theirs, ours in RENAMED.items():
                name = name.replace(theirs, ours)
            layers[f"encoder.{name}"] = weight
    n_layers = 1 + max(int(name.removeprefix(PREFIX).split(".")[0]) for name in layers)
    return Base(layers, fixed, n_layers, HEADS, EPSILON if near is None else 1e-5)


def make_heads(width):
    """The heads as they begin: alike in every run, so that weights can be averaged."""
    drawn, made = torch.Generator().manual_seed(0), {}
    for name, given in (("target", 2 * width), ("wording", width)):
        for place, shape in ((1, (width, given)), (4, (3, width))):
            reach = 1 / math.sqrt(shape[1])
            for kind, size in (("weight", shape), ("bias", shape[:1])):
                made[f"{name}.{place}.{kind}"] = (torch.rand(size, generator=drawn) * 2 - 1) * reach
    return made
