"""Coded: what a hand-coded sample says, laid out to be read: by the rules and corrected, side by side."""

from collections.abc import Mapping, Sequence

import pandas as pd

from analysis.showing.tables import Shown, show_figure
from analysis.showing.templates import fill_template
from analysis.validating.measures import TONE
from analysis.validating.summary import choose_coding, describe_errors, name_figure

Tables = Mapping[str, pd.DataFrame]


def show_lines(lines: Sequence[str]) -> Shown:
    """Show sentences, one below the other.

    >>> show_lines(["Nothing is coded yet."])
    Nothing is coded yet.
    """
    return Shown(fill_template("showing/templates/lines.html.j2", lines=lines), "\n".join(lines))


def show_warnings(tables: Tables) -> Shown:
    """Show where the rules err more in one source than in another, so that a difference may be theirs."""
    lines = describe_errors(tables["errors"], tables["error_differences"])
    warnings = [line for line in lines if "arning" in line]
    return show_lines(warnings or ["Nothing coded tells that the rules err more in one source than in another."])


def list_errors(tables: Tables) -> pd.DataFrame:
    """List how much the rules miss and invent, figure by figure, by the coding that counts.

    Returns: the columns of `errors`.
    """
    return choose_coding(tables["errors"])


def list_corrected(tables: Tables) -> pd.DataFrame:
    """List the figures of each source by the rules and corrected, by the coding that counts.

    Returns: the columns of `corrected` and figure (its name in words).
    """
    rows = _name(choose_coding(tables["corrected"]))
    return rows[rows["other_source"] == ""].reset_index(drop=True)


def list_corrected_differences(tables: Tables) -> pd.DataFrame:
    """List the differences between two sources by the rules and corrected, where they can be corrected.

    Returns: the columns of `corrected` and figure (its name in words).
    """
    rows = _name(choose_coding(tables["corrected"]))
    return rows[(rows["other_source"] != "") & rows["estimate"].notna()].reset_index(drop=True)


def list_worth(tables: Tables) -> pd.DataFrame:
    """List what the sample is worth: how many sentences coded without the rules would say as much.

    Returns: the columns of `corrected` and figure; only rows whose worth is known.
    """
    rows = list_corrected(tables)
    return rows[rows["worth"].notna()].reset_index(drop=True)


def show_corrected(tables: Tables) -> Shown | None:
    """Show the shares by the rules and corrected as a figure; where there is none, say so."""
    from analysis.plots import plot_corrected

    rows = list_corrected(tables)
    shares = rows[rows[["naive", "estimate", "low", "high"]].notna().all(axis=1) & (rows["measure"] != TONE)]
    if shares.empty:
        return show_lines(["No share is corrected yet."])
    show_figure(plot_corrected(shares.reset_index(drop=True)))
    return None


def _name(rows: pd.DataFrame) -> pd.DataFrame:
    names = zip(rows["measure"], rows["name"], strict=True)
    return rows.assign(figure=[name_figure(measure, name) for measure, name in names])
