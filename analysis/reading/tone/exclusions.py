"""Words that name a topic, an office or an amount: an editable list of what a neutralised scorer leaves out."""

import functools
import re

from analysis.lexicons import Lexicons

GAP = r"[\s-]+"
NUMBER = (
    r"(?:\d[\d.,]*|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?|hundreds?|thousands?|"
    r"several|few)"
)
WORD = re.compile(r"[\w']+")
SIGNS = {"^": r"[A-Z][\w'.-]*", "#": NUMBER, "*": r"[\w'-]+"}


def find_exclusions(text: str, *, lexicons: Lexicons) -> list[tuple[int, int]]:
    """Find the stretches of a straightened text that the list tone_exclusions.csv names.

    Returns: spans in code points of the text, in order, without overlaps.
    Source: this project; each row of the list carries its reason.

    >>> from analysis.lexicons import standard_lexicons
    >>> text = "The foreign minister met the top commander."
    >>> [text[start:end] for start, end in find_exclusions(text, lexicons=standard_lexicons())]
    ['foreign minister', 'top commander']

    Limits: knows phrases, not meanings: `top general` is left out whatever is meant.
    """
    found: list[tuple[int, int]] = []
    matchers = _matchers(lexicons)
    for word in WORD.finditer(text):
        patterns = matchers.get(word.group().lower())
        if patterns is None or (found and word.start() < found[-1][1]):
            continue
        ends = [match.end() for pattern in patterns if (match := pattern.match(text, word.start()))]
        if ends:
            found.append((word.start(), max(ends)))
    return found


@functools.lru_cache(maxsize=8)
def _matchers(lexicons: Lexicons) -> dict[str, tuple[re.Pattern[str], ...]]:
    """Compile the phrases, filed under each word they can begin with."""
    filed: dict[str, list[re.Pattern[str]]] = {}
    for row in lexicons["tone_exclusions"]:
        words = row["phrase"].split()
        pattern = re.compile(GAP.join(_word_pattern(word) for word in words) + r"(?![\w'])")
        for first in words[0].lower().split("/"):
            filed.setdefault(first, []).append(pattern)
    return {first: tuple(patterns) for first, patterns in filed.items()}


def _word_pattern(word: str) -> str:
    if word in SIGNS:
        return SIGNS[word]
    choices = [SIGNS.get(choice, re.escape(choice)) for choice in word.split("/")]
    joined = "(?:" + "|".join(choices) + ")"
    return joined if word != word.lower() else f"(?i:{joined})"
