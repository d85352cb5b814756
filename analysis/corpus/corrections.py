"""Corrections: what a reader corrected, article by article, before anything is read."""

import difflib
import re
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.corpus.articles import find_corpus, make_context
from analysis.corpus.files import read_bytes, require_inside
from analysis.corpus.metadata import index_articles, read_sheet
from analysis.errors import RequestError
from analysis.schema import as_table, columns_of
from analysis.wording import free_cell

if TYPE_CHECKING:
    import pandas as pd

CORRECTIONS = "corrections.csv"
MOST_NAMED = 3
UTF16 = (b"\xff\xfe", b"\xfe\xff")


def read_corrections(
    path: str, articles: "pd.DataFrame"
) -> "tuple[dict[str, tuple[dict[str, str], ...]], pd.DataFrame]":
    """Read what a reader corrected: corrections.csv in the folder of the corpus.

    Columns: article (its id or its file), then start and end, or text, of the quotation, and what is right: speaker,
    role, kind, or the verdict: `not a quotation`, or `add` for words that no row has.

    Takes: the corpus and its articles. Returns: rows by article_id, and problems: a row for an unknown article, one
    without an article, one for a file of several articles, one with more cells than the header. An apostrophe before a
    formula, as the page that offers the file for download writes it, is no part of a cell.
    Raises: RequestError where the file cannot be read, holds broken bytes or lacks the column article.

    Limits: whether a quotation stands at the place that is named is known only once the article is read.
    """
    import pandas as pd

    problems: list[tuple[str, str, str, str]] = []
    found: dict[str, tuple[dict[str, str], ...]] = {}
    place = find_corpus(path)
    sheet = place / CORRECTIONS
    if place.is_dir():
        require_inside(sheet, place, str(path))
        _check_bytes(sheet, str(path))
    rows = read_sheet(sheet, str(path), "article", make_context(place)) if place.is_dir() else []
    known = index_articles(articles["article_id"].tolist(), articles["path"].tolist())
    for _, row in rows:
        name = row.pop("article", "")
        wrong, named = row.pop("", ""), known.get(name, [])
        if not wrong and not named:
            near = difflib.get_close_matches(name, list(known), n=1)
            hint = f" Closest: '{near[0]}'." if near else ""
            wrong = f"No article '{name}'.{hint}"
        elif not wrong and len(named) > 1:
            listed = ", ".join(named[:MOST_NAMED]) + (" and so on" if len(named) > MOST_NAMED else "")
            wrong = f"'{name}' holds {len(named)} articles. Name the one that has the words by its id: {listed}."
        if wrong:
            article_id = named[0] if len(named) == 1 else ""
            problems.append((CORRECTIONS, article_id, "correction without effect", wrong))
            continue
        freed = {column: free_cell(cell) for column, cell in row.items()}
        found[named[0]] = (*found.get(named[0], ()), freed)
    return found, as_table("problems", pd.DataFrame(problems, columns=columns_of("problems")))


def _check_bytes(sheet: Path, name: str) -> None:
    """Refuse what is no UTF-8, naming its row: a word that is read wrong would correct nothing, or something else."""
    if not sheet.is_file():
        return
    data = read_bytes(sheet, sheet.name)
    if data.startswith(UTF16):
        return
    try:
        broken = data.index(b"\0") if b"\0" in data else -1
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        broken = error.start
    if broken >= 0:
        row = len(re.findall(rb"\r\n?|\n", data[:broken])) + 1
        raise RequestError(
            f"'{sheet.name}' in '{name}' cannot be read: row {row} holds bytes that are no text in UTF-8. "
            "Save it again as CSV in UTF-8."
        )
