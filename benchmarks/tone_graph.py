"""Write the trained model of tone as an ONNX graph: weights as whole numbers of seven bits, steps of fixed size.

Used by train_target_tone.py. The products of whole numbers are exact on every processor: with seven bits no kernel,
old or new, runs over. What is left to differ are the last digits of the float steps between them.
"""

import numpy as np
from onnx import TensorProto, helper, numpy_helper

WIDTH, HEADS, LAYERS, LONGEST = 384, 12, 6, 140
STEPS = 63  # seven bits: 255 * 63 * 2 is the largest sum that the 16-bit steps of older processors can hold
SPACE = "com.microsoft"
EPSILON = 1e-12
PADDING = 0  # its number in the list of word pieces
INPUTS, OUTPUTS = ("numbers", "means"), ("of targets", "of wording")


class Graph:
    """Nodes and weights, written one after the other."""

    def __init__(self, ranges):
        self.nodes, self.weights, self.names, self.n, self.ranges = [], [], set(), 0, ranges

    def keep(self, array, name):
        if name not in self.names:
            self.names.add(name)
            self.weights.append(numpy_helper.from_array(np.asarray(array, order="C"), name))
        return name

    def add(self, kind, inputs, domain="", n_outputs=1, **attributes):
        self.n += 1
        names = [f"{kind}{self.n}.{i}" for i in range(n_outputs)]
        self.nodes.append(helper.make_node(kind, inputs, names, domain=domain, **attributes))
        return names[0] if n_outputs == 1 else names

    def whole_product(self, rows, weight, bias, name):
        """Multiply by weights (out x in) kept as whole numbers, one scale for each column."""
        rounded, kept, step, scale, zero, shift = self.keep_whole(rows, weight, bias, name)
        return self.add("MatMulIntegerToFloat", [rounded, kept, step, scale, zero, "", shift], SPACE)

    def draw(self, rows, weight, bias, name, heard):
        """Let each piece of a text draw on the others; `weight`: of query, key and value, one under the other."""
        rounded, kept, step, scale, zero, shift = self.keep_whole(rows, weight, bias, name)
        even = self.keep(np.zeros(len(weight), np.int8), "even")  # where the weights have their zero
        inputs = [rounded, kept, shift, step, scale, heard, zero, even]
        return self.add("QAttention", inputs, SPACE, num_heads=HEADS)

    def keep_whole(self, rows, weight, bias, name):
        """Round rows and weights to whole numbers, the latter by column.

        The rows are rounded to 256 steps of a size measured beforehand (`ranges`), so that what is said of a text
        does not depend on the texts that are read with it.

        Returns: the names of the rounded rows and weights, their scales, the zero of the rows, the bias.
        """
        scale = np.maximum(np.abs(weight).max(axis=1), 1e-9) / STEPS
        whole = np.round(weight / scale[:, None]).astype(np.int8)
        low, high = min(0.0, self.ranges[name][0]), max(0.0, self.ranges[name][1])
        step = self.keep(np.float32((high - low) / 255), f"{name}.step")
        zero = self.keep(np.uint8(round(-low / ((high - low) / 255))), f"{name}.zero")
        rounded = self.add("QuantizeLinear", [rows, step, zero])
        scales = self.keep(scale.astype(np.float32), f"{name}.scale")
        return rounded, self.keep(whole.T, name), step, scales, zero, self.keep(bias, f"{name}.bias")

    def float_product(self, rows, weight, bias, name):
        half = self.keep(weight.T.astype(np.float16), name)
        single = self.add("Cast", [half], to=TensorProto.FLOAT)
        return self.add("Add", [self.add("MatMul", [rows, single]), self.keep(bias, f"{name}.bias")])

    def normalise(self, rows, others, weights, name):
        """Layer normalisation, step by step: a third of the time of the runtime's own single step."""
        gamma, beta = (self.keep(weights[f"{name}.{part}"], f"{name}.{part}") for part in ("weight", "bias"))
        both = self.add("Add", [rows, others])
        centred = self.add("Sub", [both, self.add("ReduceMean", [both], axes=[2])])
        variance = self.add("ReduceMean", [self.add("Mul", [centred, centred])], axes=[2])
        spread = self.add("Sqrt", [self.add("Add", [variance, "epsilon"])])
        return self.add("Add", [self.add("Mul", [self.add("Div", [centred, spread]), gamma]), beta])


