"""Read damaged articles, and try the cheap modules on odd text: nothing may raise, and every promise of a table holds.

    python benchmarks/fuzz.py [--articles 1000] [--cheap 20000] [--seed 0] [--texts TEXTS.jsonl ...]

Articles: one to four short paragraphs (20 to 80 words in all) of `seeds/`, tests/gold and TEXTS (rows with `text`),
changed by up to four mutations each. For each: spans give back their text, segments tile their sentences and never
overlap, ids are unique, every parent exists, polarity and probabilities keep their range, and (one article in twenty)
a second reading gives the same, and another view of it what a reading under that view gives. A hundred at a time are
joined and written: tables read back from CSV and Parquet as they were written. The language model of tone reads one
article in five. Cheap: marks, layout, folding, words, numbers and dates on text of letters, marks and what breaks
them, of which hypothesis makes up to 2,000. Counts are printed; the first failures of a kind too, with the text that
caused them, made small.
"""

import argparse
import csv
import functools
import itertools
import json
import random
import re
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pandas as pd
from hypothesis import HealthCheck, Phase, given, settings, strategies
from hypothesis import seed as start_at

from analysis.corpus.dates import read_date
from analysis.language.folding import split_terms, split_words, write_pattern
from analysis.language.numbers import find_numbers
from analysis.language.words import replace_halves
from analysis.lexicons import standard_lexicons
from analysis.reading.article import read_rows
from analysis.reading.page import read_page
from analysis.reading.page.marks import pair_marks
from analysis.reading.views import change_view
from analysis.running.packing import join_readings
from analysis.running.writing import write_tables
from analysis.schema import Columns

PROJECT = Path(__file__).resolve().parents[1]
ODD = [*"“”„‟«»\"＂‹›‘’‚‛'`´", "´´", "``", "''", "\n", "\r", "\r\n", "\n\n", "\t", "\x00", "\x0b", "\x1b", "\u2028",
       "\u200b", "\u202e", "\u00ad", "\ufeff", "\ud800", "\udfff", "e\u0301", "İ", "ß", "ﬁ", "😀", "\U0001d400", "—",
       "‑", "...", "- ", ": ", "@", "http://a.example/", "<b>", "&amp;", "A.A.A.", "he said",
       "1,000", "½", "٣", "=1+1"]  # fmt: skip
WORDS = ["The ", "minister ", "said ", "no", ". ", ", ", "and ", "two ", "Monday", "Ana Sol", "5 May 2021", "US-led ",
         "half of ", "Mr. ", "s’ ", "that "]  # fmt: skip
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
    """Give `n` damaged articles of one to four short paragraphs."""
    chance = random.Random(seed)
    for _ in range(n):
        parts = [cut_words(chance.choice(texts), chance.randint(8, 30), chance) for _ in range(chance.randint(1, 4))]
        text = chance.choice(["\n\n", "\n\n", "\n", "\r\n\r\n"]).join(parts)
        for _ in range(chance.randint(1, 4)):
            text = mutate(text, texts, chance)
        yield text


def cut_words(text: str, n: int, chance: random.Random) -> str:
    """Cut a stretch of `n` words that begins a sentence where one is near."""
    begin = chance.randint(0, max(0, len(text) - 8 * n))
    stop = text.find(". ", begin, begin + 200)
    return " ".join(text[begin if stop < 0 else stop + 2 :].split(" ")[:n])


def require(holds: bool, promise: str) -> None:
    if not holds:
        raise BrokenError(promise)


