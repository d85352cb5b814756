"""Names in a stretch of text, masked before wording is scored: a person called Joy has no tone."""

import functools
import re
from collections.abc import Iterable, Iterator, Sequence

from analysis.language.names import compile_aliases, compile_parts
from analysis.language.words import read_function_words
from analysis.lexicons import Lexicons

Span = tuple[int, int]
REACH = 20  # characters before a word that can say whether a sentence begins with it
TOKEN = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
BREAK = re.compile(r"[^\s.]")  # whatever but spaces and points ends a run of capitals
POINTED = re.compile(r"(?:^|\s)([^\W\d_]+)\.\s+$")
JOINING = frozenset(" .\u00a0")  # what may stand between two words of one name
NOT_NAMES = frozenset(["pronoun", "article", "determiner"])  # "The President", "He": their capital is the sentence's
OPENS = re.compile(r"[.!?:;\"(\[•—]\s*[\"'(\[]*$")  # behind it a capital need not be a name's


def find_name_words(text: str, known: Iterable[Span] = (), *, lexicons: Lexicons) -> list[Span]:
    """Find the words of names in a straightened text: the capitalised words of known names, and capitals.

    A capital within a sentence marks a name; at the beginning of one it does where another capital follows or it is
    a first name. In a headline, whose words are all capitalised, only first names and what follows them are names.
    Words all in capitals are none.

    Takes: the text; `known`, the spans of names that the article is known to print.
    Returns: spans of single words, in order.
    Source: this project.

    >>> from analysis.lexicons import standard_lexicons
    >>> text = "On a great day Will Grant met Joy Love in Grand Rapids."
    >>> [text[start:end] for start, end in find_name_words(text, lexicons=standard_lexicons())]
    ['Will', 'Grant', 'Joy', 'Love', 'Grand', 'Rapids']

    Limits: a name of one word that begins a sentence is known only from the article's names or the list of first names;
    headlines in capitals hide most names.
    """
    words = [match.span() for match in TOKEN.finditer(text)]
    spans = sorted(known)
    named = {word for word in words if text[word[0]].isupper() and any(a <= word[0] < b for a, b in spans)}
    find = _find_in_headline if _is_headline(text, words, lexicons) else _find_in_sentence
    return sorted({*named, *find(text, words, lexicons)})


def find_names(text: str, known: Iterable[Span] = (), *, lexicons: Lexicons) -> list[Span]:
    """Find the names in a straightened text, each as one span, without a possessive's ending.

    >>> from analysis.lexicons import standard_lexicons
    >>> text = "He met Joy A. Love's mother."
    >>> [text[start:end] for start, end in find_names(text, lexicons=standard_lexicons())]
    ['Joy A. Love']
    """
    kinds = read_function_words(lexicons)
    names: list[Span] = []
    for start, end in find_name_words(text, known, lexicons=lexicons):
        word = text[start:end]
        initial = len(word) == 1 and text.startswith(".", end)
        if not initial and kinds.get(word.lower()) in NOT_NAMES:
            continue
        end -= 2 if word.endswith("'s") else 0
        if names and JOINING.issuperset(text[names[-1][1] : start]):
            names[-1] = (names[-1][0], end)
        else:
            names.append((start, end))
    return names


def mask(text: str, spans: Iterable[Span]) -> str:
    """Write x for every letter of some spans, in its case, so that no list of words rates them and no place moves.

    >>> mask("Met Joy Love.", [(4, 7)])
    'Met Xxx Love.'
    """
    characters = list(text)
    for start, end in spans:
        hidden = ("X" if c.isupper() else "x" for c in characters[start:end])
        characters[start:end] = [x if c.isalpha() else c for x, c in zip(hidden, characters[start:end], strict=True)]
    return "".join(characters)


def _find_in_sentence(text: str, words: Sequence[Span], lexicons: Lexicons) -> Iterator[Span]:
    for run in _list_runs(text, words, lexicons):
        if _opens(text, run[0], lexicons) and not _begins_name(text, run, lexicons):
            run = run[1:]  # "Angry Republicans", "Great news": the capital is the sentence's
        yield from run


def _begins_name(text: str, run: Sequence[Span], lexicons: Lexicons) -> bool:
    """Whether the word that begins a sentence begins a name: a first name, or one with a surname behind it."""
    first, *rest = (text[start:end] for start, end in run)
    if first.lower() in read_function_words(lexicons):
        return False
    return first in _first_names(lexicons) or (bool(rest) and rest[0] not in compile_aliases(lexicons))


def _find_in_headline(text: str, words: Sequence[Span], lexicons: Lexicons) -> Iterator[Span]:
    first_names, small = _first_names(lexicons), read_function_words(lexicons)
    for run in _list_runs(text, words, lexicons):
        for place, (start, end) in enumerate(run):
            if text[start:end] in first_names and text[start:end].lower() not in small:
                yield from run[place : place + 2]


def _list_runs(text: str, words: Sequence[Span], lexicons: Lexicons) -> list[list[Span]]:
    """Capitalised words that only spaces, and points after initials or titles, part."""
    runs: list[list[Span]] = []
    reached = -1
    for start, end in words:
        if not text[start].isupper() or (end - start > 1 and text[start:end].isupper()):
            continue
        between = text[reached:start] if reached >= 0 else "."
        joined = bool(runs) and not BREAK.search(between) and not _opens(text, (start, end), lexicons)
        if joined:
            runs[-1].append((start, end))
        else:
            runs.append([(start, end)])
        reached = end
    return runs


def _opens(text: str, word: Span, lexicons: Lexicons) -> bool:
    """Whether a word begins a sentence or what counts as one; a point behind a title or an initial ends none."""
    before = text[max(0, word[0] - REACH) : word[0]]
    if not before.strip():
        return True
    if not OPENS.search(before):
        return False
    last = POINTED.search(before)
    return last is None or not (len(last[1]) == 1 or f"{last[1]}." in compile_parts(lexicons).honorifics)


def _is_headline(text: str, words: Sequence[Span], lexicons: Lexicons) -> bool:
    """Whether all words but small ones are capitalised, without the full stop of a sentence."""
    if len(words) < 3 or text.rstrip().endswith((".", "!", '"')):
        return False
    small = read_function_words(lexicons)
    return all(text[start].isupper() or text[start:end] in small for start, end in words)


@functools.lru_cache(maxsize=8)
def _first_names(lexicons: Lexicons) -> frozenset[str]:
    return frozenset(row["name"] for row in lexicons["given_names"])
