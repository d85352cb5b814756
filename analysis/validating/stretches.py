"""Stretches: the words that a coder wrote down, found again in the sentence, whatever their marks and capitals."""

import itertools
import re

from analysis.language.words import LETTERS, WORD

DOTS = re.compile(r"\s*(?:\.\.\.|…)\s*")
MARKED = re.compile(r'"([^"]*)(?:"|$)|(?<!\w)‘([^‘]*?)’(?!\w)|(?<!\w)\'([^\']*?)\'(?!\w)')
CLOSED_ONLY = re.compile(r'^[^“"«]*?[”»]|^[^"]*[^"\s]"(?=[^"]*$)')


def find_words(answer: str, sentence: str) -> set[int]:
    """Find the words that an answer means.

    `answer`: `all`, `marks` (what stands in quotation marks), the words themselves, `first words ... last words`, or
    several of these with ` | ` between them. Marks, dashes, capitals and spaces may differ.
    Returns: the numbers of the words in the sentence, the first is 0.
    Raises: ValueError in words, where nothing fits or more than one place does.

    >>> sorted(find_words("it had ... luck", "“It had no luck”, she said."))
    [0, 1, 2, 3]

    Limits: words are found whole; a stretch that stands twice must be given with a word more.
    """
    found: set[int] = set()
    for part in filter(None, map(str.strip, answer.split("|"))):
        if part.casefold() in ("all", "marks"):
            found |= _find_named(part.casefold(), sentence)
        else:
            found |= _find_stretch(part, sentence)
    if not found:
        raise ValueError("it names no words. Write the words, `all` or `marks`")
    return found


def fold_words(text: str) -> list[tuple[int, str]]:
    """Give the letters and figures of every word with its number, without capitals, marks, hyphens and apostrophes.

    What a spreadsheet or a coder makes of marks and dashes must not matter, so a word is taken apart at them.

    >>> fold_words("“Don’t – Go!”")
    [(0, 'don'), (0, 't'), (1, 'go')]
    """
    words = enumerate(WORD.findall(text))
    return [(at, piece.casefold()) for at, word in words for piece in LETTERS.findall(word)]


def _find_named(name: str, sentence: str) -> set[int]:
    words = list(WORD.finditer(sentence))
    if name == "all":
        return set(range(len(words)))
    spans = list(_find_marked(sentence))
    found = {at for at, word in enumerate(words) if any(start <= _first_letter(word) < end for start, end in spans)}
    if not found:
        raise ValueError("`marks` is written, but no words of the sentence stand in quotation marks")
    return found


def _find_marked(sentence: str) -> list[tuple[int, int]]:
    plain = "".join('"' if sign in "“”„‟«»" else sign for sign in sentence.replace("''", '" '))
    # A quotation that began in an earlier sentence only closes in this one.
    closing = CLOSED_ONLY.match(sentence) if plain.count('"') % 2 else None
    spans = [closing.span()] if closing else []
    base = closing.end() if closing else 0
    spans += [(match.start() + base, match.end() + base) for match in MARKED.finditer(plain[base:])]
    return spans


def _first_letter(word: re.Match[str]) -> int:
    return next((word.start() + at for at, sign in enumerate(word.group()) if sign.isalnum()), word.start())


def _find_stretch(part: str, sentence: str) -> set[int]:
    words = fold_words(sentence)
    places = _find_all(part, words)
    if len(places) == 1:
        start, end = places[0]
    elif places:
        raise ValueError(f"'{part}' stands {len(places)} times in the sentence. Give a word more")
    else:
        ends = DOTS.split(part)
        if len(ends) != 2 or not all(ends):
            raise ValueError(f"'{part}' does not stand in the sentence")
        start, end = _find_between(ends[0], ends[1], words)
    found = set(range(words[start][0], words[end - 1][0] + 1))
    return found | _find_marks_after(max(found), part, sentence)


def _find_marks_after(last: int, part: str, sentence: str) -> set[int]:
    """Words of nothing but marks, such as a closing '', where the answer ends with one too."""
    written, words = WORD.findall(part), WORD.findall(sentence)
    if not written or LETTERS.search(written[-1]):
        return set()
    after = itertools.takewhile(lambda at: not LETTERS.search(words[at]), range(last + 1, len(words)))
    return set(after)


def _find_between(first: str, last: str, words: list[tuple[int, str]]) -> tuple[int, int]:
    begins = _find_all(first, words)
    ends = [place for place in _find_all(last, words) if begins and place[0] >= begins[0][1]]
    for name, places in ((first, begins), (last, ends)):
        if len(places) != 1:
            problem = f"stands {len(places)} times there" if places else "does not stand in the sentence"
            raise ValueError(f"'{name}' {problem}. Give a word more, or the words as they stand")
    return begins[0][0], ends[0][1]


def _find_all(part: str, words: list[tuple[int, str]]) -> list[tuple[int, int]]:
    wanted = [word for _, word in fold_words(part)]
    known = [word for _, word in words]
    n = len(wanted)
    return [(at, at + n) for at in range(len(known) - n + 1) if n and known[at : at + n] == wanted]
