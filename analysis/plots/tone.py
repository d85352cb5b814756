"""Tone: dots with intervals by source and voice."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import pandas as pd

from analysis.plots.look import COLOURS, MARKS, draw_key, draw_whiskers, make_axes, name_rows, told_by

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def describe_tone(tone: pd.DataFrame, *, scorer: str, voices: Sequence[str] = ("own", "quoted")) -> str:
    """Say in words what `plot_tone` draws."""
    table = _tone_rows(tone, scorer, voices)
    parts = [
        f"{row['source']}, {row['voice']} voice {row['mean']:+.2f}"
        + (f" ({row['low']:+.2f} to {row['high']:+.2f})" if pd.notna(row["low"]) else "")
        for row in table.to_dict("records")
    ]
    return f"Dots: mean tone of wording, scorer {scorer}. " + ("; ".join(parts) or "No scored text") + "."


@told_by(describe_tone)
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


def describe_tone_strip(
    scores: pd.DataFrame, segments: pd.DataFrame, articles: pd.DataFrame, *, scorer: str, top_n: int = 8
) -> str:
    """Say in words what `plot_tone_strip` draws."""
    rows = scores[(scores["scorer"] == scorer) & scores["segment_id"].isin(segments["segment_id"])]
    parts = []
    for source, article_id in articles.head(top_n)[["source", "article_id"]].itertuples(index=False, name=None):
        polarity = rows.loc[rows["article_id"] == article_id, "polarity"]
        up, down = int((polarity > 0).sum()), int((polarity < 0).sum())
        parts.append(f"{source}, {article_id}: {up} stretches above 0, {down} below, {len(polarity) - up - down} at 0")
    return f"Strips: tone along each article, scorer {scorer}. " + "; ".join(parts) + "."


@told_by(describe_tone_strip)
def plot_tone_strip(
    scores: pd.DataFrame, segments: pd.DataFrame, articles: pd.DataFrame, *, scorer: str, top_n: int = 8
) -> "Axes":
    """Draw the tone of each article from its first word to its last: bars up are positive, bars down negative.

    Takes: the tables `scores`, `segments` and `articles`. Own voice is plain, quoted voice has a pattern.
    Returns: the Axes.

    Limits: the first `top_n` articles; a gap is a stretch of which the scorer knows no word, or whose words cancel out.
    """
    from matplotlib.patches import Patch

    shown = articles.head(top_n)
    axes = make_axes(
        rows=2 * len(shown) + 2, title=f"Tone of wording, from the first word to the last, scorer {scorer}"
    )
    polarity = scores[scores["scorer"] == scorer].set_index("segment_id")["polarity"]
    for at, article_id in enumerate(shown["article_id"]):
        rows = segments[segments["article_id"] == article_id]
        begins = (rows["n_words"].cumsum() - rows["n_words"]).tolist()
        axes.axhline(at, color="#888888", linewidth=0.6)
        for begin, n_words, voice, segment_id in zip(
            begins, rows["n_words"], rows["voice"], rows["segment_id"], strict=True
        ):
            own = voice == "own"
            style: Any = {"color": COLOURS[0] if own else COLOURS[1], "hatch": "" if own else "////"}
            height = -0.45 * float(polarity.get(segment_id, 0.0))
            axes.bar(begin, height, width=n_words, bottom=at, align="edge", edgecolor="white", linewidth=0.3, **style)
    name_rows(axes, [f"{s}: {i}" for s, i in zip(shown["source"], shown["article_id"], strict=True)])
    axes.set_xlabel("words of the body; a full bar is −1 or +1")
    keys = [
        Patch(facecolor=COLOURS[0], edgecolor="white", label="own voice"),
        Patch(facecolor=COLOURS[1], edgecolor="white", hatch="////", label="quoted voice"),
    ]
    axes.legend(handles=keys, loc="upper center", bbox_to_anchor=(0.5, -0.22), ncols=2, frameon=False)
    return axes


def _tone_rows(tone: pd.DataFrame, scorer: str, voices: Sequence[str]) -> pd.DataFrame:
    rows = tone[(tone["scorer"] == scorer) & tone["voice"].isin(voices) & tone["mean"].notna()]
    rank = rows["voice"].map({voice: at for at, voice in enumerate(voices)})
    order = rows.assign(_rank=rank).sort_values(["source", "_rank"], kind="stable").index
    return rows.loc[order].reset_index(drop=True)
