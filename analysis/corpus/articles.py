"""Corpus: a folder or a file of articles becomes the tables `articles` and `problems`."""

import difflib
from collections import Counter
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from analysis.corpus.files import clean_name, expand_home, load_own
from analysis.corpus.found import Article, Corpus
from analysis.corpus.gathering import MENDED, read_folder, read_single
from analysis.corpus.languages import detect_language, read_label
from analysis.corpus.mending import mend_fields
from analysis.corpus.options import Options
from analysis.corpus.screening import set_copies_aside
from analysis.corpus.tables import Context
from analysis.corpus.texts import Texts
from analysis.errors import RequestError, suggest
from analysis.language.words import replace_halves
from analysis.lexicons import Lexicons
from analysis.wording import count

if TYPE_CHECKING:
    import pandas as pd

PROJECT = Path(__file__).resolve().parents[2]


def find_corpus(path: str | Path) -> Path:
    """Find a corpus: as given, else below the current folder, else below the project's.

    Raises: RequestError naming both places that were searched.
    """
    given = expand_home(path)
    with suppress(OSError):  # a name may be longer than names can be
        for place in (given, PROJECT / given):
            if place.exists():
                return place
    near = difflib.get_close_matches(given.name, sorted(p.name for p in given.parent.glob("*")), n=1)
    hint = f" Closest: '{near[0]}'." if near else ""
    raise RequestError(f"No corpus at '{path}', neither in the current folder nor in the project's.{hint}")


def read_corpus(path: str | Path, *, options: Options | None = None) -> "tuple[pd.DataFrame, pd.DataFrame]":
    """Read the articles of a corpus, and say what was set aside.

    Takes: a folder with articles in any readable format at any depth and an optional articles.csv (file, source,
    event, date, title, author, url, article_id, language), or one file; `options` say what cannot be seen.
    Without metadata the source is the file's stem.

    Returns: articles, sorted by article_id, and problems (path, article_id, problem, detail): one row for everything
    that was set aside, mended, or is not clear.
    Raises: RequestError where nothing can be read, or where articles.csv or an option does not fit.

    >>> articles, problems = read_corpus("seeds")
    >>> articles[["article_id", "source", "n_words"]].values.tolist()
    [['000_f1ff09710e15aa11', 'A', 507], ['003_a403026302f0a8d1', 'B', 406]]

    Limits: plain text is taken as it stands, newlines included, unless it is plainly damaged.
    """
    from analysis.corpus.build import build_tables

    place = find_corpus(path)
    built = build_tables(gather(path, options=options), place, make_context(place, options))
    return built.articles, built.problems


def hold_corpus(
    path: str | Path, file: BinaryIO, *, options: Options | None = None
) -> "tuple[pd.DataFrame, pd.DataFrame]":
    """Read the articles of a corpus as `read_corpus` does, their texts into a file.

    Takes: beside, a file that is open for reading and writing. Returns: as there, but in place of text the articles
    have text_at and text_size: where the text of each begins in the file, and how many bytes of UTF-8 it has.
    Raises: as `read_corpus`.

    Limits: one file of the corpus is read at once, and all articles that are grouped by their words.
    """
    from analysis.corpus.build import build_tables

    place = find_corpus(path)
    corpus = gather(path, options=options, texts=Texts(file))
    built = build_tables(corpus, place, make_context(place, options), with_texts=False)
    held = {article.article_id: article.held for article in corpus.articles}
    places = [held[article_id] for article_id in built.articles["article_id"]]
    edges = {
        "text_at": [place.start for place in places if place],
        "text_size": [place.size for place in places if place],
    }
    return built.articles.assign(**edges), built.problems


def gather(path: str | Path, *, options: Options | None = None, texts: Texts | None = None) -> Corpus:
    """Read the files of a corpus into articles and problems, without making tables of them.

    `texts`: where texts are put, so that none is in memory. Raises: RequestError as `read_corpus`.
    """
    place = find_corpus(path)
    context = make_context(place, options)
    corpus = (read_folder if place.is_dir() else read_single)(place, str(path), context, texts)
    _require_options(corpus, context.options)
    mended = {(article.path, "", MENDED, deed) for article in corpus.articles for deed in mend_fields(article.found)}
    corpus.problems += sorted(mended)
    _refuse_cut(corpus, place.name)
    _name_twice(corpus)
    set_copies_aside(corpus.articles)
    for article in corpus.articles:
        _name_language(article)
    n_found = len(corpus.articles)
    _list_problems(corpus)
    if not corpus.articles:
        _raise_nothing(corpus, str(path), n_found)
    corpus.problems.sort()
    return corpus


