"""Folding: text cut into terms of one word, with the spellings of one word made one."""

import functools
import itertools
import re
from collections.abc import Iterator
from typing import NamedTuple

from analysis.lexicons import Lexicons, standard_lexicons

# An acronym with points (U.S., U.S, a.m.) before anything else, so that it is never cut; then a run of letters and
# digits with apostrophes and hyphens inside (Shi’ite, anti-American, covid-19).
TOKEN = re.compile(
    r"(?<![^\W_])(?:[^\W\d_]\.){2,}[^\W\d_]?(?![^\W_])"
    r"|(?<![^\W_])[^\W\d_]\.[^\W\d_](?![^\W_])"
    r"|[^\W_]+(?:['’\-‐‑][^\W_]+)*"
)
HYPHEN = re.compile(r"[-‐‑]")
PLAIN = str.maketrans({"’": "'", "‘": "'", "‐": "-", "‑": "-"})
VERB_ENDINGS = ("e", "es", "ed", "er", "ers", "ing", "ation", "ations", "ational", "able")
AS_WRITTEN, ANY_CASE = "as written", "any case"


class Token(NamedTuple):
    """A term of one word (or of a folded name such as united states), with its span in the text it was cut from."""

    term: str
    start: int
    end: int


class Folding(NamedTuple):
    """The list `variants`, compiled: capitals count, they do not, beginnings of words, spellings of several words."""

    written: dict[str, str]
    folded: dict[str, str]
    prefixes: dict[str, str]
    phrases: dict[tuple[str, ...], str]
    heads: set[str]  # the first words of phrases, lower case
    longest: int


def split_terms(text: str, *, lexicons: Lexicons | None = None) -> Iterator[Token]:
    """Split a text into terms of one word: lower case, possessive 's taken off, spelling variants folded.

    Yields: Token(term, start, end), spans in `text`. Figures are left out; a name of several words that the list
    `variants` knows is one term; U.S. and Shi’ite are never cut.

    >>> [token.term for token in split_terms("The U.S.-Iran row: 9 in 10 Shi’ites back Tehran’s USA policy")]
    ['the', 'united states', 'iran', 'row', 'in', 'shiites', 'back', 'tehran', 'united states', 'policy']

    Limits: tokens of their own, for keywords only; n_words of the other tables counts as `count_words` does.
    """
    lexicons = lexicons or standard_lexicons()
    folding = compile_folding(lexicons)
    pieces = list(_cut(text, folding))
    at = 0
    while at < len(pieces):
        word, start, end = pieces[at]
        begins = word.lower() in folding.heads
        length = _phrase_length(text, pieces[at : at + folding.longest], folding) if begins else 0
        if length:
            group = pieces[at : at + length]
            yield Token(_phrase(group, folding), start, group[-1][2])
            at += length
            continue
        term = fold_word(word, lexicons)
        if any(character.isalpha() for character in term):
            yield Token(term, start, end)
        at += 1


@functools.lru_cache(maxsize=65_536)
def fold_word(word: str, lexicons: Lexicons) -> str:
    """Fold one word: points of acronyms, possessive 's, capitals, spelling.

    >>> [fold_word(word, standard_lexicons()) for word in ("U.S.", "us", "Pakistan’s", "organised", "labourers")]
    ['united states', 'us', 'pakistan', 'organized', 'laborers']
    """
    folding = compile_folding(lexicons)
    word = word.translate(PLAIN).replace(".", "")
    if word.endswith(("'s", "'S")):
        word = word[:-2]
    if word in folding.written:
        return folding.written[word]
    word = word.lower()
    if word in folding.folded:
        return folding.folded[word]
    for length in range(len(word), 0, -1):
        if word[:length] in folding.prefixes:
            return folding.prefixes[word[:length]] + word[length:]
    return word


