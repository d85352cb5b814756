"""Removal: which words of a text move what the language model says of it, asked by leaving each of them out."""

import pandas as pd

from analysis.language.words import COMPARED
from analysis.lexicons import Lexicons, standard_lexicons
from analysis.reading.tone.encoder import Asked, read_tone
from analysis.reading.tone.names import Span, find_names

COLUMNS = ["start", "end", "text", "change"]


def weigh_words(
    text: str, *, target: Span | None = None, top_n: int = 5, lexicons: Lexicons | None = None
) -> pd.DataFrame:
    """List the words without which the model would say most else of a text.

    `target`: the span of a mention; then positive minus negative towards it is asked, else the tone of the wording.
    Names, and the target itself, are never left out.
    Returns: start, end, text, change (the tone as it is minus the tone without the word, -2..2: a word of change
    below 0 makes the text more negative), the largest changes first.
    Raises: ValueError where the target lies outside the text.
    Source: after Li, Monroe and Jurafsky 2016 (erasure).

    >>> weigh_words("Critics accused Mayor Orla Reed of fraud.", target=(16, 31), top_n=2)["text"].tolist()
    ['accused', 'fraud']

    Limits: one word at a time: where two say the same, neither moves much. Reads the text once for every word.
    """
    if target is not None and not 0 <= target[0] < target[1] <= len(text):
        raise ValueError(f"The target spans {target[0]} to {target[1]}, but the text has {len(text)} characters.")
    lists = lexicons or standard_lexicons()
    kept = [*find_names(text, lexicons=lists), *([target] if target else [])]
    words = [m.span() for m in COMPARED.finditer(text) if not any(a < m.end() and m.start() < b for a, b in kept)]
    aims = [target] if target else []
    asked = [Asked(text, aims)]
    for start, end in words:
        moved = [(a - (end - start), b - (end - start)) if a >= end else (a, b) for a, b in aims]
        asked.append(Asked(text[:start] + text[end:], moved))
    told = read_tone(asked, lexicons=lists)
    tones = [one.targets[0][0] - one.targets[0][2] if target else one.wording for one in told]
    rows = [(start, end, text[start:end], tones[0] - tone) for (start, end), tone in zip(words, tones[1:], strict=True)]
    table = pd.DataFrame(rows, columns=COLUMNS).astype({"start": int, "end": int, "change": float})
    order = table["change"].abs().round(9).sort_values(ascending=False, kind="stable").index
    return table.loc[order].head(top_n).reset_index(drop=True)
