"""Pictures: one small bar chart an event, and articles along time, as drawings that need no script."""

from collections.abc import Mapping
from datetime import date

import pandas as pd
from markupsafe import Markup

from analysis.report.events.listing import Event
from analysis.report.story.sources import Source
from analysis.showing.templates import fill_template

WIDTH, NAMES, ROW = 250, 84, 15
SPAN, TALL = 720, 120
DAYS, WEEKS = 45, 400  # a column is a day up to so many days, a week up to so many, then a month


def draw_event(event: Event, looks: Mapping[str, Source]) -> Markup:
    """Draw how much of each source's words is reported speech, in one event.

    Limits: the first six sources.
    """
    rows = [
        (source[:12], looks[source].look, at * ROW, round((WIDTH - NAMES - 40) * share, 1), f"{100 * share:.0f} %")
        for at, (source, share) in enumerate(list(event.reported.items())[:6])
    ]
    words = ", ".join(f"{source} {100 * share:.0f} %" for source, share in event.reported.items())
    values = {"rows": rows, "width": WIDTH, "names": NAMES, "height": ROW * len(rows) + 2, "words": words}
    return Markup(fill_template("report/templates/events/event.svg.j2", **values))


def draw_dates(articles: pd.DataFrame, looks: Mapping[str, Source]) -> Markup:
    """Draw when the articles of each source came out; empty where fewer than two days are known."""
    rows = articles[articles["date"].str.fullmatch(r"\d{4}-\d\d-\d\d.*")]
    days = [date.fromisoformat(str(cell)[:10]) for cell in rows["date"]]
    if len(set(days)) < 2:
        return Markup("")
    first, last = min(days), max(days)
    length = (last - first).days
    step, unit = (1, "day") if length <= DAYS else (7, "week") if length <= WEEKS else (30.4375, "month")
    n_columns = int(length // step) + 1
    heights: dict[int, dict[str, int]] = {}
    for day, source in zip(days, rows["source"], strict=True):
        column = heights.setdefault(int((day - first).days // step), {})
        column[source] = column.get(source, 0) + 1
    most = max(sum(column.values()) for column in heights.values())
    wide = SPAN / n_columns
    bars = []
    for at, column in sorted(heights.items()):
        top = float(TALL)
        for source in sorted(column):
            tall = TALL * column[source] / most
            top -= tall
            bars.append(
                (
                    looks[source].look,
                    round(at * wide, 2),
                    round(top, 2),
                    round(max(1.0, wide * 0.85), 2),
                    round(tall, 2),
                )
            )
    words = f"Articles a {unit}, {first} to {last}; at most {most} in one {unit}."
    values = {"bars": bars, "width": SPAN, "height": TALL, "first": first, "last": last, "words": words}
    return Markup(fill_template("report/templates/events/dates.svg.j2", **values))
