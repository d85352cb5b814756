"""Folding: text cut into words, and each word in forms in which spellings, then inflections, are one."""

import functools
import itertools
import re
from collections.abc import Iterator
from typing import NamedTuple

from analysis.language.spellings import Folding, compile_folding, spell
from analysis.language.stems import stem
from analysis.language.words import COMPARED, PLAIN
from analysis.lexicons import Lexicons, standard_lexicons

HYPHEN = re.compile(r"[-‐‑]")
BETWEEN_DIGITS = re.compile(r"(?<=\d)(?=\d)")
LONGEST_ACRONYM = 5
ACRONYM = re.compile(rf"[^\W\d_]{{2,{LONGEST_ACRONYM}}}")
REMEMBERED = 65_536  # words whose forms are known
Piece = tuple[str, int, int]  # a word as written, and its span
_new = tuple.__new__


class Word(NamedTuple):
    """A word (or a name of several words that is folded into one) as printed, its span, and its forms.

    term: in small letters, spellings made one. form: hyphens gone as well, while acronyms keep their capitals, so
    that *WHO* is never *who*. stem: inflections and the words for a country's people made one.
    """

    text: str
    start: int
    end: int
    term: str
    form: str
    stem: str


def split_words(text: str, *, lexicons: Lexicons | None = None) -> list[Word]:
    """Split a text into words that can be compared, whatever their spelling, case and inflection.

    Takes: a text; word lists, the standard ones if none are given.
    Returns: the words in order, spans in `text`. A possessive 's is folded off; a name of several words that the
    list `variants` knows is one word; U.S. and Shi’ite are never cut, US-led is two words.

    >>> [(word.term, word.form, word.stem) for word in split_words("Iranian protesters’ U.S. de-escalation")][:2]
    [('iranian', 'iranian', 'iran'), ('protesters', 'protesters', 'protest')]
    >>> [word.stem for word in split_words("U.S. de-escalation")]
    ['united states', 'deescal']

    Limits: English; the limits of `stem`. `count_words` counts otherwise.
    """
    lexicons = lexicons or standard_lexicons()
    folding, known = compile_folding(lexicons), _known(lexicons)
    pieces = [(match.group(), *match.span()) for match in COMPARED.finditer(text)]
    if HYPHEN.search(text):
        pieces = [part for piece in pieces for part in _cut(piece, folding)]
    words = [_new(Word, piece + known[piece[0]][3:]) for piece in pieces]  # by a third faster than Word()
    return words if known.several.isdisjoint([piece[0] for piece in pieces]) else _join_phrases(text, words, folding)


def list_words(text: str, *, lexicons: Lexicons | None = None) -> list[Word]:
    """List the words of a text for whoever does not ask where they stand: as `split_words`, several times faster.

    Limits: spans are mostly those in the word itself.

    >>> [word.term for word in list_words("Iranian protesters’ U.S. de-escalation")]
    ['iranian', 'protesters', 'united states', 'deescalation']
    """
    known = _known(lexicons or standard_lexicons())
    printed = COMPARED.findall(text)
    words = [known[one] for one in printed]
    return words if known.several.isdisjoint(printed) else split_words(text, lexicons=lexicons)


def split_terms(text: str, *, lexicons: Lexicons | None = None) -> Iterator[Word]:
    """Give the words of a text that may be terms of keywords: figures are left out.

    >>> [word.term for word in split_terms("The U.S.-Iran row: 9 in 10 Shi’ites back Tehran’s USA policy")]
    ['the', 'united states', 'iran', 'row', 'in', 'shiites', 'back', 'tehran', 'united states', 'policy']
    """
    return (word for word in split_words(text, lexicons=lexicons) if any(map(str.isalpha, word.term)))


def fold_word(word: str, lexicons: Lexicons) -> str:
    """Fold one word into its term: points of acronyms, possessive 's, capitals, spelling.

    >>> [fold_word(word, standard_lexicons()) for word in ("U.S.", "us", "Pakistan’s", "organised", "labourers")]
    ['united states', 'us', 'pakistan', 'organized', 'laborers']
    """
    return _known(lexicons)[word].term


def stem_parts(word: Word, lexicons: Lexicons) -> Iterator[tuple[str, str]]:
    """Give form and stem of the words that a word with hyphens is made of; of another word nothing.

    >>> list(stem_parts(split_words("anti-Iranian")[0], standard_lexicons()))
    [('anti', 'anti'), ('iranian', 'iran')]
    """
    parts = HYPHEN.split(word.text)
    known = _known(lexicons)
    return (known[part][4:] for part in parts if part and len(parts) > 1)