def check_spans(text: str, reading: Mapping[str, Columns]) -> None:
    """Spans give back their text, segments tile, ids are unique, parents exist, numbers keep their range."""
    for name, columns in reading.items():
        for start, end in zip(columns.get("start", []), columns.get("end", []), strict=True):
            require(0 <= start < end <= len(text), f"{name}: a span stands in the text and holds something")
        own = columns.get(f"{name.rstrip('s')}_id", [])
        require(len(own) == len(set(own)), f"{name}: ids are unique")
    quotes, scores = reading["quotes"], reading["scores"]
    require(set(quotes["parent_id"]) <= {"", *quotes["quote_id"]}, "every parent exists")
    require(all(-1 <= polarity <= 1 for polarity in scores["polarity"]), "polarity from -1 to 1")
    for kind in ("positive", "neutral", "negative"):
        require(all(0 <= p <= 1 for p in reading.get("targets", {}).get(kind, [])), "probabilities from 0 to 1")
    check_tiles(text, reading["sentences"], reading["segments"])


def check_tiles(text: str, sentences: Columns, segments: Columns) -> None:
    """Segments stand in their sentences, never overlap, and leave out nothing that is a word."""
    bounds = dict(zip(sentences["sentence_id"], zip(sentences["start"], sentences["end"], strict=True), strict=True))
    inside: dict[str, list[tuple[int, int]]] = {}
    for sentence_id, *span in zip(segments["sentence_id"], segments["start"], segments["end"], strict=True):
        inside.setdefault(sentence_id, []).append((span[0], span[1]))
    for sentence_id, spans in inside.items():
        at, last = bounds[sentence_id]
        for start, end in sorted(spans):
            require(at <= start < end <= last, "segments stand in their sentence and never overlap")
            require(re.search(r"\w", text[at:start]) is None, "segments leave out no word")
            at = end
        require(re.search(r"\w", text[at:last]) is None, "segments leave out no word")


def check_files(readings: list[tuple[str, dict[str, Columns]]]) -> None:
    """Tables of many articles read back from CSV and from Parquet as they were written, spans with their text."""
    texts = [text for text, _ in readings]
    articles = pd.DataFrame({"article_id": [f"a{n}" for n in range(len(texts))], "path": "a.txt", "text": texts})
    keys = articles["article_id"].tolist()
    names = set.intersection(*(set(reading) for _, reading in readings))
    same = [{name: reading[name] for name in names} for _, reading in readings]
    tables = join_readings(articles, keys, dict(zip(keys, same, strict=True)))
    text_of = dict(zip(keys, texts, strict=True))
    for name, table in tables.items():
        if {"start", "end", "text"} <= set(table.columns):
            rows = table[["article_id", "start", "end", "text"]].itertuples(index=False)
            require(all(text_of[i][a:b] == piece for i, a, b, piece in rows), f"{name}: a span gives back its text")
    with tempfile.TemporaryDirectory() as folder:
        for path in write_tables(tables, folder):
            table = tables[path.stem]
            with path.open(encoding="utf-8", newline="") as handle:
                rows = list(csv.DictReader(handle))
            require(len(rows) == len(table), f"{path.stem}: CSV has its rows")
            again = pd.read_csv(path, keep_default_na=False, dtype="str")
            for column in table.columns[table.dtypes == "str"]:
                require([row[column] for row in rows] == table[column].tolist(), f"{path.stem}: CSV has its cells")
                require(again[column].tolist() == table[column].tolist(), f"{path.stem}: pandas reads its cells")
        for path in write_tables(tables, folder, format="parquet"):
            require(pd.read_parquet(path).equals(tables[path.stem]), f"{path.stem}: Parquet has its cells")


def read_damaged(text: str, number: int) -> tuple[str, dict[str, Columns]]:
    tone_model = "on" if number % 5 == 0 else "off"
    reading = read_rows(text, tone_model=tone_model)
    raw, text = text, replace_halves(text)
    check_spans(text, reading)
    if number % 20 == 0:
        require(reading == read_rows(text, tone_model=tone_model), "the same twice")
        for view in ("strict", "all"):
            other = change_view(reading, raw, view=view, tone_model=tone_model, lexicons=standard_lexicons())
            require(other == read_rows(text, view=view, tone_model=tone_model), "another view, as read for itself")
    return text, reading


