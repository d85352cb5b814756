"""Mentions of persons: which words of a text are somebody's name, which mentions share one, and what each tells."""

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
    """The words that name a person: where they stand, which person of the text, and how the name is printed.

    `person`: number in the order of the text; `shape`: first, last or full name; `gender`: male, female, or empty where
    neither the text nor the lists tell.
    """

    start: int
    end: int
    person: int
    shape: str
    gender: str


class _Run(NamedTuple):
    """Words of one name that stand together, in small letters, and the word before them."""

    start: int
    end: int
    words: tuple[str, ...]
    before: str

    @property
    def key(self) -> str:
        return self.words[-1]


def find_mentions(text: str, names: Sequence[Span], *, lexicons: Lexicons) -> list[Mention]:
    """Find the words of names that name somebody; titles, parties, bodies, places and days are none.

    Names that end in the same word are one person's, and a first name is that of the first full name that has it.

    Takes: a straightened text; `names`, its names as find_names gives them.
    Returns: mentions in the order of the text.
    Source: this project.

    >>> from analysis.lexicons import standard_lexicons
    >>> text = "Senator Mary Reed of France saw Mr. Lund. Reed smiled."
    >>> found = find_mentions(text, [(0, 17), (21, 27), (32, 40), (42, 46)], lexicons=standard_lexicons())
    >>> [(text[m.start : m.end], m.person, m.shape, m.gender) for m in found]
    [('Mary Reed', 0, 'full', 'female'), ('Lund', 1, 'last', 'male'), ('Reed', 0, 'last', 'female')]

    Limits: whatever the lists do not know as something else counts as somebody; two of one surname are one.
    """
    runs = [run for start, end in names for run in _cut_name(text, start, end, lexicons)]
    first_names, told = _first_names(lexicons), _genders(lexicons)
    surnames = {run.key for run in runs if len(run.words) > 1}
    full = {run.words[0]: run.key for run in reversed(runs) if len(run.words) > 1}
    alone = {run.words[0] for run in runs if len(run.words) == 1} & first_names - surnames
    genders: dict[str, str] = {}
    order: dict[str, int] = {}
    found: list[Mention] = []
    for run in runs:
        named = run.words[0] if len(run.words) > 1 or run.key in alone else ""
        genders[run.key] = genders.get(run.key) or told.get(named, "") or told.get(run.before, "")
    for run in runs:
        shape = "full" if len(run.words) > 1 else "first" if run.key in alone else "last"
        key = full.get(run.key, run.key) if shape == "first" else run.key
        person = order.setdefault(key, len(order))
        found.append(Mention(run.start, run.end, person, shape, genders.get(key, "")))
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
        follows = bool(runs) and runs[-1].end >= first - 2 and runs[-1].key == before
        named = before in _honorifics(lexicons) or (follows and before in _first_names(lexicons))
        if named or not _is_shown(word, len(words), lexicons):
            if follows and small in compile_parts(lexicons).suffixes:
                continue
            if follows:
                runs[-1] = runs[-1]._replace(end=last, words=(*runs[-1].words, small))
            else:
                runs.append(_Run(first, last, (small,), before))
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
def _genders(lexicons: Lexicons) -> dict[str, str]:
    return {word.rstrip(".").lower(): gender for word, gender in compile_parts(lexicons).gender.items()}


@functools.lru_cache(maxsize=8)
def _honorifics(lexicons: Lexicons) -> frozenset[str]:
    return frozenset(word.rstrip(".").lower() for word in compile_parts(lexicons).honorifics)


@functools.lru_cache(maxsize=8)
def _shown(lexicons: Lexicons) -> frozenset[str]:
    """Words, and whole names, that name nobody."""
    parts = compile_parts(lexicons)
    titles = {word for title, kinds in parts.titles.items() if not kinds & TELLING for word in title.split()}
    others = {word.lower() for kind in SHOWN for word in parts[kind]}
    public = {row["name"].lower() for row in lexicons["public_names"]}
    return frozenset(titles | others | public)
