"""Preview: what would be read, marked and dropped, before any of it is read."""

from collections import Counter
from collections.abc import Iterator

from analysis.corpus.articles import find_corpus, read_corpus
from analysis.lexicons import load_lexicons
from analysis.wording import count, tally

MOST_LINES, MOST_CHARACTERS = 40, 70


def preview_corpus(corpus: str) -> list[str]:
    """Say what reading a corpus would come to, without parsing a sentence.

    Returns: lines of text. First the articles and sources, then what each article would have set aside as layout,
    its quotation marks without a partner, and every problem.
    Raises: RequestError where the corpus is missing or empty, or a word list in it does not fit.

    >>> preview_corpus("seeds")[0]
    '2 articles, 2 sources, 913 words.'

    Limits: at most 40 lines of each kind are listed, the counts cover all.
    """
    from analysis.reading.page import read_page

    lexicons = load_lexicons(find_corpus(corpus) / "lexicons")
    articles, problems = read_corpus(corpus)
    listed: list[str] = []
    marks: list[str] = []
    set_aside: Counter[str] = Counter()
    columns = ["article_id", "source", "n_words", "text"]
    for article_id, source, n_words, text in articles[columns].itertuples(index=False, name=None):
        listed.append(f"  {article_id}  source '{source}', {count(n_words, 'word')}")
        page = read_page(text, lexicons=lexicons)
        for zone, start, end, _ in (zone for zone in page.zones if zone.zone != "body"):
            set_aside[zone] += 1
            listed.append(f"      {zone}: {_shorten(text[start:end])}")
        marks += [f"  {article_id}, paragraph {mark.paragraph}: {mark.detail}" for mark in page.unpaired]
    lines = [
        f"{count(len(articles), 'article')}, {count(articles['source'].nunique(), 'source')}, "
        f"{count(int(articles['n_words'].sum()), 'word')}."
    ]
    lines += _cap(listed)
    lines.append(f"Set aside as layout: {tally(set_aside, plural=True)}." if set_aside else "Nothing is set aside.")
    if marks:
        lines.append(f"{count(len(marks), 'quotation mark')} without a partner:")
        lines += _cap(marks)
    lines.append(f"{count(len(problems), 'problem')}:" if len(problems) else "No problems.")
    rows = problems[["path", "problem", "detail"]].itertuples(index=False, name=None)
    lines += _cap([f"  '{path}': {problem}: {detail}" for path, problem, detail in rows])
    return lines


def _cap(lines: list[str]) -> Iterator[str]:
    yield from lines[:MOST_LINES]
    if len(lines) > MOST_LINES:
        yield f"  and {count(len(lines) - MOST_LINES, 'more line')}."


def _shorten(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= MOST_CHARACTERS else text[: MOST_CHARACTERS - 1].rstrip() + "…"
