"""People: who speaks in the sources, how much, in which role, and in which words."""

from collections.abc import Mapping
from typing import Any, NamedTuple

import pandas as pd

from analysis.report.story.citations import Citation, Citations
from analysis.report.story.sources import read_rows
from analysis.schema import UNKNOWN, in_view

Tables = Mapping[str, pd.DataFrame]
MOST_QUOTES, MOST_SPEAKERS = 40, 80


class Amount(NamedTuple):
    """How much of a source's reported words: in words, as a share (0 to 1) with its interval where one is known."""

    n_words: int
    share: float
    low: float | None
    high: float | None


class Bar(NamedTuple):
    """A speaker or role: its name, its number in the page, what each source gives it, and its part of the largest."""

    name: str
    number: int
    amounts: dict[str, Amount]
    widths: dict[str, int]


class Quote(NamedTuple):
    """An attribution: its number, whose, how it was found, and where."""

    number: int
    speaker: str
    role: str
    kind: str
    cue: str
    how: str
    sure: str
    corrected: bool
    citation: Citation
    facts: dict[str, Any]


def number_quotes(tables: Tables) -> dict[str, int]:
    """Number the attributions of the event, in the order of the table."""
    return {quote_id: at for at, quote_id in enumerate(tables["quotes"]["quote_id"], start=1)}


def number_speakers(tables: Tables) -> dict[str, int]:
    """Number the speakers, those with most words first; whoever has no share comes last."""
    shares = tables.get("shares", pd.DataFrame(columns=["by", "name", "n_words"]))
    heard = shares[shares["by"] == "speaker"].groupby("name")["n_words"].sum()
    names = [str(name) for name in heard.sort_values(ascending=False, kind="stable").index]
    others = sorted({*tables["quotes"]["speaker"], *tables["segments"]["speaker"]} - {"", *names})
    return {name: at for at, name in enumerate([*names, *others], start=1)}


def measure_bars(tables: Tables, *, by: str, numbers: Mapping[str, int], most: int) -> list[Bar]:
    """Measure the bars of who speaks, `by` speaker or role, those with most words first.

    Takes: shares; `numbers` of speakers (roles go by their place); `most`, how many bars.
    Returns: bars; widths are hundredths of the largest share shown.
    """
    if "shares" not in tables:
        return []
    rows = tables["shares"][tables["shares"]["by"] == by]
    order = rows.groupby("name")["share_words"].max().sort_values(ascending=False, kind="stable").index[:most]
    largest = max([float(value) for value in rows["share_words"] if value == value], default=0) or 1.0
    bars = []
    for at, name in enumerate(order, start=1):
        amounts = {}
        for row in read_rows(rows[rows["name"] == name]):
            low, high = (None if pd.isna(value) else float(value) for value in (row.low, row.high))
            share = 0.0 if pd.isna(row.share_words) else float(row.share_words)
            amounts[str(row.source)] = Amount(int(row.n_words), share, low, high)
        widths = {source: round(100 * amount.share / largest) for source, amount in amounts.items()}
        bars.append(Bar(str(name), numbers.get(str(name), at), amounts, widths))
    return bars


def list_quotes(tables: Tables, citations: Citations, *, view: str) -> list[Quote]:
    """List the attributions of the event that the view counts or that hold others, with how each was found."""
    numbers = number_quotes(tables)
    table = tables["quotes"]
    table = table[in_view(table, view)]
    return [_read_quote(row, numbers, citations) for row in read_rows(table)]


def _read_quote(row: Any, numbers: Mapping[str, int], citations: Citations) -> Quote:
    start, end = int(row.start), int(row.end)
    role = "" if row.role == "other" else str(row.role)
    cue = " ".join(str(row.cue_text).split())
    how, sure = describe_rule(cue, str(row.form)), describe_confidence(row.confidence)
    facts = {
        "article": citations.articles[row.article_id].number, "start": start, "end": end,
        "speaker": str(row.speaker), "role": role, "kind": str(row.kind), "how": how, "sure": sure,
    }  # fmt: skip
    citation = citations.cite(row.article_id, start, end, whole=False)
    speaker, kind = str(row.speaker), str(row.kind)
    return Quote(numbers[row.quote_id], speaker, role, kind, cue, how, sure, bool(row.corrected), citation, facts)


FORMS = {
    "marked": "words in quotation marks",
    "block": "a passage set off from the text",
    "clause": "a reported clause",
    "noun phrase": "a noun that sums up what was said",
    "infinitive": "what somebody was told to do",
    "predicate": "the rest of a clause",
}


def describe_rule(cue: str, form: str) -> str:
    """Say how a quotation was found.

    >>> describe_rule("told", "clause")
    'a reported clause, through “told”'
    """
    found = FORMS.get(form, form)
    return f"{found}, through “{cue}”" if cue and any(letter.isalnum() for letter in cue) else found


def describe_confidence(confidence: float) -> str:
    """Say how sure a find is: how many of ten such finds were right on development articles.

    >>> describe_confidence(0.95), describe_confidence(0.35)
    ('more than 9 of 10 such finds are right', 'about 4 of 10 such finds are right')
    """
    n = int(10 * float(confidence) + 0.5)
    return f"{f'about {n}' if n < 10 else 'more than 9'} of 10 such finds are right"


def group_by_role(quotes: list[Quote], bars: list[Bar]) -> list[tuple[str, int, list[tuple[str, list[str]]]]]:
    """Group the addresses of attributions by role and speaker, for the roles that have a bar: name, number, places."""
    groups: dict[str, dict[str, list[str]]] = {}
    for quote in quotes:
        if quote.citation.href:
            groups.setdefault(quote.role or "other", {}).setdefault(quote.speaker, []).append(quote.citation.href)
    return [(bar.name, bar.number, list(groups.get(bar.name, {}).items())) for bar in bars]


def group_by_speaker(quotes: list[Quote], numbers: Mapping[str, int]) -> list[tuple[str, int, list[Quote], int]]:
    """Group attributions by speaker, in the order of the numbers: name, number, the first quotations, how many more."""
    groups: dict[str, list[Quote]] = {}
    for quote in quotes:
        groups.setdefault(quote.speaker or UNKNOWN, []).append(quote)
    order = sorted(groups, key=lambda name: (numbers.get(name, len(numbers) + 1), name))
    return [
        (name, numbers.get(name, 0), groups[name][:MOST_QUOTES], max(0, len(groups[name]) - MOST_QUOTES))
        for name in order[:MOST_SPEAKERS]
    ]
