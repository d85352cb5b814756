"""Pages: notebooks, articles and contents as HTML that asks for nothing from anywhere."""

import copy
import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from html import escape, unescape
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.showing.articles import anchor_of, mark_up_article
from analysis.showing.tables import show_table
from analysis.wording import count

STYLE = Path(__file__).with_name("page.css")
HIDDEN = {"parameters", "injected-parameters"}
# nbconvert's template for JupyterLab's markup without its head: 250 kB of style, and scripts that would fetch more.
BODY_ONLY = """{%- extends 'lab/base.html.j2' -%}
{%- block header -%}{%- endblock -%}
{%- block body_header -%}{%- endblock -%}
{%- block codecell -%}{%- if cell.outputs -%}{{ super() }}{%- endif -%}{%- endblock -%}
{%- block body_footer -%}{%- endblock -%}
{%- block footer -%}{%- endblock -%}"""
TABLE = re.compile(r"<table.*?</table>", re.DOTALL)
CAPTION = re.compile(r"<caption>(.*?)</caption>", re.DOTALL)
CELL = re.compile(r'(<td[^>]*>|<span class="row">)([^<]+)(?=</(?:td|span)>)')
QUOTES = ["quote_id", "kind", "act", "text", "cue_text", "speaker", "role", "n_words", "corrected"]
Links = Sequence[tuple[str, str]]


def write_page(title: str, body: str, *, pages: Links, current: str = "", root: str = "") -> str:
    """Put a body into a page: one skeleton for every page of a report.

    `pages` are (file, title) of the pages to link to, `current` is the file of this one, and `root` leads from
    this page to the folder of them all.

    >>> page = write_page("Who speaks", "<h1>Who speaks</h1>", pages=[("index.html", "Contents")])
    >>> "<title>Who speaks</title>" in page, '<a href="index.html">Contents</a>' in page
    (True, True)
    """
    items = "\n".join(
        f'<li><a href="{escape(root + file)}"{here}>{escape(name)}</a></li>'
        for file, name in pages
        for here in [' aria-current="page"' if file == current else ""]
    )
    return f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{escape(title)}</title>
