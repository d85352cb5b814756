"""Network: a vector for each word in its place, multiplied out of the model's own weights."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from analysis.language.tokens import Kind

if TYPE_CHECKING:
    from spacy.language import Language

Matrix = NDArray[np.float32]
MOST = 50_000  # kinds of words whose vectors are remembered, of 384 bytes each
TINY = np.float32(1e-8)  # keeps a row without variance from being divided by nothing


class Layer(NamedTuple):
    """A layer that takes the largest of several products, then scales each row to one mean and variance.

    `weights`: in, pieces times out; `scale`, `shift`: out.
    """

    weights: Matrix
    bias: Matrix
    scale: Matrix
    shift: Matrix

    def activate(self, products: Matrix) -> Matrix:
        """Give the largest of the pieces of each product with its bias, in rows of one mean and variance."""
        width = len(self.scale)
        products += self.bias
        rows = products[:, :width].copy()
        for at in range(width, products.shape[1], width):
            np.maximum(rows, products[:, at : at + width], out=rows)
        rows -= rows.mean(axis=1, keepdims=True)
        variance = np.einsum("ij,ij->i", rows, rows) / np.float32(width) + TINY
        rows *= (1 / np.sqrt(variance))[:, None]
        rows *= self.scale
        rows += self.shift
        return rows


class Network:
    """The shipped model's words in their places (`tok2vec`), with the vectors of all kinds of words met so far.

    What depends on a word alone is the same in every article, so it is made once for each kind of word; what
    depends on its neighbours is made article by article. The vector of a kind is a sum of table rows, added in one
    order, so it is the same to the bit whatever stands beside it.
    """

    def __init__(self, model: "Language") -> None:
        embed, encode = model.get_pipe("tok2vec").model.layers  # type: ignore[attr-defined]
        (self.mix,), self.around = _read_layers(embed), _read_layers(encode)
        self.padding: int = encode.attrs["pad"]
        self.columns: list[int | str] = embed.layers[0].attrs["columns"]
        self.tables = _find(embed, "hashembed")
        parts = np.split(self.mix.weights, len(self.tables))
        # A table times its part of the weights, so that a word's rows are added and nothing is multiplied.
        self.products = [table.get_param("E") @ part for table, part in zip(self.tables, parts, strict=True)]
        tagger = model.get_pipe("tagger")
        (softmax,) = _find(tagger.model, "softmax")  # type: ignore[attr-defined]
        self.tag_weights, self.tag_bias = softmax.get_param("W").T.copy(), softmax.get_param("b")
        self.tags: tuple[str, ...] = tagger.labels  # type: ignore[attr-defined]
        self.known: dict[Kind, int] = {}
        self.vectors = np.empty((1024, len(self.mix.scale)), dtype=np.float32)

    def read(self, kinds: Sequence[Kind]) -> Matrix:
        """Give the vectors of words in their places, words, width, by their kinds (`columns`)."""
        own = self._recall(kinds)
        n, width = own.shape
        state = np.zeros((n + 2 * self.padding, width), dtype=np.float32)
        inside = slice(self.padding, self.padding + n)
        state[inside] = own
        window = np.zeros((len(state), 3 * width), dtype=np.float32)  # the word before, the word, the word after
        for layer in self.around:
            window[1:, :width] = state[:-1]
            window[:, width:-width] = state
            window[:-1, -width:] = state[1:]
            state += layer.activate(window @ layer.weights)
        return state[inside]

    def tag(self, vectors: Matrix) -> list[str]:
        """Give the tag of each word by its vector in its place."""
        best = (vectors @ self.tag_weights + self.tag_bias).argmax(axis=1)
        return [self.tags[i] for i in best.tolist()]

    def _recall(self, kinds: Sequence[Kind]) -> Matrix:
        """Vectors of words out of their places; those of kinds not met before are made and remembered."""
        if len(self.known) > MOST:
            self.known.clear()
        if new := [kind for kind in dict.fromkeys(kinds) if kind not in self.known]:
            first = len(self.known)
            self.known.update(zip(new, range(first, first + len(new)), strict=True))
            while len(self.known) > len(self.vectors):
                self.vectors = np.concatenate([self.vectors, np.empty_like(self.vectors)])
            self.vectors[first : len(self.known)] = self.embed(np.array(new, dtype=np.uint64))
        return self.vectors[[self.known[kind] for kind in kinds]]

    def embed(self, features: NDArray[Any]) -> Matrix:
        """Give the vectors of words out of their places by their features (`columns`)."""
        products = np.zeros((len(features), self.mix.weights.shape[1]), dtype=np.float32)
        for table, product, column in zip(self.tables, self.products, features.T, strict=True):
            rows = table.ops.hash(np.ascontiguousarray(column), table.attrs["seed"]) % len(product)
            for row in rows.T:
                products += product[row]
        return self.mix.activate(products)


def _find(model: Any, name: str) -> list[Any]:
    return [layer for layer in model.walk() if layer.name == name]


def _read_layers(model: Any) -> list[Layer]:
    """Read the weights of a model's layers, those of each piece side by side."""
    layers = []
    for largest, norm in zip(_find(model, "maxout"), _find(model, "layernorm"), strict=True):
        weights, bias = largest.get_param("W"), largest.get_param("b")
        flat = np.ascontiguousarray(weights.transpose(2, 1, 0).reshape(weights.shape[2], -1))
        layers.append(Layer(flat, bias.T.ravel(), norm.get_param("G"), norm.get_param("b")))
    return layers
