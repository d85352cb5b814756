"""Folding: text cut into words, and each word in forms in which spellings, then inflections, are one."""

import functools
import itertools
import operator
import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from analysis.language.stems import stem
from analysis.language.words import COMPARED, PLAIN
from analysis.lexicons import Lexicons, standard_lexicons

HYPHEN = re.compile(r"[-‐‑]")
BETWEEN_DIGITS = re.compile(r"(?<=\d)(?=\d)")
VERB_ENDINGS = ("e", "es", "ed", "er", "ers", "ing", "ation", "ations", "ational", "able")
AS_WRITTEN, ANY_CASE = "as written", "any case"
LONGEST_ACRONYM = 5
ACRONYM = re.compile(rf"[^\W\d_]{{2,{LONGEST_ACRONYM}}}")


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


class Folding(NamedTuple):
    """The list `variants`, compiled: capitals count, they do not, beginnings of words, spellings of several words."""

    written: dict[str, str]
    folded: dict[str, str]
    prefixes: dict[str, str]
    phrases: dict[tuple[str, ...], str]
    heads: set[str]  # the first words of phrases, lower case
    longest: int
    nations: dict[str, str]  # Iranian, Iranians -> iran


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
    folding, fold = compile_folding(lexicons), _folder(lexicons)
    pieces = list(_cut(text, folding))
    words = []
    at = 0
    while at < len(pieces):
        printed, start, end = pieces[at]
        begins = printed.lower() in folding.heads
        length = _phrase_length(text, pieces[at : at + folding.longest], folding) if begins else 0
        if length:
            term, end = _phrase(pieces[at : at + length], folding), pieces[at + length - 1][2]
            words.append(Word(text[start:end], start, end, term, term, _stem(term)))
        else:
            words.append(tuple.__new__(Word, (printed, start, end, *fold(printed))))  # by a third faster than Word()
        at += length or 1
    return words


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
    return _folder(lexicons)(word)[0]


def stem_parts(word: Word, lexicons: Lexicons) -> Iterator[tuple[str, str]]:
    """Give form and stem of the words that a word with hyphens is made of; of another word nothing.

    >>> list(stem_parts(split_words("anti-Iranian")[0], standard_lexicons()))
    [('anti', 'anti'), ('iranian', 'iran')]
    """
    parts = HYPHEN.split(word.text)
    fold = _folder(lexicons)
    return (fold(part)[1:] for part in parts if part and len(parts) > 1)


@functools.lru_cache(maxsize=8)
def _folder(lexicons: Lexicons) -> Callable[[str], tuple[str, str, str]]:
    """Give what folds a word by these lists and remembers it: a corpus says the same words again and again."""
    return functools.lru_cache(maxsize=65_536)(functools.partial(_fold, compile_folding(lexicons)))


def _fold(folding: Folding, printed: str) -> tuple[str, str, str]:
    """Give the term, the form and the stem of one word."""
    if printed[0] in "$£€" or printed[0].isdigit():
        number = printed.translate(PLAIN).replace(",", "").removesuffix("'s").lower()
        return number, number, number
    plain = printed.translate(PLAIN).replace(".", "")
    plain = plain[:-2] if plain.endswith(("'s", "'S")) else plain.rstrip("'")
    term = _spell(plain, folding)
    acronym = 1 < len(plain) <= LONGEST_ACRONYM and plain.isupper() and plain.isalpha() and term == plain.lower()
    form = plain if acronym else term.replace("-", "")
    return term, form, _stem(folding.nations.get(plain, form))


def _spell(plain: str, folding: Folding) -> str:
    if plain in folding.written:
        return folding.written[plain]
    word = plain.lower()
    if word in folding.folded:
        return folding.folded[word]
    for length in range(len(word), 0, -1):
        if word[:length] in folding.prefixes:
            return folding.prefixes[word[:length]] + word[length:]
    return word


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


@functools.lru_cache(maxsize=8)
def compile_folding(lexicons: Lexicons) -> Folding:
    """Compile the list `variants` once for all articles."""
    folding = Folding({}, {}, {}, {}, set(), 1, {})
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
    folding.nations.update({word: _spell(name, folding) for word, name in _name_nations(lexicons)})
    return folding._replace(longest=max(map(len, folding.phrases), default=1))


def _name_nations(lexicons: Lexicons) -> Iterator[tuple[str, str]]:
    """Pair the words for a country's people with that name of it which begins most like them: American, America."""
    rows = [row for row in lexicons["aliases"] if row["kind"] == "country" and row["alias"].isalpha()]
    names: dict[str, list[str]] = {}
    for row in rows:
        if row["form"] == "name":
            names.setdefault(row["entity"], []).append(row["alias"])
    for row in rows:
        word = row["alias"]
        if row["form"] in ("adjective", "people") and row["entity"] in names:
            alike = [sum(itertools.takewhile(bool, map(operator.eq, name, word))) for name in names[row["entity"]]]
            yield word, names[row["entity"]][alike.index(max(alike))]


def _cut(text: str, folding: Folding) -> Iterator[tuple[str, int, int]]:
    """Give the words of a text as written; a compound with a folded acronym (US-led) comes apart at its hyphens."""
    for match in COMPARED.finditer(text):
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
    apart = (text[one[2] : following[1]] for one, following in itertools.pairwise(pieces))
    joined = 1 + sum(1 for _ in itertools.takewhile(str.isspace, apart))
    return next((length for length in range(joined, 1, -1) if _phrase(pieces[:length], folding)), 0)


def _phrase(pieces: list[tuple[str, int, int]], folding: Folding) -> str:
    words = [piece[0].translate(PLAIN).removesuffix("'s").removesuffix("'") for piece in pieces]
    as_written = folding.phrases.get(tuple(words))
    return as_written or folding.phrases.get(tuple(word.lower() for word in words), "")
