"""Terms: the words and two-word terms of each voice, counted after spelling variants are folded."""

import functools
import re
from bisect import bisect_right
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from analysis.language.folding import PLAIN, split_terms
from analysis.lexicons import Lexicons, standard_lexicons

if TYPE_CHECKING:
    from spacy.tokens import Doc

BOILERPLATE = "boilerplate"
COLUMNS = {"voice": "str", "term": "str", "n_words": "int64", "n": "int64", "n_proper": "int64"}
# After these a capital says nothing: a sentence begins inside the sentence.
OPENERS = "\"“”‘'([:;*•—–-"


class _Word(NamedTuple):
    voice: str
    term: str
    gap: str  # what stands between this word and the one before it in the segment; empty for the first word
    named: bool
    undecided: bool  # a capital that the place explains: whether it is a name, other places must tell


def count_terms(doc: "Doc", segments: pd.DataFrame, *, lexicons: Lexicons | None = None) -> pd.DataFrame:
    """Count the words and two-word terms of an article in each voice.

    `doc`: the parsed article; `segments`: the table of `split_voices` (voice, start, text are used, body only).
    Words as in `split_terms`. A two-word term is two neighbouring words of one segment with nothing but space
    between them, neither of them a function word (list `stopwords`).

    Returns: voice (own, direct, indirect; boilerplate for what stands in sentences that the list `boilerplate`
    knows), term, n_words (1 or 2), n, n_proper (occurrences that stand as a name: a capital inside a sentence, or at
    its head and tagged proper noun); sorted by voice, n_words, term. Words of a voice: sum of n where n_words is 1.

    >>> import spacy
    >>> doc = spacy.blank("en")("A US envoy met Shi’ite clerics; the U.S. envoy left.")
    >>> terms = count_terms(doc, pd.DataFrame({"voice": ["own"], "start": [0], "text": [doc.text]}))
    >>> terms.loc[terms["n"] > 1, ["term", "n_words", "n"]].values.tolist()
    [['envoy', 1, 2], ['united states', 1, 2], ['united states envoy', 2, 2]]

    Limits: word forms are not reduced to lemmas; a word in capitals for emphasis counts as a name.
    """
    lexicons = lexicons or standard_lexicons()
    function_words = read_function_words(lexicons)
    words = _read_words(doc, segments, lexicons)
    capital = {word.term for word in words if word.named}
    known = capital - {word.term for word in words if not word.named and not word.undecided}
    counts: Counter[tuple[str, int, str]] = Counter()
    proper: Counter[tuple[str, int, str]] = Counter()
    before: tuple[str, bool] | None = None
    for word in words:
        named = word.named or (word.undecided and word.term in known)
        counts[word.voice, 1, word.term] += 1
        proper[word.voice, 1, word.term] += named
        if word.term in function_words:
            before = None
            continue
        if before is not None and word.gap.isspace():
            key = (word.voice, 2, f"{before[0]} {word.term}")
            counts[key] += 1
            proper[key] += named or before[1]
        before = (word.term, named)
    rows = [(voice, term, size, n, proper[voice, size, term]) for (voice, size, term), n in sorted(counts.items())]
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype(COLUMNS)


@functools.lru_cache(maxsize=8)
def read_function_words(lexicons: Lexicons) -> dict[str, str]:
    """Read the list `stopwords`: kind (pronoun, preposition ...) by word.

    >>> read_function_words(standard_lexicons())["their"]
    'pronoun'
    """
    return {row["word"].translate(PLAIN).lower(): row["kind"] for row in lexicons["stopwords"]}


@functools.lru_cache(maxsize=8)
def compile_boilerplate(lexicons: Lexicons) -> re.Pattern[str]:
    """Compile the list `boilerplate` into one pattern.

    >>> bool(compile_boilerplate(standard_lexicons()).search("Click here for the daily newsletter."))
    True
    """
    patterns = [f"(?:{row['pattern']})" for row in lexicons["boilerplate"]]
    return re.compile("|".join(patterns) or r"(?!)", re.IGNORECASE)


def _read_words(doc: "Doc", segments: pd.DataFrame, lexicons: Lexicons) -> list[_Word]:
    furniture = compile_boilerplate(lexicons)
    tags = _Tags(doc)
    body = segments[segments["zone"] == "body"] if "zone" in segments else segments
    words = []
    for voice, start, text in zip(body["voice"], body["start"], body["text"], strict=True):
        voice = BOILERPLATE if furniture.search(text) else str(voice)
        shouted = text.isupper()
        end_before = 0
        for token in split_terms(text, lexicons=lexicons):
            gap = text[end_before : token.start] if end_before else ""
            before = text[: token.start].rstrip()
            at_head = not before or before[-1] in OPENERS
            surface = text[token.start : token.end]
            capital = surface[0].isupper() and not shouted
            trusted = capital and not at_head
            # al-Quds begins small and is a name all the same; anti-American is not.
            asked = capital or (not shouted and surface != surface.lower())
            named = trusted or (asked and tags.proper(start + token.start, start + token.end))
            words.append(_Word(voice, token.term, gap, named, capital and not named))
            end_before = token.end
    return words


class _Tags:
    """The parser's tags, asked by span of the article."""

    def __init__(self, doc: "Doc") -> None:
        from spacy.symbols import IDX, IS_ALPHA, POS, PROPN

        table = doc.to_array([IDX, IS_ALPHA, POS])
        self._starts = table[:, 0].tolist()
        self._tags = [(bool(alpha), tag == PROPN) for alpha, tag in table[:, 1:].tolist()]

    def proper(self, start: int, end: int) -> bool:
        first = max(bisect_right(self._starts, start) - 1, 0)
        words = [proper for alpha, proper in self._tags[first : bisect_right(self._starts, end - 1)] if alpha]
        return bool(words) and all(words)
