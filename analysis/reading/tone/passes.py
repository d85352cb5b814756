"""Passes: the model reads texts side by side, says the same of each whatever lies beside it, and reads it once."""

import functools
import hashlib
import os
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from analysis.reading.tone.pieces import FIRST, LAST, PADDING, number_of

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

MODEL = Path(__file__).parent / "model" / "tone.onnx"
MOST_AT_ONCE = 128  # pieces in one call, padding included
FEWEST_ROWS = 2  # a single one may be summed up in another order than among others
REMEMBERED = 65_536  # texts, some 300 bytes each: an agency's report comes back in many sources


class Part(NamedTuple):
    """What the model reads at once: the numbers of its pieces; of which of them the wording and each target are the
    mean, the wording first."""

    numbers: tuple[int, ...]
    rows: tuple[tuple[int, ...], ...]


def read_parts(parts: Sequence[Part]) -> list[NDArray[np.float32]]:
    """Read parts of texts, each that is not remembered once.

    Returns: for each part, in order, logits of positive, neutral and negative: of its wording, then of each target.
    They hang on the part alone, to the last digit.

    >>> first, second = Part((7592, 2088), ((0, 1),)), Part((7592,) * 9, ((0, 1), (3,)))
    >>> [told.shape for told in read_parts([first, second, first])]
    [(1, 3), (2, 3), (1, 3)]

    Limits: remembers the latest 65,536 in a process.
    """
    keys = [_name(part) for part in parts]
    memory = _memory(os.getpid())
    told = {key: known for key in keys if (known := memory.get(key)) is not None}
    new = {key: part for key, part in zip(keys, parts, strict=True) if key not in told}
    for key, found in zip(new, run_parts(_session(os.getpid()), list(new.values())) if new else [], strict=True):
        told[key] = memory[key] = found
    while len(memory) > REMEMBERED:
        memory.popitem(last=False)
    return [told[key] for key in keys]


def run_parts(session: "InferenceSession", parts: Sequence[Part]) -> list[NDArray[np.float32]]:
    """Read parts side by side in a session of the model; see read_parts, which remembers."""
    found: dict[int, NDArray[np.float32]] = {}
    for together in _pack(parts):
        asked = [parts[n] for n in together]
        of_targets, of_wording = session.run(None, _lay_out(asked))
        for row, (n, part) in enumerate(zip(together, asked, strict=True)):
            found[n] = np.concatenate([of_wording[row, :1], of_targets[row, 1 : len(part.rows)]])
    return [found[n] for n in range(len(parts))]


def _pack(parts: Sequence[Part]) -> Iterator[list[int]]:
    """Put parts of like length together, by their places, so that each call has enough to do and little padding."""
    together: list[int] = []
    for n in sorted(range(len(parts)), key=lambda n: len(parts[n].numbers)):
        if together and (len(together) + 1) * (len(parts[n].numbers) + 2) > MOST_AT_ONCE:
            yield together
            together = []
        together.append(n)
    if together:
        yield together


def _lay_out(parts: Sequence[Part]) -> dict[str, NDArray[np.int64] | NDArray[np.float32]]:
    """Lay parts side by side, short ones filled up: their numbers, and the weights of what each row is the mean of."""
    longest = max(len(part.numbers) for part in parts) + 2
    most = max(FEWEST_ROWS, *(len(part.rows) for part in parts))
    numbers = np.full((len(parts), longest), number_of(PADDING), np.int64)
    means = np.zeros((len(parts), most, longest), np.float32)
    for n, part in enumerate(parts):
        numbers[n, : len(part.numbers) + 2] = [number_of(FIRST), *part.numbers, number_of(LAST)]
        for row, places in enumerate(part.rows):
            means[n, row, [1 + place for place in places]] = 1 / len(places)
    return {"numbers": numbers, "means": means}


def _name(part: Part) -> bytes:
    return hashlib.blake2b(repr(part).encode(), digest_size=16).digest()


@functools.lru_cache(maxsize=1)
def _memory(process: int) -> OrderedDict[bytes, NDArray[np.float32]]:
    return OrderedDict()


@functools.lru_cache(maxsize=1)
def _session(process: int) -> "InferenceSession":
    """One session a process and one thread a session: workers stand beside each other, and sums keep their order."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC
    options.use_deterministic_compute = True
    return onnxruntime.InferenceSession(MODEL, options, providers=["CPUExecutionProvider"])
