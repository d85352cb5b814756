"""Screening: what is no article is set aside and named: nothing, openings of paywalled texts, the same text twice."""

import functools
import re
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

from analysis.corpus.found import Found, fold_space
from analysis.language.words import count_words
from analysis.lexicons import Lexicons
from analysis.wording import count

_CUT = re.compile(
    r"(?:…|\.\.\.|\.)?\s*\[\s*(?:…|\+)?\s*\d[\d,]*\s*(?:chars?|characters?|words?)\s*\]\s*$", re.IGNORECASE
)
_END = re.compile(r"[.!?]+")
_EDGES = " \"'“”‘’)]"
_WORDS = re.compile(r"\w+")
_SHORT, _LONGEST = 60, 220_000  # beyond it, the parse alone takes a gigabyte


class Placed(Protocol):
    """An article with its id, its text and where it comes from."""

    article_id: str
    found: Found

    @property
    def text(self) -> str:
        """The text."""


def screen_text(found: Found, lexicons: Lexicons) -> None:
    """Set an article aside that holds no text, or only the beginning of one.

    >>> from analysis.lexicons import standard_lexicons
    >>> found = Found("[Removed]")
    >>> screen_text(found, standard_lexicons())
    >>> found.aside
    ('empty article', "it holds '[Removed]' and no text; it was skipped")

    Limits: a short text is an opening only where it asks both to subscribe and to read on.
    """
    text = found.text.strip()
    if found.aside:
        return
    if not text:
        found.set_aside("empty article", "it holds no text and was skipped")
        return
    if len(text) > _LONGEST:
        detail = f"{len(text):,} characters, more than the {_LONGEST:,} that are read of one article; it was skipped"
        found.set_aside("too long", f"{detail}. Are several in it? Give each its own row or file.")
        return
    if len(text) < 2000:
        _screen_short(found, text, lexicons)
    if not found.aside and (cut := _CUT.search(text[-60:])):
        detail = f"ends with '{cut[0].strip()}': the file holds only its beginning; it was skipped"
        found.set_aside("cut text", detail)


def set_copies_aside(articles: Sequence[Placed]) -> None:
    """Set the second of two articles aside that one source prints twice; a near-copy is kept and named.

    Texts are the same where their letters are, white space and capitals aside; in one source also where title and
    date agree and most sentences do. A near-copy shares at least 60 % of its sentences with one earlier article.
    """
    first: dict[tuple[str, int], str] = {}
    printed: dict[int, int] = {}  # the first article that prints a sentence
    for at, (article, whole, pieces, n_pieces) in enumerate(_number_all(articles)):
        found = article.found
        if found.aside:
            continue
        twin = first.get((found.source, whole), "")
        other = _find_nearest(pieces, n_pieces, printed) if n_pieces > 1 else None
        if not twin and other is not None and _same_story(found, articles[other].found):
            twin = articles[other].article_id
        if twin:
            found.set_aside("same text twice", f"as '{twin}', same source: the second was skipped")
            continue
        first[found.source, whole] = article.article_id
        if other is not None:
            where = "the same" if articles[other].found.source == found.source else "another"
            detail = f"of '{articles[other].article_id}' in {where} source: kept, see the table duplicates"
            found.remarks.append(("near-copy", detail))
        for piece in pieces:
            printed.setdefault(piece, at)


def _number_all(articles: Sequence[Placed]) -> Iterator[tuple[Placed, int, list[int], int]]:
    """Give each article with its text as a number, its sentences that another one prints too, and how many it has."""
    import numpy as np

    wholes, numbers = [], array("q")
    for article in articles:
        whole, pieces = _number("" if article.found.aside else article.text)
        wholes.append((whole, len(pieces)))
        numbers.extend(pieces)
    joined = np.frombuffer(numbers, dtype=np.int64)
    ordered = np.sort(joined)
    again = np.unique(ordered[1:][ordered[1:] == ordered[:-1]])
    del ordered  # as long as all sentences
    last = max(0, len(again) - 1)
    at = 0
    for article, (whole, n) in zip(articles, wholes, strict=True):
        own = joined[at : at + n]
        shared = again[np.minimum(np.searchsorted(again, own), last)] == own if len(again) else np.zeros(n, dtype=bool)
        yield article, whole, own[shared].tolist(), n
        at += n


def _screen_short(found: Found, text: str, lexicons: Lexicons) -> None:
    nothing, stubs, further, blocked = _phrases(lexicons)
    folded = fold_space(text).casefold()
    if folded.rstrip(".") in nothing or not _WORDS.search(text):
        found.set_aside("empty article", f"it holds '{fold_space(text)[:40]}' and no text; it was skipped")
        return
    n_words = count_words(text)
    if n_words >= _SHORT:
        return
    if _holds(folded, stubs) and _holds(folded, further):
        found.set_aside("cut text", f"{count(n_words, 'word')}, and it asks the reader to subscribe; it was skipped")
    elif _holds(folded, blocked) and n_words < _SHORT // 2:
        found.set_aside("cut text", f"'{fold_space(text)[:40]}' is what a page says that was not loaded; skipped")


@functools.lru_cache(maxsize=4)
def _phrases(lexicons: Lexicons) -> tuple[frozenset[str], ...]:
    return tuple(
        frozenset(row["text"] for row in lexicons["no_text"] if row["kind"] == kind)
        for kind in ("nothing", "stub", "go on", "blocked")
    )


def _holds(text: str, phrases: Iterable[str]) -> bool:
    return any(phrase in text for phrase in phrases)


def _number(text: str) -> tuple[int, frozenset[int]]:
    """A text as one number, white space and capitals folded, and each of its sentences of five words and more."""
    folded = fold_space(text.casefold())
    pieces = [piece.strip(_EDGES) for piece in _END.split(folded)]
    return hash(folded), frozenset([hash(piece) for piece in pieces if piece.count(" ") >= 4])


def _find_nearest(pieces: Iterable[int], n_pieces: int, printed: dict[int, int]) -> int | None:
    """The earlier article that prints most of these sentences, if that is 60 % of all that there are."""
    shared = Counter(printed[piece] for piece in pieces if piece in printed)
    n = max(shared.values(), default=0)
    return min(at for at in shared if shared[at] == n) if n >= 0.6 * n_pieces else None


def _same_story(found: Found, other: Found) -> bool:
    facts = (found.source, found.date, fold_space(found.title).casefold())
    return all(facts) and facts == (other.source, other.date, fold_space(other.title).casefold())
