"""Pages: notebooks and articles as HTML that asks for nothing from anywhere."""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd
from markupsafe import Markup

from analysis.report.places import link_rows
from analysis.showing.articles import mark_up_article
from analysis.showing.tables import read_titles, show_table
from analysis.showing.templates import fill_template
from analysis.wording import count

TEMPLATES = Path(__file__).with_name("templates")
HIDDEN = {"parameters", "injected-parameters"}
QUOTES = ["quote_id", "kind", "speaker", "role", "cue_text", "text", "corrected"]
Links = Sequence[tuple[str, str]]


def write_page(
    title: str, *, pages: Links, current: str = "", root: str = "", template: str = "page", **values: Any
) -> str:
    """Write a page of a report: one skeleton for all, its main part by a template or the value `body`.

    `pages` are (file, title) of the pages to link to, `current` is the file of this one, and `root` leads from
    this page to the folder of them all.

    >>> page = write_page("Who & what", pages=[("index.html", "Contents")], body="1 < 2")
    >>> "<title>Who &amp; what</title>" in page, '<a href="index.html">Contents</a>' in page, "1 &lt; 2" in page
    (True, True, True)

    Limits: what is HTML already must be Markup.
    """
    frame = {"title": title, "pages": pages, "current": current, "root": root}
    return fill_template(f"report/templates/{template}.html.j2", **frame, **values) + "\n"


def write_notebook_body(
    notebook: Any, places: Mapping[str, str] | None = None, names: Mapping[str, str] | None = None
) -> Markup:
    """Turn a notebook that was run into the body of a page: prose, tables and figures, no code.

    A list of its sections stands behind the title, and what the columns of its tables hold at the end. `places` gives
    the address of a sentence, segment, quotation or article by its id, and `names` what it is called, see `link_rows`.

    Raises: ValueError for a figure without words, naming its cell.
    """
    from nbconvert import HTMLExporter
    from traitlets.config import Config

    _check_figures(notebook)
    exporter = HTMLExporter(  # type: ignore[no-untyped-call]
        config=Config({"TagRemovePreprocessor": {"enabled": True, "remove_cell_tags": HIDDEN}}),
        extra_template_basedirs=[str(TEMPLATES)],
        template_name="notebook",
        filters={"link_rows": lambda html: link_rows(html, places or {}, names)},
        exclude_input=True,
        exclude_anchor_links=True,
    )
    return _frame_sections(exporter.from_notebook_node(notebook)[0])


def _frame_sections(html: str) -> Markup:
    """A body with a list of its sections, and with what its columns mean."""
    from bs4 import BeautifulSoup

    soup = BeautifulSoup(html, "html.parser")
    sections = []
    for number, heading in enumerate(soup.find_all("h2"), start=1):
        heading["id"] = f"section-{number}"
        sections.append((heading["id"], heading.get_text()))
    titles = read_titles()
    shown = dict.fromkeys(str(head["data-column"]) for head in soup.select("th[data-column]"))
    columns = sorted({titles[name] for name in shown if name in titles and titles[name][1]})
    if sections and (first := soup.find("h2")):
        listed = fill_template("report/templates/sections.html.j2", sections=sections)
        first.insert_before(BeautifulSoup(listed, "html.parser"))
    return Markup(soup) + Markup(fill_template("report/templates/columns.html.j2", columns=columns) if columns else "")


def find_title(notebook: Any, default: str) -> str:
    """Find the title of a notebook: its first heading of the first level."""
    for cell in notebook.cells:
        if cell.cell_type == "markdown" and (heading := re.search(r"^#\s+(.+?)\s*$", cell.source, re.MULTILINE)):
            return re.sub(r"[*_`]", "", heading[1])
    return default


def split_articles(tables: Mapping[str, pd.DataFrame]) -> Iterator[tuple[str, dict[str, pd.DataFrame]]]:
    """Split the tables that the page of an article needs, article by article, in one go through each."""
    names = ("zones", "sentences", "segments", "quotes")
    groups = {name: dict(iter(tables[name].groupby("article_id", sort=False))) for name in names}
    articles = tables["articles"]
    for at, article_id in enumerate(articles["article_id"]):
        own = {name: groups[name].get(article_id, tables[name].head(0)) for name in names}
        yield article_id, own | {"articles": articles.iloc[at : at + 1]}


def write_article(
    tables: Mapping[str, pd.DataFrame],
    article_id: str,
    places: Mapping[str, str],
    *,
    pages: Links,
    names: Mapping[str, str] | None = None,
) -> str:
    """Write the page of an article: its text with the voice of every stretch, and its attributions as a table."""
    article = tables["articles"].set_index("article_id").loc[article_id]
    quotes = tables["quotes"].loc[tables["quotes"]["article_id"] == article_id]
    anchors = {row_id: "#" + places[row_id].partition("#")[2] for row_id in quotes["quote_id"]}
    caption = f"{count(len(quotes), 'attribution')}, headline included"
    title = (names or {}).get(article_id, article["title"] or article_id)
    facts = [("Source", article["source"]), ("Date", article["date"]), ("Address", article["url"])]
    return write_page(
        title,
        pages=pages,
        root="../",
        template="article",
        heading=title,
        facts=[*facts, ("File", article["path"]), ("Words", f"{article['n_words']:,}")],
        article=Markup(mark_up_article(tables, article_id)),
        attributions=link_rows(show_table(quotes, caption=caption, columns=QUOTES).html, anchors, names),
    )


def _check_figures(notebook: Any) -> None:
    code = [cell for cell in notebook.cells if cell.cell_type == "code" and cell.source.strip()]
    for number, cell in enumerate(code, start=1):
        for output in cell.outputs:
            for kind in output.get("data", {}):
                told = kind == "image/png" and output.metadata.get(kind, {}).get("alt")
                if kind.startswith("image/") and not told:
                    raise ValueError(
                        f"the figure of code cell {number} has no words; show it with show_figure, in that cell"
                    )
