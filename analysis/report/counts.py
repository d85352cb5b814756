"""Counts: what a report or some tables stand on, in figures and in sentences."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from analysis.wording import count, tally

if TYPE_CHECKING:
    import pandas as pd


def count_tables(tables: "Mapping[str, pd.DataFrame]") -> dict[str, Any]:
    """Count what a report stands on.

    Returns: articles, sources, words of the body and words in all, quotes (by kind), zones (stretches set aside,
    by zone) and problems (by problem).
    """
    return count_parts(lambda name: [tables[name]])


def count_parts(parts: "Callable[[str], Iterable[pd.DataFrame]]") -> dict[str, Any]:
    """Count as `count_tables` does, each table part by part: `parts` gives them by its name."""
    n_articles = n_words = 0
    sources: set[str] = set()
    events: set[str] = set()
    for articles in parts("articles"):
        n_articles, n_words = n_articles + len(articles), n_words + int(articles["n_words"].sum())
        sources, events = sources | set(articles["source"]), events | set(articles["event"])
    return {
        "articles": n_articles,
        "sources": len(sources),
        "events": len(events - {""}),
        "words": n_words,
        "words_in_body": sum(int(segments["n_words"].sum()) for segments in parts("segments")),
        "quotes": _tally(quotes["kind"] for quotes in parts("quotes")),
        "zones": _tally(zones.loc[zones["zone"] != "body", "zone"] for zones in parts("zones")),
        "problems": count_problems(parts("problems")),
    }


def count_problems(parts: "Iterable[pd.DataFrame]") -> dict[str, int]:
    """Count the problems of each kind, in alphabetical order."""
    return _tally(problems["problem"] for problems in parts)


def describe_counts(counts: Mapping[str, Any]) -> list[str]:
    """Say in sentences what was read and what was set aside."""
    quotes = counts["quotes"]
    lines = [
        f"{count(counts['articles'], 'article')}, {count(counts['sources'], 'source')}, "
        f"{count(counts['words'], 'word')}; {count(sum(quotes.values()), 'attribution')}"
        + (f" ({tally(quotes)})." if quotes else ".")
    ]
    if counts["zones"]:
        lines.append(
            f"Set aside, and not counted as text of the article: {tally(counts['zones'], plural=True)} (see zones)."
        )
    if counts["problems"]:
        problems = count(sum(counts["problems"].values()), "problem")
        lines.append(f"{problems}: {tally(counts['problems'])} (see problems).")
    return lines


def _tally(columns: Iterable["pd.Series[str]"]) -> dict[str, int]:
    counts: Counter[str] = Counter()
    for column in columns:
        counts.update(column)
    return dict(sorted(counts.items()))
