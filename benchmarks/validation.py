"""Whether corrected figures hold what they promise: coverage, bias and false differences, and what they cost.

    python benchmarks/validation.py [--corpora 400] [--gold FOLDER]

Invented corpora: two sources that report alike, while the rules find 85 in 100 reports of one and 65 of the other
(precision .9, one word in twelve under a wrong role). The truth is known, so intervals and differences can be held
against it. With --gold: quotes/polnear_dev.jsonl, read by the rules, with samples drawn of it and coded as the gold
says; words inside a gold content count as reported.
"""

import argparse
import json
import time
from collections import defaultdict
from pathlib import Path

import numpy as np
import pandas as pd

from analysis.comparing.intervals import bootstrap_ratio
from analysis.language.words import WORD
from analysis.running.pipeline import read_articles
from analysis.validating.corrected import FEW, correct_figures
from analysis.validating.estimate import correct_ratio
from analysis.validating.measures import NEGATIVE, OF_ROLE, REPORTED, TONE, Measure
from analysis.validating.sample import draw_units, find_units
from analysis.validating.strata import make_sample
from analysis.validating.units import list_sentences

ROLES = ("official", "expert", "citizen")
ROLE_SHARES = (0.55, 0.35, 0.10)
RECALL = {
    "A": {"official": 0.90, "expert": 0.82, "citizen": 0.72},
    "B": {"official": 0.74, "expert": 0.56, "citizen": 0.46},
}
RECALL_MEAN = {"A": 0.85, "B": 0.65}
NEGATIVE_RECALL = {"A": 0.80, "B": 0.62}
TONE_SHIFT = {"A": 0.11, "B": 0.04}
N_ARTICLES, N_SENTENCES = 30, 30
PAIR = "A minus B"
Tallies = dict[tuple[object, ...], list[dict[str, float]]]
Corpus = tuple[pd.DataFrame, list[Measure]]


def make_corpus(generator: np.random.Generator, *, n_articles: int = N_ARTICLES) -> Corpus:
    """Invent the sentences of two sources, what is true of each, and what the rules say."""
    parts = [_make_source(generator, source, n_articles) for source in ("A", "B")]
    units = pd.concat(parts, ignore_index=True)
    median = units["n_words"].median()
    some, long = units["f"] > 0, units["n_words"] > median
    units["kind"] = np.where(some, "some", "none") + np.where(long, ", long", ", short")
    columns = {name: units[name].to_numpy(float) for name in units.select_dtypes(["number", "bool"])}
    n_words, one = columns["n_words"], np.ones(len(units))
    measures = [Measure(REPORTED, "", columns["y"], n_words, columns["f"], n_words)]
    for role in ROLES:
        measures.append(Measure(OF_ROLE, role, columns[f"y_{role}"], columns["y"], columns[f"f_{role}"], columns["f"]))
    measures.append(Measure(TONE, "", columns["rating"], one, columns["tone"], one, share=False))
    measures.append(Measure(NEGATIVE, "", columns["negative"], one, columns["negative_found"], one))
    return units, measures


def _make_source(generator: np.random.Generator, source: str, n_articles: int) -> pd.DataFrame:
    """Articles differ in how much they report and in whom; a report takes half to all of its sentence."""
    sizes = generator.poisson(N_SENTENCES, n_articles) + 5
    article = np.repeat(np.arange(n_articles), sizes)
    n = len(article)
    n_words = np.clip(generator.gamma(5, 4.6, n).round(), 4, 70)
    leaning = np.clip(generator.beta(5, 5, n_articles) * 1.0, 0.05, 0.95)[article]
    mix = generator.dirichlet(np.array(ROLE_SHARES) * 4, n_articles)[article]
    role = (generator.random(n)[:, None] > mix.cumsum(axis=1)).sum(axis=1).clip(0, 2)
    reports = generator.random(n) < leaning
    y = np.where(reports, np.ceil(n_words * generator.beta(4, 1.5, n)), 0)
    recall = np.array([RECALL[source][name] for name in ROLES])[role]
    recall = recall * RECALL_MEAN[source] / max(recall[reports].mean(), 0.01)
    found = reports & (generator.random(n) < np.clip(recall, 0, 1))
    edges = np.clip(np.round(y * generator.normal(0.97, 0.12, n)), 1, n_words)
    invented = ~reports & (generator.random(n) < 0.1 * RECALL_MEAN[source] * leaning / (1 - leaning).clip(0.05))
    f = np.where(found, edges, np.where(invented, np.ceil(n_words * generator.beta(3, 2, n)), 0))
    wrong = generator.random(n) < 0.08
    found_role = np.where(wrong, (role + generator.integers(1, 3, n)) % 3, role)
    mood = generator.normal(-0.1, 0.2, n_articles)[article] + generator.normal(0, 0.5, n)
    rating = np.clip(np.round(mood * 2), -2, 2) / 2
    tone = np.clip(0.6 * rating + TONE_SHIFT[source] + generator.normal(0, 0.25, n), -1, 1)
    negative = rating < -0.25
    negative_found = np.where(negative, generator.random(n) < NEGATIVE_RECALL[source], generator.random(n) < 0.09)
    table = pd.DataFrame({
        "source": source, "article_id": [f"{source}{k:03d}" for k in article], "text": "", "start": np.arange(n),
        "end": np.arange(n) + 1, "n_words": n_words, "y": y, "f": f, "rating": rating, "tone": tone,
        "negative": negative, "negative_found": negative_found,
    })  # fmt: skip
    for number, name in enumerate(ROLES):
        table[f"y_{name}"], table[f"f_{name}"] = y * (role == number), f * (found_role == number)
    return table


