"""Four lists of terms: framing words, names and topic, house style, boilerplate. Nothing is dropped."""

import functools
from collections.abc import Sequence

import pandas as pd

from analysis.comparing.keywords.counts import TermCounts
from analysis.language.words import read_function_words
from analysis.lexicons import Lexicons, standard_lexicons

HALF = 0.5
SHORTEST_NAME = 3


def place_terms(counts: TermCounts, *, sources: Sequence[str] = (), lexicons: Lexicons | None = None) -> pd.DataFrame:
    """Place each term on one of four lists and name the rule that put it there.

    Asked in this order: boilerplate, if at least half of its occurrences stand in sentences that the list
    `boilerplate` knows; style, if it is a function word (`stopwords`), stands in `house_style` or is the own name of
    a source; name, if at least half of its occurrences stand as a name; else framing. A two-word term is style if one
    of its words is, and a name if one of its words stands as one.

    `sources`: names of the sources, whose words are looked for where they stand as names.
    Returns: term, list (framing, name, style, boilerplate), rule; in the order of `counts.terms`.

    Limits: decided for the articles compared, all voices together; a name in lower case is not seen.
    """
    lexicons = lexicons or standard_lexicons()
    style = _read_style(lexicons)
    own_names = {
        word.lower(): source
        for source in sources
        for word in source.replace("-", " ").split()
        if len(word) >= SHORTEST_NAME and word.lower() not in style
    }
    rows = []
    for term, n, proper, furniture in zip(counts.terms, counts.n, counts.n_proper, counts.n_boilerplate, strict=True):
        parts = [term, *term.split(" ")] if " " in term else [term]
        rule = next((style[part] for part in parts if part in style), "")
        own_name = next((own_names[part] for part in parts if part in own_names), "")
        if furniture >= HALF * n:
            rows.append((term, "boilerplate", "stands in web furniture, captions or notes to readers"))
        elif rule:
            rows.append((term, "style", rule))
        elif own_name and proper >= HALF * n:
            rows.append((term, "style", f"own name of the source '{own_name}'"))
        elif proper >= HALF * n:
            rows.append((term, "name", "stands as a name in at least half of its places"))
        else:
            rows.append((term, "framing", "in no other list"))
    return pd.DataFrame(rows, columns=["term", "list", "rule"])


@functools.lru_cache(maxsize=8)
def _read_style(lexicons: Lexicons) -> dict[str, str]:
    words = {word: f"function word: {kind}" for word, kind in read_function_words(lexicons).items()}
    return words | {
        row["term"].replace("’", "'").lower(): f"house style: {row['rule']}" for row in lexicons["house_style"]
    }
