"""Tone: dots with intervals by source and voice."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import pandas as pd

from analysis.plots.look import COLOURS, MARKS, draw_key, draw_whiskers, drawn, make_axes, name_rows

if TYPE_CHECKING:
    from matplotlib.axes import Axes


@drawn
def plot_tone(tone: pd.DataFrame, *, scorer: str, voices: Sequence[str] = ("own", "quoted")) -> "Axes":
    """Draw the mean tone of wording of each source and voice under one scorer, with its interval.

    Takes: the table `tone`. Returns: the Axes. Limits: the scales of two scorers cannot be compared.
    """
    table = _tone_rows(tone, scorer, voices)
    axes = make_axes(rows=len(table) + 2, title=f"Tone of wording, scorer {scorer}")
    for at, voice in enumerate(voices):
        rows = table[table["voice"] == voice]
        places = [int(i) for i in rows.index]
        style: Any = {"marker": MARKS[at], "color": COLOURS[at], "linestyle": "none", "label": f"{voice} voice"}
        axes.plot(rows["mean"], places, markersize=7, **style)
        draw_whiskers(axes, rows, places)
    axes.axvline(0, color="#888888", linewidth=0.8)
    name_rows(axes, [f"{s}, {v}" for s, v in zip(table["source"], table["voice"], strict=True)])
    axes.set_xlim(-1, 1)
    axes.set_xlabel("mean polarity (−1 negative, +1 positive); line: 95 % interval")
    draw_key(axes)
    return axes


def describe_tone(tone: pd.DataFrame, *, scorer: str, voices: Sequence[str] = ("own", "quoted")) -> str:
    """Say in words what `plot_tone` draws."""
    table = _tone_rows(tone, scorer, voices)
    parts = [
        f"{row['source']}, {row['voice']} voice {row['mean']:+.2f}"
        + (f" ({row['low']:+.2f} to {row['high']:+.2f})" if pd.notna(row["low"]) else "")
        for row in table.to_dict("records")
    ]
    return f"Dots: mean tone of wording, scorer {scorer}. " + ("; ".join(parts) or "No scored text") + "."


def _tone_rows(tone: pd.DataFrame, scorer: str, voices: Sequence[str]) -> pd.DataFrame:
    rows = tone[(tone["scorer"] == scorer) & tone["voice"].isin(voices) & tone["mean"].notna()]
    rank = rows["voice"].map({voice: at for at, voice in enumerate(voices)})
    order = rows.assign(_rank=rank).sort_values(["source", "_rank"], kind="stable").index
    return rows.loc[order].reset_index(drop=True)
