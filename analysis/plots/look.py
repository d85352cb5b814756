"""Look: what all plots share: colours that stay apart for every eye, a pattern or mark with each, one size of type."""

from collections.abc import Callable, Sequence
from functools import wraps
from typing import TYPE_CHECKING, Any, ParamSpec

import pandas as pd

if TYPE_CHECKING:
    from matplotlib.axes import Axes

# Paul Tol's bright scheme, distinct under every common colour blindness.
COLOURS = ("#4477aa", "#ee6677", "#228833", "#ccbb44", "#66ccee", "#aa3377", "#bbbbbb")
PATTERNS = ("", "///", "...", "\\\\\\", "xxx", "---", "+++")
MARKS = "osD^vP*X"
LOOK: Any = {
    "font.family": "DejaVu Sans",
    "font.size": 9,
    "figure.dpi": 100,
    "hatch.linewidth": 0.6,
    "text.parse_math": False,  # a name with $ is a name
    "axes.axisbelow": True,
}
LONGEST_NAME = 42
Options = ParamSpec("Options")


def told_by(describe: Callable[Options, str]) -> Callable[[Callable[Options, "Axes"]], Callable[Options, "Axes"]]:
    """Let a plot carry what its twin says in words, as the label of its Axes, and draw it with this project's look.

    The reader's own settings are left alone. The twin takes the same arguments as the plot.
    """

    def decorate(plot: Callable[Options, "Axes"]) -> Callable[Options, "Axes"]:
        @wraps(plot)
        def draw(*args: Options.args, **kwargs: Options.kwargs) -> "Axes":
            import matplotlib.pyplot as plt

            with plt.rc_context(LOOK):
                axes = plot(*args, **kwargs)
            axes.set_label(describe(*args, **kwargs))
            return axes

        return draw

    return decorate


def make_axes(*, rows: float, title: str) -> "Axes":
    """Make the Axes of a new figure, as tall as its rows need."""
    import matplotlib.pyplot as plt

    _, axes = plt.subplots(figsize=(8, min(14.0, 1.2 + 0.3 * rows)), layout="constrained")
    axes.set_title(title, loc="left", fontsize=11)
    axes.spines[["top", "right"]].set_visible(False)
    axes.grid(axis="x", color="#e5e5e5", linewidth=0.6)
    return axes


def name_rows(axes: "Axes", names: Sequence[str]) -> None:
    """Name the rows of a plot, the first on top, long names cut short."""
    short = [name if len(name) <= LONGEST_NAME else name[: LONGEST_NAME - 1] + "…" for name in names]
    axes.set_yticks(range(len(names)), short)
    axes.set_ylim(max(len(names), 1) - 0.5, -0.5)


def draw_whiskers(axes: "Axes", rows: pd.DataFrame, places: Sequence[float], scale: float = 1) -> None:
    """Draw the intervals of rows with `low` and `high`; a missing one is left out."""
    bounds = zip(places, (scale * rows["low"]).tolist(), (scale * rows["high"]).tolist(), strict=True)
    known = [(place, low, high) for place, low, high in bounds if low == low and high == high]
    if known:
        at, low, high = zip(*known, strict=True)
        axes.hlines(at, low, high, color="#333333", linewidth=1.1, zorder=2.5)


def draw_bars(axes: "Axes", table: pd.DataFrame, names: Sequence[str], *, name: str, value: str) -> None:
    """Draw one bar a name and source, in percent, with its interval.

    Takes: a table with source, the columns called `name` and `value` (0 to 1), low, high.
    """
    sources = sorted(table["source"].unique())
    height = 0.8 / max(1, len(sources))
    for at, source in enumerate(sources):
        rows = table[table["source"] == source].set_index(name)
        rows = rows.loc[[label for label in names if label in rows.index]]
        offset = (at - (len(sources) - 1) / 2) * height
        places = [names.index(label) + offset for label in rows.index]
        style: Any = {"color": COLOURS[at % 7], "hatch": PATTERNS[at % 7], "edgecolor": "white"}
        style["label"] = f" {source}" if source.startswith("_") else source  # a label that begins so is left out
        axes.barh(places, 100 * rows[value], height=height * 0.92, **style)
        draw_whiskers(axes, rows, places, 100)
    name_rows(axes, names)
    axes.set_xlim(0, 100)
    draw_key(axes)


def draw_key(axes: "Axes") -> None:
    """Draw the key of a plot, where there is anything to tell apart."""
    if axes.get_legend_handles_labels()[0]:
        axes.legend(frameon=False, loc="best")


def leading_names(table: pd.DataFrame, *, name: str, value: str, top_n: int) -> list[str]:
    """List the names with the largest value in any source, the largest first."""
    largest = table.groupby(name)[value].max().rename("largest").reset_index()
    ordered = largest.sort_values(["largest", name], ascending=[False, True], kind="stable")
    return [str(label) for label in ordered[name].head(top_n)]
