"""Quoted: two quotations of one statement, word by word, and the finding that both make."""

from typing import NamedTuple

from analysis.comparing.matching.alignment import Block
from analysis.comparing.story.candidates import Candidate, Passage, Span, clip, show, show_spans
from analysis.comparing.story.events import Event, Row, Sentence
from analysis.language.folding import Word, split_words

MOST_SHOWN, MOST_DETAIL, GAP = 2, 40, 3


class Quoted(NamedTuple):
    """A quotation in its sentence: its words with their place in the article, and which of them stand in marks."""

    row: Row
    source: str
    sentence: Sentence
    words: list[Word]
    marked: list[bool]


class Pair(NamedTuple):
    """Two quotations of one statement: the row that pairs them, and the runs of words that both have."""

    row: Row
    one: Quoted
    two: Quoted
    blocks: list[Block]


def read_quoted(event: Event, quote_id: str) -> Quoted | None:
    """Read the words of a quotation; nothing where it has no segment in the body."""
    row = event.quotes.get(quote_id)
    sentence = row and event.sentence_at(row["article_id"], row["start"])
    if not row or not sentence or quote_id not in event.pieces:
        return None
    words: list[Word] = []
    marked: list[bool] = []
    for piece in event.pieces[quote_id]:
        for word in split_words(piece["text"], lexicons=event.lexicons):
            words.append(word._replace(start=word.start + piece["start"], end=word.end + piece["start"]))
            marked.append(piece["voice"] == "direct")
    return Quoted(row, event.source(row), sentence, words, marked)


def print_words(event: Event, quoted: Quoted, words: list[Word]) -> str:
    """Print the longest stretch of words as it stands in the article, over all sentences that it reaches into."""
    start, end = max(list_spans(words), key=lambda span: (span[1] - span[0], -span[0]))
    parts = [
        sentence.text[max(0, start - sentence.start) : end - sentence.start]
        for sentence in event.sentences[quoted.row["article_id"]]
        if sentence.start < end and start < sentence.end
    ]
    return " ".join(parts)


def list_spans(words: list[Word]) -> list[Span]:
    """List the stretches of words that nothing but marks and spaces keeps apart.

    >>> from analysis.language.folding import split_words
    >>> list_spans(split_words("We left, he said, at noon")[:2] + split_words("We left, he said, at noon")[4:])
    [(0, 7), (18, 25)]
    """
    spans = [(words[0].start, words[0].end)]
    for word in words[1:]:
        if word.start - spans[-1][1] > GAP:
            spans.append((word.start, word.end))
        spans[-1] = spans[-1][0], word.end
    return spans


def make_statement(
    event: Event, pair: Pair, headline: str, spans: tuple[list[Span], list[Span]], trait: str, size: float
) -> Candidate:
    """Make a finding of two quotations of one statement; `spans` are the deciding stretches of each."""
    ids = pair.one.row["quote_id"], pair.two.row["quote_id"]
    differences = clip(pair.row["differences"], MOST_DETAIL)
    return Candidate(
        "statements",
        headline,
        f"Word by word: {differences}." if differences else "The words are the same.",
        (pair.one.source, pair.two.source),
        (*_show(event, "a", pair.one, spans[0]), *_show(event, "b", pair.two, spans[1])),
        ids,
        frozenset(f"statement {key}" for key in ids),
        size,
        min(float(pair.one.row["confidence"]), float(pair.two.row["confidence"])),
        trait=trait,
    )


def _show(event: Event, side: str, quoted: Quoted, spans: list[Span]) -> tuple[Passage, ...]:
    """The sentence in which a quotation begins, and further ones that the deciding words reach into."""
    rest = show_spans(event, side, quoted.row["article_id"], spans)[:MOST_SHOWN]
    first = quoted.sentence in [passage.sentence for passage in rest]
    return rest if first else (show(side, quoted.sentence, *spans), *rest)
