"""Brief: the findings as the page tells them, each with its passages side by side and where they stand."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

import pandas as pd

from analysis.report.story.citations import Citation, Citations, Span
from analysis.report.story.sources import Article, Source, read_rows

Tables = Mapping[str, pd.DataFrame]
IN_BRIEF = 5
MOST_PASSAGES = 2
MARKED = 0.9
MOST_WORDS = 15_000  # of articles in one page


class Passage(NamedTuple):
    """A passage of a finding, and how far down its article it stands (hundredths of the words)."""

    citation: Citation
    depth: int


class Side(NamedTuple):
    """One source's side of a finding; without passages it prints nothing of the kind."""

    source: Source
    passages: tuple[Passage, ...]


class Finding(NamedTuple):
    """A finding: its address, what it says, on which words it stands, and how far it goes."""

    anchor: str
    topic: str
    headline: str
    detail: str
    sides: tuple[Side, ...]
    strength: str


def read_findings(tables: Tables, citations: Citations) -> list[Finding]:
    """Read the findings of an event, the most telling first.

    Takes: findings, finding_passages (start and end of a passage and the deciding spans, in its article's text).
    Returns: findings by rank; without such tables none.
    """
    if "findings" not in tables or "finding_passages" not in tables:
        return []
    passages = dict(iter(tables["finding_passages"].groupby("finding_id", sort=False)))
    depths = measure_depths(tables)
    found = []
    for at, row in enumerate(read_rows(tables["findings"].sort_values("rank", kind="stable")), start=1):
        own = passages.get(row.finding_id)
        sides = _read_sides([str(row.source_a), str(row.source_b)], own, citations, depths)
        words = (str(row.topic), str(row.headline), str(row.detail))
        strength = str(row.caution)
        told = strength and f"{strength[0].upper()}{strength[1:].rstrip('.')}."
        found.append(Finding(f"finding-{at}", *words, tuple(sides), told))
    return found


def list_cited(tables: Tables) -> set[str]:
    """List the sentences that the findings show: what a page may print that passes on nothing else."""
    return set(tables["finding_passages"]["sentence_id"]) if "finding_passages" in tables else set()


def choose_sentences(tables: Tables, articles: Mapping[str, Article], text: str) -> set[str] | None:
    """Choose the sentences whose words the page prints: none, those that findings show, or all (None).

    Of an event with more words than one page should carry, whole articles are chosen until it is full: one of each
    source after the other, those that findings show first. What findings show is always in.
    """
    cited = list_cited(tables)
    if text != "full":
        return cited if text == "evidence" else set()
    if sum(article.n_words for article in articles.values()) <= MOST_WORDS:
        return None
    sentences = tables["sentences"]
    shown = set(sentences.loc[sentences["sentence_id"].isin(list(cited)), "article_id"])
    queues: dict[str, list[Article]] = {}
    for article in sorted(articles.values(), key=lambda article: article.article_id not in shown):
        queues.setdefault(article.source.name, []).append(article)
    order = sorted((at, article) for own in queues.values() for at, article in enumerate(own))
    whole, n_words = set(), 0
    for _, article in order:
        if n_words + article.n_words <= MOST_WORDS:
            whole.add(article.article_id)
            n_words += article.n_words
    return cited | set(sentences.loc[sentences["article_id"].isin(list(whole)), "sentence_id"])


def _read_sides(
    names: list[str], own: pd.DataFrame | None, citations: Citations, depths: Mapping[str, int]
) -> Iterator[Side]:
    sources = {article.source.name: article.source for article in citations.articles.values()}
    told: dict[str, list[Passage]] = {}
    for row in [] if own is None else read_rows(own):
        if row.article_id not in citations.articles:
            continue
        start, end = int(row.start), int(row.end)
        spans = read_spans(row.deciding)
        # Where all of it decides, a mark on every word tells nothing.
        marks = spans if sum(last - first for first, last in spans) < MARKED * (end - start) else []
        citation = citations.cite(row.article_id, start, end, marks=marks, whole=bool(marks))
        told.setdefault(citation.source.name, []).append(Passage(citation, depths.get(row.sentence_id, 0)))
    for name in [*dict.fromkeys([*names, *told])]:
        if name in sources:
            yield Side(sources[name], tuple(told.get(name, [])[:MOST_PASSAGES]))


def read_spans(written: str) -> list[Span]:
    """Read spans written as `start:end start:end`.

    >>> read_spans("4:9 12:15"), read_spans("")
    ([(4, 9), (12, 15)], [])
    """
    pairs = [part.partition(":") for part in str(written).replace(";", " ").split()]
    return [(int(first), int(last)) for first, _, last in pairs]


def measure_depths(tables: Tables) -> dict[str, int]:
    """Measure how far down its article each sentence of the body begins, in hundredths of the body's words."""
    from analysis.comparing.story.positions import locate_rows

    located = locate_rows(tables["sentences"], tables["sentences"])
    pairs = zip(located["sentence_id"], located["depth"], strict=True)
    return {sentence_id: int(100 * depth + 0.5) for sentence_id, depth in pairs if depth == depth and depth is not None}


def write_brief(tables: Tables, *, text: str = "full") -> str:
    """Write the findings of the brief as Markdown, to paste into a note or a mail.

    Takes: the tables of one event; `text` as the story page. Returns: Markdown; what stands in it is escaped.
    """
    from analysis.report.story.masthead import describe_reach, name_event
    from analysis.report.story.sources import name_articles

    articles = name_articles(tables)
    citations = Citations(tables, articles, shown=set() if text == "none" else None)
    lines = [f"# {_escape(name_event(tables))}", "", describe_reach(articles), ""]
    for finding in read_findings(tables, citations)[:IN_BRIEF]:
        lines += [f"## {_escape(finding.headline)}", ""]
        for side in finding.sides:
            for passage in side.passages:
                pieces = [f"**{_escape(p.text)}**" if p.marked else _escape(p.text) for p in passage.citation.pieces]
                if pieces:
                    lines += [f"> {_escape(passage.citation.label)}: {''.join(pieces)}", ">"]
        lines += ["", *([_escape(finding.detail), ""] if finding.detail else [])]
    return "\n".join(lines).rstrip() + "\n"


def _escape(text: str) -> str:
    """Markdown that stays words: no link, picture, heading, HTML or emphasis of an article's making."""
    return "".join(f"\\{sign}" if sign in "\\`*_{}[]()<>#+!|~&$" else sign for sign in text)
