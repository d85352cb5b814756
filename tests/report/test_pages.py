import re

import nbformat
import pandas as pd
import pytest
from bs4 import BeautifulSoup
from markupsafe import Markup
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from analysis.report.pages import find_title, write_article, write_notebook_body, write_page
from analysis.report.places import find_places, name_articles
from analysis.showing.tables import show_table

PICTURE = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
TABLE = show_table(pd.DataFrame({"quote_id": ["north:q001"], "speaker": ["north"]}), caption="Who & what").html


def notebook(*outputs: nbformat.NotebookNode) -> nbformat.NotebookNode:
    cells = [
        new_markdown_cell("# Who *speaks*\n\nProse with `code`.\n\n## Then"),
        new_code_cell("top_n = 15", metadata={"tags": ["parameters"]}, outputs=[new_output("stream", text="hidden 1")]),
        new_code_cell("secret_call()", execution_count=2, outputs=list(outputs)),
        new_code_cell("top_n = 3", metadata={"tags": ["injected-parameters"]}),
    ]
    return new_notebook(cells=cells)


def figure(**about: object) -> nbformat.NotebookNode:
    return new_output("display_data", data={"image/png": PICTURE, "text/plain": "x"}, metadata={"image/png": about})


def html(text: str) -> nbformat.NotebookNode:
    return new_output("execute_result", data={"text/html": text, "text/plain": "x"}, execution_count=2)


def test_a_page_shows_prose_and_results_but_no_code() -> None:
    body = write_notebook_body(notebook(html(TABLE)))
    assert "<em>speaks</em>" in body
    assert "north:q001" in body
    assert not re.search(r"secret_call|top_n|hidden 1|\[2\]|anchor-link|¶", body)


def test_a_figure_stands_in_the_page_with_its_words() -> None:
    body = write_notebook_body(notebook(figure(alt='Bars: A 35 %, B <1 % "few"', width=640)))
    image = BeautifulSoup(body, "html.parser").select_one("figure > img")
    assert image is not None
    assert image.attrs == {
        "alt": 'Bars: A 35 %, B <1 % "few"',
        "width": "640",
        "src": f"data:image/png;base64,{PICTURE}",
    }


def test_a_figure_without_words_is_an_error() -> None:
    drawn = new_output("display_data", data={"image/svg+xml": "<svg/>"})
    for picture in (figure(), drawn):
        with pytest.raises(ValueError, match="the figure of code cell 2 has no words"):
            write_notebook_body(notebook(picture))


def test_what_else_a_cell_may_show_is_shown() -> None:
    told = new_output("display_data", data={"text/markdown": "a *word*", "text/plain": "x"})
    plain = new_output("execute_result", data={"text/plain": "{'a': 1 < 2}"}, execution_count=2)
    body = write_notebook_body(notebook(told, plain, new_output("stream", text="a line\n")))
    assert "<p>a <em>word</em></p>" in body
    assert "<pre>{'a': 1 &lt; 2}</pre>" in body
    assert "<pre>a line\n</pre>" in body


def test_the_notebook_is_not_changed() -> None:
    given = notebook(figure(alt="Bars"))
    before = nbformat.writes(given)
    write_notebook_body(given)
    assert nbformat.writes(given) == before


def test_a_row_leads_to_its_place_in_the_article() -> None:
    places = {"north:q001": "articles/north.html#north:q001", "north": "articles/north.html"}
    body = write_notebook_body(notebook(html(TABLE)), places)
    assert '><a href="articles/north.html#north:q001">north:q001</a></td>' in body


def test_a_speaker_called_like_an_article_is_no_link() -> None:
    body = write_notebook_body(notebook(html(TABLE)), {"north": "articles/north.html"})
    assert "<a " not in body


def test_a_page_asks_for_nothing_and_says_what_it_is() -> None:
    page = write_page(
        "Who & what",
        body=write_notebook_body(notebook(html(TABLE), figure(alt="Bars"))),
        pages=[("index.html", "Contents"), ("1-a.html", "A")],
        current="1-a.html",
    )
    assert page.startswith('<!DOCTYPE html>\n<html lang="en">')
    assert "<title>Who &amp; what</title>" in page
    assert '<a href="1-a.html" aria-current="page">A</a>' in page
    assert page.count("<h1") == 1
    assert not re.search("<script|<link|<iframe|@import|url\\(|No description", page)
    assert not re.findall(r'(?:src|href)="(?!data:image/png|#|index\.html|1-a\.html)[^"]*"', page)
    assert "<caption>" in page
    assert not re.search(r"<th[^>]*>\s*</th>", page)


def test_what_is_no_html_is_escaped() -> None:
    assert "<main>\n1 &lt; 2\n</main>" in write_page("t", pages=[], body="1 < 2")
    assert "<main>\n<p>1</p>\n</main>" in write_page("t", pages=[], body=Markup("<p>1</p>"))


def test_a_title_is_the_first_heading_without_its_marks() -> None:
    assert find_title(notebook(), "1-a") == "Who speaks"
    assert find_title(new_notebook(cells=[new_code_cell("# no heading")]), "1-a") == "1-a"


def test_the_page_of_an_article_tells_its_source_its_voices_and_its_attributions(tables) -> None:
    places = find_places(tables, name_articles(list(tables["articles"]["article_id"])))
    body = write_article(tables, "north/lead", places, pages=[("index.html", "Contents")])
    assert '<li><a href="../index.html">Contents</a></li>' in body
    assert "<h1>north/lead</h1>" in body
    assert "<dt>Source</dt><dd>North</dd>" in body
    assert "<dt>Date</dt>" not in body
    assert "direct: Odu" in body
    assert "1 attribution, headline included" in body
    assert '<a href="#north/lead:q001">north/lead:q001</a>' in body
