"""Voices: a strip per article, from its first word to its last."""

from typing import TYPE_CHECKING

import pandas as pd

from analysis.plots.look import make_axes, name_rows, told_by

if TYPE_CHECKING:
    from matplotlib.axes import Axes

LOOKS = {"own": ("#dddddd", ""), "direct": ("#4477aa", ""), "indirect": ("#66ccee", "////")}


def describe_voices(segments: pd.DataFrame, articles: pd.DataFrame, *, top_n: int = 20) -> str:
    """Say in words what `plot_voices` draws."""
    parts = []
    for source, article_id in articles.head(top_n)[["source", "article_id"]].itertuples(index=False, name=None):
        rows = segments[segments["article_id"] == article_id]
        words = rows.groupby("voice")["n_words"].sum()
        shares = ", ".join(f"{voice} {words.get(voice, 0) / max(1, words.sum()):.0%}" for voice in LOOKS)
        parts.append(f"{source}, {article_id}: {shares} of {words.sum():,} words")
    return "Strips: the voices along each article. " + "; ".join(parts) + "."


@told_by(describe_voices)
def plot_voices(segments: pd.DataFrame, articles: pd.DataFrame, *, top_n: int = 20) -> "Axes":
    """Draw each article as a strip from its first word to its last: own, direct and indirect voice.

    Takes: the tables `segments` and `articles`. Returns: the Axes. Limits: the first `top_n` articles.
    """
    from matplotlib.patches import Patch

    shown = articles.head(top_n)
    axes = make_axes(rows=len(shown) + 2, title="Whose voice, from the first word to the last")
    for at, article_id in enumerate(shown["article_id"]):
        rows = segments[segments["article_id"] == article_id]
        ends = rows["n_words"].cumsum()
        for voice, (colour, pattern) in LOOKS.items():
            own = rows["voice"] == voice
            bars = list(zip(ends[own] - rows.loc[own, "n_words"], rows.loc[own, "n_words"], strict=True))
            axes.broken_barh(bars, (at - 0.35, 0.7), facecolor=colour, hatch=pattern, edgecolor="white", linewidth=0.3)
    name_rows(axes, [f"{s}: {i}" for s, i in zip(shown["source"], shown["article_id"], strict=True)])
    axes.set_xlabel("words of the body")
    keys = [Patch(facecolor=c, hatch=p, edgecolor="white", label=f"{v} voice") for v, (c, p) in LOOKS.items()]
    axes.legend(handles=keys, loc="upper center", bbox_to_anchor=(0.5, -0.32), ncols=3, frameon=False)
    return axes
