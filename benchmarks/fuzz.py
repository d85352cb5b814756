"""Read damaged articles, and try the cheap modules on odd text: nothing may raise, and every promise of a table holds.

    python benchmarks/fuzz.py [--articles 1000] [--cheap 20000] [--seed 0] [--texts TEXTS.jsonl ...]

Articles: those of `seeds/`, of tests/gold and of TEXTS (rows with `text`), cut to a stretch and changed by up to four
mutations each. For each: spans give back their text, segments tile their sentences and never overlap, ids are unique,
every parent exists, polarity and probabilities keep their range, tables read back from CSV and Parquet as they were
written, and (one article in twenty) a second reading gives the same bytes. Cheap: marks, layout, folding, words,
numbers and dates on text that hypothesis makes of letters, marks and what breaks them. Counts are printed; the first
failures of a kind too, with the text that caused them.
"""

import argparse
import csv
import itertools
import json
import random
import re
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pandas as pd
from hypothesis import HealthCheck, Phase, given, settings, strategies
from hypothesis import seed as start_at

from analysis.corpus.dates import read_date
from analysis.language.folding import split_terms, split_words, write_pattern
from analysis.language.numbers import find_numbers
from analysis.lexicons import standard_lexicons
from analysis.reading.article import read_article
from analysis.reading.page import read_page
from analysis.reading.page.marks import pair_marks
from analysis.running.writing import write_tables

PROJECT = Path(__file__).resolve().parents[1]
ODD = [*"“”„‟«»\"＂‹›‘’‚‛'`´", "´´", "``", "''", "\n", "\r", "\r\n", "\n\n", "\t", "\x00", "\x0b", "\x1b", "\u2028",
       "\u200b", "\u202e", "\u00ad", "\ufeff", "\ud800", "\udfff", "e\u0301", "İ", "ß", "ﬁ", "😀", "\U0001d400", "—",
       "...", "- ", ": ", "@", "http://a.example/", "<b>", "&amp;", "A.A.A.", "he said",
       "1,000", "½", "٣", "=1+1"]  # fmt: skip
Check = Callable[[str], None]


class BrokenError(AssertionError):
    """A promise that did not hold."""


def mutate(text: str, others: list[str], chance: random.Random) -> str:
    """Change a text in one of eight ways, at random places."""
    a, b = sorted((chance.randint(0, len(text)), chance.randint(0, len(text))))
    b = min(b, a + 200)
    ways: list[Callable[[], str]] = [
        lambda: text[:a] + text[b:],
        lambda: text[:a] + text[a:b] * 2 + text[b:],
        lambda: text[:a] + chance.choice(ODD) + text[a:],
        lambda: text[:a] + "".join(chance.choices(ODD, k=6)) + text[a:],
        lambda: text[:a] + text[a:b].upper() + text[b:],
        lambda: text[:a] + re.sub(r"\s", chance.choice(["\n", "", "\u00a0"]), text[a:b]) + text[b:],
        lambda: text[:a] + re.sub("[“”\"’']", chance.choice(ODD), text[a:b]) + text[b:],
        lambda: text[:a] + chance.choice(others)[: chance.randint(1, 200)] + text[a:],
    ]
    return chance.choice(ways)()


def make_articles(texts: list[str], n: int, seed: int) -> Iterator[str]:
    """Give `n` damaged articles of 200 to 2,500 characters."""
    chance = random.Random(seed)
    for _ in range(n):
        text = chance.choice(texts)
        begin = chance.randint(0, max(0, len(text) - 2500))
        text = text[begin : begin + chance.randint(200, 2500)]
        for _ in range(chance.randint(1, 4)):
            text = mutate(text, texts, chance)
        yield text


def require(holds: bool, promise: str) -> None:
    if not holds:
        raise BrokenError(promise)


def check_spans(text: str, tables: Mapping[str, pd.DataFrame]) -> None:
    """Spans give back their text, segments tile, ids are unique, parents exist, numbers keep their range."""
    for name, table in tables.items():
        if {"start", "end", "text"} <= set(table.columns):
            for start, end, piece in table[["start", "end", "text"]].itertuples(index=False):
                require(text[start:end] == piece and piece != "", f"{name}: a span gives back its text")
        own = f"{name.rstrip('s')}_id"
        if own in table:
            require(table[own].is_unique, f"{name}: ids are unique")
    require(set(tables["quotes"]["parent_id"]) <= {"", *tables["quotes"]["quote_id"]}, "every parent exists")
    require(bool(tables["scores"]["polarity"].between(-1, 1).all()), "polarity from -1 to 1")
    check_tiles(text, tables["sentences"], tables["segments"])


def check_tiles(text: str, sentences: pd.DataFrame, segments: pd.DataFrame) -> None:
    """Segments stand in their sentences, never overlap, and leave out nothing that is a word."""
    bounds = dict(zip(sentences["sentence_id"], zip(sentences["start"], sentences["end"], strict=True), strict=True))
    for sentence_id, rows in segments.groupby("sentence_id"):
        at, last = bounds[str(sentence_id)]
        for start, end in rows[["start", "end"]].sort_values("start").itertuples(index=False):
            require(at <= start < end <= last, "segments stand in their sentence and never overlap")
            require(re.search(r"\w", text[at:start]) is None, "segments leave out no word")
            at = end
        require(re.search(r"\w", text[at:last]) is None, "segments leave out no word")


