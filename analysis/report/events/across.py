"""Across: what the sources do over all events, each figure with its interval and the first of its sentences."""

from collections.abc import Mapping
from typing import Any, NamedTuple

import pandas as pd

from analysis.comparing.keywords.keyness import choose_keywords
from analysis.comparing.speakers.saying import list_saying, share_classes
from analysis.comparing.speakers.shares import count_quotes
from analysis.comparing.tables import lexicons_of
from analysis.showing.evidence import add_evidence, place_spans

Tables = Mapping[str, pd.DataFrame]
Places = Mapping[str, tuple[str, str]]
MOST_ROWS, MOST_SOURCES, MOST_TERMS, ENOUGH = 8, 6, 8, 5
SCORER = "samestory"


class Figure(NamedTuple):
    """A figure of a source: as it is printed, its interval, its place and bounds on a line from 0 to 100, sentences."""

    told: str
    interval: str
    at: float
    left: float
    right: float
    places: list[tuple[str, str]]


class Comparison(NamedTuple):
    """Figures by what they are of and by source; the sources that have a column."""

    sources: list[str]
    rows: list[tuple[str, list[Figure | None]]]
    left_out: int


class Term(NamedTuple):
    """A word that a source uses more than the others."""

    term: str
    n: int
    n_events: int
    times: str
    places: list[tuple[str, str]]


def compare_roles(tables: Tables, places: Places, *, view: str) -> Comparison:
    """Compare whose words the sources report, by role, with the largest shares first."""
    shares = tables["shares"]
    shares = shares[shares["by"] == "role"]
    counted = count_quotes(tables["quotes"], tables["segments"], tables["articles"], view=view)
    rows = add_evidence(shares, tables, of=counted[counted["by"] == "role"], by={"name": "name"})
    return _compare(rows, tables, places, name="name", value="share_words")


def compare_verbs(tables: Tables, places: Places, *, view: str) -> Comparison:
    """Compare how the sources introduce speech, in their own voice, by the class of the word of saying."""
    texts = [tables[name] for name in ("quotes", "segments", "articles")]
    listed = _place(list_saying(*texts, view=view, lexicons=lexicons_of(tables)), tables)
    classes = share_classes(tables["saying"])
    rows = add_evidence(classes[classes["voice"] == "own"], tables, of=listed, by={"cue_class": "cue_class"})
    return _compare(rows.assign(cue_class=rows["cue_class"].replace("", "other")), tables, places, "cue_class", "share")


def compare_tone_of_sources(tables: Tables, places: Places) -> Comparison:
    """Compare the mean tone of wording of what the sources say themselves and of what they quote."""
    tone = tables["tone"]
    tone = tone[(tone["scorer"] == SCORER) & tone["voice"].isin(["own", "quoted"])]
    scores = tables["scores"].merge(tables["segments"][["segment_id", "sentence_id"]], on="segment_id")
    rows = add_evidence(tone, tables, of=scores, by={"scorer": "scorer"}, weight="polarity")
    named = rows.assign(voice=rows["voice"].map({"own": "what it says itself", "quoted": "what it quotes"}))
    return _compare(named, tables, places, "voice", "mean", percent=False)


def list_terms(tables: Tables, places: Places) -> dict[str, list[Term]]:
    """List, by source, the words that it uses more than the others in its own voice, those said five times or more."""
    chosen = choose_keywords(tables["keywords"], voice="own", list="framing", top_n=10_000)
    chosen = chosen[chosen["n_source"] >= ENOUGH].groupby("source").head(MOST_TERMS)
    rows = add_evidence(chosen, tables, of="terms", by={"term": "term"})
    found: dict[str, list[Term]] = {}
    for row in rows.to_dict("records"):
        times = 2 ** row["log_ratio"]
        told = f"{times:.1f} times as often" if row["n_reference"] else "nowhere else"
        term = Term(row["term"], row["n_source"], row["n_events"], told, _list_places(row["evidence"], places))
        found.setdefault(str(row["source"]), []).append(term)
    return {source: found[source] for source in _choose_sources(tables["articles"])[0] if source in found}


def _compare(
    rows: pd.DataFrame, tables: Tables, places: Places, name: str, value: str, *, percent: bool = True
) -> Comparison:
    sources, left_out = _choose_sources(tables["articles"])
    leading = rows.groupby(name)[value].max().sort_values(ascending=False, kind="stable").index[:MOST_ROWS]
    cells = {(row[name], row["source"]): row for row in rows.to_dict("records")}
    bounds = [float(row[key]) for row in cells.values() for key in (value, "low", "high") if pd.notna(row[key])]
    least, most = (0.0, max(bounds, default=1.0)) if percent else (min(bounds, default=-1.0), max(bounds, default=1.0))
    table = []
    for label in leading:
        found = [cells.get((label, source)) for source in sources]
        table.append((str(label), [_make(row, value, least, most, percent, places) if row else None for row in found]))
    return Comparison(sources, table, left_out)


def _make(row: Mapping[Any, Any], value: str, least: float, most: float, percent: bool, places: Places) -> Figure:
    def tell(number: float) -> str:
        return f"{100 * number:.0f} %" if percent else f"{number:+.2f}".replace("-", "−")

    def place(number: float) -> float:
        return round(100 * (number - least) / ((most - least) or 1.0), 1)

    at, low, high = (float(row[key]) for key in (value, "low", "high"))
    known = low == low and high == high
    interval = f"{tell(low)} to {tell(high)}" if known else ""
    left, right = (place(low), place(high)) if known else (place(at), place(at))
    return Figure(tell(at), interval, place(at), left, right, _list_places(str(row["evidence"]), places))


def _list_places(evidence: str, places: Places) -> list[tuple[str, str]]:
    return [places[key] for key in evidence.split("; ") if key in places]


def _choose_sources(articles: pd.DataFrame) -> tuple[list[str], int]:
    """The sources with most articles, in the order of the alphabet, and how many are left out."""
    sizes = articles["source"].value_counts()
    ordered = sorted(sizes.index, key=lambda source: (-sizes[source], source))
    return sorted(map(str, ordered[:MOST_SOURCES])), max(0, len(ordered) - MOST_SOURCES)


def _place(rows: pd.DataFrame, tables: Tables) -> pd.DataFrame:
    """Give rows of quotations the sentence in which each begins."""
    starts = tables["quotes"][["quote_id", "start"]]
    return place_spans(rows.merge(starts, on="quote_id", how="left"), tables["sentences"])
