"""Plots: each draws the table printed beside it, returns its Axes, and has a twin that says it in words."""

from collections.abc import Callable, Sequence
from functools import wraps
from typing import TYPE_CHECKING, Any, ParamSpec

import pandas as pd

if TYPE_CHECKING:
    from matplotlib.axes import Axes

# Paul Tol's bright scheme, distinct under every common colour blindness; a pattern or mark always goes with it.
COLOURS = ("#4477aa", "#ee6677", "#228833", "#ccbb44", "#66ccee", "#aa3377", "#bbbbbb")
PATTERNS = ("", "///", "...", "\\\\\\", "xxx", "---", "+++")
MARKS = "osD^vP*X"
VOICES = {"own": ("#dddddd", ""), "direct": ("#4477aa", ""), "indirect": ("#66ccee", "////")}
LOOK: Any = {
    "font.family": "DejaVu Sans",
    "font.size": 9,
    "figure.dpi": 100,
    "hatch.linewidth": 0.6,
    "axes.axisbelow": True,
}
Options = ParamSpec("Options")


def _drawn(plot: Callable[Options, "Axes"]) -> Callable[Options, "Axes"]:
    """Draw with this project's look, whatever the reader's settings are."""

    @wraps(plot)
    def drawn(*args: Options.args, **kwargs: Options.kwargs) -> "Axes":
        import matplotlib.pyplot as plt

        with plt.rc_context(LOOK):
            return plot(*args, **kwargs)

    return drawn


@_drawn
def plot_shares(shares: pd.DataFrame, *, by: str = "speaker", top_n: int = 15) -> "Axes":
    """Draw the share of reported words by speaker or role, one bar a source, with its interval.

    Takes: the table `shares`. Returns: the Axes.

    Limits: names beyond the first `top_n` (by their largest share) are not drawn; the table has them.
    """
    table, names = _leading(shares, by, top_n)
    sources = sorted(table["source"].unique())
    axes = _axes(rows=len(names) * max(1, len(sources)) * 0.62 + 1, title=f"Share of reported words by {by}")
    height = 0.8 / max(1, len(sources))
    for at, source in enumerate(sources):
        rows = table[table["source"] == source].set_index("name")
        places = [i + (at - (len(sources) - 1) / 2) * height for i, name in enumerate(names) if name in rows.index]
        rows = rows.loc[[name for name in names if name in rows.index]]
        style: Any = {"color": COLOURS[at % 7], "hatch": PATTERNS[at % 7], "edgecolor": "white", "label": source}
        axes.barh(places, 100 * rows["share_words"], height=height * 0.92, **style)
        _whiskers(axes, rows, places, 100)
    _name_rows(axes, names)
    axes.set_xlim(0, 100)
    axes.set_xlabel("% of the reported words of the source; line: 95 % interval")
    _key(axes)
    return axes


def describe_shares(shares: pd.DataFrame, *, by: str = "speaker", top_n: int = 15) -> str:
    """Say in words what `plot_shares` draws."""
    table, _ = _leading(shares, by, top_n)
    parts = [
        f"{source}: "
        + ", ".join(f"{name} {share:.0%}" for name, share in zip(g["name"], g["share_words"], strict=True))
        for source, g in table.groupby("source", sort=True)
    ]
    return f"Bars: share of reported words by {by}. " + ("; ".join(parts) or "No quotations") + "."


@_drawn
def plot_tone(tone: pd.DataFrame, *, scorer: str, voices: Sequence[str] = ("own", "quoted")) -> "Axes":
    """Draw the mean tone of wording of each source and voice under one scorer, with its interval.

    Takes: the table `tone`. Returns: the Axes. Limits: the scales of two scorers cannot be compared.
    """
    table = _tone_rows(tone, scorer, voices)
    axes = _axes(rows=len(table) + 2, title=f"Tone of wording, scorer {scorer}")
    for at, voice in enumerate(voices):
        rows = table[table["voice"] == voice]
        places = [int(i) for i in rows.index]
        style: Any = {"marker": MARKS[at], "color": COLOURS[at], "linestyle": "none", "label": f"{voice} voice"}
        axes.plot(rows["mean"], places, markersize=7, **style)
        _whiskers(axes, rows, places)
    axes.axvline(0, color="#888888", linewidth=0.8)
    _name_rows(axes, [f"{s}, {v}" for s, v in zip(table["source"], table["voice"], strict=True)])
    axes.set_xlim(-1, 1)
    axes.set_xlabel("mean polarity (−1 negative, +1 positive); line: 95 % interval")
    _key(axes)
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


@_drawn
def plot_keywords(keywords: pd.DataFrame, *, source: str, voice: str = "own", top_n: int = 15) -> "Axes":
    """Draw the framing words of one source: how much more often it uses them, with the interval.

    Takes: the table `keywords`. Returns: the Axes. Limits: hollow marks are descriptive, filled ones supported.
    """
    rows = _keyword_rows(keywords, source, voice, top_n)
    axes = _axes(rows=len(rows) + 2, title=f"Framing words of {source}, {voice} voice")
    for at, row in enumerate(rows.to_dict("records")):
        face = COLOURS[0] if row["tier"] == "supported" else "white"
        axes.plot([row["log_ratio"]], [at], marker="o", markersize=7, color=COLOURS[0], markerfacecolor=face, zorder=3)
    _whiskers(axes, rows, range(len(rows)))
    axes.axvline(0, color="#888888", linewidth=0.8)
    _name_rows(axes, [f"{row['term']} ({row['n_source']} : {row['n_reference']})" for row in rows.to_dict("records")])
    axes.set_xlabel("log ratio of the rates (1 = twice as often); line: 95 % interval; counts source : reference")
    return axes


