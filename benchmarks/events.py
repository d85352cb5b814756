"""How well articles are grouped into events, and the counts that this rests on.

    python benchmarks/events.py score --gold FOLDER
    python benchmarks/events.py train --gold FOLDER [--out analysis/models/article_counts.csv.gz]
    python benchmarks/events.py speed [--articles 10000]

Gold: ECB+ (two look-alike events a topic), the Gun Violence Corpus, BASIL (texts in framing/basil_dev.jsonl) and the
sentences of NewsMTSC's training part, which are counted only. `score` cuts the topics into two folds; each fold is
grouped with counts of the other one and of NewsMTSC, so no topic is scored with counts that know it. BASIL is never
counted, for it has no licence. `train` counts ECB+, GVC and NewsMTSC whole: numbers of articles by stem, no text.
"""

import argparse
import gzip
import hashlib
import io
import itertools
import json
import random
import resource
import time
from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from analysis.corpus.events import find_events
from analysis.corpus.likeness import COUNTS, Counts, count_stems
from analysis.lexicons import standard_lexicons

COUNTED = ("ECB+", "GVC")
TARGETS = {"GVC": (0.96, 0.92), "BASIL": (0.95, 0.90), "ECB+": (0.87, 0.83)}
WORDS_OF_STAND_IN = 300
NOTE = """\
# In how many of the articles counted the stem of a content word stands (first 4,000 characters): stem,articles.
# Made by benchmarks/events.py. Counted: the texts of ECB+ 1.0 (Cybulska and Vossen 2014; CC BY 3.0) and of the Gun
# Violence Corpus (Vossen et al. 2018; CC BY 4.0), and the sentences of NewsMTSC's training part (Hamborg and Donnay
# 2021; MIT), joined to runs of 300 words. Stems of one article only are left out. No text is contained.
"""


class Article(NamedTuple):
    """An article with its gold event; events of one topic look alike."""

    doc_id: str
    corpus: str
    topic: str
    event: str
    title: str
    text: str

    @property
    def fold(self) -> int:
        return int(hashlib.sha256(self.topic.encode()).hexdigest(), 16) % 2


def read_gold(folder: Path) -> list[Article]:
    """Read ECB+, GVC and BASIL."""
    found = []
    for corpus, name in (("ECB+", "events_ecbplus"), ("GVC", "events_gvc")):
        for row in _read_lines(folder / "events" / f"{name}.jsonl"):
            found.append(Article(row["doc_id"], corpus, row["topic"], row["event"], row["title"], row["text"]))
    for row in _read_lines(folder / "framing" / "basil_dev.jsonl"):
        found.append(Article(row["doc_id"], "BASIL", row["event_id"], row["event_id"], row["title"], row["text"]))
    return sorted(found)


def read_stand_ins(folder: Path) -> list[str]:
    """Join the sentences of NewsMTSC to runs of 300 words, which stand in for articles."""
    rows = _read_lines(folder / "sentiment" / "newsmtsc_train.jsonl")
    runs: list[list[str]] = [[]]
    for sentence in dict.fromkeys(row["text"] for row in sorted(rows, key=lambda row: row["id"])):
        if len(runs[-1]) >= WORDS_OF_STAND_IN:
            runs.append([])
        runs[-1] += sentence.split()
    return [" ".join(run) for run in runs]


def make_counts(articles: Iterable[Article], stand_ins: Sequence[str]) -> Counts:
    """Count articles whose licence allows it, and the stand-ins."""
    texts = [f"{article.title}\n{article.text}" for article in articles if article.corpus in COUNTED]
    counts = count_stems([*texts, *stand_ins])
    return Counts(counts.n_articles, {stem: n for stem, n in counts.stems.items() if n > 1})


def write_counts(path: Path, counts: Counts) -> None:
    """Write counts as the package reads them; the same counts give the same bytes."""
    lines = [NOTE, f"# articles,{counts.n_articles}\n", *(f"{stem},{n}\n" for stem, n in counts.stems.items())]
    packed = io.BytesIO()
    with gzip.GzipFile(fileobj=packed, mode="wb", mtime=0, filename="") as handle:
        handle.write("".join(lines).encode())
    path.write_bytes(packed.getvalue())


