"""How well sentences are matched across sources, and what the comparison across sources costs.

    python benchmarks/coverage.py [--gold FOLDER] [--tables FOLDER] [--articles 300]

Cost: invented reports (those of benchmarks/duplicates.py) in events of three sources, then the same number in one
single event; or the tables that `python -m analysis tables CORPUS --out FOLDER` made of a real corpus. With --gold,
the hand gold of the two seed articles (sentences that carry a shared fact, spans that only one of the two has) and the
sentences of ECB+ (Cybulska and Vossen 2014): each document is a source; a validated body sentence, joined by its exact
span, truly has a partner in another document where a validated sentence there shares a chain of acts.
"""

import argparse
import json
import resource
import runpy
import time
from collections.abc import Callable
from pathlib import Path

import pandas as pd

from analysis.comparing.matching.copies import find_duplicates
from analysis.comparing.matching.coverage import compare_coverage, find_new_words, list_only_here
from analysis.comparing.matching.statements import match_quotes
from analysis.reading.article import parse_page
from analysis.reading.page import read_page

SHARED_FACTS = {
    "calls to counterparts": ["A01", "A03", "B16"],
    "soil not to be used": ["A01", "A04", "B17"],
    "protests, consulate": ["A10", "A12", "B02", "B10"],
    "the killing": ["A02", "B03"],
    "de-escalation": ["A05", "B18"],
    "deep concern": ["A05", "B16"],
}


def score_gold(folder: Path) -> None:
    """Print how the hand gold of the seeds is met, with its own sentences."""
    gold = json.loads((folder / "seeds" / "seeds_gold.json").read_text(encoding="utf-8"))
    spans = json.loads((folder / "seeds" / "seed_expectations.json").read_text(encoding="utf-8"))["only_in"]
    sentences = pd.DataFrame(gold["sentences"]).rename(columns={"doc": "article_id", "sent_id": "sentence_id"})
    articles = pd.DataFrame({"article_id": ["A", "B"], "source": ["A", "B"], "event": "seeds"})
    status = compare_coverage(sentences, articles).set_index("sentence_id")["status"]
    new = find_new_words(sentences, articles).set_index("sentence_id")["new"]
    lost = [fact for fact, keys in SHARED_FACTS.items() if any(status[key] == "no close match" for key in keys)]
    print(f"shared facts with a sentence of no close match: {len(lost)} of {len(SHARED_FACTS)}")
    found = []
    for doc, members in spans.items():
        for start, end, text in members:
            inside = (sentences["article_id"] == doc) & (sentences["start"] <= start) & (sentences["end"] >= end)
            key = sentences.loc[inside, "sentence_id"].iloc[0]
            own = [word for word in new[key].split("; ") if word in text]
            found.append(status[key] != "close match" and bool(own))
            print(f"  {key} {status[key]}: {text!r}, new: {', '.join(own)}")
    print(f"spans of one source, not closely matched and with their words new: {sum(found)} of {len(found)}")


def read_validated(folder: Path) -> tuple[dict[str, pd.DataFrame], pd.DataFrame]:
    """Read the documents of ECB+ whose sentences were validated, and these sentences."""
    gold = pd.read_json(folder / "matching" / "sentences_ecbplus.jsonl", lines=True)
    docs = pd.read_json(folder / "events" / "events_ecbplus.jsonl", lines=True)
    docs = docs[docs["event"].isin(set(gold["event"]))]
    articles = docs.assign(article_id=docs["doc_id"], source=docs["doc_id"])[["article_id", "source", "event"]]
    parts = []
    for doc_id, text in zip(docs["doc_id"], docs["text"], strict=True):
        _, sentences = parse_page(read_page(text))
        table = pd.DataFrame(sentences)
        parts.append(
            table.assign(
                article_id=doc_id,
                sentence_id=[f"{doc_id}:{key}" for key in table["sentence_id"]],
                text=[text[start:end] for start, end in zip(table["start"], table["end"], strict=True)],
            )
        )
    return {"articles": articles, "sentences": pd.concat(parts, ignore_index=True)}, gold


