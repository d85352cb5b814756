"""Frames: words that bring an aspect of the story to the fore, each with its place and its voice."""

import functools
from collections.abc import Sequence
from typing import NamedTuple

from analysis.language.tagged import Tagged
from analysis.lexicons import Lexicons, standard_lexicons
from analysis.reading.segments import Segment

TAGS = {"noun": {"NOUN"}, "verb": {"VERB", "AUX"}, "adj": {"ADJ"}, "": {"NOUN", "VERB", "ADJ", "ADV"}}
TAGS_ASKED = set().union(*TAGS.values())
NAME = "PROPN"


class FrameHit(NamedTuple):
    """A word of a frame in its place and voice."""

    sentence_id: str
    voice: str
    frame: str
    start: int
    end: int


class _Entry(NamedTuple):
    words: tuple[str, ...]
    tags: frozenset[str]
    frame: str


def find_frames(tokens: Tagged, segments: Sequence[Segment], *, lexicons: Lexicons | None = None) -> list[FrameHit]:
    """Find the words of the frame lexicon in the body of an article.

    Takes: the tokens and the segments of one article. A word matches by its dictionary form and part of speech (list
    `frames`), an entry of several words by their forms in a row; names are never hits. A word that belongs to two
    frames is a hit of each.

    Returns: hits, sorted by start, then frame.
    Raises: ValueError for a row of the list whose pos is none of noun, verb, adj or empty.
    Source: kinds of frames after Semetko and Valkenburg (2000) and Boydstun et al. (2014), words our own.

    >>> from analysis.reading.article import read_article
    >>> text = "Thousands of protesters clashed with police while trying to reach the consulate."
    >>> read_article(text)["frame_hits"][["frame", "text"]].values.tolist()
    [['protest', 'protesters'], ['conflict', 'clashed'], ['law', 'police'], ['diplomacy', 'consulate']]

    Limits: a word is not a frame: `fight` against inflation is a hit of conflict. No verdict rests on one hit.
    """
    entries = compile_frames(lexicons or standard_lexicons())
    printed = [i for i in range(tokens.n) if tokens.pos[i] != "SPACE"]
    hits: list[FrameHit] = []
    at = 0
    for place, i in enumerate(printed):
        if tokens.pos[i] not in TAGS_ASKED:
            continue
        start = tokens.start[i]
        while at < len(segments) and segments[at].end <= start:
            at += 1
        if at == len(segments):
            break
        segment = segments[at]
        if start < segment.start:
            continue
        frames: dict[str, int] = {}
        for entry in (*entries.get(tokens.lemma[i], ()), *entries.get(tokens.lower[i], ())):
            end = _match(tokens, printed[place : place + len(entry.words)], entry, segment.end)
            if end:
                frames[entry.frame] = max(frames.get(entry.frame, 0), end)
        hits += [
            FrameHit(segment.sentence_id, segment.voice, frame, start, end) for frame, end in sorted(frames.items())
        ]
    return hits


@functools.lru_cache(maxsize=8)
def compile_frames(lexicons: Lexicons) -> dict[str, tuple[_Entry, ...]]:
    """Compile the list `frames`: its entries by their first word."""
    entries: dict[str, list[_Entry]] = {}
    for row in lexicons["frames"]:
        words = tuple(row["lemma"].lower().split())
        entries.setdefault(words[0], []).append(_Entry(words, frozenset(TAGS[row["pos"]]), row["frame"]))
    return {word: tuple(found) for word, found in entries.items()}


def _match(tokens: Tagged, run: Sequence[int], entry: _Entry, end: int) -> int:
    """Give the end of an entry that these tokens are, 0 if they are not; the part of speech is the last word's."""
    if len(run) < len(entry.words) or tokens.pos[run[-1]] not in entry.tags or tokens.end[run[-1]] > end:
        return 0
    same = all(word in (tokens.lemma[i], tokens.lower[i]) for word, i in zip(entry.words, run, strict=True))
    return tokens.end[run[-1]] if same and all(tokens.pos[i] != NAME for i in run) else 0