class _Known(dict[str, Word]):
    """Words as printed with their forms, remembered: a corpus says the same words again and again.

    `several`: those that are or may begin more than one word: compounds that come apart, names of several words.
    """

    def __init__(self, folding: Folding) -> None:
        self._folding = folding
        self.several: set[str] = set()

    def __missing__(self, printed: str) -> Word:
        if len(self) >= REMEMBERED:
            self.clear()
        piece = printed, 0, len(printed)
        if printed.lower() in self._folding.heads or len(list(_cut(piece, self._folding))) > 1:
            self.several.add(printed)
        self[printed] = word = Word(*piece, *_fold(self._folding, printed))
        return word


@functools.lru_cache(maxsize=8)
def _known(lexicons: Lexicons) -> _Known:
    return _Known(compile_folding(lexicons))


def _fold(folding: Folding, printed: str) -> tuple[str, str, str]:
    """Give the term, the form and the stem of one word."""
    if printed[0] in "$£€" or printed[0].isdigit():
        number = printed.translate(PLAIN).replace(",", "").removesuffix("'s").lower()
        return number, number, number
    plain = printed.translate(PLAIN).replace(".", "")
    plain = plain[:-2] if plain.endswith(("'s", "'S")) else plain.rstrip("'")
    term = spell(plain, folding)
    acronym = 1 < len(plain) <= LONGEST_ACRONYM and plain.isupper() and plain.isalpha() and term == plain.lower()
    form = plain if acronym else term.replace("-", "")
    return term, form, _stem(folding.nations.get(plain, form))


def _stem(form: str) -> str:
    """Stem a word of small letters; acronyms, names of several words and words with figures stay what they are."""
    letters = form.replace("'", "")
    return stem(letters) if letters.isalpha() and not letters.isupper() else form


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
    spellings.add(dotted := word.replace("i̇", "İ"))  # one letter, two in small letters
    if ACRONYM.fullmatch(dotted):
        spellings.add(".".join(dotted) + ".")  # A.A.A. is folded into aaa
    patterns = [_escape(spelling).replace(r"\ ", r"\s+") for spelling in sorted(spellings)]
    # US is asked with its capitals and points, or the pronoun would be found as well.
    for capitals in sorted(spelling for spelling, term in folding.written.items() if term == word):
        plain, pointed = re.escape(capitals), r"\.".join(map(re.escape, capitals)) + r"\.?"
        patterns.append(f"(?-i:{plain}|{pointed})" if capitals.isupper() else f"(?-i:{plain})")
    return patterns[0] if len(patterns) == 1 else f"(?:{'|'.join(patterns)})"


def _escape(word: str) -> str:
    escaped = re.escape(word).replace("'", "['’]").replace(r"\-", "[-‐‑]")
    return BETWEEN_DIGITS.sub(",?", escaped) if word[0].isdigit() or word[0] in "$£€" else escaped  # 1,000s: 1000s


def _cut(piece: Piece, folding: Folding) -> Iterator[Piece]:
    """Give a word as written; a compound with a folded acronym (US-led) comes apart at its hyphens."""
    word, start, _ = piece
    parts = HYPHEN.split(word) if len(word) > 2 and not word.isalpha() else [word]
    if len(parts) > 1 and any(part in folding.written for part in parts):
        for part in parts:
            if part:
                yield part, start, start + len(part)
            start += len(part) + 1
    else:
        yield piece


def _join_phrases(text: str, words: list[Word], folding: Folding) -> list[Word]:
    """Make one word of each name of several words that is folded into one."""
    joined = []
    at = 0
    while at < len(words):
        begins = words[at].text.lower() in folding.heads
        length = _phrase_length(text, words[at : at + folding.longest], folding) if begins else 0
        if length:
            start, end, term = words[at].start, words[at + length - 1].end, _phrase(words[at : at + length], folding)
            joined.append(Word(text[start:end], start, end, term, term, _stem(term)))
        else:
            joined.append(words[at])
        at += length or 1
    return joined


def _phrase_length(text: str, words: list[Word], folding: Folding) -> int:
    """Count the words of the longest folded phrase that begins here, 0 if there is none."""
    apart = (text[one.end : following.start] for one, following in itertools.pairwise(words))
    joined = 1 + sum(1 for _ in itertools.takewhile(str.isspace, apart))
    return next((length for length in range(joined, 1, -1) if _phrase(words[:length], folding)), 0)


def _phrase(words: list[Word], folding: Folding) -> str:
    plain = [word.text.translate(PLAIN).removesuffix("'s").removesuffix("'") for word in words]
    as_written = folding.phrases.get(tuple(plain))
    return as_written or folding.phrases.get(tuple(word.lower() for word in plain), "")
