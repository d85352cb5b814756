"""Segments: cut the body into stretches that the source says itself, quotes, or reports in other words."""

import bisect
from collections.abc import Sequence
from typing import NamedTuple

from analysis.language.parse import Sentence
from analysis.language.words import WORD, count_words
from analysis.reading.quotes.rows import Quote
from analysis.schema import VIEWS
from analysis.wording import number_rows


class Segment(NamedTuple):
    """A stretch of one voice inside a sentence."""

    sentence_id: str
    segment_id: str
    zone: str
    voice: str
    quote_id: str
    speaker: str
    start: int
    end: int
    n_words: int


class _Stretch(NamedTuple):
    start: int
    end: int
    voice: str
    quote: int


def split_voices(
    text: str, sentences: Sequence[Sentence], quotes: Sequence[Quote], *, view: str = "speech"
) -> list[Segment]:
    """Cut every sentence of the body into stretches of one voice: own, direct or indirect.

    A stretch in marks is `direct`, the rest of what is reported `indirect`, everything else `own`. Where one report
    stands inside another, the words belong to the outermost that the view counts.

    Takes: the text, the sentences and the quotes (with `speaker`) of one article; `view`: strict, speech, or all (with
    beliefs, plans, polls and perceptions).
    Returns: segments in the order of the text; they never overlap, and every word of the body stands in exactly one.
    Raises: ValueError for another view.

    >>> from analysis.reading.article import read_article
    >>> read_article("It failed, he said.")["segments"][["voice", "text"]].values.tolist()
    [['indirect', 'It failed'], ['own', ', he said.']]

    Limits: a word that is half in marks belongs to the side of its first letter.
    """
    if view not in VIEWS:
        raise ValueError(f"view is '{view}'; it must be one of {', '.join(sorted(VIEWS))}.")
    stretches = _stretches(quotes, *VIEWS[view])
    starts = [s.start for s in stretches]
    segments: list[Segment] = []
    for sentence in sentences:
        if sentence.zone != "body":
            continue
        start, end = sentence.start, sentence.end
        first = max(0, bisect.bisect_right(starts, start) - 1)
        inside = [s for s in stretches[first : bisect.bisect_left(starts, end)] if s.end > start]
        for part in _cut(text[start:end], start, end, inside):
            quote = quotes[part.quote] if part.quote >= 0 else None
            whose = (quote.quote_id, quote.speaker) if quote is not None else ("", "")
            place = (part.start, part.end, count_words(text[part.start : part.end]))
            segments.append(Segment(sentence.sentence_id, "", sentence.zone, part.voice, *whose, *place))
    names = number_rows("g", len(segments))
    return [segment._replace(segment_id=name) for segment, name in zip(segments, names, strict=True)]


def find_voices(segments: Sequence[Segment], offsets: Sequence[int]) -> list[str]:
    """Tell whose voice stands at each of some places: own, direct or indirect; own outside the segments."""
    starts = [segment.start for segment in segments]
    places = [bisect.bisect_right(starts, offset) - 1 for offset in offsets]
    return [
        segments[place].voice if place >= 0 and segments[place].end > offset else "own"
        for place, offset in zip(places, offsets, strict=True)
    ]


def _stretches(quotes: Sequence[Quote], acts: frozenset[str], forms: frozenset[str]) -> list[_Stretch]:
    """Reported stretches of the outermost attributions that the view counts, in order, not overlapping."""
    counts = {quote.quote_id: quote.act in acts and quote.form in forms for quote in quotes}
    parent_of = {quote.quote_id: quote.parent_id for quote in quotes}
    found: list[_Stretch] = []
    for number, quote in enumerate(quotes):
        above = quote.parent_id
        while above and not counts[above]:
            above = parent_of[above]
        if not counts[quote.quote_id] or above:
            continue
        for start, end in quote.pieces:
            at = start
            for mark_start, mark_end in quote.marked:
                left, right = max(mark_start, start), min(mark_end, end)
                if left < right:
                    found += [_Stretch(at, left, "indirect", number), _Stretch(left, right, "direct", number)]
                    at = right
            found.append(_Stretch(at, end, "indirect", number))
    found = sorted(s for s in found if s.end > s.start)
    clear: list[_Stretch] = []
    for stretch in found:
        start = max(stretch.start, clear[-1].end) if clear else stretch.start
        if start < stretch.end:
            clear.append(stretch._replace(start=start))
    return clear


def _cut(text: str, start: int, end: int, inside: list[_Stretch]) -> list[_Stretch]:
    """Cut one sentence; no word is cut in two, and what holds no word is in no segment."""
    if not inside:
        return [_Stretch(start, end, "own", -1)] if WORD.search(text) else []
    words = [(m.start() + start, m.end() + start) for m in WORD.finditer(text)]
    parts: list[_Stretch] = []
    at = start
    for stretch in inside:
        left, right = max(stretch.start, start), min(stretch.end, end)
        parts += [_Stretch(at, left, "own", -1), stretch._replace(start=left, end=right)]
        at = right
    parts.append(_Stretch(at, end, "own", -1))
    result: list[_Stretch] = []
    at = 0
    for number, part in enumerate(parts):
        held = []
        while at < len(words) and (_centre(text, start, words[at]) < part.end or number == len(parts) - 1):
            held.append(words[at])
            at += 1
        if not held:
            continue
        # A mark glued to the next word (''Yes) goes with that word.
        limit = words[at][0] if at < len(words) else end
        left = max(min(part.start, held[0][0]), result[-1].end if result else start)
        right = max(min(part.end, limit), held[-1][1])
        if result and not any(text[k - start].isalnum() for first, last in held for k in range(first, last)):
            result[-1] = result[-1]._replace(end=held[-1][1])
        else:
            result.append(part._replace(start=left, end=right))
    return [_without_space(text, start, part) for part in result]


def _centre(text: str, start: int, word: tuple[int, int]) -> int:
    """Place of the first letter of a word: it decides where a word with a mark stuck to it belongs."""
    for place in range(*word):
        if text[place - start].isalnum():
            return place
    return word[0]


def _without_space(text: str, start: int, part: _Stretch) -> _Stretch:
    piece = text[part.start - start : part.end - start]
    left, right = len(piece) - len(piece.lstrip()), len(piece) - len(piece.rstrip())
    return part._replace(start=part.start + left, end=part.end - right)