def code_sample(units: pd.DataFrame, *, n: int, seed: int) -> pd.DataFrame:
    """Draw a sample and say which units are coded."""
    key = draw_units(units.assign(sentence_id=""), "sentences", n=n, seed=seed)
    drawn = find_units(units, key)
    return drawn.assign(coded=drawn["unit"] != "")


def simulate(n_corpora: int, sizes: tuple[int, ...]) -> None:
    """Print coverage, bias and width of corrected figures, and how often sources that are alike come out different."""
    tallies: Tallies = defaultdict(list)
    truths = _true_figures()
    for seed in range(n_corpora):
        units, measures = make_corpus(np.random.default_rng(seed))
        for measure in measures:
            _tally_naive(tallies, units, measure, truths)
        for n in sizes:
            drawn = code_sample(units, n=n, seed=seed + n_corpora)  # not the numbers that the corpus was made of
            corrected = correct_figures(drawn, measures, coder="a")
            _tally_corrected(tallies, units, measures, corrected, truths, n)
    print(f"{n_corpora} corpora, {N_ARTICLES} articles a source; figures in points of 100")
    means = {key: pd.DataFrame(rows).mean() for key, rows in tallies.items()}
    for key, row in means.items():
        figures = "  ".join(f"{name} {value:.2f}" for name, value in row.items())
        print("  ".join(str(part) for part in key if part != ""), f" ({len(tallies[key])})  {figures}")
    for n in sizes:
        kept = [row for key, row in means.items() if key[0] == n and row.get("bearing", 0) >= FEW]
        pairs = [row["false difference"] for key, row in means.items() if key[0] == n and key[-1] == PAIR]
        covered = [row[kind] for row in kept for kind in ("these", "source")]
        print(
            f"{n} a source, figures on which {FEW} or more coded units bear on average: coverage {min(covered):.3f} "
            f"to {max(covered):.3f}, largest bias {max(abs(row['bias']) for row in kept):.2f} points; "
            f"false differences at most {100 * max(pairs):.1f} in 100"
        )


def _true_figures() -> dict[tuple[str, str, str], float]:
    """The figures of each source itself, from a corpus so large that chance is gone."""
    units, measures = make_corpus(np.random.default_rng(10**6), n_articles=6000)
    by = units["source"].to_numpy()
    return {
        (m.measure, m.name, s): float(m.y[by == s].sum() / m.x[by == s].sum()) for m in measures for s in ("A", "B")
    }


def _tally_naive(
    tallies: Tallies, units: pd.DataFrame, measure: Measure, truths: dict[tuple[str, str, str], float]
) -> None:
    by = units["source"].to_numpy()
    bounds = {}
    for source in ("A", "B"):
        held = by == source
        low, high = bootstrap_ratio(
            measure.f[held], measure.g[held], groups=units["article_id"][held].tolist(), n_boot=200
        )
        truth = measure.y[held].sum() / measure.x[held].sum()
        naive = measure.f[held].sum() / measure.g[held].sum()
        bounds[source] = (naive, low, high)
        tallies[("naive", measure.measure, measure.name, source)].append({
            "bias": 100 * (naive - truth), "these": low <= truth <= high,
            "source": low <= truths[measure.measure, measure.name, source] <= high,
        })  # fmt: skip
    (a, low_a, high_a), (b, low_b, high_b) = bounds["A"], bounds["B"]
    step = np.hypot((high_a - low_a) / 2, (high_b - low_b) / 2)
    tallies[("naive", measure.measure, measure.name, PAIR)].append({"false difference": abs(a - b) > step})


