"""Terms: the words and two-word terms of each voice, counted after spelling variants are folded."""

import functools
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from analysis.language.folding import split_terms
from analysis.language.tree import Tree
from analysis.language.words import read_function_words
from analysis.lexicons import Lexicons, standard_lexicons
from analysis.reading.segments import Segment
from analysis.schema import BOILERPLATE

# After these a capital says nothing: a sentence begins inside the sentence.
OPENERS = "\"“”‘'([:;*•—–-"


class Term(NamedTuple):
    """A term of one or two words in one sentence and voice, how often it stands there, and how often as a name."""

    sentence_id: str
    voice: str
    term: str
    n_words: int
    n: int
    n_proper: int


class _Word(NamedTuple):
    sentence_id: str
    voice: str
    term: str
    gap: str  # what stands between this word and the one before it in the segment; empty for the first word
    named: bool
    undecided: bool  # a capital that the place explains: whether it is a name, other places must tell


def count_terms(tree: Tree, segments: Sequence[Segment], *, lexicons: Lexicons | None = None) -> list[Term]:
    """Count the words and two-word terms of an article in each sentence and voice.

    Takes: the tree and the segments of one article.
    Words as in `split_terms`. A two-word term is two neighbouring words of one segment with nothing but space
    between them, neither of them a function word (list `stopwords`).

    Returns: terms by voice (own, direct, indirect; boilerplate for what stands in sentences that the list
    `boilerplate` knows), n_words (1 or 2), term and sentence; `n_proper` counts occurrences that stand as a name: a
    capital inside a sentence, or at its head and tagged proper noun. Words of a voice: sum of n where n_words is 1.

    >>> from analysis.reading.article import read_article
    >>> terms = read_article("A US envoy met Shi’ite clerics; the U.S. envoy left.")["terms"]
    >>> terms.loc[terms["n"] > 1, ["term", "n_words", "n"]].values.tolist()
    [['envoy', 1, 2], ['united states', 1, 2], ['united states envoy', 2, 2]]

    Limits: word forms are not reduced to lemmas; a word in capitals for emphasis counts as a name.
    """
    lexicons = lexicons or standard_lexicons()
    function_words = read_function_words(lexicons)
    words = _read_words(tree, segments, lexicons)
    capital = {word.term for word in words if word.named}
    known = capital - {word.term for word in words if not word.named and not word.undecided}
    counts: Counter[tuple[str, int, str, str]] = Counter()
    proper: Counter[tuple[str, int, str, str]] = Counter()
    before: tuple[str, bool] | None = None
    for word in words:
        named = word.named or (word.undecided and word.term in known)
        key = (word.voice, 1, word.term, word.sentence_id)
        counts[key] += 1
        proper[key] += named
        if word.term in function_words:
            before = None
            continue
        if before is not None and word.gap.isspace():
            key = (word.voice, 2, f"{before[0]} {word.term}", word.sentence_id)
            counts[key] += 1
            proper[key] += named or before[1]
        before = (word.term, named)
    return [
        Term(sentence_id, voice, term, size, n, proper[voice, size, term, sentence_id])
        for (voice, size, term, sentence_id), n in sorted(counts.items())
    ]


@functools.lru_cache(maxsize=8)
def compile_boilerplate(lexicons: Lexicons) -> re.Pattern[str]:
    """Compile the list `boilerplate` into one pattern.

    >>> bool(compile_boilerplate(standard_lexicons()).search("Click here for the daily newsletter."))
    True
    """
    patterns = [f"(?:{row['pattern']})" for row in lexicons["boilerplate"]]
    return re.compile("|".join(patterns) or r"(?!)", re.IGNORECASE)


def _read_words(tree: Tree, segments: Sequence[Segment], lexicons: Lexicons) -> list[_Word]:
    furniture = compile_boilerplate(lexicons)
    words = []
    for segment in segments:
        start, text = segment.start, tree.source[segment.start : segment.end]
        voice = BOILERPLATE if furniture.search(text) else segment.voice
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
            named = trusted or (asked and _is_proper(tree, start + token.start, start + token.end))
            words.append(_Word(segment.sentence_id, voice, token.term, gap, named, capital and not named))
            end_before = token.end
    return words


def _is_proper(tree: Tree, start: int, end: int) -> bool:
    """Whether the parser tags every word of a span as a proper noun."""
    first = max(bisect_right(tree.start, start) - 1, 0)
    words = [i for i in range(first, bisect_right(tree.start, end - 1)) if tree.text[i].isalpha()]
    return bool(words) and all(tree.pos[i] == "PROPN" for i in words)
