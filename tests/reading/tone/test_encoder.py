"""Encoder: offline, the same twice, no text's tone depends on its company, names do not matter."""

import json
import socket
import subprocess
import sys

import numpy as np
import pytest

from analysis.lexicons import standard_lexicons
from analysis.reading.tone.encoder import FOLDER, Asked, load_calibration, read_tone, soften
from analysis.reading.tone.passes import MODEL

LISTS = standard_lexicons()
TEXTS = [
    Asked("Critics accused Orla Reed of fraud and lies.", [(16, 25)]),
    Asked("Voters admire Orla Reed, a brave and honest leader who beat Ivo Lund.", [(14, 23), (60, 68)]),
    Asked("The council will meet on Tuesday."),
    Asked(""),
    Asked("Orla Reed of Grand Rapids"),
]
RUN = """
import json, sys
from analysis.lexicons import standard_lexicons
from analysis.reading.tone.encoder import Asked, read_tone
texts = [Asked("Critics accused Orla Reed of fraud and lies.", [(16, 25)]), Asked("The talks went well.")]
print(json.dumps(read_tone(texts, lexicons=standard_lexicons())), "torch" in sys.modules)
"""


def read(*asked):
    return read_tone(asked, lexicons=LISTS)


def test_every_text_and_every_target_is_told_of():
    told = read(*TEXTS)
    assert [len(one.targets) for one in told] == [1, 2, 0, 0, 0]
    assert all(-1 <= one.wording <= 1 for one in told)
    sums = [sum(odds) for one in told for odds in one.targets]
    assert sums == pytest.approx([1.0, 1.0, 1.0])


def test_a_text_is_told_the_same_alone_and_among_others():
    assert [read(one)[0] for one in TEXTS] == read(*TEXTS * 5)[: len(TEXTS)]


def test_texts_of_all_lengths_are_told_in_the_order_in_which_they_are_asked():
    asked = [Asked(" ".join(["Critics accused Orla Reed of fraud."] * n), [(16, 25)]) for n in (9, 1, 5, 30, 2)]
    assert [told.wording for told in read(*asked)] == [read(one)[0].wording for one in asked]
    assert [len(told.targets) for told in read(*asked)] == [1] * 5


def test_whom_a_sentence_names_does_not_matter():
    first, second = read(
        Asked("Critics accused Orla Reed of fraud.", [(16, 25)]),
        Asked("Critics accused Mehdi K. Karlsen-Lund of fraud.", [(16, 37)]),
    )
    assert first == second


def test_nothing_but_names_and_function_words_has_no_tone():
    told = read(Asked("Joy Love and Grace Hope of Grand Rapids."), Asked("“"), Asked(" "))
    assert [one.wording for one in told] == [0.0, 0.0, 0.0]


def test_a_long_text_is_read_in_parts_to_its_end():
    words = "The council met again and again on the matter of the bridge. " * 30
    text = words + "Everybody despises Orla Reed, a corrupt liar."
    start = text.index("Orla")
    [told] = read(Asked(text, [(0, 11), (start, start + 9)]))
    assert told.targets[1].index(max(told.targets[1])) == 2
    assert told.targets[0][2] < told.targets[1][2]


def test_two_processes_say_the_same_and_neither_opens_a_socket_nor_needs_torch():
    guard = "import socket\ndef refuse(*args, **options): raise AssertionError('a socket')\nsocket.socket = refuse\n"
    made = [
        subprocess.run([sys.executable, "-c", guard + RUN], capture_output=True, text=True, check=True).stdout
        for _ in range(2)
    ]
    assert made[0] == made[1]
    assert made[0].endswith("False\n")


def test_no_socket_is_opened_here(monkeypatch):
    def refuse(*args, **options):
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    assert len(read(TEXTS[0])) == 1


def test_the_model_is_small_and_its_papers_lie_beside_it():
    assert MODEL.stat().st_size <= 25_000_000
    assert {"README.md", "LICENSE-all-MiniLM-L6-v2.txt", "LICENSE-NewsMTSC.txt"} <= {p.name for p in FOLDER.iterdir()}


def test_what_was_calibrated_stands_beside_the_weights():
    found = load_calibration()
    assert found.lexicon + found.model == pytest.approx(1.0)
    told = json.loads((FOLDER / "calibration.json").read_text(encoding="utf-8"))["unseen"]
    assert told["macro_f1_kept"] > told["macro_f1"]
    assert 0.8 <= told["kept"] <= 1


def test_the_further_logits_lie_apart_the_surer_is_what_is_said():
    near, far, tie = soften(np.array([[1, -1, 0], [2, -2, 0], [5, 5, 5]], np.float32), (0.0, 0.5))
    # around their mean, 0, the first lies sqrt(2) away: all is multiplied by .707; the second, twice as far, by 1.414
    assert np.log(near[0] / near[1]) == pytest.approx(2 * np.sqrt(0.5))
    assert np.log(far[0] / far[1]) == pytest.approx(4 * np.sqrt(2))
    assert tie == pytest.approx([1 / 3] * 3)


def test_how_sure_it_is_never_changes_what_it_says():
    logits = np.random.default_rng(0).normal(0, 3, (500, 3)).astype(np.float32)
    said = soften(logits, load_calibration().target_factors)
    assert (said.argmax(axis=1) == logits.argmax(axis=1)).all()
    assert said.sum(axis=1) == pytest.approx(1.0)
    assert soften(logits[:0], (1.0, 0.0)).shape == (0, 3)


def test_the_weights_are_whole_numbers_that_no_processor_runs_over():
    """With seven bits, two products of a byte and a weight fit into the 16 bits of older processors."""
    data = MODEL.read_bytes()
    assert b"MatMulIntegerToFloat" in data
    assert b"DynamicQuantize" not in data
