"""What a notebook shows: tables with a caption, figures told in words as well, marked-up articles."""

import base64
import csv
import functools
import io
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from analysis.showing.articles import mark_up_article
from analysis.showing.concordance import find_concordance
from analysis.showing.templates import fill_template
from analysis.wording import count

if TYPE_CHECKING:
    from matplotlib.axes import Axes

# Columns that hold ids of rows, beside those called `..._id`; several ids stand with semicolons between.
TITLES = Path(__file__).with_name("column_titles.csv")
INTERVAL = "95 % interval"
OF_ONE_ROW, OF_ROWS = {"quote_a", "quote_b", "article_a", "article_b"}, {"sentence_ids", "evidence"}


class Shown:
    """A piece of HTML that a notebook displays; as text it is its caption, the same in every run."""

    def __init__(self, html: str, text: str) -> None:
        self.html, self.text = html, text

    def __repr__(self) -> str:
        return self.text

    def _repr_html_(self) -> str:
        return self.html


def show_table(
    table: pd.DataFrame,
    *,
    caption: str,
    columns: Sequence[str] | None = None,
    n: int | None = None,
    digits: int = 2,
    file: str = "",
    picks: Sequence[str] = (),
) -> Shown:
    """Show a table under its caption.

    `columns` chooses and orders the columns; `n` shows the first rows only, and the caption says of how many. Columns
    go by the titles of column_titles.csv; `low` and `high` are one column. Cautions that every row carries stand under
    the caption, where nobody has to scroll for them. `file` is the table that holds all columns. `picks`, one a
    row, say what a click on it picks, where a notebook listens.

    Returns: Shown, which a notebook displays as an HTML table with column headings and no index.
    Raises: KeyError naming the columns that the table lacks.

    >>> show_table(pd.DataFrame({"source": ["A", "B"], "n_words": [471, 393]}), caption="Words per source", n=1)
    Words per source (first 1 of 2 rows)

    Limits: numbers are rounded for reading only; a file made by write_tables holds them in full.
    """
    chosen = list(table.columns) if columns is None else list(columns)
    if lacking := [name for name in chosen if name not in table.columns]:
        raise KeyError(f"The table lacks the columns {', '.join(lacking)}. It has: {', '.join(table.columns)}.")
    rows = table[chosen] if n is None else table[chosen].head(n)
    if len(rows) < len(table):
        caption = f"{caption} (first {len(rows):,} of {count(len(table), 'row')})"
    if rows.empty:
        return Shown(fill_template("showing/templates/none.html.j2", caption=caption), f"{caption}: none.")
    rows, cautions = _lift_cautions(_join_bounds(rows, digits))
    described = [_describe_column(rows[name]) for name in rows.columns]
    cells = [
        [(column, _write_cell(value, column, digits)) for column, value in zip(described, row, strict=True)]
        for row in rows.itertuples(index=False, name=None)
    ]
    marks = [*picks[: len(cells)]] or [""] * len(cells)
    rows_of = list(zip(marks, cells, strict=True))
    values = {"caption": caption, "cautions": cautions, "columns": described, "rows": rows_of, "file": file}
    return Shown(fill_template("showing/templates/table.html.j2", **values), caption)


def show_figure(axes: "Axes", *, alt: str = "") -> None:
    """Show the figure of a plot, with words that say what it shows, and close it.

    `alt` is read out to those who cannot see the figure; the table behind it stands beside it. The plots of this
    package bring their words with them, as the label of their Axes.

    Raises: ValueError where there are no words.

    Limits: the picture is a PNG of twice the figure's resolution, so that it stays sharp on a small screen.
    """
    import matplotlib.pyplot as plt
    from IPython.display import display
    from PIL import Image

    words = alt.strip() or str(axes.get_label()).strip()
    if not words:
        raise ValueError("alt is empty, and so is the label of the Axes; one must say in words what the figure shows.")
    figure = axes.get_figure(root=True)
    if figure is None:
        raise ValueError("The axes stand in no figure.")
    width, _ = figure.get_size_inches() * figure.dpi
    drawn, picture = io.BytesIO(), io.BytesIO()
    figure.savefig(drawn, format="png", dpi=2 * figure.dpi, pil_kwargs={"compress_level": 1})
    plt.close(figure)
    # A palette halves the size and no eye sees it; saved anew, the picture names no software that made it either.
    Image.open(drawn).convert("RGB").quantize(128, method=Image.Quantize.FASTOCTREE).save(picture, "PNG")
    bundle = {"image/png": base64.b64encode(picture.getvalue()).decode("ascii"), "text/plain": words}
    display(bundle, raw=True, metadata={"image/png": {"alt": words, "width": round(width)}})  # type: ignore[no-untyped-call]


