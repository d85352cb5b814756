"""How numbers and lists are put into words, the same on the screen, in the report and in the notebooks."""

import re
from collections.abc import Iterable, Mapping

# What moves a terminal's cursor, turns the order of letters round, or is half a letter.
CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
# A spreadsheet takes what follows for a formula (OWASP).
FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")

# Measured by benchmarks/coverage.py --gold on 44 events of ECB+ told by 509 documents.
TRULY_ALONE = 0.31
NO_CLOSE_MATCH = (
    "No close match means that no sentence elsewhere is alike in words, their meaning and the acts told; the fact may "
    f"be told in other words. It is not an omission: in a test on 44 events, {TRULY_ALONE:.0%} of such sentences had "
    "no counterpart elsewhere."
)


def count(n: int, noun: str, plural: str = "") -> str:
    """Put a number before its noun.

    >>> count(1, "article"), count(5102, "word"), count(0, "line set aside", "lines set aside")
    ('1 article', '5,102 words', '0 lines set aside')

    Limits: the plural is the noun and an s, unless it is given.
    """
    return f"{n:,} {noun if n == 1 else plural or noun + 's'}"


def join_words(words: Iterable[str]) -> str:
    """List words as a sentence does.

    >>> join_words(["tone", "shares", "terms"]), join_words(["tone"]), join_words([])
    ('tone, shares and terms', 'tone', '')
    """
    *first, last = list(words) or [""]
    return f"{', '.join(first)} and {last}" if first else last


def tally(counts: Mapping[str, int], *, plural: bool = False) -> str:
    """Put counts by name into one line, the largest first.

    >>> tally({"direct": 1, "indirect": 3}), tally({"headline": 1, "related link": 3}, plural=True)
    ('3 indirect, 1 direct', '3 related links, 1 headline')
    """
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return ", ".join(count(n, name) if plural else f"{n:,} {name}" for name, n in ordered)


def escape_controls(text: str) -> str:
    r"""Print control characters by their number, so that a file's name cannot give orders to a terminal.

    >>> escape_controls("a\x1b]0;b\nc")
    'a\\x1b]0;b\\nc'
    """
    return CONTROLS.sub(lambda match: match[0].encode("unicode_escape").decode(), text)


def number_rows(letter: str, n: int) -> list[str]:
    """Give the ids of n rows, as wide as the last of them needs, so that they sort as text in the order of the rows.

    >>> number_rows("q", 2), number_rows("g", 1000)[-2:]
    (['q001', 'q002'], ['g0999', 'g1000'])
    """
    width = max(3, len(str(n)))
    return [f"{letter}{number:0{width}d}" for number in range(1, n + 1)]


def guard_cell(text: str) -> str:
    """Put an apostrophe before what a spreadsheet would calculate instead of showing it.

    >>> guard_cell("=1+1"), guard_cell("1+1")
    ("'=1+1", '1+1')
    """
    return f"'{text}" if text.startswith(FORMULA) else text


def free_cell(text: str) -> str:
    """Take off the apostrophe that `guard_cell` put before a text.

    >>> free_cell("'=1+1"), free_cell("'No,' he said.")
    ('=1+1', "'No,' he said.")
    """
    return text[1:] if text[:1] == "'" and text[1:].startswith(FORMULA) else text
