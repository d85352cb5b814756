"""What counts as a word, in one place: the words of `n_words`, those that are compared, those without content."""

import functools
import re

from analysis.lexicons import Lexicons

# The words that `n_words` of every table counts, as the methods page defines them: whatever stands between spaces
# and marks is one, an amount or a lonely hyphen too, so that anybody can count along.
WORD = re.compile(r"[\w’'%-]+")
# The words that are compared, as terms of keywords or across sources. An acronym with points (U.S., U.S, a.m.) comes
# first, so that it is never cut; then an amount ($1,200.50, 20%, 1990s, 24-hour); then letters and digits with
# apostrophes and hyphens inside (Shi’ite, anti-American, covid-19) and the apostrophe of a possessive plural. Before
# all, so that it costs little, what most words are: plain letters with none of these behind.
COMPARED = re.compile(
    r"[A-Za-z]++(?![\w.'’\-‐‑])"
    r"|(?<![^\W_])(?:[^\W\d_]\.){2,}[^\W\d_]?(?![^\W_])"
    r"|(?<![^\W_])[^\W\d_]\.[^\W\d_](?![^\W_])"
    r"|[$£€]?\d+(?:[.,]\d+)*(?:%|(?:st|nd|rd|th|s)(?![^\W_]))?(?:['’\-‐‑][^\W\d_][^\W_]*)*"
    r"|[^\W_]+(?:['’\-‐‑][^\W_]+)*(?:(?<=[sS])['’](?!\w))?"
)
# Nouns for those who do something: writer, tailor, chemist, librarian, tenant; more are in the lists of people, roles.
DOER = re.compile(r"(?:[dtrklmnpsvwy]er|[ct]or|ist|ian|ant|ee|man|woman|men|women|people)s?$")
# The words of a description, looked up in lists of posts and bodies: points and `&` belong to them (Lt., AT&T).
DESCRIBING = re.compile(r"[\w.’'&-]+")
# The words that lists of tone rate, in straightened text: letters only, so each part of a compound is asked.
RATED = re.compile(r"[A-Za-z']+")
CAPITALISED = re.compile(r"(?<![A-Za-z'])'*[A-Z][A-Za-z']*")  # those of them that begin with a capital
# What is left of a word whatever a spreadsheet makes of its marks and hyphens: letters and figures.
LETTERS = re.compile(r"[^\W_]+")
HALVES = re.compile("[\ud800-\udfff]")  # halves of a letter, which no file can hold
APOSTROPHES = dict.fromkeys("‘’‚‛", "'")
STRAIGHT = str.maketrans({**APOSTROPHES, **dict.fromkeys("“”„‟«»", '"')})
PLAIN = str.maketrans({**APOSTROPHES, **dict.fromkeys("‐‑", "-")})


def replace_halves(text: str) -> str:
    """Put U+FFFD in the place of each half of a letter; every offset stays.

    >>> replace_halves("no \\ud800 half").isprintable()
    True
    """
    return HALVES.sub("\ufffd", text)


def count_words(text: str) -> int:
    """Count the words of a text.

    A word is a run of letters, digits, apostrophes, hyphens and `%`; `U.S.` therefore counts as two, and so
    does a hyphen that stands alone, once.

    >>> count_words("Thousands of people rallied Sunday in Pakistan’s largest city.")
    9

    Limits: words that are compared are cut otherwise (`COMPARED`), because there `US` and `U.S.` must be one.
    """
    return len(WORD.findall(text))


def straighten(text: str) -> str:
    """Replace typographic quotation marks and apostrophes by plain ones, code point for code point.

    Two sources must not differ in tone because one of them sets its quotation marks in another way: the scorers
    know `wasn't` and `"good"` only with plain marks.

    >>> straighten("It wasn’t “good”.")
    'It wasn\\'t "good".'

    Limits: marks only; dashes and ellipses stay as they are.
    """
    return text.translate(STRAIGHT)


@functools.lru_cache(maxsize=8)
def read_function_words(lexicons: Lexicons) -> dict[str, str]:
    """Read the list `stopwords`: kind (pronoun, preposition ...) by word.

    >>> from analysis.lexicons import standard_lexicons
    >>> read_function_words(standard_lexicons())["their"]
    'pronoun'
    """
    return {row["word"].translate(PLAIN).lower(): row["kind"] for row in lexicons["stopwords"]}


@functools.lru_cache(maxsize=8)
def words_without_content(lexicons: Lexicons) -> frozenset[str]:
    """Give the function words but numerals: a number does say something that another source may say too.

    >>> from analysis.lexicons import standard_lexicons
    >>> words = words_without_content(standard_lexicons())
    >>> "although" in words, "forty" in words
    (True, False)
    """
    return frozenset(word for word, kind in read_function_words(lexicons).items() if kind != "numeral")
