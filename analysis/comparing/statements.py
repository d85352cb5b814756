"""The same quotation or statement in several sources: which words, in marks or without, credited to whom."""

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from analysis.comparing.alignment import align_words, describe_differences, find_longest_run
from analysis.comparing.similarity import (
    Token,
    Weighed,
    find_pairs,
    function_words,
    read_events,
    split_words,
    weigh_words,
)
from analysis.lexicons import Lexicons, standard_lexicons

COLUMNS = [
    "kind", "quote_a", "quote_b", "source_a", "source_b", "similarity", "longest_run", "differences",
    "speaker_a", "speaker_b", "same_speaker", "marks_a", "marks_b",
]  # fmt: skip
KINDS = ["same words", "same words, cut", "marked in one only", "paraphrase"]
UNKNOWN = {"", "unknown"}
# Weights are counted in rare words: a word that one or two statements of the event carry weighs 1.
LEAST_SHARED = 1.0
LEAST_RUN = 5
LEAST_RUN_WEIGHT = 2.0
LEAST_FRAGMENT_WEIGHT = 1.5
# Two short statements share half their words easily: the likeness is reckoned as if each had two words more.
PRIOR = 2.0
LEAST_LIKENESS = 0.25
LEAST_STEMS = 3
# Two people speak of one matter in the same words more often than they say the same: a paraphrase needs more of them.
LEAST_PARAPHRASE = {"one speaker": 1.5, "speaker unclear": 3.0, "two speakers": 4.0}
WHOLE = 0.8


# Positions of the two statements, kind, likeness, similarity, row.
_Candidate = tuple[int, int, str, float, float, tuple[object, ...]]


@dataclass(frozen=True)
class _Statement:
    quote_id: str
    source: str
    speaker: str
    words: list[Token]
    marked: list[bool]


def match_quotes(
    quotes: pd.DataFrame, segments: pd.DataFrame, articles: pd.DataFrame, *, lexicons: Lexicons | None = None
) -> pd.DataFrame:
    """Match what is quoted or reported in one source with what is quoted or reported in another.

    The content of an attribution is the text of its segments, so nested attributions and those of the headline,
    which have none, are left out: their words count with the outer one. Sources are compared within an event;
    articles without an event are one event.

    Takes: the tables quotes, segments and articles; word lists, the standard ones if none are given.
    Returns: one row a pair. kind: `same words` (at least eight words in ten run through both), `same words, cut`
    (in marks in both, with less or more around them), `marked in one only` (the same words stand in marks in one
    and without marks in the other), `paraphrase`. similarity: weight of the content words that both carry, as a
    share of the shorter one (0 to 1); longest_run: words; same_speaker: no where one is unknown; marks: `in marks`,
    `partly in marks`, `no marks`. Source a comes before source b in the alphabet.

    >>> quotes = pd.DataFrame({"article_id": ["x", "y"], "quote_id": ["x:q1", "y:q1"], "speaker": ["Voss", "Voss"]})
    >>> segments = quotes.assign(voice=["direct", "indirect"], start=0, text=[
    ...     "We will never let our soil serve a foreign war.", "it would not let its soil serve a foreign war"])
    >>> articles = pd.DataFrame({"article_id": ["x", "y"], "source": ["A", "B"], "event": ["e", "e"]})
    >>> match_quotes(quotes, segments, articles).loc[0, ["kind", "differences", "marks_a", "marks_b"]].tolist()
    ['marked in one only', 'We will never / it would not; our / its', 'in marks', 'no marks']

    Limits: a paraphrase that shares fewer than three content words with its counterpart is not seen; two speakers
    who make the same point in the same words are a pair.
    """
    lexicons = lexicons or standard_lexicons()
    found = [
        row
        for statements in _group_by_event(quotes, segments, articles, lexicons)
        for row in _match_event(statements, lexicons)
    ]
    table = pd.DataFrame(found, columns=COLUMNS)
    return table.astype({"same_speaker": "bool", "similarity": "float64", "longest_run": "int64"})


def _group_by_event(
    quotes: pd.DataFrame, segments: pd.DataFrame, articles: pd.DataFrame, lexicons: Lexicons
) -> Iterator[list[_Statement]]:
    source_of = dict(zip(articles["article_id"], articles["source"], strict=True))
    event_of = read_events(articles)
    pieces: dict[str, list[tuple[int, str, str]]] = {}
    spoken = segments[segments["quote_id"].notna() & (segments["quote_id"] != "")]
    for quote_id, start, text, voice in zip(
        spoken["quote_id"], spoken["start"], spoken["text"], spoken["voice"], strict=True
    ):
        pieces.setdefault(quote_id, []).append((start, text, voice))
    events: dict[str, list[_Statement]] = {}
    for article_id, quote_id, speaker in zip(quotes["article_id"], quotes["quote_id"], quotes["speaker"], strict=True):
        words: list[Token] = []
        marked: list[bool] = []
        for _, text, voice in sorted(pieces.get(quote_id, [])):
            more = split_words(text, lexicons=lexicons)
            words += more
            marked += [voice == "direct"] * len(more)
        if words and article_id in source_of:
            statement = _Statement(quote_id, source_of[article_id], "" if pd.isna(speaker) else speaker, words, marked)
            events.setdefault(event_of[article_id], []).append(statement)
    for event in sorted(events):
        yield sorted(events[event], key=lambda statement: (statement.source, statement.quote_id))