def read_lexicons(corpus: str | Path) -> Lexicons:
    """Give the word lists of a corpus: those of its own folder `lexicons` over the standard ones.

    Raises: RequestError where the corpus is missing or a list in it does not fit.
    """
    return load_own(find_corpus(corpus))


def make_context(place: Path, options: Options | None = None) -> Context:
    """Give what the readers of a corpus are told: its options, and its word lists over the standard ones.

    Raises: RequestError where a word list does not fit.
    """
    return Context(options or Options(), load_own(place))


def _require_options(corpus: Corpus, options: Options) -> None:
    """Refuse a column that stands in no file."""
    headers = {column for _, reading in corpus.inputs for column in reading.header}
    known = {column.casefold() for column in headers}
    for target, column in options.columns.items():
        if column and column.casefold() not in known:
            there = f" There are: {', '.join(sorted(headers))}." if headers else " No file is a table."
            raise RequestError(f"No column '{column}' for {target}.{suggest(column, headers)}{there}")


def _refuse_cut(corpus: Corpus, name: str) -> None:
    """Refuse a corpus whose every article is the beginning of one: there is nothing to compare."""
    reasons = Counter(article.found.aside[0] for article in corpus.articles if article.found.aside)
    if reasons["cut text"] and sum(reasons.values()) == len(corpus.articles) and len(corpus.articles) > 1:
        n, empty = reasons["cut text"], sum(reasons.values()) - reasons["cut text"]
        first = next(a.found.aside[1] for a in corpus.articles if a.found.aside and a.found.aside[0] == "cut text")
        removed = f", {empty} removed or empty" if empty else ""
        name = corpus.articles[0].path or name
        raise RequestError(
            f"'{name}': {count(n, 'article')}, all of them cut{removed}. The first: {first}. There is no full text to "
            "compare. Save the pages (column url) as .html into a folder and name the folder."
        )


def _name_twice(corpus: Corpus) -> None:
    """Give an id that is given twice a number, one that no other article has."""
    given = Counter(article.article_id for article in corpus.articles)
    taken = set(given)
    seen: set[str] = set()
    for article in corpus.articles:
        first = article.article_id
        if first in seen:
            number = 2
            while f"{first}-{number}" in taken:
                number += 1
            article.article_id = f"{first}-{number}"
            taken.add(article.article_id)
            article.found.remarks.append(("article_id given twice", f"'{first}' became this id"))
        seen.add(article.article_id)


def _name_language(article: Article) -> None:
    """Name the language, by the file's own label or by its words; one that is not English is said."""
    found = article.found
    if found.aside:
        return
    label = read_label(found.language)
    found.language = label or detect_language(article.text)
    if found.language.split("-")[0].split("_")[0].lower() not in ("en", "eng"):
        how = "says the file" if label else "by its words"
        found.remarks.append(("not English", f"language '{found.language}' {how}: its figures mean little"))


def _list_problems(corpus: Corpus) -> None:
    """Write down what was set aside and what was said of single articles, and keep the others."""
    for article in corpus.articles:
        told = [article.found.aside] if article.found.aside else article.found.remarks
        corpus.problems += [(article.path, article.article_id, *row) for row in told]
    rows = corpus.problems
    corpus.problems = [(clean_name(path), name, problem, replace_halves(told)) for path, name, problem, told in rows]
    corpus.articles = [article for article in corpus.articles if not article.found.aside]
    for article in corpus.articles:
        article.path = clean_name(article.path)


def _raise_nothing(corpus: Corpus, name: str, n_found: int) -> None:
    reasons = Counter(problem for _, _, problem, _ in corpus.problems)
    if set(reasons) <= {"empty article"}:
        raise RequestError(f"No articles in '{name}': {n_found} found, all of them empty.")
    first = corpus.problems[0]
    raise RequestError(f"No articles in '{name}': {n_found} found, all set aside. The first: {first[2]}: {first[3]}.")