def score_validated(folder: Path) -> None:
    """Print how often a close match is one, and how often a sentence of no close match has no partner."""
    tables, gold = read_validated(folder)
    coverage = compare_coverage(tables["sentences"], tables["articles"])
    body = tables["sentences"][tables["sentences"]["zone"] == "body"]
    keys = {"article_id": "doc_id", "start": "start", "end": "end"}
    joined = gold.merge(body[["sentence_id", *keys]].rename(columns=keys), on=list(keys.values()))
    joined = joined[joined["chains"].map(len) > 0]
    chains = {doc_id: list(map(set, rows)) for doc_id, rows in gold.groupby("doc_id")["chains"]}
    rows = coverage.merge(joined[["sentence_id", "chains"]], on="sentence_id")
    rows = rows[rows["other_source"].isin(chains.keys())]
    told = [
        any(not other.isdisjoint(own) for other in chains[source])
        for own, source in zip(rows["chains"], rows["other_source"], strict=True)
    ]
    rows = rows.assign(told=told)
    close, none = rows["status"] == "close match", rows["status"] == "no close match"
    print(f"validated body sentences x other documents: {len(rows)}, {rows['told'].mean():.3f} with a partner")
    print(f"close match: precision {rows.loc[close, 'told'].mean():.3f}, recall {close[rows['told']].mean():.3f}")
    print(f"not a close match: truly without a partner {1 - rows.loc[~close, 'told'].mean():.3f} of {(~close).sum()}")
    print(f"no close match: truly without a partner {1 - rows.loc[none, 'told'].mean():.3f} of {none.sum()}")


def make_tables(n_articles: int, n_events: int) -> dict[str, pd.DataFrame]:
    """Make invented reports with attributions: every third sentence is reported speech."""
    benchmark = runpy.run_path(str(Path(__file__).parent / "duplicates.py"))
    articles, sentences, _ = benchmark["make_corpus"](0, n_articles=n_articles)
    articles["event"] = [f"e{number % n_events}" for number in range(len(articles))]
    articles["source"] = [f"s{number // n_events % 3}" for number in range(len(articles))]
    spoken = sentences[::3].reset_index(drop=True)
    quotes = pd.DataFrame({
        "article_id": spoken["article_id"],
        "quote_id": [f"{article_id}:q{number}" for number, article_id in enumerate(spoken["article_id"])],
        "speaker": [f"Speaker {number % 40}" for number in range(len(spoken))],
    })  # fmt: skip
    segments = quotes.assign(voice="indirect", start=spoken["start"], text=spoken["text"])
    return {"articles": articles, "sentences": sentences, "quotes": quotes, "segments": segments}


def read_tables(folder: Path) -> dict[str, pd.DataFrame]:
    """Read the four tables that the comparison starts from."""
    names = ("articles", "sentences", "quotes", "segments")
    if (folder / "articles.parquet").exists():
        return {name: pd.read_parquet(folder / f"{name}.parquet") for name in names}
    return {name: pd.read_csv(folder / f"{name}.csv", keep_default_na=False) for name in names}


def time_steps(label: str, tables: dict[str, pd.DataFrame]) -> None:
    """Print CPU milliseconds an article of each step, and the peak of memory so far."""
    articles, sentences = tables["articles"], tables["sentences"]
    coverage = pd.DataFrame()
    spent: dict[str, float] = {}

    def run(name: str, step: Callable[[], pd.DataFrame]) -> pd.DataFrame:
        began = time.process_time()
        table = step()
        spent[name] = (time.process_time() - began) / len(articles) * 1000
        return table

    run("statements", lambda: match_quotes(tables["quotes"], tables["segments"], articles))
    run("duplicates", lambda: find_duplicates(articles, sentences))
    coverage = run("coverage", lambda: compare_coverage(sentences, articles))
    run("only here", lambda: list_only_here(sentences, articles, coverage))
    steps = ", ".join(f"{name} {cost:.1f}" for name, cost in spent.items())
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{label}: {len(articles)} articles, {len(sentences)} sentences: {sum(spent.values()):.1f} ms an article")
    print(f"  ({steps}); peak {peak:.0f} MB")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--gold", type=Path, help="folder with the hand gold")
    parser.add_argument("--tables", type=Path, help="folder of tables made from a corpus")
    parser.add_argument("--articles", type=int, default=300)
    args = parser.parse_args()
    if args.gold:
        score_gold(args.gold)
        score_validated(args.gold)
    import scipy.sparse  # noqa: F401  (loaded once, before the clock runs)

    if args.tables:
        time_steps(str(args.tables.name), read_tables(args.tables))
        return
    time_steps("warm-up", make_tables(20, 5))
    for n_articles in (args.articles // 2, args.articles, args.articles * 2):
        time_steps("events of three sources", make_tables(n_articles, max(1, n_articles // 3)))
    time_steps("one event", make_tables(args.articles, 1))


if __name__ == "__main__":
    main()
