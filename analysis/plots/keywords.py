"""Keywords: dots with intervals on the scale of the log ratio."""

from typing import TYPE_CHECKING

import pandas as pd

from analysis.comparing.keywords.keyness import choose_keywords
from analysis.plots.look import COLOURS, draw_whiskers, make_axes, name_rows, told_by

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def describe_keywords(keywords: pd.DataFrame, *, source: str, voice: str = "own", top_n: int = 15) -> str:
    """Say in words what `plot_keywords` draws."""
    rows = choose_keywords(keywords[keywords["source"] == source], voice=voice, top_n=top_n)
    parts = [
        f"{row['term']} {row['log_ratio']:+.1f} ({row['n_source']} against {row['n_reference']}, {row['tier']})"
        for row in rows.to_dict("records")
    ]
    return f"Dots: log ratio of the framing words of {source}, {voice} voice. " + ("; ".join(parts) or "None") + "."


@told_by(describe_keywords)
def plot_keywords(keywords: pd.DataFrame, *, source: str, voice: str = "own", top_n: int = 15) -> "Axes":
    """Draw the framing words of one source: how much more often it uses them, with the interval.

    Takes: the table `keywords`. Returns: the Axes. Limits: hollow marks are descriptive, filled ones supported.
    """
    rows = choose_keywords(keywords[keywords["source"] == source], voice=voice, top_n=top_n)
    axes = make_axes(rows=len(rows) + 2, title=f"Framing words of {source}, {voice} voice")
    for at, row in enumerate(rows.to_dict("records")):
        face = COLOURS[0] if row["tier"] == "supported" else "white"
        axes.plot([row["log_ratio"]], [at], marker="o", markersize=7, color=COLOURS[0], markerfacecolor=face, zorder=3)
    draw_whiskers(axes, rows, range(len(rows)))
    axes.axvline(0, color="#888888", linewidth=0.8)
    name_rows(axes, [f"{row['term']} ({row['n_source']} : {row['n_reference']})" for row in rows.to_dict("records")])
    axes.set_xlabel("log ratio of the rates (1 = twice as often); line: 95 % interval; counts source : reference")
    return axes
