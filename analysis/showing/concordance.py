"""Concordance: every place where a word or pattern occurs, in whose voice, with the words around it."""

import re

import pandas as pd

from analysis.errors import RequestError
from analysis.schema import voices_of

COLUMNS = [
    "article_id", "source", "sentence_id", "segment_id", "voice", "speaker", "start", "end", "left", "text", "right",
]  # fmt: skip


def find_concordance(
    segments: pd.DataFrame, articles: pd.DataFrame, pattern: str, *, voice: str = "all", width: int = 50
) -> pd.DataFrame:
    """Find every place where a word or pattern occurs, with the voice that uses it.

    `segments` and `articles` as in the tables; `pattern` is one word, several (`strike|killed`) or a regular
    expression (`strik\\w+`), matched as whole words whatever their case; `voice` is own, quoted or all; `width`
    is the number of characters shown on either side.

    Returns: article_id, source, sentence_id, segment_id, voice, speaker, start, end, left, text, right; one row a
    place, in the order of `segments`. `left` and `right` may run into other voices.
    Raises: RequestError where the pattern or the voice cannot be understood.

    >>> text = "The strike killed two. ‘We strike back’, he said."
    >>> articles = pd.DataFrame({"article_id": ["a"], "source": ["A"], "text": [text]})
    >>> segments = pd.DataFrame({
    ...     "article_id": "a", "sentence_id": ["a:s001", "a:s002"], "segment_id": ["a:g001", "a:g002"],
    ...     "voice": ["own", "direct"], "speaker": ["", "he"], "start": [0, 24], "end": [22, 38]})
    >>> find_concordance(segments, articles, "strike", width=9)[["voice", "left", "text", "right"]].values.tolist()
    [['own', 'The', 'strike', 'killed t'], ['direct', 'two. ‘We', 'strike', 'back’, h']]

    Limits: the body of the article only; a match never crosses from one voice into another.
    """
    voices = voices_of(voice)
    try:
        wanted = re.compile(rf"(?<!\w)(?:{pattern})(?!\w)", re.IGNORECASE)
    except re.error as error:
        raise RequestError(f"'{pattern}' is not a pattern: {error}. A plain word is always one.") from None
    texts = dict(zip(articles["article_id"], articles["text"], strict=True))
    sources = dict(zip(articles["article_id"], articles["source"], strict=True))
    keys = ["article_id", "sentence_id", "segment_id", "voice", "speaker", "start", "end"]
    rows = [
        (article, sources[article], sentence, segment, spoken, speaker, match.start(), match.end(),
         _context(texts[article][max(0, match.start() - width) : match.start()]), match.group(),
         _context(texts[article][match.end() : match.end() + width]))
        for article, sentence, segment, spoken, speaker, start, end in segments[keys].itertuples(index=False, name=None)
        if spoken in voices
        for match in wanted.finditer(texts[article], int(start), int(end))
        if match.group()
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=COLUMNS)


def _context(text: str) -> str:
    """One line, so that a table row stays one."""
    return " ".join(text.split())
