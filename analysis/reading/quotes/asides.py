"""Asides: words in marks that are no quotation: scare quotes, titles of works, marks that nobody is credited with."""

import pandas as pd

from analysis.language.words import WORD
from analysis.reading.page.marks import find_marked

SCARE_WORDS, TITLE_WORDS = 3, 10
COLUMNS = ["start", "end", "text", "rule"]


def list_asides(text: str, zones: pd.DataFrame, quotes: pd.DataFrame) -> pd.DataFrame:
    """List the words in quotation marks that no attribution takes in, and the rule that set them aside.

    Takes: the article, its zones, the quotes of `find_quotes` (with `pieces`).
    Returns: start, end, text, rule (`title of a work`, `scare quotes`, `marks without a cue`).

    >>> from analysis.running.pipeline import read_article
    >>> text = "The “reform” cost a fortune. Her novel “The Silent Harbour” won a prize."
    >>> read_article(text)["asides"][["text", "rule"]].values.tolist()
    [['reform', 'scare quotes'], ['The Silent Harbour', 'title of a work']]

    Limits: outermost marks of the body only; the rule says what the words look like.
    """
    taken = [piece for pieces in quotes["pieces"] for piece in pieces]
    body = zones[zones["zone"] == "body"]
    spans = list(zip(body["start"].tolist(), body["end"].tolist(), strict=True))
    rows = [
        (mark.start, mark.end, text[mark.start : mark.end], _rule(text[mark.start : mark.end]))
        for mark in find_marked(text, zones)
        if mark.depth == 0
        and any(start <= mark.start < end for start, end in spans)
        and not any(start < mark.end and mark.start < end for start, end in taken)
    ]
    return pd.DataFrame(rows, columns=COLUMNS).astype({"start": "int64", "end": "int64"})


def _rule(marked: str) -> str:
    words = WORD.findall(marked)
    longer = [word for word in words if len(word) > 3]
    if 2 <= len(words) <= TITLE_WORDS and longer and all(word[0].isupper() for word in longer):
        return "title of a work"
    return "scare quotes" if len(words) <= SCARE_WORDS else "marks without a cue"
