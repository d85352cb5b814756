"""Word shifts: bars of the words that make the difference in tone between two sources."""

from typing import TYPE_CHECKING

import pandas as pd

from analysis.plots.look import COLOURS, PATTERNS, make_axes, name_rows, told_by

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def describe_word_shifts(
    word_shifts: pd.DataFrame, *, source_a: str, source_b: str, scorer: str, voice: str = "own", top_n: int = 15
) -> str:
    """Say in words what `plot_word_shifts` draws."""
    rows = _leading(word_shifts, source_a, source_b, scorer, voice, top_n)
    words = "; ".join(
        f"{word} {shift:+.3f} ({n_a} against {n_b})"
        for word, shift, n_a, n_b in zip(rows["word"], rows["shift"], rows["n_a"], rows["n_b"], strict=True)
    )
    return f"Bars: words between {source_a} and {source_b}, {voice} voice, scorer {scorer}. {words or 'None'}."


@told_by(describe_word_shifts)
def plot_word_shifts(
    word_shifts: pd.DataFrame, *, source_a: str, source_b: str, scorer: str, voice: str = "own", top_n: int = 15
) -> "Axes":
    """Draw the words that make one source more positive than the other, and those that make it less so.

    Takes: the table `word_shifts`, two of its sources, a scorer, a voice (own, quoted, all). Returns: the Axes.
    After Gallagher et al. 2021.

    Limits: all words together make the difference of the means; the `top_n` told_by are only the largest.
    """
    rows = _leading(word_shifts, source_a, source_b, scorer, voice, top_n)
    axes = make_axes(rows=len(rows) + 2, title=f"Words between {source_a} and {source_b}, {voice} voice, {scorer}")
    for at, (shift, n_a, n_b) in enumerate(zip(rows["shift"], rows["n_a"], rows["n_b"], strict=True)):
        side = int(shift < 0)
        axes.barh([at], [shift], height=0.7, color=COLOURS[side], hatch=PATTERNS[side], edgecolor="white")
        axes.annotate(f"{n_a} : {n_b}", (0, at), xytext=(-3 if shift > 0 else 3, 0), textcoords="offset points",
                      ha="right" if shift > 0 else "left", va="center", fontsize=7, color="#555555")  # fmt: skip
    axes.axvline(0, color="#888888", linewidth=0.8)
    name_rows(axes, rows["word"].tolist())
    axes.set_xlabel(f"← {source_b} more positive · part of the difference in mean · {source_a} more positive →")
    return axes


def _leading(
    word_shifts: pd.DataFrame, source_a: str, source_b: str, scorer: str, voice: str, top_n: int
) -> pd.DataFrame:
    pair = (word_shifts["source_a"] == source_a) & (word_shifts["source_b"] == source_b)
    rows = word_shifts[pair & (word_shifts["scorer"] == scorer) & (word_shifts["voice"] == voice)]
    rows = rows.assign(size=rows["shift"].abs().round(12))
    ordered = rows.sort_values(["size", "word"], ascending=[False, True], kind="stable")
    return ordered.head(top_n).reset_index(drop=True)