def show_article(tables: Mapping[str, pd.DataFrame], article_id: str) -> Shown:
    """Show an article with every stretch under the label of its voice and speaker.

    `tables` are those of make_tables.

    Raises: KeyError listing the articles, where none has this id.

    Limits: see mark_up_article.
    """
    articles = tables["articles"]
    source = articles.loc[articles["article_id"] == article_id, "source"]
    html = mark_up_article(tables, article_id)
    return Shown(html, f"Article '{article_id}' of source '{source.iloc[0]}', marked up")


def show_concordance(
    tables: Mapping[str, pd.DataFrame], pattern: str, *, voice: str = "all", width: int = 50, n: int | None = 50
) -> Shown:
    """Show every place where a word or pattern occurs, with the voice that uses it and the words around it.

    See find_concordance, which gives the same as a table.
    """
    places = find_concordance(tables["segments"], tables["articles"], pattern, voice=voice, width=width)
    voices = "" if voice == "all" else f" in {voice} words"
    columns = ["source", "voice", "speaker", "left", "text", "right", "sentence_id"]
    return show_table(places, caption=f"'{pattern}'{voices}: {count(len(places), 'place')}", columns=columns, n=n)


def show_summary(summary: pd.DataFrame, *, most: int = 4) -> Shown:
    """Show the sentences of a summary under their topics, each with the ids of the first rows it stands on.

    `summary` is the table of `summarise`; `most` is how many ids are printed a sentence.

    Limits: the ids are links in a report, where the articles lie beside the page.
    """
    topics = []
    for topic, rows in summary.groupby("topic", sort=False):
        listed = [[row_id for row_id in evidence.split("; ") if row_id] for evidence in rows["evidence"]]
        sentences = [
            (sentence, ids[:most], max(0, len(ids) - most))
            for sentence, ids in zip(rows["sentence"], listed, strict=True)
        ]
        topics.append((str(topic).capitalize(), sentences))
    return Shown(fill_template("showing/templates/summary.html.j2", topics=topics), "\n".join(summary["sentence"]))


def title_column(name: str) -> str:
    """Give the title of a column; without one, its name in words.

    >>> title_column("share_words"), title_column("n_apples")
    ('Share of words', 'n apples')
    """
    return read_titles().get(name, (name.replace("_", " "), ""))[0]


@functools.cache
def read_titles() -> dict[str, tuple[str, str]]:
    """Read what each column is called and what it holds, by its name."""
    lines = TITLES.read_text(encoding="utf-8").splitlines()
    rows = csv.DictReader(line for line in lines if not line.startswith("#"))
    return {row["column"]: (row["title"], row["note"]) for row in rows}


def _join_bounds(rows: pd.DataFrame, digits: int) -> pd.DataFrame:
    """Put the bounds of an interval into one column, where a table shows both."""
    if not {"low", "high"} <= set(rows.columns):
        return rows
    bounds = zip(rows["low"], rows["high"], strict=True)
    told = [" to ".join(filter(None, (_word_value(low, digits), _word_value(high, digits)))) for low, high in bounds]
    return rows.assign(low=told).rename(columns={"low": INTERVAL}).drop(columns="high")


def _lift_cautions(rows: pd.DataFrame) -> tuple[pd.DataFrame, str]:
    """Take the cautions that all rows share out of their column, and the column out where nothing is left in it."""
    if "caution" not in rows.columns:
        return rows, ""
    parts = [[part for part in str(caution).split("; ") if part] for caution in rows["caution"]]
    shared = [part for part in parts[0] if all(part in others for others in parts)]
    left = ["; ".join(part for part in others if part not in shared) for others in parts]
    return rows.assign(caution=left) if any(left) else rows.drop(columns="caution"), "; ".join(shared)


def _describe_column(column: pd.Series) -> dict[str, Any]:
    """Say how a column is shown; prose needs room: a browser would rather give it a line a word than scroll."""
    name = str(column.name)
    is_number = pd.api.types.is_numeric_dtype(column) and not pd.api.types.is_bool_dtype(column)
    is_prose = any(isinstance(cell, str) and len(cell) > 60 for cell in column)
    return {
        "name": name,
        "title": title_column(name),
        "side": "right" if is_number else "left",
        "room": "; min-width: 18em" if is_prose else "",
        "ids": name.endswith("_id") or name in OF_ONE_ROW | OF_ROWS,
    }


def _write_cell(value: Any, column: Mapping[str, Any], digits: int) -> str | list[str]:
    words = _word_value(value, digits)
    if not column["ids"]:
        return words
    return words.split("; ") if column["name"] in OF_ROWS else [words]


def _word_value(value: Any, digits: int) -> str:
    if isinstance(value, bool | np.bool):
        return "yes" if value else "no"
    if value is None or value is pd.NA or value != value:
        return ""
    if isinstance(value, float | np.floating):
        # Adding 0 turns the -0.0 that rounding leaves into 0.
        return f"{round(float(value), digits) + 0:,.{digits}f}".replace("-", "−")
    return f"{value:,}".replace("-", "−") if isinstance(value, int | np.integer) else str(value)
