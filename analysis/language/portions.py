"""Portions: what is too long for the model in one piece is made into tokens, and parsed, a stretch at a time."""

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc

LONGEST = 10_000  # tokens parsed at once: a parse takes 15 kB of memory for each
RUN = 50  # characters of a long run made into tokens at once
# Marks without a space between them take a tokenizer the square of their number; letters and addresses do not.
LONG_RUN = re.compile(r"\S{200,}")
HARMLESS = re.compile(r"[\w:/.?=&%#~+@-]*")


def make_tokens(make_doc: "Callable[[str], Doc]", text: str) -> "Doc":
    """Make a text into tokens, in time that grows as its length does.

    Takes: the tokenizer of a model; the text. Returns: a Doc over the whole text. A run of 200 marks and letters or
    more without a space between them is cut every 50 characters.

    >>> from analysis.language.parse import load_model
    >>> doc = make_tokens(load_model().make_doc, "They met. " + "(" * 400 + " They left.")
    >>> len(doc), doc[-3:].text
    (406, 'They left.')

    Limits: a word that stands over such a cut is two tokens.
    """
    edges = [0]
    for run in LONG_RUN.finditer(text):
        if not HARMLESS.fullmatch(run[0]):
            edges += range(run.start() or RUN, run.end(), RUN)
    if len(edges) == 1:
        return make_doc(text)
    return _join([make_doc(text[a:b]) for a, b in zip(edges, [*edges[1:], len(text)], strict=True)])


def parse_portions(doc: "Doc", parse: "Callable[[Doc], Doc]") -> "Doc":
    """Parse a Doc at most 10,000 tokens at a time, so that memory does not grow with its length.

    Takes: a Doc that is not parsed; what parses one. Returns: the parsed Doc. It is cut where a sentence is known to
    begin, else behind a full stop, else anywhere.

    >>> from analysis.language.parse import load_model
    >>> len(list(parse_portions(load_model().make_doc("They met. " * 4000), load_model()).sents))
    4000

    Limits: the words at either side of a cut do not see each other.
    """
    edges = list(_find_edges(doc))
    if not edges:
        return parse(doc)
    spans = zip([0, *edges], [*edges, len(doc)], strict=True)
    return _join([parse(doc[a:b].as_doc()) for a, b in spans])


def _find_edges(doc: "Doc") -> Iterator[int]:
    at = 0
    while len(doc) - at > LONGEST:
        window = range(at + LONGEST, at + LONGEST // 2, -1)
        known = next((i for i in window if doc[i].is_sent_start), None)
        stop = next((i for i in window if doc[i - 1].text == "." and doc[i].is_sent_start is None), at + LONGEST)
        at = known or stop
        yield at


def _join(docs: "list[Doc]") -> "Doc":
    from spacy.tokens import Doc

    joined = Doc.from_docs(docs, ensure_whitespace=False)
    if joined is None:
        raise ValueError("no portions")
    return joined