def describe_keywords(keywords: pd.DataFrame, *, source: str, voice: str = "own", top_n: int = 15) -> str:
    """Say in words what `plot_keywords` draws."""
    rows = _keyword_rows(keywords, source, voice, top_n)
    parts = [
        f"{row['term']} {row['log_ratio']:+.1f} ({row['n_source']} against {row['n_reference']}, {row['tier']})"
        for row in rows.to_dict("records")
    ]
    return f"Dots: log ratio of the framing words of {source}, {voice} voice. " + ("; ".join(parts) or "None") + "."


@_drawn
def plot_voices(segments: pd.DataFrame, articles: pd.DataFrame, *, top_n: int = 20) -> "Axes":
    """Draw each article as a strip from its first word to its last: own, direct and indirect voice.

    Takes: the tables `segments` and `articles`. Returns: the Axes. Limits: the first `top_n` articles.
    """
    from matplotlib.patches import Patch

    shown = articles.head(top_n)
    axes = _axes(rows=len(shown) + 2, title="Whose voice, from the first word to the last")
    for at, article_id in enumerate(shown["article_id"]):
        rows = segments[segments["article_id"] == article_id]
        ends = rows["n_words"].cumsum()
        for voice, (colour, pattern) in VOICES.items():
            own = rows["voice"] == voice
            bars = list(zip(ends[own] - rows.loc[own, "n_words"], rows.loc[own, "n_words"], strict=True))
            axes.broken_barh(bars, (at - 0.35, 0.7), facecolor=colour, hatch=pattern, edgecolor="white", linewidth=0.3)
    _name_rows(axes, [f"{s}: {i}" for s, i in zip(shown["source"], shown["article_id"], strict=True)])
    axes.set_xlabel("words of the body")
    keys = [Patch(facecolor=c, hatch=p, edgecolor="white", label=f"{v} voice") for v, (c, p) in VOICES.items()]
    axes.legend(handles=keys, loc="upper center", bbox_to_anchor=(0.5, -0.32), ncols=3, frameon=False)
    return axes


def describe_voices(segments: pd.DataFrame, articles: pd.DataFrame, *, top_n: int = 20) -> str:
    """Say in words what `plot_voices` draws."""
    parts = []
    for source, article_id in articles.head(top_n)[["source", "article_id"]].itertuples(index=False, name=None):
        rows = segments[segments["article_id"] == article_id]
        words = rows.groupby("voice")["n_words"].sum()
        shares = ", ".join(f"{voice} {words.get(voice, 0) / max(1, words.sum()):.0%}" for voice in VOICES)
        parts.append(f"{source}, {article_id}: {shares} of {words.sum():,} words")
    return "Strips: the voices along each article. " + "; ".join(parts) + "."


def _axes(*, rows: float, title: str) -> "Axes":
    import matplotlib.pyplot as plt

    _, axes = plt.subplots(figsize=(8, min(14.0, 1.2 + 0.3 * rows)), layout="constrained")
    axes.set_title(title, loc="left", fontsize=11)
    axes.spines[["top", "right"]].set_visible(False)
    axes.grid(axis="x", color="#e5e5e5", linewidth=0.6)
    return axes


def _name_rows(axes: "Axes", names: Sequence[str]) -> None:
    """Labels shortened to fit; the first row on top."""
    short = [name if len(name) <= 42 else name[:41] + "…" for name in names]
    axes.set_yticks(range(len(names)), short, parse_math=False)
    axes.set_ylim(max(len(names), 1) - 0.5, -0.5)


def _whiskers(axes: "Axes", rows: pd.DataFrame, places: Sequence[float], scale: float = 1) -> None:
    bounds = zip(places, (scale * rows["low"]).tolist(), (scale * rows["high"]).tolist(), strict=True)
    known = [(place, low, high) for place, low, high in bounds if low == low and high == high]
    if known:
        at, low, high = zip(*known, strict=True)
        axes.hlines(at, low, high, color="#333333", linewidth=1.1, zorder=2.5)


def _key(axes: "Axes") -> None:
    if axes.get_legend_handles_labels()[0]:
        axes.legend(frameon=False, loc="best")


def _leading(shares: pd.DataFrame, by: str, top_n: int) -> tuple[pd.DataFrame, list[str]]:
    table = shares[shares["by"] == by]
    largest = table.groupby("name")["share_words"].max().rename("largest").reset_index()
    names = (
        largest.sort_values(["largest", "name"], ascending=[False, True], kind="stable")["name"].head(top_n).tolist()
    )
    return table[table["name"].isin(names)], names


def _tone_rows(tone: pd.DataFrame, scorer: str, voices: Sequence[str]) -> pd.DataFrame:
    rows = tone[(tone["scorer"] == scorer) & tone["voice"].isin(voices) & tone["mean"].notna()]
    rank = rows["voice"].map({voice: at for at, voice in enumerate(voices)})
    order = rows.assign(_rank=rank).sort_values(["source", "_rank"], kind="stable").index
    return rows.loc[order].reset_index(drop=True)


def _keyword_rows(keywords: pd.DataFrame, source: str, voice: str, top_n: int) -> pd.DataFrame:
    chosen = (keywords["source"] == source) & (keywords["voice"] == voice) & (keywords["list"] == "framing")
    rows = keywords[chosen & (keywords["z"] > 0)]
    return rows.sort_values(["z", "term"], ascending=[False, True], kind="stable").head(top_n).reset_index(drop=True)