def build_graph(weights, ranges):
    """Build the graph from the weights by name, and the lowest and highest value that each product is given.

    Its inputs, of several texts side by side, short ones filled up with padding: `numbers` of their pieces (texts x
    pieces); `means` (texts x rows x pieces): what of its text each row is the mean of, weights that add up to 1. Its
    outputs: logits of positive, neutral and negative for each row, read as a target and as a wording. Each text has
    its own products, begun at its first piece, so that what is told of it is the same to the last digit whatever lies
    beside it, as long as there are two rows or more (a single one may be summed up in another order).
    """
    graph = Graph(ranges)
    graph.keep(np.array([EPSILON], np.float32), "epsilon")
    empty = graph.add("Equal", ["numbers", graph.keep(np.array(PADDING), "padding")])
    heard = graph.add("Cast", [graph.add("Not", [empty])], to=TensorProto.INT32)
    states = _embed(graph, weights)
    for layer in range(LAYERS):
        states = _add_layer(graph, weights, f"encoder.encoder.layer.{layer}", states, heard)
    rows = graph.add("MatMul", ["means", states])
    first = graph.add("Gather", [states, graph.keep(np.array([0]), "first axis")], axis=1)
    both = graph.add("Concat", [rows, graph.add("Expand", [first, graph.add("Shape", [rows])])], axis=2)
    made = [_add_head(graph, weights, "target", both), _add_head(graph, weights, "wording", rows)]
    for found, name in zip(made, OUTPUTS, strict=True):
        graph.nodes.append(helper.make_node("Identity", [found], [name]))
    kinds = [(TensorProto.INT64, ["texts", "longest"]), (TensorProto.FLOAT, ["texts", "rows", "longest"])]
    inputs = [helper.make_tensor_value_info(name, *kind) for name, kind in zip(INPUTS, kinds, strict=True)]
    told = [helper.make_tensor_value_info(name, TensorProto.FLOAT, ["texts", "rows", 3]) for name in OUTPUTS]
    body = helper.make_graph(graph.nodes, "tone", inputs, told, graph.weights)
    spaces = [helper.make_opsetid("", 17), helper.make_opsetid(SPACE, 1)]
    return helper.make_model(body, opset_imports=spaces, ir_version=8)


def _embed(graph, weights):
    prefix = "encoder.embeddings"
    table = weights[f"{prefix}.word_embeddings.weight"]
    scale = np.abs(table).max(axis=1, keepdims=True) / 127
    whole = np.round(table / np.maximum(scale, 1e-9)).astype(np.int8)
    rows = graph.add("Gather", [graph.keep(whole, "pieces"), "numbers"])
    scales = graph.add("Gather", [graph.keep(scale.astype(np.float32), "pieces.scale"), "numbers"])
    meant = graph.add("Mul", [graph.add("Cast", [rows], to=TensorProto.FLOAT), scales])
    places = graph.keep(weights[f"{prefix}.position_embeddings.weight"][:LONGEST], "place")
    longest = graph.add("Gather", [graph.add("Shape", ["numbers"]), graph.keep(np.array([1]), "second axis")])
    first = graph.keep(np.array([0]), "first axis")
    placed = graph.add("Slice", [places, first, longest, first])
    return graph.normalise(meant, placed, weights, f"{prefix}.LayerNorm")


def _add_layer(graph, weights, name, states, heard):
    parts = [f"{name}.attention.self.{part}" for part in ("query", "key", "value")]
    weight, bias = (np.concatenate([weights[f"{part}.{kind}"] for part in parts]) for kind in ("weight", "bias"))
    drawn = graph.draw(states, weight, bias, f"{name}.attention.self", heard)
    out = f"{name}.attention.output"
    drawn = graph.whole_product(drawn, weights[f"{out}.dense.weight"], weights[f"{out}.dense.bias"], f"{out}.dense")
    states = graph.normalise(drawn, states, weights, f"{out}.LayerNorm")
    wide = f"{name}.intermediate.dense"
    inner = graph.whole_product(states, weights[f"{wide}.weight"], weights[f"{wide}.bias"], wide)
    narrow = f"{name}.output.dense"
    bent = graph.add("Gelu", [inner], SPACE)
    outer = graph.whole_product(bent, weights[f"{narrow}.weight"], weights[f"{narrow}.bias"], narrow)
    return graph.normalise(outer, states, weights, f"{name}.output.LayerNorm")


def _add_head(graph, weights, name, rows):
    inner = graph.float_product(rows, weights[f"{name}.1.weight"], weights[f"{name}.1.bias"], f"{name}.inner")
    bent = graph.add("Gelu", [inner], SPACE)
    return graph.float_product(bent, weights[f"{name}.4.weight"], weights[f"{name}.4.bias"], f"{name}.outer")