def check_files(tables: Mapping[str, pd.DataFrame]) -> None:
    """Tables read back from CSV and from Parquet as they were written."""
    with tempfile.TemporaryDirectory() as folder:
        for path in write_tables(tables, folder):
            table = tables[path.stem]
            with path.open(encoding="utf-8", newline="") as handle:
                rows = list(csv.DictReader(handle))
            require(len(rows) == len(table), f"{path.stem}: CSV has its rows")
            for column in table.columns[table.dtypes == "str"]:
                require([row[column] for row in rows] == table[column].tolist(), f"{path.stem}: CSV has its cells")
        for path in write_tables(tables, folder, format="parquet"):
            require(pd.read_parquet(path).equals(tables[path.stem]), f"{path.stem}: Parquet has its cells")


def read_damaged(text: str, again: bool) -> None:
    tables = read_article(text)
    check_spans(re.sub("[\ud800-\udfff]", "\ufffd", text), tables)
    check_files(tables)
    if again:
        other = read_article(text)
        require(all(table.equals(other[name]) for name, table in tables.items()), "same bytes twice")


def check_marks(text: str) -> None:
    rows = pair_marks(text, 0, len(text)).rows
    spans = sorted((m.outer_start, m.outer_end) for m in rows)
    require(all(0 <= a <= b <= len(text) for a, b in spans), "marks stand in the text")
    crossing = any(a < c < b < d for (a, b), (c, d) in itertools.pairwise(spans))
    require(not crossing, "stretches in marks never cross")


def check_page(text: str) -> None:
    zones = read_page(text).zones
    require(all(a.end <= b.start for a, b in itertools.pairwise(zones)), "zones never overlap")


def check_folding(text: str) -> None:
    words = split_words(text)
    require(all(text[word.start : word.end].strip() for word in words), "a word stands in the text")
    require(all(a.end <= b.start for a, b in itertools.pairwise(words)), "words never overlap")
    for term in split_terms(text):
        if "." in term.text and not re.fullmatch(r"(?:\w\.){2,5}", term.text):
            continue  # points inside a word that is no acronym (A.A.A.0, www.a.example) are folded off
        found = re.compile(write_pattern(term.term), re.IGNORECASE).search(text[term.start : term.end])
        require(found is not None, "the pattern of a term finds it")


def check_numbers(text: str) -> None:
    numbers = find_numbers(text)
    require(all(number.low <= number.high for number in numbers), "a range begins below its end")
    require(all(0 <= number.start < number.end <= len(text) for number in numbers), "a number stands in the text")


def check_dates(text: str) -> None:
    date = read_date(text, lexicons=standard_lexicons())
    require(date == "" or read_date(date, lexicons=standard_lexicons()) == date, "a date read is read again")


CHEAP: dict[str, Check] = {
    "marks": check_marks,
    "page": check_page,
    "folding": check_folding,
    "numbers": check_numbers,
    "dates": check_dates,
}


def try_cheap(check: Check, n: int, seed: int) -> None:
    """Try a check on `n` texts; hypothesis makes each failure small before it raises it."""
    pieces = strategies.one_of(strategies.sampled_from(ODD), strategies.text(max_size=8), strategies.sampled_from(
        ["The ", "minister ", "said ", "no", ". ", ", ", "and ", "two ", "Monday"]))  # fmt: skip
    texts = strategies.lists(pieces, max_size=30).map("".join)
    checks = settings(max_examples=n, deadline=None, database=None, suppress_health_check=list(HealthCheck),
                      phases=(Phase.generate, Phase.shrink))  # fmt: skip
    checks(start_at(seed)(given(texts)(check)))()


def read_texts(files: list[Path]) -> list[str]:
    texts = [path.read_text(encoding="utf-8") for path in sorted((PROJECT / "seeds").glob("*.txt"))]
    for path in [*sorted((PROJECT / "tests" / "gold").glob("*.jsonl")), *files]:
        texts += [json.loads(line)["text"] for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    return texts


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--cheap", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--texts", type=Path, nargs="*", default=[])
    options = parser.parse_args()
    failures: Counter[str] = Counter()
    begin, read = time.process_time(), 0
    for number, text in enumerate(make_articles(read_texts(options.texts), options.articles, options.seed)):
        try:
            read_damaged(text, again=number % 20 == 0)
        except Exception as error:
            kind = f"{type(error).__name__}: {error}"
            failures[kind] += 1
            if failures[kind] <= 2:
                print(f"{kind}\n    {text!r}")
        read += 1
    spent = time.process_time() - begin
    print(f"articles: {read:,} read, {sum(failures.values())} failures, seed {options.seed}, {spent:.0f} CPU s")
    for name, check in CHEAP.items():
        begin = time.process_time()
        try:
            try_cheap(check, options.cheap, options.seed)
            said = "no failure"
        except BaseException as error:
            said = f"FAILED {type(error).__name__}: {error} {getattr(error, '__notes__', '')}"
        print(f"{name}: {options.cheap:,} texts, {said}, {time.process_time() - begin:.0f} CPU s", flush=True)


if __name__ == "__main__":
    main()
