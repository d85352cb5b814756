"""Checks: what every table promises, held against its rows."""

import pandas as pd

from analysis.schema import SPANS, VALUES


def check_spans(table: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """Give the rows of a table whose span does not slice back to its text.

    Takes: a table with article_id, start, end, text (and, where it has them, the spans of cue and speaker),
    and `articles`. Returns: the rows that break the promise; none, if all is well.
    """
    texts = dict(zip(articles["article_id"], articles["text"], strict=True))
    broken = pd.Series(False, index=table.index)
    for prefix in SPANS:
        names = [f"{prefix}start", f"{prefix}end", f"{prefix}text"]
        if not set(names) <= set(table.columns):
            continue
        rows = zip(table["article_id"], *(table[name] for name in names), strict=True)
        wrong = [
            (text != "") if pd.isna(start) else texts[article][int(start) : int(end)] != text
            for article, start, end, text in rows
        ]
        broken |= pd.Series(wrong, index=table.index, dtype=bool)
    return table[broken]


def check_values(name: str, table: pd.DataFrame) -> list[str]:
    """Name the values of a table that its columns of categories may not hold.

    Takes: the name of a table and the table, which may have further columns. Returns: a sentence for each such value;
    none, if all is well.

    >>> check_values("coverage", pd.DataFrame({"status": ["weak match", "omitted"]}))
    ["coverage.status is 'omitted'; it must be one of close match, weak match, no close match."]

    Limits: what a reader's own lists or corrections bring (a role of their own) is no error, but is named all the same.
    """
    wrong = []
    for column in table.columns:
        allowed = VALUES.get(f"{name}.{column}", VALUES.get(column))
        if allowed is not None:
            known = ", ".join(value or "empty" for value in allowed)
            odd = sorted(set(table[column]) - set(allowed))
            wrong += [f"{name}.{column} is '{value}'; it must be one of {known}." for value in odd]
    return wrong
