"""Labels: the words by which the exports of press databases are known and taken apart."""

import functools
import re
from collections.abc import Sequence

from analysis.corpus.dates import read_date
from analysis.corpus.found import Found, fold_space
from analysis.language.words import count_words
from analysis.lexicons import Lexicons

_SHORTER = 0.8
_TOKEN = re.compile(r"[^\s,.()]+")
_CLOCK = re.compile(
    r"\d{1,2}[:.h]\d{2}(?::\d{2})?|[AaPp]\.?[Mm]\.?|[A-Z]{2,5}|[+-]\d{2}:?\d{2}|Uhr|\d{1,4}(?:st|nd|rd|th|er)?"
)


@functools.lru_cache(maxsize=64)
def labels_of(lexicons: Lexicons, database: str, part: str) -> tuple[str, ...]:
    """List the labels of a part of an export.

    >>> from analysis.lexicons import standard_lexicons
    >>> labels_of(standard_lexicons(), "nexis", "end")[0]
    'End of Document'
    """
    return tuple(
        row["label"] for row in lexicons["export_labels"] if (row["database"], row["part"]) == (database, part)
    )


@functools.lru_cache(maxsize=64)
def match_labels(lexicons: Lexicons, database: str, part: str) -> re.Pattern[str]:
    """Compile `Label: value` for the labels of a part; group 1 is the label, group 2 the value."""
    listed = "|".join(re.escape(label) for label in sorted(labels_of(lexicons, database, part), key=len, reverse=True))
    return re.compile(rf"({listed or '(?!)'})\s*:\s*(.*)")


def read_date_line(line: str, lexicons: Lexicons) -> str:
    """Give the date of a line that holds a date and nothing else but a weekday and a time of day.

    >>> from analysis.lexicons import standard_lexicons
    >>> read_date_line("March 4, 2026 Wednesday 9:20 AM GMT", standard_lexicons())
    '2026-03-04'
    >>> read_date_line("March 4, 2026 was a dark day for Ellery", standard_lexicons())
    ''
    """
    line = fold_space(line)
    if len(line) > 70 or not (date := read_date(line, lexicons=lexicons)):
        return ""
    words = [token for token in _TOKEN.findall(line) if not _CLOCK.fullmatch(token)]
    return date if len(words) <= 3 and len(line.split()) <= 9 else ""


def compare_length(found: Found, stated: str) -> None:
    """Say where the text is much shorter than the length that the export states."""
    figures = re.search(r"\d[\d,.]*", stated)
    n_stated = int(re.sub(r"\D", "", figures[0])) if figures and len(figures[0]) < 9 else 0
    n_read = count_words(found.text)
    if found.text and n_stated and n_read < _SHORTER * n_stated:
        found.remarks.append(("shorter than stated", f"the export states {n_stated:,} words, {n_read:,} were read"))


def drop_repeated_title(text: str, title: str) -> str:
    """Take the title off the head of a text that repeats it.

    >>> drop_repeated_title("Ferry halts. The ferry halts.", "Ferry halts")
    'The ferry halts.'
    """
    if title and text.startswith(title) and (rest := text[len(title) :].lstrip(" .:\n")) and rest != text[len(title) :]:
        return rest
    return text


def split_blocks(lines: Sequence[str]) -> list[list[str]]:
    """Split lines at empty lines.

    >>> split_blocks(["a", "b", "", "c"])
    [['a', 'b'], ['c']]
    """
    blocks: list[list[str]] = [[]]
    for line in lines:
        if line.strip():
            blocks[-1].append(line)
        elif blocks[-1]:
            blocks.append([])
    return [block for block in blocks if block]