def _tally_corrected(
    tallies: Tallies,
    units: pd.DataFrame,
    measures: list[Measure],
    corrected: pd.DataFrame,
    truths: dict[tuple[str, str, str], float],
    n: int,
) -> None:
    by = units["source"].to_numpy()
    true = {
        (m.measure, m.name, s): float(m.y[by == s].sum() / m.x[by == s].sum()) for m in measures for s in ("A", "B")
    }
    for row in corrected.to_dict("records"):
        name = (row["measure"], row["name"])
        if row["other_source"]:
            truth = true[*name, "A"] - true[*name, "B"]
            if np.isfinite(row["estimate"]):
                tallies[(n, *name, PAIR)].append({
                    "these": row["low"] <= truth <= row["high"],
                    "false difference": not row["low_source"] <= 0 <= row["high_source"],
                    "width": 100 * (row["high_source"] - row["low_source"]),
                    "flagged": not row["bias_low"] <= 0 <= row["bias_high"],
                })  # fmt: skip
            continue
        truth = true[*name, row["source"]]
        label = (n, *name, row["source"])
        if np.isfinite(row["estimate"]):
            tallies[label].append({
                "bias": 100 * (row["estimate"] - truth),
                "these": row["low"] <= truth <= row["high"],
                "source": row["low_source"] <= truths[*name, row["source"]] <= row["high_source"],
                "width": 100 * (row["high"] - row["low"]),
                "worth": row["worth"] / row["n_coded"],
                "bearing": row["n_bearing"],
            })  # fmt: skip


def measure_gold(path: Path, sizes: tuple[int, ...], n_draws: int) -> None:
    """Print how near samples of a gold corpus come to the share of reported words that the gold has."""
    gold = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    articles = pd.DataFrame({
        "article_id": [row["doc_id"] for row in gold], "source": [row["source"] for row in gold],
        "path": "", "text": [row["text"] for row in gold], "sha256": [row["doc_id"] for row in gold],
    })  # fmt: skip
    tables, _, _ = read_articles(articles)
    units = list_sentences(tables["sentences"], tables["segments"], tables["quotes"], tables["articles"])
    spans = {row["doc_id"]: [span for quote in row["quotes"] for span in quote["content"]] for row in gold}
    y = np.array([
        sum(any(a <= word.start() + start < b for a, b in spans[key]) for word in WORD.finditer(text))
        for key, start, text in units[["article_id", "start", "text"]].itertuples(index=False)
    ], float)  # fmt: skip
    f = np.array([sum(map(bool, roles)) for roles in units["word_roles"]], float)
    n_words = units["n_words"].to_numpy(float)
    by, one = units["source"].to_numpy(), units.groupby("source")
    truth = {source: y[by == source].sum() / n_words[by == source].sum() for source in one.groups}
    print(f"{path.name}: {len(gold)} articles, {len(truth)} sources, {len(units)} sentences; errors in points of 100")
    naive = [abs(f[by == s].sum() / n_words[by == s].sum() - truth[s]) for s in truth]
    print(f"  the rules alone: mean error {100 * np.mean(naive):.1f}")
    for n in sizes:
        errors, covered, worth = [], [], []
        for seed in range(n_draws):
            drawn = code_sample(units, n=n, seed=seed)
            rows = correct_ratio(make_sample(drawn), y, n_words, f, n_words)
            target = rows["source"].map(truth)
            errors += (rows["estimate"] - target).abs().tolist()
            covered += ((rows["low"] <= target) & (target <= rows["high"])).tolist()
            worth += rows["worth"].tolist()
        print(
            f"  {n} a source: mean error {100 * np.mean(errors):.1f}, coverage {np.mean(covered):.3f}, "
            f"a coded sentence worth {np.median(worth):.1f}"
        )


def time_measures() -> None:
    """Print the milliseconds that one measure of 3,000 sentences in seven sources takes."""
    units, measures = make_corpus(np.random.default_rng(0), n_articles=43)
    units["source"] = [f"s{number % 7}" for number in range(len(units))]
    units["article_id"] = units["source"] + units["article_id"]
    drawn = code_sample(units, n=57, seed=0)
    correct_figures(drawn, measures, coder="a")
    began = time.process_time()
    for _ in range(5):
        correct_figures(drawn, measures, coder="a")
    spent = (time.process_time() - began) / 5 / len(measures) * 1000
    print(f"{spent:.1f} ms a measure for {len(units)} sentences in 7 sources, differences of all pairs included")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--corpora", type=int, default=400)
    parser.add_argument("--gold", type=Path, help="folder with third-party gold")
    parser.add_argument("--sizes", type=int, nargs="+", default=[50, 100, 200])
    parser.add_argument("--draws", type=int, default=60, help="samples drawn of the gold corpus")
    args = parser.parse_args()
    time_measures()
    if args.gold:
        measure_gold(args.gold / "quotes" / "polnear_dev.jsonl", (29, 57, 100), args.draws)
    if args.corpora:
        simulate(args.corpora, tuple(args.sizes))


if __name__ == "__main__":
    main()
