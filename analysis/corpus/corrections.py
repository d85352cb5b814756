"""Corrections: what a reader corrected, and which of it fits nothing, before anything is read."""

import difflib
from typing import TYPE_CHECKING

from analysis.corpus.articles import find_corpus, make_context
from analysis.corpus.metadata import read_sheet
from analysis.schema import as_table, columns_of

if TYPE_CHECKING:
    import pandas as pd

CORRECTIONS = "corrections.csv"


def read_corrections(
    path: str, articles: "pd.DataFrame"
) -> "tuple[dict[str, tuple[dict[str, str], ...]], pd.DataFrame]":
    """Read what a reader corrected: corrections.csv in the folder of the corpus.

    Columns: article (its id or its file), then start and end, or text, of the quotation, and what is right: speaker,
    role, kind, or the verdict `not a quotation`.

    Takes: the corpus and its articles. Returns: rows by article_id, and problems (a row for an unknown article).
    Raises: RequestError where the file cannot be read or lacks the column article.

    Limits: whether a quotation stands at the place that is named is known only once the article is read.
    """
    import pandas as pd

    problems: list[tuple[str, str, str, str]] = []
    found: dict[str, tuple[dict[str, str], ...]] = {}
    place = find_corpus(path)
    rows = read_sheet(place / CORRECTIONS, str(path), "article", make_context(place)) if place.is_dir() else []
    ids = dict(zip(articles["path"], articles["article_id"], strict=True)) | {i: i for i in articles["article_id"]}
    for _, row in rows:
        row.pop("", "")
        name = row.pop("article")
        if name in ids:
            found[ids[name]] = (*found.get(ids[name], ()), row)
        else:
            near = difflib.get_close_matches(name, list(ids), n=1)
            hint = f" Closest: '{near[0]}'." if near else ""
            problems.append((CORRECTIONS, "", "correction without effect", f"No article '{name}'.{hint}"))
    return found, as_table("problems", pd.DataFrame(problems, columns=columns_of("problems")))


def check_corrections(path: str, articles: "pd.DataFrame") -> "pd.DataFrame":
    """Name the corrections that can fit nothing: an unknown article, a text that is not in it, a place outside it.

    Returns: problems.
    """
    import pandas as pd

    found, unknown = read_corrections(path, articles)
    texts = dict(zip(articles["article_id"], articles["text"], strict=True))
    problems = [
        (CORRECTIONS, article_id, "correction without effect", reason)
        for article_id, rows in found.items()
        for row in rows
        if (reason := _find_misfit(row, texts[article_id]))
    ]
    return pd.concat([unknown, as_table("problems", pd.DataFrame(problems, columns=columns_of("problems")))])


def _find_misfit(row: dict[str, str], text: str) -> str:
    start, end, quoted = row.get("start", ""), row.get("end", ""), row.get("text", "")
    if start or end:
        numbers = [value for value in (start, end) if value.isdecimal() and value.isascii() and len(value) < 10]
        if len(numbers) < 2 or not int(start) < int(end) <= len(text):
            return f"No place from '{start[:20]}' to '{end[:20]}' in an article of {len(text):,} characters."
    elif quoted and quoted not in text:
        return f"'{quoted[:60]}' does not stand in the article."
    return ""