def _match_event(statements: list[_Statement], lexicons: Lexicons) -> list[tuple[object, ...]]:
    if len({statement.source for statement in statements}) < 2:
        return []
    sources = [statement.source for statement in statements]
    weighed = weigh_words([statement.words for statement in statements], sources, lexicons=lexicons)
    empty = function_words(lexicons)
    candidates: list[_Candidate] = []
    for i, j, shared in find_pairs(weighed, sources, least=LEAST_SHARED):
        a, b = statements[i], statements[j]
        blocks = align_words(a.words, b.words)
        shorter = min(weighed.total[i], weighed.total[j])
        likeness = shared / (shorter + PRIOR)
        kind = _name_verbatim(a, b, blocks, weighed, empty)
        if not kind and likeness >= LEAST_LIKENESS and shared >= LEAST_PARAPHRASE[_compare_speakers(a, b)]:
            kind = "paraphrase" if _count_shared(a, b, empty) >= LEAST_STEMS else ""
        if kind:
            names = (a.source, b.source)
            shown = describe_differences(a.words, b.words, blocks, names=names)
            run = find_longest_run(blocks)[2]
            row = (kind, a.quote_id, b.quote_id, *names, round(shared / shorter, 4), run, shown, *_credit(a, b))
            candidates.append((i, j, kind, likeness, shared / shorter, row))
    kept = [c for c in candidates if c[2] != "paraphrase"] + _keep_best(
        [c for c in candidates if c[2] == "paraphrase"], sources
    )
    return [c[5] for c in sorted(kept, key=lambda c: (KINDS.index(c[2]), -round(c[4], 4), c[0], c[1]))]


def _keep_best(candidates: list[_Candidate], sources: list[str]) -> list[_Candidate]:
    """Keep the paraphrases that are the closest ones for both statements, of all that the two sources have."""
    best: dict[tuple[int, str], float] = {}
    for i, j, _, likeness, _, _ in candidates:
        for key in ((i, sources[j]), (j, sources[i])):
            best[key] = max(best.get(key, 0.0), likeness)
    return [c for c in candidates if c[3] >= best[c[0], sources[c[1]]] and c[3] >= best[c[1], sources[c[0]]]]


def _name_verbatim(
    a: _Statement, b: _Statement, blocks: list[tuple[int, int, int]], weighed: Weighed, empty: frozenset[str]
) -> str:
    """Name the kind of a pair by the weightiest run that both share, or nothing where none is telling enough."""
    best: tuple[float, list[int], list[int]] = (0.0, [], [])
    for start_a, start_b, size in blocks:
        inside = [p for p in range(size) if a.words[start_a + p].form not in empty]
        weight = sum(weighed.weight.get(a.words[start_a + p].stem, 0.0) for p in inside)
        long_enough = size >= LEAST_RUN and weight >= LEAST_RUN_WEIGHT
        fragment = _covers_fragment(a, start_a, size) or _covers_fragment(b, start_b, size)
        telling = long_enough or (fragment and len(inside) >= 2 and weight >= LEAST_FRAGMENT_WEIGHT)
        if telling and weight > best[0]:
            best = weight, [start_a + p for p in inside], [start_b + p for p in inside]
    if not best[0]:
        return ""
    in_marks = [
        2 * sum(side.marked[p] for p in places) > len(places) for side, places in zip((a, b), best[1:], strict=True)
    ]
    if in_marks[0] != in_marks[1]:
        return "marked in one only"
    if sum(size for _, _, size in blocks) >= WHOLE * max(len(a.words), len(b.words)):
        return "same words"
    return "same words, cut" if in_marks[0] else "paraphrase"


def _covers_fragment(side: _Statement, start: int, size: int) -> bool:
    """Whether the run takes in a whole stretch in marks, from one end of the marks to the other."""
    begins = [p for p in range(start, start + size) if side.marked[p] and (p == 0 or not side.marked[p - 1])]
    ends = [p for p in range(start, start + size) if side.marked[p] and side.marked[p + 1 : p + 2] != [True]]
    return bool(begins and ends and begins[0] <= ends[-1])


def _count_shared(a: _Statement, b: _Statement, empty: frozenset[str]) -> int:
    stems = [{word.stem for word in side.words if word.form not in empty} for side in (a, b)]
    return len(stems[0] & stems[1])


def _compare_speakers(a: _Statement, b: _Statement) -> str:
    """Whether two credits may name one speaker: a name in common, or one of them without any name."""
    names = [{word.form for word in split_words(side.speaker) if word.text[0].isupper()} for side in (a, b)]
    if names[0] & names[1] or (a.speaker == b.speaker and a.speaker not in UNKNOWN):
        return "one speaker"
    return "two speakers" if names[0] and names[1] else "speaker unclear"


def _credit(a: _Statement, b: _Statement) -> tuple[object, ...]:
    same = a.speaker == b.speaker and a.speaker not in UNKNOWN
    return a.speaker, b.speaker, same, _name_marks(a), _name_marks(b)


def _name_marks(statement: _Statement) -> str:
    if all(statement.marked):
        return "in marks"
    return "partly in marks" if any(statement.marked) else "no marks"
