"""Places: where in the pages of a report an article, a sentence, a segment or a quotation is found."""

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence

import pandas as pd
from markupsafe import Markup

from analysis.report.stage import DOWNLOADS
from analysis.showing.articles import anchor_of

LONGEST = 100


def name_articles(article_ids: Sequence[str]) -> dict[str, str]:
    """Name the page of each article: its id as a file name that every system takes.

    >>> name_articles(["lead story", "lead/story", "b"])
    {'lead story': 'articles/lead_story.html', 'lead/story': 'articles/lead_story-2.html', 'b': 'articles/b.html'}
    """
    names: dict[str, str] = {}
    taken: set[str] = set()
    for article_id in article_ids:
        # Counted in bytes, as file systems do; a letter that would be cut in two goes.
        stem = re.sub(r"[^\w.-]+", "_", article_id).strip(".").encode()[:LONGEST].decode(errors="ignore") or "article"
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


def link_rows(html: str, places: Mapping[str, str], names: Mapping[str, str] | None = None) -> Markup:
    """Turn the ids that a table or a summary shows into links to their places; other words stay as they are.

    `names` says what each is called instead of its id. The name of a table becomes a link to its file.

    >>> link_rows('<td><span class="row">a:s1</span></td><td>a:s1</td>', {"a:s1": "a.html#a:s1"}, {"a:s1": "A, 1"})
    Markup('<td><a href="a.html#a:s1">A, 1</a></td><td>a:s1</td>')
    """
    from bs4 import BeautifulSoup

    soup = BeautifulSoup(html, "html.parser")
    for row in soup.select("span.row"):
        row_id = row.get_text()
        if place := places.get(row_id):
            row.name, row.attrs = "a", {"href": place}
            row.string = (names or {}).get(row_id, row_id)
    for file in soup.select("span.file"):
        file.name, file.attrs = "a", {"href": f"{DOWNLOADS}/{file.get_text()}.csv"}
        file.string = f"{file.get_text()}.csv"
    return Markup(soup)
