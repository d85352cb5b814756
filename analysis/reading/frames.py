"""Frames: words that bring an aspect of the story to the fore, each with its place and its voice."""

import functools
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from analysis.lexicons import Lexicons, standard_lexicons

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

COLUMNS = {"sentence_id": "str", "voice": "str", "frame": "str", "start": "int64", "end": "int64", "text": "str"}
TAGS = {"noun": {"NOUN"}, "verb": {"VERB", "AUX"}, "adj": {"ADJ"}, "": {"NOUN", "VERB", "ADJ", "ADV"}}
TAGS_ASKED = set().union(*TAGS.values())
NAME = "PROPN"


class _Entry(NamedTuple):
    words: tuple[str, ...]
    tags: frozenset[str]
    frame: str


def find_frames(doc: "Doc", segments: pd.DataFrame, *, lexicons: Lexicons | None = None) -> pd.DataFrame:
    """Find the words of the frame lexicon in the body of an article.

    `doc`: the parsed article; `segments`: the table of `split_voices`. A word matches by its dictionary form and part
    of speech (list `frames`), an entry of several words by their forms in a row; names are never hits. A word that
    belongs to two frames is a hit of each.

    Returns: sentence_id, voice (own, direct, indirect), frame, start, end, text; sorted by start, frame.
    Raises: ValueError for a row of the list whose pos is none of noun, verb, adj or empty.
    Source: kinds of frames after Semetko and Valkenburg (2000) and Boydstun et al. (2014), words our own.

    >>> from analysis.language.parse import parse
    >>> from analysis.reading.page.zones import split_zones
    >>> text = "Thousands of protesters clashed with police while trying to reach the consulate."
    >>> row = {"sentence_id": "s001", "voice": "own", "start": 0, "end": len(text)}
    >>> find_frames(parse(text, split_zones(text)), pd.DataFrame([row]))[["frame", "text"]].values.tolist()
    [['protest', 'protesters'], ['conflict', 'clashed'], ['law', 'police'], ['diplomacy', 'consulate']]

    Limits: a word is not a frame: `fight` against inflation is a hit of conflict. No verdict rests on one hit.
    """
    entries = compile_frames(lexicons or standard_lexicons())
    body = segments[segments["zone"] == "body"] if "zone" in segments else segments
    areas = sorted(zip(body["start"], body["end"], body["sentence_id"], body["voice"], strict=True))
    tokens = [token for token in doc if not token.is_space]
    tags = [token.pos_ for token in tokens]
    text = doc.text
    rows: list[tuple[str, str, str, int, int, str]] = []
    at = 0
    for place, token in enumerate(tokens):
        if tags[place] not in TAGS_ASKED:
            continue
        while at < len(areas) and areas[at][1] <= token.idx:
            at += 1
        if at == len(areas):
            break
        start, end, sentence_id, voice = areas[at]
        if token.idx < start:
            continue
        frames: dict[str, int] = {}
        for entry in (*entries.get(token.lemma_.lower(), ()), *entries.get(token.lower_, ())):
            last = _match(tokens, place, entry, end)
            if last:
                frames[entry.frame] = max(frames.get(entry.frame, 0), last)
        rows += [
            (sentence_id, voice, frame, token.idx, last, text[token.idx : last])
            for frame, last in sorted(frames.items())
        ]
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype(COLUMNS)


@functools.lru_cache(maxsize=8)
def compile_frames(lexicons: Lexicons) -> dict[str, tuple[_Entry, ...]]:
    """Compile the list `frames`: its entries by their first word."""
    entries: dict[str, list[_Entry]] = {}
    for row in lexicons["frames"]:
        if row["pos"] not in TAGS:
            raise ValueError(
                f"frames: pos is '{row['pos']}' for '{row['lemma']}'; it must be noun, verb, adj or empty."
            )
        words = tuple(row["lemma"].lower().split())
        entries.setdefault(words[0], []).append(_Entry(words, frozenset(TAGS[row["pos"]]), row["frame"]))
    return {word: tuple(found) for word, found in entries.items()}


def _match(tokens: "list[Token]", place: int, entry: _Entry, end: int) -> int:
    """Give the end of an entry that begins here, 0 if it does not; the part of speech is the last word's."""
    run = tokens[place : place + len(entry.words)]
    if len(run) < len(entry.words) or run[-1].pos_ not in entry.tags or run[-1].idx + len(run[-1]) > end:
        return 0
    same = all(word in (token.lemma_.lower(), token.lower_) for word, token in zip(entry.words, run, strict=True))
    if not same or any(token.pos_ == NAME for token in run):
        return 0
    return int(run[-1].idx + len(run[-1]))
