"""Marked-up article: the whole text, each stretch under a label that says whose voice it is."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from analysis.errors import suggest
from analysis.showing.templates import fill_template

# A border of its own for each voice beside the label: colour alone tells nothing to many readers and printers.
STYLES = {
    "own": "border-bottom: 1px dotted #767676",
    "direct": "border: 1px solid #4477aa; border-bottom-width: 3px; background: #eef3f9",
    "indirect": "border-bottom: 3px dashed #aa3377; background: #faf0f5",
}
LABEL = "font-size: 0.75em; font-weight: bold; color: #333"


def mark_up_article(tables: Mapping[str, pd.DataFrame], article_id: str, *, places: bool = False) -> str:
    """Mark up an article as HTML: every stretch under the label of its voice and speaker.

    `tables` needs articles, zones, sentences and segments with the columns of the contract. Labels are printed
    where voice, speaker or quotation change; zones other than the body carry the name of the zone. With `places` every
    piece of text says where in the article it starts (`data-start`) and of which quotation it is (`data-quote`).

    Returns: one `<article>`; sentences, segments and quotations can be linked to by anchor_of(id).
    Raises: KeyError listing the articles, where none has this id.

    >>> tables = {
    ...     "articles": pd.DataFrame({"article_id": ["a"], "text": ["He won, he said."]}),
    ...     "zones": pd.DataFrame({"article_id": ["a"], "zone": ["body"], "start": [0], "end": [16]}),
    ...     "sentences": pd.DataFrame({"article_id": ["a"], "sentence_id": ["a:s001"], "start": [0], "end": [16]}),
    ...     "segments": pd.DataFrame({"article_id": "a", "segment_id": ["a:g001", "a:g002"],
    ...         "voice": ["indirect", "own"], "quote_id": ["a:q001", ""], "speaker": ["he", ""],
    ...         "start": [0, 8], "end": [6, 16]})}
    >>> print(re.sub("<[^>]+>", "", mark_up_article(tables, "a")).strip())
    indirect: he He won, own he said.

    Limits: no word is left out, but white space is that of HTML.
    """
    articles = tables["articles"]
    found = articles.loc[articles["article_id"] == article_id, "text"]
    if found.empty:
        ids = list(articles["article_id"])
        raise KeyError(f"No article '{article_id}'.{suggest(article_id, ids)} There are: {', '.join(ids[:20])}.")
    text = str(found.iloc[0])
    segments = _rows(tables["segments"], article_id, ["start", "end", "segment_id", "voice", "quote_id", "speaker"])
    sentences = _rows(tables["sentences"], article_id, ["start", "end", "sentence_id"])
    paragraphs = []
    for start, end, zone in _rows(tables["zones"], article_id, ["start", "end", "zone"]):
        within = [row for row in sentences if start <= row[0] < end]
        if zone == "body":
            paragraphs.append(list(_body(text, start, end, [row for row in segments if start <= row[0] < end], within)))
        else:
            anchors = [anchor_of(row[2]) for row in within]
            piece = {"before": "", "from": start, "start": start, "anchors": anchors, "label": zone, "id": ""}
            paragraphs.append([piece | {"text": text[start:end]}])
    values = {"paragraphs": paragraphs, "styles": STYLES, "label_style": LABEL, "places": places}
    return fill_template("showing/templates/article.html.j2", **values)


def anchor_of(row_id: str) -> str:
    """Name the place of a sentence, segment or quotation in its marked-up article.

    >>> anchor_of("lead story:s012")
    'lead_story:s012'
    """
    return re.sub(r"\s", "_", row_id)


def _body(text: str, start: int, end: int, segments: list[tuple], sentences: list[tuple]) -> Iterator[dict[str, Any]]:  # type: ignore[type-arg]
    """The pieces of one paragraph: text that no segment claims (marks, spaces) stands between them as it is."""
    at, label, quotes = start, "", set[str]()
    waiting = list(sentences)
    for begin, stop, segment_id, voice, quote_id, speaker in segments:
        anchors = []
        while waiting and waiting[0][0] <= begin:
            anchors.append(anchor_of(waiting.pop(0)[2]))
        if quote_id and quote_id not in quotes:
            quotes.add(quote_id)
            anchors.append(anchor_of(quote_id))
        wanted = f"{voice}: {speaker}" if speaker else voice
        yield {
            "before": text[at:begin],
            "from": at,
            "start": begin,
            "anchors": anchors,
            "label": "" if wanted + quote_id == label else wanted,
            "id": anchor_of(segment_id),
            "quote": quote_id,
            "voice": voice,
            "text": text[begin:stop],
        }
        at, label = stop, wanted + quote_id
    left = [anchor_of(sentence_id) for _, _, sentence_id in waiting]
    yield {"before": "", "from": at, "start": at, "anchors": left, "label": "", "id": "", "text": text[at:end]}


def _rows(table: pd.DataFrame, article_id: str, columns: list[str]) -> list[tuple]:  # type: ignore[type-arg]
    return sorted(table.loc[table["article_id"] == article_id, columns].itertuples(index=False, name=None))
