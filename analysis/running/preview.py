"""Preview: what would be read, from which field, marked, dropped and why, before any of it is read."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from analysis.corpus.articles import find_corpus, gather, make_context
from analysis.corpus.build import Built, build_tables
from analysis.corpus.corrections import CORRECTIONS, read_corrections
from analysis.corpus.files import clean_name
from analysis.corpus.found import Corpus
from analysis.corpus.options import Options, write_options
from analysis.lexicons import Lexicons
from analysis.schema import as_table, columns_of
from analysis.wording import count, tally

if TYPE_CHECKING:
    import pandas as pd

_WAYS = {"given": "given", "grouped": "grouped by their words", "none": "without one"}
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
MOST_LINES, MOST_CHARACTERS, MOST_ARTICLES, MOST_NAMES = 40, 70, 40, 8


def preview_corpus(corpus: str, *, options: Options | None = None) -> list[str]:
    """Say what reading a corpus would come to; only articles that a reader has corrected are read for it.

    Returns: lines of text. How many articles, sources, dates and events; which files were read, and what was taken
    from which field; what each article would have set aside as layout, its quotation marks without a partner; every
    problem; what to do next.
    Raises: RequestError where the corpus is missing or empty, or a word list or an option does not fit.

    >>> preview_corpus("seeds")[0]
    '2 articles, 2 sources, 913 words.'

    Limits: the layout of the first 40 articles is shown; at most 40 lines of each kind are listed, the counts cover
    all.
    """
    place = find_corpus(corpus)
    context = make_context(place, options)
    gathered = gather(corpus, options=options)
    built = build_tables(gathered, place, context)
    lines = [*_say_facts(built.articles), *_say_events(built), *_say_files(gathered)]
    lines += [
        *_say_layout(built.articles, context.lexicons),
        *_say_problems(_all_problems(corpus, built, context.lexicons)),
    ]
    words = f" {write_options(options)}" if options and write_options(options) else ""
    return [*lines, f"Next: samestory report {_quote(corpus)}{words} --out FOLDER"]


def _all_problems(corpus: str, built: Built, lexicons: Lexicons) -> list[tuple[str, str, str, str]]:
    corrections, unknown = read_corrections(corpus, built.articles)
    tables = [built.problems, unknown, check_corrections(built.articles, corrections, lexicons)]
    return [row for table in tables for row in table.itertuples(index=False, name=None)]


def check_corrections(
    articles: "pd.DataFrame", corrections: Mapping[str, tuple[dict[str, str], ...]], lexicons: Lexicons
) -> "pd.DataFrame":
    """Read the articles that are corrected, and name the corrections that fit nothing in them.

    Takes: `articles`, and the rows of `read_corrections` by article_id. Returns: problems.
    """
    from analysis.running.pipeline import read_articles

    corrected = articles[articles["article_id"].isin(list(corrections))]
    if corrected.empty:
        return as_table("problems", {name: [] for name in columns_of("problems")})
    _, problems, _ = read_articles(corrected, lexicons=lexicons, corrections=dict(corrections))
    return problems[problems["problem"] == "correction without effect"].assign(path=CORRECTIONS)


def _say_facts(articles: "pd.DataFrame") -> Iterator[str]:
    sources = Counter(articles["source"])
    n_words = int(articles["n_words"].sum())
    yield f"{count(len(articles), 'article')}, {count(len(sources), 'source')}, {count(n_words, 'word')}."
    named = ", ".join(f"{clean_name(name)} {n:,}" for name, n in sources.most_common(MOST_NAMES))
    more = f" and {count(len(sources) - MOST_NAMES, 'more source')}" if len(sources) > MOST_NAMES else ""
    yield f"Articles by source: {named}{more}."
    dates = sorted(date for date in articles["date"] if _ISO.fullmatch(date))
    if not dates:
        yield "No article has a date."
    else:
        span = dates[0] if dates[0] == dates[-1] else f"{dates[0]} to {dates[-1]}"
        lacking = len(articles) - len(dates)
        yield f"Dates: {span}" + (f"; {count(lacking, 'article')} without a clear one." if lacking else ".")


def _say_events(built: Built) -> Iterator[str]:
    """The events with their articles: those that were grouped by their words are a proposal."""
    members = built.members
    if len(members) < 2:
        return
    ways = Counter(members["event_by"])
    n_events = members.loc[members["event"] != "", "event"].nunique()
    if ways["none"] == len(members):
        yield "No events: sources are compared as wholes (shares, tone, keywords), and no article with another."
        yield "One story? Give it a name: --set event=NAME, or leave out --events none."
        return
    how = ", ".join(f"{count(ways[way], 'article')} {_WAYS[way]}" for way in _WAYS if ways[way])
    yield f"{count(n_events, 'event')}: {how}."
    if not ways["grouped"]:
        return
    yield from _list_groups(members[members["event_by"] == "grouped"])
    yield "Not so? Say it in events.csv (article, event), or --events given, or none."


def _list_groups(members: "pd.DataFrame") -> Iterator[str]:
    """The groups, large ones first, each with its articles; as many lines as are read."""
    sizes = Counter(members["event"])
    rows = members[["event", "article_id", "title", "doubtful", "next_event"]].itertuples(index=False, name=None)
    event, n_lines = None, 0
    for name, article_id, title, doubtful, other in rows:
        if n_lines >= MOST_LINES:
            yield f"  and {count(len(sizes) + len(members) - n_lines, 'more line')}."
            return
        if name != event:
            event, n_lines = name, n_lines + 1
            yield f"  {clean_name(name)}: {count(sizes[name], 'article')}"
        doubt = f" (doubtful; next: {clean_name(other)})" if doubtful and other else " (doubtful)" * bool(doubtful)
        n_lines += 1
        yield f"      {clean_name(article_id)}: {_shorten(title)}{doubt}"


def _say_files(gathered: Corpus) -> Iterator[str]:
    """The files by kind; those of which more is to be said one by one."""
    plain = Counter(reading.kind for _, reading in gathered.inputs if not reading.said)
    if plain:
        kinds = [f"{count(n, 'file')} of {kind}" for kind, n in plain.most_common(MOST_NAMES)]
        yield f"Read: {', '.join(kinds)}."
    listed = []
    for path, reading in gathered.inputs:
        if reading.said:
            listed.append(f"{clean_name(path)}: {reading.kind}")
            listed += [f"    {_shorten(line, 160)}" for line in reading.said]
    yield from _cap(listed)
    yield from gathered.said
    if any("text from" in line for _, reading in gathered.inputs for line in reading.said):
        yield "Another column? --column text=NAME, or source, date, title, author, url, event, language."


def _say_layout(articles: "pd.DataFrame", lexicons: Lexicons) -> Iterator[str]:
    from analysis.reading.page import read_page
    from analysis.reading.page.continuing import Unpaired

    listed: list[str] = []
    marks: list[str] = []
    set_aside: Counter[str] = Counter()
    shown = articles.head(MOST_ARTICLES)[["article_id", "source", "n_words", "text"]]
    for article_id, source, n_words, text in shown.itertuples(index=False, name=None):
        name = clean_name(article_id)
        listed.append(f"  {name}  source '{clean_name(source)}', {count(n_words, 'word')}")
        page = read_page(text, lexicons=lexicons)
        for zone, start, end, _ in (zone for zone in page.zones if zone.zone != "body"):
            set_aside[zone] += 1
            listed.append(f"      {zone}: {_shorten(text[start:end])}")
        marks += [
            f"  {name}, paragraph {mark.paragraph}: {mark.detail}"
            for mark in page.unpaired
            if isinstance(mark, Unpaired)
        ]
    yield from _cap(listed)
    first = f" in the first {MOST_ARTICLES} articles" if len(articles) > len(shown) else ""
    yield f"Set aside as layout{first}: {tally(set_aside, plural=True) if set_aside else 'nothing'}."
    if marks:
        yield f"{count(len(marks), 'quotation mark')} without a partner{first}:"
        yield from _cap(marks)


def _say_problems(problems: Sequence[tuple[str, str, str, str]]) -> Iterator[str]:
    if not problems:
        yield "No problems."
        return
    kinds = Counter(problem for _, _, problem, _ in problems)
    yield f"{count(len(problems), 'problem')} ({tally(kinds)}):"
    lines = []
    for path, article_id, problem, detail in problems:
        where = (
            f", article {clean_name(article_id)}"
            if article_id and article_id not in (path, path.rpartition(".")[0])
            else ""
        )
        lines.append(f"  '{path}'{where}: {problem}: {detail}")
    yield from _cap(lines)


def _cap(lines: list[str]) -> Iterator[str]:
    yield from lines[:MOST_LINES]
    if len(lines) > MOST_LINES:
        yield f"  and {count(len(lines) - MOST_LINES, 'more line')}."


def _shorten(text: str, most: int = MOST_CHARACTERS) -> str:
    text = clean_name(" ".join(text.split()))
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def _quote(corpus: str) -> str:
    return f'"{corpus}"' if " " in corpus else corpus
