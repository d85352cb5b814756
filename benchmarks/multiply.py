"""A corpus of any size: articles recombined from real paragraphs, and their readings written again in other words.

    python benchmarks/multiply.py GOLD OUT [--articles 252] [--times 40] [--tone-model off]

The articles of OUT/base are read once. OUT/times-N then holds them N times under other ids, events and words, and the
cache ($SAMESTORY_CACHE) their readings, so that only finding them there, comparison and writing are left to run.
"""

import argparse
import hashlib
import itertools
import json
import math
import re
from collections import Counter, defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

from analysis.corpus.articles import read_corpus
from analysis.corpus.hashing import hash_text
from analysis.language.words import read_function_words
from analysis.lexicons import standard_lexicons
from analysis.running.cache import Cache, Reading
from analysis.running.reader import Reader

TEXTS = ("quotes/polnear_dev.jsonl", "framing/basil_dev.jsonl", "framing/newswcl50_dev.jsonl")
SOURCES = ("Courier", "Dispatch", "Gazette", "Herald", "Observer", "Tribune")
LEAST_WORDS = 700
IN_EVENT = 3
RARE = 3  # a word of no more of the articles is another word in every copy, as new texts bring new words
SEVERAL = 5  # words of a class that can take each other's places
WORD = re.compile(r"[A-Za-z]{4,}")
VOWELS, CONSONANTS = "aeiou", "bcdfghjklmnpqrstvwxyz"
WORDED = frozenset(["term", "entity", "speaker", "agent", "patient", "instrument"])  # columns that hold words
IN_FILE = 1_000
LONGEST_RATED = 40  # characters; a longer hit is a stretch that a model rates as a whole


def recombine(gold: Path, n: int) -> list[dict[str, str]]:
    """Recombine real paragraphs into articles of 700 words and a little more, in events of three.

    The paragraphs of one text after another are dealt to the three articles of an event in turn, so that they report
    the same and no passage stands in two. Where `n` asks for more than there are, they are dealt again.

    Returns: article_id, source, event, date, text.
    """
    rows: list[dict[str, str]] = []
    paragraphs = itertools.cycle(_list_paragraphs(gold))
    combinations = itertools.cycle(itertools.combinations(SOURCES, IN_EVENT))
    for number in itertools.count():
        texts: list[list[str]] = [[] for _ in range(IN_EVENT)]
        lacking = set(range(IN_EVENT))
        for at in itertools.cycle(range(IN_EVENT)):
            if not lacking:
                break
            if at in lacking:
                texts[at].append(next(paragraphs))
                if sum(len(text.split()) for text in texts[at]) >= LEAST_WORDS:
                    lacking.discard(at)
        for source, text in zip(next(combinations), texts, strict=True):
            if len(rows) == n:
                return rows
            event = f"event {number:05d}"
            date = f"2020-{number % 12 + 1:02d}-{number % 28 + 1:02d}"
            rows.append({"article_id": f"{number:05d}-{source.lower()}", "source": source, "event": event,
                         "date": date, "text": "\n\n".join(text)})  # fmt: skip
    raise AssertionError


def _list_paragraphs(gold: Path) -> list[str]:
    lines = [line for name in TEXTS for line in (gold / name).read_text(encoding="utf-8").splitlines()]
    texts = [json.loads(line)["text"] for line in lines]
    return [paragraph for text in texts for paragraph in re.split(r"\n\s*\n", text) if len(paragraph.split()) >= 8]


