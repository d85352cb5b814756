"""Shares: bars of what speakers, roles or frames hold in each source."""

from typing import TYPE_CHECKING

import pandas as pd

from analysis.plots.look import draw_bars, leading_names, make_axes, told_by

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def describe_shares(shares: pd.DataFrame, *, by: str = "speaker", top_n: int = 15) -> str:
    """Say in words what `plot_shares` draws."""
    table = shares[shares["by"] == by]
    names = leading_names(table, name="name", value="share_words", top_n=top_n)
    told = _tell(table[table["name"].isin(names)], name="name", value="share_words")
    return f"Bars: share of reported words by {by}. {told or 'No quotations'}."


@told_by(describe_shares)
def plot_shares(shares: pd.DataFrame, *, by: str = "speaker", top_n: int = 15) -> "Axes":
    """Draw the share of reported words by speaker or role, one bar a source, with its interval.

    Takes: the table `shares`. Returns: the Axes.

    Limits: names beyond the first `top_n` (by their largest share) are not told_by; the table has them.
    """
    table = shares[shares["by"] == by]
    names = leading_names(table, name="name", value="share_words", top_n=top_n)
    unit = "reported words of the source"
    return _plot(table, names, name="name", value="share_words", title=f"Share of reported words by {by}", unit=unit)


def describe_frames(frames: pd.DataFrame, *, voice: str = "own", top_n: int = 15) -> str:
    """Say in words what `plot_frames` draws."""
    table = frames[frames["voice"] == voice]
    names = leading_names(table, name="frame", value="share", top_n=top_n)
    told = _tell(table[table["frame"].isin(names)], name="frame", value="share")
    return f"Bars: share of sentences with words of a frame, {voice} voice. {told or 'No frame words'}."


@told_by(describe_frames)
def plot_frames(frames: pd.DataFrame, *, voice: str = "own", top_n: int = 15) -> "Axes":
    """Draw the share of sentences that hold a word of each frame, one bar a source, with its interval.

    Takes: the table of `share_frames`. Returns: the Axes.

    Limits: a sentence may hold words of several frames, so the bars of a source do not add up to 100.
    """
    table = frames[frames["voice"] == voice]
    names = leading_names(table, name="frame", value="share", top_n=top_n)
    title = f"Sentences with words of a frame, {voice} voice"
    return _plot(table, names, name="frame", value="share", title=title, unit="sentences with that voice")


def describe_forms(forms: pd.DataFrame) -> str:
    """Say in words what `plot_forms` draws."""
    told = _tell(forms[forms["n"] > 0], name="form", value="share")
    return f"Bars: form in which acts of harm and force are told. {told or 'No acts'}."


@told_by(describe_forms)
def plot_forms(forms: pd.DataFrame) -> "Axes":
    """Draw in which form each source tells its acts of harm, one bar a source, with its interval.

    Takes: the table of `share_forms`. Returns: the Axes.

    Limits: a few acts a source make wide intervals; the counts stand in the table.
    """
    names = forms["form"].drop_duplicates().tolist()
    title = "Form in which acts of harm and force are told"
    return _plot(forms, names, name="form", value="share", title=title, unit="acts of the source")


def _plot(table: pd.DataFrame, names: list[str], *, name: str, value: str, title: str, unit: str) -> "Axes":
    axes = make_axes(rows=len(names) * max(1, table["source"].nunique()) * 0.62 + 1, title=title)
    draw_bars(axes, table, names, name=name, value=value)
    axes.set_xlabel(f"% of the {unit}; line: 95 % interval")
    return axes


def _tell(table: pd.DataFrame, *, name: str, value: str) -> str:
    return "; ".join(
        f"{source}: " + ", ".join(f"{label} {share:.0%}" for label, share in zip(rows[name], rows[value], strict=True))
        for source, rows in table.groupby("source", sort=True)
    )