def write_pattern(term: str, *, lexicons: Lexicons | None = None) -> str:
    """Write a regular expression that finds a term in all its spellings.

    `term`: as it stands in the tables of terms and keywords.
    Returns: a pattern for whole words whatever their case, as `find_concordance` takes it.

    >>> re.findall(write_pattern("united states defense"), "US defence and the U.S. defense of us", re.IGNORECASE)
    ['US defence', 'U.S. defense']

    Limits: spellings that the list `variants` does not know are not found.
    """
    folding = compile_folding(lexicons or standard_lexicons())
    parts = term.split(" ")
    for first, last in itertools.combinations(range(len(parts) + 1), 2):
        name = " ".join(parts[first:last])
        if last - first > 1 and name in {*folding.written.values(), *folding.phrases.values()}:
            parts[first:last] = [name]
            break
    return r"\s+".join(_write_word(part, folding) for part in parts)


def _write_word(word: str, folding: Folding) -> str:
    spellings = {word, *(spelling for spelling, term in folding.folded.items() if term == word)}
    spellings |= {" ".join(words) for words, term in folding.phrases.items() if term == word}
    for spelling, term in folding.prefixes.items():
        if word.startswith(term):
            spellings.add(spelling + word[len(term) :])
    patterns = [re.escape(spelling).replace("'", "['’]").replace(r"\ ", r"\s+") for spelling in sorted(spellings)]
    # US is asked with its capitals and points, or the pronoun would be found as well.
    for capitals in sorted(spelling for spelling, term in folding.written.items() if term == word):
        plain, pointed = re.escape(capitals), r"\.".join(map(re.escape, capitals)) + r"\.?"
        patterns.append(f"(?-i:{plain}|{pointed})" if capitals.isupper() else f"(?-i:{plain})")
    return patterns[0] if len(patterns) == 1 else f"(?:{'|'.join(patterns)})"


@functools.lru_cache(maxsize=8)
def compile_folding(lexicons: Lexicons) -> Folding:
    """Compile the list `variants` once for all articles."""
    folding = Folding({}, {}, {}, {}, set(), 1)
    for row in lexicons["variants"]:
        variant, term, case = row["variant"].translate(PLAIN), row["term"].translate(PLAIN), row["case"]
        if case == ANY_CASE:
            variant = variant.lower()
        if " " in variant:
            folding.phrases[tuple(variant.split())] = term
            folding.heads.add(variant.split()[0].lower())
        elif variant.endswith("*"):
            folding.prefixes[variant[:-1]] = term.removesuffix("*")
        elif variant.endswith("~"):
            folding.folded.update({variant[:-1] + ending: term + ending for ending in VERB_ENDINGS})
        else:
            spellings = folding.written if case == AS_WRITTEN else folding.folded
            spellings[variant.replace(".", "")] = term
    return folding._replace(longest=max(map(len, folding.phrases), default=1))


def _cut(text: str, folding: Folding) -> Iterator[tuple[str, int, int]]:
    """Give the words of a text as written; a compound with a folded acronym (US-led) comes apart at its hyphens."""
    for match in TOKEN.finditer(text):
        word, start = match.group(), match.start()
        parts = HYPHEN.split(word) if len(word) > 2 and not word.isalpha() else [word]
        if len(parts) > 1 and any(part in folding.written for part in parts):
            for part in parts:
                if part:
                    yield part, start, start + len(part)
                start += len(part) + 1
        else:
            yield word, start, match.end()


def _phrase_length(text: str, pieces: list[tuple[str, int, int]], folding: Folding) -> int:
    """Count the words of the longest folded phrase that begins here, 0 if there is none."""
    joined = 1
    for one, following in itertools.pairwise(pieces):
        if not text[one[2] : following[1]].isspace():
            break
        joined += 1
    return next((length for length in range(joined, 1, -1) if _phrase(pieces[:length], folding)), 0)


def _phrase(pieces: list[tuple[str, int, int]], folding: Folding) -> str:
    words = [piece[0].translate(PLAIN).removesuffix("'s") for piece in pieces]
    as_written = folding.phrases.get(tuple(words))
    return as_written or folding.phrases.get(tuple(word.lower() for word in words), "")