def try_articles(articles: Iterator[str], failures: "Failures") -> int:
    """Read articles, and write and read back a hundred at a time. Returns: how many were tried."""
    at = -1
    for numbers in batched(enumerate(articles), 100):
        readings = []
        for at, text in numbers:
            with failures.noted(text, lambda text, at=at: read_damaged(text, at)):
                readings.append(read_damaged(text, at))
        try:
            check_files(readings)
        except Exception:
            for text, reading in readings:
                with failures.noted(text):
                    check_files([(text, reading)])
        if (at + 1) % 5000 == 0:
            print(f"  {at + 1:,} articles, {failures.n} failures, {time.process_time():.0f} CPU s", flush=True)
    return at + 1


def batched(items: "enumerate[str]", n: int) -> Iterator[list[tuple[int, str]]]:
    while batch := list(itertools.islice(items, n)):
        yield batch


class Failures:
    """Failures by kind; the first two of a kind are shown, made small."""

    def __init__(self) -> None:
        self.kinds: Counter[str] = Counter()

    @property
    def n(self) -> int:
        return sum(self.kinds.values())

    @contextmanager
    def noted(self, text: str, check: Callable[[str], Any] | None = None) -> Iterator[None]:
        """Note what goes wrong inside with the text that it goes wrong with."""
        try:
            yield
        except Exception as error:
            kind = f"{type(error).__name__}: {error}"
            self.kinds[kind] += 1
            if self.kinds[kind] <= 2:
                print(f"{kind}\n    {shrink(text, check) if check else text!r}", flush=True)


def shrink(text: str, check: Callable[[str], Any]) -> str:
    """Cut from a text whatever it fails without as well."""

    def fails(text: str) -> bool:
        try:
            check(text)
        except Exception:
            return True
        return False

    size = len(text) // 2
    while size:
        at = 0
        while at < len(text):
            shorter = text[:at] + text[at + size :]
            if fails(shorter):
                text = shorter
            else:
                at += size
        size //= 2
    return repr(text)


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
        found = pattern_of(term.term).search(text[term.start : term.end])
        require(found is not None, "the pattern of a term finds it")


@functools.lru_cache(maxsize=100_000)
def pattern_of(term: str) -> re.Pattern[str]:
    return re.compile(write_pattern(term), re.IGNORECASE)


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


def try_cheap(check: Check, n: int, seed: int, failures: Failures) -> None:
    """Try a check on `n` texts, up to 2,000 of them by hypothesis, which knows more kinds of letters."""
    pieces = strategies.one_of(strategies.sampled_from([*ODD, *WORDS]), strategies.text(max_size=8))
    texts = strategies.lists(pieces, max_size=30).map("".join)
    checks = settings(max_examples=min(n, 2000), deadline=None, database=None, phases=[Phase.generate],
                      suppress_health_check=list(HealthCheck))  # fmt: skip

    def noted(text: str) -> None:
        with failures.noted(text, check):
            check(text)

    checks(start_at(seed)(given(texts)(noted)))()
    chance = random.Random(seed)
    for _ in range(n - 2000):
        noted("".join(chance.choices(ODD if chance.random() < 0.3 else [*ODD, *WORDS * 3], k=chance.randint(1, 20))))


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
    failures = Failures()
    begin = time.process_time()
    n = try_articles(make_articles(read_texts(options.texts), options.articles, options.seed), failures)
    spent = time.process_time() - begin
    print(f"articles: {n:,} read, {failures.n} failures, seed {options.seed}, {spent:.0f} CPU s", flush=True)
    for name, check in CHEAP.items():
        begin, failures = time.process_time(), Failures()
        try_cheap(check, options.cheap, options.seed, failures)
        spent = time.process_time() - begin
        print(f"{name}: {options.cheap:,} texts, {failures.n} failures, {spent:.0f} CPU s", flush=True)


if __name__ == "__main__":
    main()
