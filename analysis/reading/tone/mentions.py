"""Mentions of persons: which words of a text are somebody's name, and which mentions share one."""

import functools
import re
from collections.abc import Sequence
from typing import NamedTuple

from analysis.language.names import compile_aliases, compile_parts
from analysis.language.words import read_function_words
from analysis.lexicons import Lexicons
from analysis.reading.tone.names import Span

WORD = re.compile(r"[^\s.\u00a0]+")
SHOWN = ("body", "owned body", "whole name", "calendar", "former", "place")  # kinds of name_parts.csv that name nobody
TELLING = frozenset(["athlete", "suspect"])  # titles that have a tone of their own


class Mention(NamedTuple):
    """The words that name a person: where they stand, and the number of the person in the order of the text."""

    start: int
    end: int
    person: int


class _Run(NamedTuple):
    """Words of one name that stand together, in small letters."""

    start: int
    end: int
    words: tuple[str, ...]


def find_mentions(text: str, names: Sequence[Span], *, lexicons: Lexicons) -> list[Mention]:
    """Find the words of names that name somebody; titles, parties, bodies, places and days are none.

    Names that end in the same word are one person's, and a first name is that of the first full name that has it.

    Takes: a straightened text; `names`, its names as find_names gives them.
    Returns: mentions in the order of the text.
    Source: this project.

    >>> from analysis.lexicons import standard_lexicons
    >>> text = "Senator Mary Reed of France saw Mr. Lund. Reed smiled."
    >>> found = find_mentions(text, [(0, 17), (21, 27), (32, 40), (42, 46)], lexicons=standard_lexicons())
    >>> [(text[mention.start : mention.end], mention.person) for mention in found]
    [('Mary Reed', 0), ('Lund', 1), ('Reed', 0)]

    Limits: whatever the lists do not know as something else counts as somebody; two of one surname are one.
    """
    runs = [run for start, end in names for run in _cut_name(text, start, end, lexicons)]
    surnames = {run.words[-1] for run in runs if len(run.words) > 1}
    full = {run.words[0]: run.words[-1] for run in reversed(runs) if len(run.words) > 1}
    order: dict[str, int] = {}
    found: list[Mention] = []
    for run in runs:
        last = run.words[-1]
        key = last if len(run.words) > 1 or last in surnames else full.get(last, last)
        found.append(Mention(run.start, run.end, order.setdefault(key, len(order))))
    return found


def _cut_name(text: str, start: int, end: int, lexicons: Lexicons) -> list[_Run]:
    """Cut a name into the runs of its words that name somebody."""
    if text[start:end] in compile_aliases(lexicons) or text[start:end].lower() in _shown(lexicons):
        return []
    words = [(start + m.start(), start + m.end(), m.group()) for m in WORD.finditer(text[start:end])]
    runs: list[_Run] = []
    before = ""
    for first, last, word in words:
        small = word.lower()
        follows = bool(runs) and runs[-1].end >= first - 2 and runs[-1].words[-1] == before
        named = before in _honorifics(lexicons) or (follows and before in _first_names(lexicons))
        if (named or not _is_shown(word, len(words), lexicons)) and not (
            follows and small in compile_parts(lexicons).suffixes
        ):
            if follows:
                runs[-1] = _Run(runs[-1].start, last, (*runs[-1].words, small))
            else:
                runs.append(_Run(first, last, (small,)))
        before = small
    return runs


def _is_shown(word: str, n_words: int, lexicons: Lexicons) -> bool:
    """Whether a word is read as printed: it names nobody, or is all in capitals and no initial of a name."""
    if n_words > 1 and len(word) == 1:
        return False
    small = word.lower()
    alone = n_words == 1 and small in read_function_words(lexicons)  # but "Will Grant"
    public = small in _shown(lexicons) or small in _honorifics(lexicons) or word in compile_aliases(lexicons)
    return alone or public or word.isupper()


@functools.lru_cache(maxsize=8)
def _first_names(lexicons: Lexicons) -> frozenset[str]:
    return frozenset(row["name"].lower() for row in lexicons["given_names"])


@functools.lru_cache(maxsize=8)
def _honorifics(lexicons: Lexicons) -> frozenset[str]:
    return frozenset(word.rstrip(".").lower() for word in compile_parts(lexicons).honorifics)


@functools.lru_cache(maxsize=8)
def _shown(lexicons: Lexicons) -> frozenset[str]:
    """Words, and whole names, that name nobody."""
    parts = compile_parts(lexicons)
    titles = {word for title, kinds in parts.titles.items() if not kinds & TELLING for word in title.split()}
    others = {word.lower() for kind in SHOWN for word in parts[kind]}
    return frozenset(titles | others | {row["name"].lower() for row in lexicons["public_names"]})