def group(articles: Sequence[Article], counts: Counts | None) -> pd.DataFrame:
    """Group articles as the package does: members, indexed by doc_id."""
    table = pd.DataFrame(articles).rename(columns={"doc_id": "article_id"})
    return find_events(table.drop(columns="event"), counts=counts).members.set_index("article_id")


def score(gold: Mapping[str, Hashable], found: Mapping[str, Hashable]) -> tuple[float, float]:
    """B-cubed F1 (Bagga and Baldwin 1998) and F1 of pairs."""
    both = Counter((gold[key], found[key]) for key in gold)
    in_gold, in_found = Counter(gold.values()), Counter(found[key] for key in gold)
    right = [both[gold[key], found[key]] for key in gold]
    precision = sum(n / in_found[found[key]] for key, n in zip(gold, right, strict=True)) / len(gold)
    recall = sum(n / in_gold[gold[key]] for key, n in zip(gold, right, strict=True)) / len(gold)

    def pairs(counts: Counter[Hashable]) -> int:
        return sum(n * (n - 1) // 2 for n in counts.values())

    total = pairs(in_gold) + pairs(in_found)
    return 2 * precision * recall / (precision + recall), 2 * pairs(both) / total if total else 1.0


def draw_corpora(articles: Sequence[Article], seed: int) -> list[tuple[str, list[Article]]]:
    """Draw 120 corpora as users bring them, each within one fold of topics."""
    rng = random.Random(seed)
    by_event = _group_by(articles, "event")
    large = sorted(event for event, members in by_event.items() if len(members) >= 4)
    drawn = []
    for _ in range(30):
        members = by_event[rng.choice(large)]
        drawn.append(("one event", rng.sample(members, rng.randint(4, min(12, len(members))))))
    topics = _group_by([article for article in articles if article.corpus == "ECB+"], "topic")
    while len(drawn) < 60:
        members = topics[rng.choice(sorted(topics))]
        chosen = rng.sample(members, min(len(members), rng.randint(8, 20)))
        if len({article.event for article in chosen}) == 2:
            drawn.append(("twins", chosen))
    for _ in range(60):
        fold, n_events = rng.randrange(2), rng.randint(3, 25)
        pool = sorted(event for event, members in by_event.items() if members[0].fold == fold)
        chosen = []
        for event in rng.sample(pool, n_events):
            members = by_event[event]
            chosen += rng.sample(members, _how_many(rng, members))
        drawn.append(("many events", chosen))
    return drawn


def _how_many(rng: random.Random, members: Sequence[Article]) -> int:
    if members[0].corpus == "ECB+":
        return min(len(members), rng.choice([1, 1, 2, 3, 5, 8, len(members)]))
    cut = members[0].corpus == "BASIL" and rng.random() < 1 / 3
    return rng.choice([1, 2]) if cut else len(members)


def score_gold(folder: Path) -> None:
    """Print every figure."""
    articles = read_gold(folder)
    stand_ins = read_stand_ins(folder)
    counts = {fold: make_counts([a for a in articles if a.fold != fold], stand_ins) for fold in (0, 1)}
    print("corpus: B3 F1 / pair F1 (to reach); topics in two folds, counts without the topics that are scored")
    n_doubtful = n_wrong = n_wrong_doubtful = n_all = 0
    for corpus, (least_cubed, least_pairs) in TARGETS.items():
        chosen = [article for article in articles if article.corpus == corpus]
        found: dict[str, Hashable] = {}
        for fold in (0, 1):
            members = group([article for article in chosen if article.fold == fold], counts[fold])
            found |= {key: (fold, event) for key, event in members["event"].items()}
            wrong = _find_wrong({a.doc_id: a.event for a in chosen if a.fold == fold}, members["event"].to_dict())
            doubtful = set(members.index[members["doubtful"]])
            n_all, n_doubtful, n_wrong = n_all + len(members), n_doubtful + len(doubtful), n_wrong + len(wrong)
            n_wrong_doubtful += len(wrong & doubtful)
        cubed, pairs = score({article.doc_id: article.event for article in chosen}, found)
        events = len({article.event for article in chosen})
        print(f"  {corpus}: {cubed:.3f} / {pairs:.3f} ({least_cubed} / {least_pairs}); {len(chosen)} articles, "
              f"{len(set(found.values()))} events found, {events} in the gold")  # fmt: skip
    print(f"  doubtful members: {n_doubtful} of {n_all}; they are {n_wrong_doubtful} of the {n_wrong} that stand wrong")
    results: dict[str, list[float]] = {}
    for kind, chosen in draw_corpora(articles, 0):
        members = group(chosen, counts[chosen[0].fold])
        cubed, _ = score({article.doc_id: article.event for article in chosen}, members["event"].to_dict())
        results.setdefault(kind, []).append(cubed)
    every = list(itertools.chain(*results.values()))
    whole = [cubed == 1 for cubed in results["one event"]]
    print(f"small corpora: mean B3 F1 {sum(every) / len(every):.3f} (0.95); one event kept whole "
          f"{sum(whole) / len(whole):.0%} (95%)")  # fmt: skip
    print("  " + ", ".join(f"{kind} {sum(values) / len(values):.3f}" for kind, values in results.items()))
    for n in (2, 3):
        events = [members[:n] for members in _group_by(articles, "event").values() if len(members) >= n]
        whole = [group(members, counts[members[0].fold])["event"].nunique() == 1 for members in events]
        print(f"  {n} articles of one event kept together: {sum(whole) / len(whole):.1%} of {len(whole)}")
    print("each corpus at once, with the counts that ship (they know ECB+ and GVC):")
    for corpus in TARGETS:
        chosen = [article for article in articles if article.corpus == corpus]
        cubed, pairs = score({a.doc_id: a.event for a in chosen}, group(chosen, None)["event"].to_dict())
        print(f"  {corpus}: {cubed:.3f} / {pairs:.3f}")


def _find_wrong(gold: Mapping[str, str], found: Mapping[str, str]) -> set[str]:
    """Articles whose gold event is not the commonest one of their group, or whose group is not its commonest."""
    wrong = set()
    for one, other in ((gold, found), (found, gold)):
        by = {event: Counter(one[key] for key in other if other[key] == event) for event in set(other.values())}
        wrong |= {key for key in other if by[other[key]][one[key]] < max(by[other[key]].values())}
    return wrong


def time_grouping(n_articles: int) -> None:
    """Print what it costs to group invented articles of some 500 words, in events of 1 to 12."""
    rng = random.Random(0)
    syllables = ["".join(pair) for pair in itertools.product("bcdfglmnprstv", "aeiou")]
    words = sorted({"".join(rng.choices(syllables, k=rng.randint(2, 4))) for _ in range(40_000)})
    rng.shuffle(words)
    words = [row["word"] for row in standard_lexicons()["stopwords"]][:100] + words
    # Words are as common as their rank says (Zipf 1949), so half of an article are function words.
    common = list(itertools.accumulate(1 / (rank + 3) for rank in range(len(words))))
    texts: list[str] = []
    while len(texts) < n_articles:
        told = rng.choices(words[100:], k=60)
        for _ in range(min(rng.randint(1, 12), n_articles - len(texts))):
            text = rng.choices(words, cum_weights=common, k=400) + rng.choices(told, k=100)
            texts.append(" ".join(rng.sample(text, len(text))))
    articles = pd.DataFrame({"article_id": [f"a{n:05d}" for n in range(n_articles)], "text": texts})
    began = time.process_time()
    events = find_events(articles).articles["event"].nunique()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{n_articles} articles, {events} events: {time.process_time() - began:.1f} s of CPU, peak {peak:.0f} MB")


def _group_by(articles: Iterable[Article], field: str) -> dict[str, list[Article]]:
    found: dict[str, list[Article]] = {}
    for article in articles:
        found.setdefault(getattr(article, field), []).append(article)
    return found


def _read_lines(path: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("what", choices=("score", "train", "speed"))
    parser.add_argument("--gold", type=Path, help="folder with the gold")
    parser.add_argument("--out", type=Path, default=COUNTS)
    parser.add_argument("--articles", type=int, default=10_000)
    args = parser.parse_args()
    if args.what == "speed":
        time_grouping(args.articles)
    elif args.gold is None:
        parser.error("--gold is needed to score and to train")
    elif args.what == "train":
        write_counts(args.out, make_counts(read_gold(args.gold), read_stand_ins(args.gold)))
    else:
        score_gold(args.gold)


if __name__ == "__main__":
    main()
