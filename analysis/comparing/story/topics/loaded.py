"""Loaded words: a word that colours a group or a deed in one source, where another has a plain one."""

import functools
import re
from collections.abc import Iterator
from typing import NamedTuple

from analysis.comparing.matching.sentences import AT_ONCE
from analysis.comparing.story.candidates import Candidate, choose_headline, quote_as, show
from analysis.comparing.story.events import Event, Sentence
from analysis.language.stems import singular, stem
from analysis.lexicons import Lexicons

WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
PLAIN, DEED, PERSON = "plain", "deed", "person"
LONGEST = 3


class Loaded(NamedTuple):
    """A word of the list as it stands in a source's own voice."""

    of: str
    colour: str
    source: str
    sentence: Sentence
    start: int
    end: int


@functools.lru_cache(maxsize=8)
def read_words(lexicons: Lexicons) -> dict[tuple[str, ...], list[tuple[str, str]]]:
    """Read lexicons/loaded_words.csv: words in their compared form → what they name, their colour."""
    found: dict[tuple[str, ...], list[tuple[str, str]]] = {}
    for row in lexicons["loaded_words"]:
        fold = stem if row["of"] == DEED else singular
        key = tuple(fold(word.lower()) for word in WORD.findall(row["word"]))
        found.setdefault(key, []).append((row["of"], row["colour"]))
    return found


@functools.lru_cache(maxsize=8)
def _list_firsts(lexicons: Lexicons) -> frozenset[str]:
    return frozenset(key[0] for key in read_words(lexicons))


@functools.lru_cache(maxsize=AT_ONCE)
def _list_forms(text: str, lexicons: Lexicons) -> list[str]:
    """List the words of a sentence in their compared form; none where no word of the list may begin."""
    forms = [singular(word.lower()) for word in WORD.findall(text)]
    return [] if _list_firsts(lexicons).isdisjoint(forms) else forms


def find_loaded(event: Event) -> Iterator[Loaded]:
    """Find every word of the list in the sources' own voice, the longest first where two overlap."""
    words = read_words(event.lexicons)
    firsts = _list_firsts(event.lexicons)
    for source in event.sources:
        for article_id in event.articles[source]:
            for sentence in event.sentences[article_id]:
                forms = _list_forms(sentence.text, event.lexicons)
                if not forms:
                    continue
                pieces = list(WORD.finditer(sentence.text))
                at = 0
                while at < len(pieces):
                    if forms[at] not in firsts:
                        at += 1
                        continue
                    size = next((n for n in range(LONGEST, 0, -1) if tuple(forms[at : at + n]) in words), 0)
                    if size and at + size <= len(pieces):
                        span = pieces[at].start() + sentence.start, pieces[at + size - 1].end() + sentence.start
                        common = at == 0 or not pieces[at].group()[0].isupper()
                        if common and event.voice_at(article_id, span[0]) == "own":
                            for of, colour in words[tuple(forms[at : at + size])]:
                                yield Loaded(of, colour, source, sentence, *span)
                    at += max(1, size)


def tell_loaded(event: Event) -> Iterator[Candidate]:
    """Tell of which group one source uses a coloured word that another, which names the group too, never uses."""
    found = [loaded for loaded in find_loaded(event) if loaded.of not in (DEED, PERSON)]
    for of in sorted({loaded.of for loaded in found}):
        rows = [loaded for loaded in found if loaded.of == of]
        for colour in sorted({row.colour for row in rows} - {PLAIN}):
            coloured = [row for row in rows if row.colour == colour]
            users = {row.source for row in coloured}
            others = [row for row in rows if row.source not in users]
            if others:
                other = min(others, key=lambda row: (row.colour == PLAIN, row.sentence.depth, row.source, row.start))
                one = min(coloured, key=lambda row: (row.sentence.depth, row.source, row.start))
                yield _tell(of, one, other, coloured)


def _tell(of: str, one: Loaded, other: Loaded, coloured: list[Loaded]) -> Candidate:
    own = [row for row in coloured if row.source == one.source]
    rows = sorted((one, other), key=lambda row: row.source)
    words = {one.source: list(dict.fromkeys(_print(row) for row in own))[:2], other.source: [_print(other)]}
    quoted = [" and ".join(quote_as(word, 4) for word in words[row.source]) for row in (one, other)]
    headline = choose_headline([f"{one.source} writes {quoted[0]} where {other.source} has {quoted[1]}."])
    passages = []
    for side, row in zip("ab", rows, strict=True):
        spans = [(r.start, r.end) for r in (*own, other) if r.sentence.sentence_id == row.sentence.sentence_id]
        passages.append(show(side, row.sentence, *spans))
    return Candidate(
        "labels",
        headline,
        "Both stand in the sources’ own words.",
        (rows[0].source, rows[1].source),
        tuple(passages),
        (rows[0].sentence.sentence_id, rows[1].sentence.sentence_id),
        frozenset({f"group {of}"}),
        1.0 if other.colour != PLAIN else 0.7,
        0.75,
        trait="loaded",
    )


def _print(row: Loaded) -> str:
    at = row.start - row.sentence.start
    return row.sentence.text[at : row.end - row.sentence.start]