<style>
{STYLE.read_text(encoding="utf-8")}</style>
</head>
<body>
<nav aria-label="Pages of this report">
<ul>
{items}
</ul>
</nav>
<main>
{TABLE.sub(_let_scroll, body)}
</main>
</body>
</html>
"""


def write_notebook_body(notebook: Any, places: Mapping[str, str] | None = None) -> str:
    """Turn a notebook that was run into the body of a page: prose, tables and figures, no code.

    `places` gives the address of a sentence, segment, quotation or article by its id; table cells that hold such
    an id become links.

    Raises: ValueError for a figure without words, naming its cell.
    """
    from nbconvert import HTMLExporter

    shown = copy.deepcopy(notebook)
    for number, cell in enumerate((c for c in shown.cells if c.cell_type == "code" and c.source.strip()), start=1):
        for output in cell.outputs:
            if "image/png" in output.get("data", {}):
                output.data = {"text/html": _write_figure(output, number)}
    shown.cells = [cell for cell in shown.cells if not HIDDEN & set(cell.metadata.get("tags", []))]
    exporter = HTMLExporter(  # type: ignore[no-untyped-call]
        raw_template=BODY_ONLY,
        exclude_input=True,
        exclude_input_prompt=True,
        exclude_output_prompt=True,
        exclude_anchor_links=True,
    )
    body, _ = exporter.from_notebook_node(shown)
    return link_rows(body, places or {})


def find_title(notebook: Any, default: str) -> str:
    """Find the title of a notebook: its first heading of the first level."""
    for cell in notebook.cells:
        if cell.cell_type == "markdown" and (heading := re.search(r"^#\s+(.+?)\s*$", cell.source, re.MULTILINE)):
            return re.sub(r"[*_`]", "", heading[1])
    return default


def name_articles(article_ids: Sequence[str]) -> dict[str, str]:
    """Name the page of each article: its id as a file name that every system takes.

    >>> name_articles(["lead story", "lead/story", "b"])
    {'lead story': 'articles/lead_story.html', 'lead/story': 'articles/lead_story-2.html', 'b': 'articles/b.html'}
    """
    names: dict[str, str] = {}
    taken: set[str] = set()
    for article_id in article_ids:
        stem = re.sub(r"[^\w.-]+", "_", article_id).strip(".")[:100] or "article"
        name, n = stem, 1
        while name.casefold() in taken:
            n += 1
            name = f"{stem}-{n}"
        taken.add(name.casefold())
        names[article_id] = f"articles/{name}.html"
    return names


def find_places(tables: Mapping[str, pd.DataFrame], files: Mapping[str, str]) -> dict[str, str]:
    """Find the address of every article, sentence, segment and quotation in the pages of a report.

    A quotation without segments of its own (nested, in the headline, out of the chosen view) is found at the
    sentence that it begins in.
    """
    places = dict(files)
    sentences: dict[str, list[tuple[int, str]]] = {}
    for article_id, row_id, start in tables["sentences"][["article_id", "sentence_id", "start"]].itertuples(
        index=False
    ):
        sentences.setdefault(article_id, []).append((start, row_id))
        places[row_id] = f"{files[article_id]}#{anchor_of(row_id)}"
    for article_id, row_id, start in tables["quotes"][["article_id", "quote_id", "start"]].itertuples(index=False):
        at = bisect_right(sentences.get(article_id, []), (start, "\uffff")) - 1
        places[row_id] = places[sentences[article_id][at][1]] if at >= 0 else files[article_id]
    for key in ("segment_id", "quote_id"):
        for article_id, row_id in zip(tables["segments"]["article_id"], tables["segments"][key], strict=True):
            if row_id:
                places[row_id] = f"{files[article_id]}#{anchor_of(row_id)}"
    return places


def split_articles(tables: Mapping[str, pd.DataFrame]) -> Iterator[tuple[str, dict[str, pd.DataFrame]]]:
    """Split the tables that the page of an article needs, article by article, in one go through each."""
    names = ("zones", "sentences", "segments", "quotes")
    groups = {name: dict(iter(tables[name].groupby("article_id", sort=False))) for name in names}
    articles = tables["articles"]
    for at, article_id in enumerate(articles["article_id"]):
        own = {name: groups[name].get(article_id, tables[name].head(0)) for name in names}
        yield article_id, own | {"articles": articles.iloc[at : at + 1]}


def write_article_body(tables: Mapping[str, pd.DataFrame], article_id: str, places: Mapping[str, str]) -> str:
    """Write the page of an article: its text with the voice of every stretch, and its attributions as a table."""
    article = tables["articles"].set_index("article_id").loc[article_id]
    quotes = tables["quotes"].loc[tables["quotes"]["article_id"] == article_id]
    anchors = {row_id: "#" + places[row_id].partition("#")[2] for row_id in quotes["quote_id"]}
    caption = f"{count(len(quotes), 'attribution')}, headline included"
    facts = [("Source", article["source"]), ("Date", article["date"]), ("Address", article["url"])]
    facts += [("File", article["path"]), ("Words", f"{article['n_words']:,}")]
    return "\n".join(
        [
            f"<h1>{escape(article['title'] or article_id)}</h1>",
            "<dl>" + "".join(f"<dt>{name}</dt><dd>{escape(str(fact))}</dd>" for name, fact in facts if fact) + "</dl>",
            "<p>Every stretch stands under the label of its voice: <em>own</em> is what the source says itself, "
            "<em>direct</em> what it quotes word for word, <em>indirect</em> what it reports in words of its own.</p>",
            mark_up_article(tables, article_id),
            "<h2>Attributions</h2>",
            link_rows(show_table(quotes, caption=caption, columns=QUOTES).html, anchors),
        ]
    )


def _write_figure(output: Any, number: int) -> str:
    about = output.get("metadata", {}).get("image/png", {})
    if not about.get("alt"):
        raise ValueError(f"the figure of code cell {number} has no words; show it with show_figure, in that cell")
    width = f' width="{about["width"]}"' if "width" in about else ""
    picture = "".join(output.data["image/png"].split())
    return f'<figure><img alt="{escape(about["alt"])}"{width} src="data:image/png;base64,{picture}"></figure>'


def link_rows(html: str, places: Mapping[str, str]) -> str:
    """Turn ids into links, in table cells and rows of evidence; a cell may hold several, with semicolons between."""

    def link(cell: re.Match[str]) -> str:
        return cell[1] + "; ".join(_link(part, places.get(part, "")) for part in unescape(cell[2]).split("; "))

    return CELL.sub(link, html)


def _link(words: str, place: str) -> str:
    return f'<a href="{escape(place)}">{escape(words)}</a>' if place else escape(words)


def _let_scroll(table: re.Match[str]) -> str:
    """A table wider than the screen scrolls by itself, by touch and by keyboard."""
    caption = CAPTION.search(table[0])
    name = escape(unescape(re.sub("<[^>]+>", "", caption[1]))) if caption else "Table"
    return f'<div class="scroll" role="region" aria-label="{name}" tabindex="0">{table[0]}</div>'
