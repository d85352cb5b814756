"""Candidates: what a topic proposes as a finding, with the passages on both sides, before any is chosen or ranked."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from analysis.comparing.story.events import Event, Sentence

MOST_WORDS = 25
WORD = re.compile(r"[\w’'%-]+")
ABBREVIATED = re.compile(r"(?:\b[A-Z]|\.\w)\.$")
INNER = str.maketrans('“”"', "‘’'")
EDGES = " \n“”\"‘’',;:"
_SMALL = (
    "a an the of in on at to for from with and or but by as is was were are be been who which that across after before "
    "into over under its his her their not"
)
_OPENERS = "A An The He She It They We His Her Its Their This That These Those Hundreds Thousands Dozens Scores"
SMALL, OPENERS = frozenset(_SMALL.split()), frozenset(_OPENERS.split())
Span = tuple[int, int]


class Passage(NamedTuple):
    """A stretch of one article, and in it the stretches that decide; `side` is a or b."""

    side: str
    sentence: Sentence
    deciding: tuple[Span, ...]


@dataclass(frozen=True)
class Candidate:
    """A proposed finding.

    `facts` name what it tells of: of two candidates with a fact in common only one is kept. `size` is how large the
    difference is and `certainty` how sure the tables are of it, both from 0 to 1.
    """

    topic: str
    headline: str
    detail: str
    sources: tuple[str, str]
    passages: tuple[Passage, ...]
    evidence: tuple[str, ...]
    facts: frozenset[str]
    size: float
    certainty: float
    trait: str = ""
    caution: str = ""
    supported: bool = False


def show(side: str, sentence: Sentence, *deciding: Span) -> Passage:
    """Show a sentence on one side; deciding stretches that reach out of it are cut to it.

    >>> from analysis.comparing.story.events import Event, Sentence
    >>> show("a", Sentence("x", "x:s1", "A", 10, 30, "Police fired shots.", 1, 1, 0.0), (0, 16)).deciding
    ((10, 16),)
    """
    cut = {(max(start, sentence.start), min(end, sentence.end)) for start, end in deciding}
    return Passage(side, sentence, tuple(sorted(span for span in cut if span[0] < span[1])))


def show_spans(event: Event, side: str, article_id: str, spans: Sequence[Span]) -> tuple[Passage, ...]:
    """Show every sentence of an article that deciding stretches reach into, in order."""
    sentences = event.sentences.get(article_id, [])
    touched = [s for s in sentences if any(start < s.end and s.start < end for start, end in spans)]
    return tuple(show(side, sentence, *spans) for sentence in touched)


def count_words(text: str) -> int:
    """Count the words of a headline as every table counts words.

    >>> count_words("A counts “hundreds”, B “thousands”.")
    5
    """
    return len(WORD.findall(text))


def choose_headline(wordings: Iterable[str], *, most: int = MOST_WORDS) -> str:
    """Give the first wording of a headline that is short enough; the last one, cut, where none is.

    >>> choose_headline(["A long way to say so.", "A short way."], most=3)
    'A short way.'
    """
    last = ""
    for wording in wordings:
        last = wording
        if count_words(wording) <= most:
            return wording
    return f"{clip(last, most)}"


def clip(text: str, most: int) -> str:
    """Cut a text after so many words, never behind a small word; an ellipsis says that more follows.

    >>> clip("Thousands of people rallied Sunday in Karachi", 6)
    'Thousands of people rallied Sunday …'
    """
    flat = " ".join(text.split())
    words = list(WORD.finditer(flat))
    if len(words) <= most:
        return flat
    while most > 1 and words[most - 1].group().lower() in SMALL:
        most -= 1
    kept = flat[: words[most - 1].end()]
    opened = kept.rfind("(") if kept.count("(") > kept.count(")") else len(kept)
    return f"{kept[:opened].rstrip()} …"


def quote(text: str, most: int = 12) -> str:
    """Put the first words of a text into quotation marks, without marks of its own.

    >>> quote('"Down with USA!",')
    '“Down with USA!”'
    """
    stripped = text.strip(EDGES).translate(INNER)
    ends = stripped.endswith(".") and not ABBREVIATED.search(stripped)
    return f"“{clip(stripped[:-1] if ends else stripped, most)}”"


def quote_all(texts: Sequence[str], most: int = 8) -> str:
    """Quote up to two texts, with *and* between them.

    >>> quote_all(["Death to America", "Death to Israel"])
    '“Death to America” and “Death to Israel”'
    """
    return " and ".join(quote(text, most) for text in list(dict.fromkeys(texts))[:2])


def quote_as(text: str, most: int = 12) -> str:
    """Quote a text as part of a sentence: its first article or pronoun in small letters.

    >>> quote_as("The protesters were stopped")
    '“the protesters were stopped”'
    """
    first, _, rest = text.strip(EDGES).partition(" ")
    return quote(f"{first.lower()} {rest}" if first in OPENERS else text, most)


def say_share(share: float) -> str:
    """Say a share of words in whole per cent.

    >>> say_share(0.2795)
    '28%'
    """
    return f"{100 * share:.0f}%"
