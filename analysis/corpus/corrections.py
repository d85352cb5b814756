"""Corrections: what a reader corrected, article by article, before anything is read."""

import difflib
import re
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from analysis.corpus.articles import find_corpus, make_context
from analysis.corpus.beside import find_sheets
from analysis.corpus.files import File
from analysis.corpus.found import fold_space
from analysis.corpus.metadata import index_articles, read_sheet
from analysis.errors import RequestError, shorten
from analysis.schema import as_table, columns_of
from analysis.wording import free_cell

if TYPE_CHECKING:
    import pandas as pd

    AddTexts = Callable[[pd.DataFrame], pd.DataFrame]

CORRECTIONS = "corrections.csv"
MOST_NAMED = 3
AT_ONCE = 50  # articles of which the texts are in memory
Key = tuple[str, str]  # a file, and words that are looked for in it
UTF16 = (b"\xff\xfe", b"\xfe\xff")


def read_corrections(
    path: str, articles: "pd.DataFrame", *, add_texts: "AddTexts | None" = None
) -> "tuple[dict[str, tuple[dict[str, str], ...]], pd.DataFrame]":
    """Read what a reader corrected: corrections.csv beside the articles, in their folder or package.

    Columns: article (its id or its file), then start and end, or text, of the quotation, and what is right: speaker,
    role, kind, or the verdict: `not a quotation`, or `add` for words that no row has.

    Takes: the corpus and its articles, and what gives some of them their texts where they have none. Returns: rows by
    article_id, and problems: a row for an unknown article, one without an article, one for a file of several articles
    of which not exactly one has its words, one with more cells than the header. An apostrophe before a formula, as the
    page that offers the file for download writes it, is no part of a cell.
    Raises: RequestError where the file cannot be read, holds broken bytes or lacks the column article.

    Limits: whether a quotation stands at the place that is named is known only once the article is read.
    """
    import pandas as pd

    problems: list[tuple[str, str, str, str]] = []
    found: dict[str, tuple[dict[str, str], ...]] = {}
    place = find_corpus(path)
    known = index_articles(articles["article_id"].tolist(), articles["path"].tolist())
    rows: list[tuple[str, dict[str, str]]] = []
    for sheet in find_sheets(place, CORRECTIONS, set(articles["path"]), corpus=str(path)):
        _check_bytes(sheet.file, str(path))
        for _, row in read_sheet(sheet.file, str(path), "article", make_context(place)):
            rows.append((sheet.file.path, row | {"article": sheet.resolve(row.get("article", ""), known)}))
    holders = _find_holders([row for _, row in rows], known, articles, add_texts)
    for told, row in rows:
        name = row.pop("article", "")
        wrong, named = row.pop("", ""), known.get(name, [])
        words = free_cell(row.get("text", "").strip())
        if not wrong and not named:
            near = difflib.get_close_matches(name, list(known), n=1)
            hint = f" Closest: '{near[0]}'." if near else ""
            wrong = f"No article '{name}'.{hint}"
        elif not wrong and len(named) > 1:
            holding = holders.get((name, words), [])
            wrong = "" if len(holding) == 1 else _ask_which(name, words, named, holding)
            named = holding if len(holding) == 1 else named
        if wrong:
            article_id = named[0] if len(named) == 1 else ""
            problems.append((told, article_id, "correction without effect", wrong))
            continue
        freed = {column: free_cell(cell) for column, cell in row.items()}
        found[named[0]] = (*found.get(named[0], ()), freed)
    return found, as_table("problems", pd.DataFrame(problems, columns=columns_of("problems")))


def _find_holders(
    rows: Sequence[Mapping[str, str]],
    known: Mapping[str, list[str]],
    articles: "pd.DataFrame",
    add_texts: "AddTexts | None",
) -> dict[Key, list[str]]:
    """Find, for each file of several articles and the words that a correction of it names, the articles with them.

    White space is no matter; where no article has the words so, capitals and what is no letter are none either.
    """
    asked = {(row.get("article", ""), free_cell(row.get("text", "").strip())) for row in rows}
    asked = {(name, words) for name, words in asked if words and len(known.get(name, [])) > 1}
    places = {article_id: name for name, _ in sorted(asked) for article_id in known[name]}
    meant = articles[articles["article_id"].isin(list(places))]
    ways: list[tuple[Callable[[str], str], dict[Key, str], dict[Key, list[str]]]] = [
        (way, {key: way(key[1]) for key in asked}, {}) for way in (_plain, fold_space)
    ]
    for first in range(0, len(meant), AT_ONCE):
        some = meant.iloc[first : first + AT_ONCE]
        some = add_texts(some) if add_texts else some
        for article_id, text in zip(some["article_id"], some["text"], strict=True):
            for way, wanted, hits in ways:
                held = way(text)
                for key, words in wanted.items():
                    if places[article_id] == key[0] and words and words in held:
                        hits.setdefault(key, []).append(article_id)
    return ways[0][2] | ways[1][2]


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))


def _ask_which(name: str, words: str, named: Sequence[str], holding: Sequence[str]) -> str:
    """Ask for the id of an article of a file that holds several."""
    listed = ", ".join((holding or named)[:MOST_NAMED]) + (" and so on" if len(holding or named) > MOST_NAMED else "")
    if not words:
        return f"'{name}' holds {len(named)} articles. Name the one that is meant by its id: {listed}."
    where = f"{len(holding)} of them" if holding else "none of them"
    asked = "Name the one that is meant" if holding else "Mend the words, or name the article"
    held = f"'{name}' holds {len(named)} articles, and '{shorten(words)}' stands in {where}"
    return f"{held}. {asked} by its id: {listed}."


def _check_bytes(sheet: File, name: str) -> None:
    """Refuse what is no UTF-8, naming its row: a word that is read wrong would correct nothing, or something else."""
    if not sheet.place.is_file():
        return
    data = sheet.read()
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
            f"'{sheet.path}' in '{name}' cannot be read: row {row} holds bytes that are no text in UTF-8. "
            "Save it again as CSV in UTF-8."
        )
