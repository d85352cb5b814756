"""Corrected: a figure by the rules beside the same figure corrected by a coded sample."""

from typing import TYPE_CHECKING, Any

import pandas as pd

from analysis.plots.look import COLOURS, MARKS, draw_key, draw_whiskers, make_axes, name_rows, told_by

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def describe_corrected(corrected: pd.DataFrame) -> str:
    """Say in words what `plot_corrected` draws."""
    parts = [
        f"{row['figure']}, {row['source']}: {row['naive']:.0%} by the rules, {row['estimate']:.0%} corrected"
        f" ({row['low']:.0%} to {row['high']:.0%})"
        for row in corrected.to_dict("records")
    ]
    return f"Dots: shares by the rules and corrected. {'; '.join(parts) or 'None is corrected'}."


@told_by(describe_corrected)
def plot_corrected(corrected: pd.DataFrame) -> "Axes":
    """Draw shares by the rules (open) and corrected (filled, with its interval for these texts), one row each.

    Takes: figure, source, naive, estimate, low, high (0 to 1), none of them missing. Returns: the Axes.

    Limits: shares only: a tone has a scale of its own.
    """
    axes = make_axes(rows=len(corrected) + 2, title="Shares by the rules, and corrected by the coded sample")
    places = list(range(len(corrected)))
    style: Any = {"linestyle": "none", "markersize": 7}
    axes.plot(
        100 * corrected["naive"], places, marker=MARKS[1], color=COLOURS[1], fillstyle="none", label="rules", **style
    )
    axes.plot(100 * corrected["estimate"], places, marker=MARKS[0], color=COLOURS[0], label="corrected", **style)
    draw_whiskers(axes, corrected, places, 100)
    names = zip(corrected["figure"], corrected["source"], strict=True)
    name_rows(axes, [f"{figure}, {source}" for figure, source in names])
    axes.set_xlim(0, 100)
    axes.set_xlabel("%; line: 95 % interval for these texts")
    draw_key(axes)
    return axes
