"""Voice: cut the body into stretches that the source says itself, quotes, or reports in other words."""

import bisect
from typing import NamedTuple

import pandas as pd

from analysis.language.words import WORD, count_words
from analysis.voices import VIEWS

COLUMNS = ["sentence_id", "segment_id", "zone", "voice", "quote_id", "speaker", "start", "end", "text", "n_words"]


class _Stretch(NamedTuple):
    start: int
    end: int
    voice: str
    quote: int


def split_voices(sentences: pd.DataFrame, quotes: pd.DataFrame, *, view: str = "speech") -> pd.DataFrame:
    """Cut every sentence of the body into stretches of one voice: own, direct or indirect.

    A stretch in marks is `direct`, the rest of what is reported `indirect`, everything else `own`. Where one report
    stands inside another, the words belong to the outermost that the view counts.

    Takes: the sentences and the quotes (with `speaker`) of one article; `view`: speech, or all (with beliefs, plans,
    polls and perceptions).
    Returns: sentence_id, segment_id, zone, voice, quote_id, speaker, start, end, text, n_words. Segments never
    overlap, and every word of the body stands in exactly one.
    Raises: ValueError where the view is neither speech nor all.

    >>> sentences = pd.DataFrame({"sentence_id": ["s001"], "zone": ["body"], "start": [0], "end": [16],
    ...                           "text": ["It failed, he said."[:16]]})
    >>> quotes = pd.DataFrame({"quote_id": ["q001"], "act": ["speech"], "parent_id": [""], "speaker": ["he"],
    ...                        "pieces": [((0, 9),)], "marked": [()]})
    >>> split_voices(sentences, quotes)[["voice", "text"]].values.tolist()
    [['indirect', 'It failed'], ['own', ', he sa']]
    """
    if view not in VIEWS:
        raise ValueError(f"view is '{view}'; it must be one of {', '.join(sorted(VIEWS))}.")
    body = sentences[sentences["zone"] == "body"]
    stretches = _stretches(quotes, VIEWS[view])
    starts = [s.start for s in stretches]
    ids, speakers = quotes["quote_id"].tolist(), quotes["speaker"].tolist()
    rows: list[tuple[str, str, str, str, str, str, int, int, str, int]] = []
    columns = (body[name].tolist() for name in ("sentence_id", "zone", "start", "end", "text"))
    for sentence_id, zone, start, end, text in zip(*columns, strict=True):
        first = max(0, bisect.bisect_right(starts, start) - 1)
        inside = [s for s in stretches[first : bisect.bisect_left(starts, end)] if s.end > start]
        for part in _cut(text, start, end, inside):
            words = text[part.start - start : part.end - start]
            quote, speaker = (ids[part.quote], speakers[part.quote]) if part.quote >= 0 else ("", "")
            name = f"g{len(rows) + 1:03d}"
            rows.append(
                (sentence_id, name, zone, part.voice, quote, speaker, part.start, part.end, words, count_words(words))
            )
    return pd.DataFrame(rows, columns=COLUMNS).astype({"start": "int64", "end": "int64", "n_words": "int64"})


def _stretches(quotes: pd.DataFrame, acts: frozenset[str]) -> list[_Stretch]:
    """Reported stretches of the outermost attributions that the view counts, in order, not overlapping."""
    ids = quotes["quote_id"].tolist()
    counts = dict(zip(ids, (act in acts for act in quotes["act"]), strict=True))
    parent_of = dict(zip(ids, quotes["parent_id"].tolist(), strict=True))
    found: list[_Stretch] = []
    for number, (name, pieces, marked) in enumerate(zip(ids, quotes["pieces"], quotes["marked"], strict=True)):
        above = parent_of[name]
        while above and not counts[above]:
            above = parent_of[above]
        if not counts[name] or above:
            continue
        for start, end in pieces:
            at = start
            for mark_start, mark_end in marked:
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
    words = [(m.start() + start, m.end() + start) for m in WORD.finditer(text)]
    if not inside:
        return [_Stretch(start, end, "own", -1)] if words else []
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
    return next((k for k in range(*word) if text[k - start].isalnum()), word[0])


def _without_space(text: str, start: int, part: _Stretch) -> _Stretch:
    piece = text[part.start - start : part.end - start]
    left, right = len(piece) - len(piece.lstrip()), len(piece) - len(piece.rstrip())
    return part._replace(start=part.start + left, end=part.end - right)
