"""Terms: the words and two-word terms of each voice, counted after spelling variants are folded."""

import functools
import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from analysis.language.folding import split_terms
from analysis.language.tagged import Tagged
from analysis.language.words import read_function_words
from analysis.lexicons import Lexicons, standard_lexicons
from analysis.reading.segments import Segment
from analysis.schema import BOILERPLATE

# After these a capital says nothing: a sentence begins inside the sentence.
OPENERS = "\"“”‘'([:;*•—–-"


Found = list[tuple[str, str]]  # term and sentence


class Term(NamedTuple):
    """A term of one or two words in one sentence and voice, how often it stands there, and how often as a name."""

    sentence_id: str
    voice: str
    term: str
    n_words: int
    n: int
    n_proper: int


# Sentence, voice, term; whether nothing but space stands between this word and the one before it in the segment;
# whether it is a name; whether it has a capital that the place explains, so that other places must tell.
_Word = tuple[str, str, str, bool, bool, bool]


def count_terms(tokens: Tagged, segments: Sequence[Segment], *, lexicons: Lexicons | None = None) -> list[Term]:
    """Count the words and two-word terms of an article in each sentence and voice.

    Takes: the tokens and the segments of one article.
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
    words = _read_words(tokens, segments, lexicons)
    capital = {term for _, _, term, _, named, _ in words if named}
    known = capital - {term for _, _, term, _, named, undecided in words if not named and not undecided}
    # By voice and size: term and sentence, once each time it stands there, and once each time as a name.
    counts: defaultdict[tuple[str, int], tuple[Found, Found]] = defaultdict(lambda: ([], []))
    before: tuple[str, bool] | None = None
    for sentence_id, voice, term, joined, named, undecided in words:
        proper = named or (undecided and term in known)
        counts[voice, 1][proper].append((term, sentence_id))
        if term in function_words:
            before = None
            continue
        if before is not None and joined:
            counts[voice, 2][proper or before[1]].append((f"{before[0]} {term}", sentence_id))
        before = (term, proper)
    terms: list[Term] = []
    for (voice, size), (others, names) in sorted(counts.items()):
        n, n_proper = Counter(others + names), Counter(names)
        rows = ((place[1], voice, place[0], size, n[place], n_proper.get(place, 0)) for place in sorted(n))
        terms += map(Term._make, rows)  # by a third faster than Term()
    return terms


@functools.lru_cache(maxsize=8)
def compile_boilerplate(lexicons: Lexicons) -> re.Pattern[str]:
    """Compile the list `boilerplate` into one pattern.

    >>> bool(compile_boilerplate(standard_lexicons()).search("Click here for the daily newsletter."))
    True
    """
    # Most rows ask for the beginning of a text or of a word, which is asked once for all of them.
    asked: dict[str, list[str]] = {}
    for row in lexicons["boilerplate"]:
        border = next((border for border in ("^", r"\b") if row["pattern"].startswith(border)), "")
        border = "" if _has_choices(row["pattern"]) else border
        asked.setdefault(border, []).append(f"(?:{row['pattern'][len(border) :]})")
    parts = [f"{border}(?:{'|'.join(patterns)})" for border, patterns in asked.items()]
    return re.compile("|".join(parts) or r"(?!)", re.IGNORECASE)


def _has_choices(pattern: str) -> bool:
    """Whether a pattern as a whole is one or another, so that its first sign belongs to the first only."""
    bare = re.sub(r"\\.|\[[^\]]*\]", "", pattern)
    while (outside := re.sub(r"\([^()]*\)", "", bare)) != bare:
        bare = outside
    return "|" in bare


def _read_words(tokens: Tagged, segments: Sequence[Segment], lexicons: Lexicons) -> list[_Word]:
    furniture = compile_boilerplate(lexicons)
    words: list[_Word] = []
    for segment in segments:
        start, text = segment.start, tokens.source[segment.start : segment.end]
        voice = BOILERPLATE if furniture.search(text) else segment.voice
        shouted = text.isupper()
        end_before = 0
        for surface, first, end, term, _, _ in split_terms(text, lexicons=lexicons):
            joined = bool(end_before) and text[end_before:first].isspace()
            end_before = end
            named = capital = False
            if not (surface.islower() or shouted):
                before, capital = text[:first].rstrip(), surface[0].isupper()
                trusted = capital and bool(before) and before[-1] not in OPENERS
                # al-Quds begins small and is a name all the same; anti-American is not.
                asked = capital or surface != surface.lower()
                named = trusted or (asked and _is_proper(tokens, start + first, start + end))
            words.append((segment.sentence_id, voice, term, joined, named, capital and not named))
    return words


def _is_proper(tokens: Tagged, start: int, end: int) -> bool:
    """Whether the parser tags every word of a span as a proper noun."""
    first = max(bisect_right(tokens.start, start) - 1, 0)
    words = [i for i in range(first, bisect_right(tokens.start, end - 1)) if tokens.text[i].isalpha()]
    return bool(words) and all(tokens.pos[i] == "PROPN" for i in words)