def multiply(base: str, out: Path, times: int, *, tone_model: str = "off", cache: Cache | None = None) -> int:
    """Write a corpus `times` times over into a folder, and its readings into the cache.

    The first copy is the corpus itself. In each other one, words that stand in more than three articles change places
    with words as long and about as frequent, and rarer words become new ones: the vocabulary grows, and no copy is
    like another. A word keeps its length, so that every span of a reading still fits.

    Returns: how many articles there are now. Two of the same text count once, so that the gold sets a limit to `base`.

    Limits: what the words mean is lost; stems and word vectors are those of the words that took their places.
    """
    cache = cache or Cache()
    articles, _ = read_corpus(base)
    how: dict[str, Any] = {"view": "speech", "tone_model": tone_model, "lexicons": standard_lexicons(), "cache": cache}
    reader = Reader(articles, **how)
    reader.read()
    readings = list(map(cache.load([*reader.keys.values()]).__getitem__, reader.keys.values()))
    texts = articles["text"].tolist()
    words = _Words(texts, _list_rated(texts, readings))
    out.mkdir(parents=True)
    rows: list[dict[Any, Any]] = []
    n_files = itertools.count()
    for copy in range(times):
        change = words.change_for(copy)
        made = articles.assign(
            article_id=[f"{copy:04d}-{article_id}" for article_id in articles["article_id"]],
            event=[f"{event} {copy:04d}" for event in articles["event"]],
            text=list(map(change, articles["text"])),
        )
        made["sha256"] = list(map(hash_text, made["text"]))
        keys = Reader(made, **how).keys.values()
        cache.store(dict(zip(keys, (_change_words(reading, change) for reading in readings), strict=True)))
        rows += made[["article_id", "source", "event", "date", "text"]].to_dict("records")
        while len(rows) >= IN_FILE or (rows and copy == times - 1):
            lines = map(json.dumps, rows[:IN_FILE])
            (out / f"{next(n_files):04d}.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
            rows = rows[IN_FILE:]
    return times * len(articles)


class _Words:
    """The words of some texts, and what stands in their places in each copy.

    What a list of tone rates gives its place to another such word, so that all copies have the same of them.
    """

    def __init__(self, texts: list[str], rated: set[str]) -> None:
        n_texts = Counter(
            itertools.chain.from_iterable({word.lower() for word in WORD.findall(text)} for text in texts)
        )
        kept = {*read_function_words(standard_lexicons()), "unknown"}
        classes = defaultdict(list)
        for word, n in sorted(n_texts.items()):
            if word not in kept and (n > RARE or word in rated):
                classes[len(word), int(math.log2(n)), word in rated].append(word)
        self._classes = [words for (*_, is_rated), words in classes.items() if is_rated or len(words) >= SEVERAL]
        self._rare = set(n_texts).difference(kept, *self._classes)

    def change_for(self, copy: int) -> Callable[[str], str]:
        """Give what turns a text into that of a copy."""
        if not copy:
            return str
        known = {word: other for words in self._classes for word, other in zip(words, _turn(words, copy), strict=True)}
        known |= {word: _invent(word, copy) for word in self._rare}
        forms = known | {word.capitalize(): other.capitalize() for word, other in known.items()}
        forms |= {word.upper(): other.upper() for word, other in known.items()}

        def replace(match: re.Match[str]) -> str:
            return forms.get(match[0], match[0])

        return lambda text: WORD.sub(replace, text)


def _list_rated(texts: list[str], readings: list[Reading]) -> set[str]:
    """The words that a list of tone rates somewhere."""
    spans = (
        text[start:end]
        for text, reading in zip(texts, readings, strict=True)
        for start, end in zip(reading["hits"]["start"], reading["hits"]["end"], strict=True)
        if end - start < LONGEST_RATED
    )
    return {word.lower() for span in spans for word in WORD.findall(span)}


def _turn(words: list[str], copy: int) -> list[str]:
    """Put other words of a class in the place of each, in another order for every copy."""
    return sorted(words, key=lambda word: hashlib.blake2b(f"{copy} {word}".encode()).digest())


def _invent(word: str, copy: int) -> str:
    digest = hashlib.blake2b(f"{copy} {word}".encode(), digest_size=64).digest()
    pairs = zip(word, itertools.cycle(digest))
    return "".join(
        letters[number % len(letters)]
        for letter, number in pairs
        for letters in (VOWELS if letter in VOWELS else CONSONANTS,)
    )


def _change_words(reading: Reading, change: Callable[[str], str]) -> Reading:
    return {
        name: {column: list(map(change, cells)) if column in WORDED else cells for column, cells in columns.items()}
        for name, columns in reading.items()
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--articles", type=int, default=252)
    parser.add_argument("--times", type=int, nargs="+", default=[4, 40])
    parser.add_argument("--tone-model", default="off")
    told = parser.parse_args()
    base = told.out / "base"
    base.mkdir(parents=True, exist_ok=True)
    lines = map(json.dumps, recombine(told.gold, told.articles))
    (base / "articles.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    for times in told.times:
        n = multiply(str(base), told.out / f"times-{times}", times, tone_model=told.tone_model)
        print(f"{told.out / f'times-{times}'}: {n:,} articles")


if __name__ == "__main__":
    main()
