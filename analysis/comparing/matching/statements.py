"""The same quotation or statement in several sources: which words, in marks or without, credited to whom."""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from analysis.comparing.matching.alignment import align_words, describe_differences, find_longest_run
from analysis.comparing.matching.similarity import Weighed, find_pairs, read_events, weigh_words
from analysis.language.folding import Word, split_words
from analysis.language.words import words_without_content
from analysis.lexicons import Lexicons, standard_lexicons
from analysis.schema import PAIR_KINDS, UNKNOWN

COLUMNS = [
    "kind", "quote_a", "quote_b", "source_a", "source_b", "similarity", "longest_run", "differences",
    "speaker_a", "speaker_b", "same_speaker", "marks_a", "marks_b",
]  # fmt: skip
NOBODY = {"", UNKNOWN}
# Weights are counted in rare words: a word that one or two statements of the event carry weighs 1.
LEAST_SHARED = 1.5
LEAST_RUN = 5
LONG_RUN = 8
LEAST_RUN_WEIGHT = 2.0
LEAST_FRAGMENT_WEIGHT = 1.5
# Two short statements share half their words easily: the likeness is reckoned as if each had two words more.
PRIOR = 2.0
LEAST_LIKENESS = 0.25
LEAST_STEMS = 3
# Two people speak of one matter in the same words more often than they say the same: a paraphrase needs more of them.
LEAST_PARAPHRASE = {"one speaker": 1.5, "speaker unclear": 3.0, "two speakers": 4.0}
WHOLE = 0.8


@dataclass(frozen=True)
class _Statement:
    """An attribution's words, which of them stand in marks, and what a quick look at it needs."""

    quote_id: str
    source: str
    speaker: str
    words: list[Word]
    marked: list[bool]
    stems: frozenset[str]
    names: frozenset[str]
    line: str
    runs: frozenset[tuple[str, ...]]
    fragments: tuple[str, ...]


@dataclass(frozen=True)
class _Pair:
    """Positions of two statements, how alike they are, and what kind of pair they make."""

    i: int
    j: int
    likeness: float
    similarity: float
    kind: str


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
    columns = (spoken[name].tolist() for name in ("quote_id", "start", "text", "voice"))
    for quote_id, start, text, voice in zip(*columns, strict=True):
        pieces.setdefault(quote_id, []).append((start, text, voice))
    events: dict[str, list[tuple[str, str, str]]] = {}
    columns = (quotes[name].tolist() for name in ("article_id", "quote_id", "speaker"))
    for article_id, quote_id, speaker in zip(*columns, strict=True):
        if article_id in source_of and quote_id in pieces:
            row = source_of[article_id], quote_id, "" if pd.isna(speaker) else speaker
            events.setdefault(event_of[article_id], []).append(row)
    # Words are made event by event: those of a whole corpus would fill the memory.
    for event in sorted(events):
        group = [_make_statement(*row, sorted(pieces[row[1]]), lexicons) for row in sorted(events[event])]
        yield [statement for statement in group if statement.words]


def _make_statement(
    source: str, quote_id: str, speaker: str, pieces: list[tuple[int, str, str]], lexicons: Lexicons
) -> _Statement:
    empty = words_without_content(lexicons)
    words: list[Word] = []
    marked: list[bool] = []
    for _, text, voice in pieces:
        more = split_words(text, lexicons=lexicons)
        words += more
        marked += [voice == "direct"] * len(more)
    forms = [word.form for word in words]
    fragments = []
    for in_marks, stretch in itertools.groupby(range(len(words)), key=marked.__getitem__):
        if in_marks:
            fragments.append(_join([forms[place] for place in stretch]))
    return _Statement(
        quote_id,
        source,
        speaker,
        words,
        marked,
        frozenset(word.stem for word in words if word.form not in empty),
        frozenset(word.form for word in split_words(speaker, lexicons=lexicons) if word.text[0].isupper()),
        _join(forms),
        frozenset(zip(*(forms[start:] for start in range(LEAST_RUN)), strict=False)),
        tuple(fragments),
    )


def _join(forms: list[str]) -> str:
    return f" {' '.join(forms)} "


def _match_event(statements: list[_Statement], lexicons: Lexicons) -> list[tuple[object, ...]]:
    sources = [statement.source for statement in statements]
    if len(set(sources)) < 2:
        return []
    weighed = weigh_words([statement.words for statement in statements], sources, lexicons=lexicons)
    empty = words_without_content(lexicons)
    firm: list[_Pair] = []
    loose: list[_Pair] = []
    for i, j, shared in find_pairs(weighed, sources, least=LEAST_SHARED):
        a, b = statements[i], statements[j]
        shorter = min(weighed.total[i], weighed.total[j])
        likeness, similarity = shared / (shorter + PRIOR), round(shared / shorter, 4)
        kind = _name_verbatim(a, b, weighed, empty) if _may_be_verbatim(a, b) else ""
        if kind:
            firm.append(_Pair(i, j, likeness, similarity, kind))
        elif likeness >= LEAST_LIKENESS and _shares_enough(a, b, shared):
            loose.append(_Pair(i, j, likeness, similarity, "paraphrase"))
    kept = firm + _keep_best(loose, sources)
    kept.sort(key=lambda pair: (PAIR_KINDS.index(pair.kind), -pair.similarity, pair.i, pair.j))
    return [_make_row(pair, statements[pair.i], statements[pair.j]) for pair in kept]


def _keep_best(pairs: list[_Pair], sources: list[str]) -> list[_Pair]:
    """Keep the paraphrases that are the closest ones for both statements, of all that the two sources have."""
    best: dict[tuple[int, str], float] = {}
    for pair in pairs:
        for key in ((pair.i, sources[pair.j]), (pair.j, sources[pair.i])):
            best[key] = max(best.get(key, 0.0), pair.likeness)
    return [
        pair for pair in pairs if pair.likeness >= max(best[pair.i, sources[pair.j]], best[pair.j, sources[pair.i]])
    ]


def _may_be_verbatim(a: _Statement, b: _Statement) -> bool:
    """A quick look before the words are aligned: a run in common, or a stretch in marks found in the other."""
    if not a.runs.isdisjoint(b.runs):
        return True
    return any(part in b.line for part in a.fragments) or any(part in a.line for part in b.fragments)


def _name_verbatim(a: _Statement, b: _Statement, weighed: Weighed, empty: frozenset[str]) -> str:
    """Name the kind of a pair by the weightiest run that both share, or nothing where none is telling enough."""
    best: tuple[float, str] = (0.0, "")
    blocks = align_words(a.words, b.words)
    shorter, longer = sorted((len(a.words), len(b.words)))
    whole = sum(size for _, _, size in blocks) >= WHOLE * longer
    for start_a, start_b, size in blocks:
        inside = [place for place in range(size) if a.words[start_a + place].form not in empty]
        weight = sum(weighed.weight.get(a.words[start_a + place].stem, 0.0) for place in inside)
        in_marks = [
            2 * sum(side.marked[start + place] for place in inside) > len(inside)
            for side, start in ((a, start_a), (b, start_b))
        ]
        # Where one of the two has no marks, a short run is more often a name or everyone's phrase than a quotation.
        enough = LEAST_RUN if all(in_marks) else min(LONG_RUN, max(LEAST_RUN, (shorter + 1) // 2))
        fragment = _covers_fragment(a, start_a, size) or _covers_fragment(b, start_b, size)
        telling = (size >= enough and weight >= LEAST_RUN_WEIGHT) or (
            fragment and len(inside) >= 2 and weight >= LEAST_FRAGMENT_WEIGHT
        )
        if telling and weight > best[0]:
            best = weight, "marked in one only" if any(in_marks) != all(in_marks) else "same words, cut"
    return "same words" if whole and best[1] == "same words, cut" else best[1]


def _covers_fragment(side: _Statement, start: int, size: int) -> bool:
    """Whether the run takes in a whole stretch in marks, from one end of the marks to the other."""
    begins = [p for p in range(start, start + size) if side.marked[p] and (p == 0 or not side.marked[p - 1])]
    ends = [p for p in range(start, start + size) if side.marked[p] and side.marked[p + 1 : p + 2] != [True]]
    return bool(begins and ends and begins[0] <= ends[-1])


def _make_row(pair: _Pair, a: _Statement, b: _Statement) -> tuple[object, ...]:
    blocks = align_words(a.words, b.words)
    differences = describe_differences(a.words, b.words, blocks, names=(a.source, b.source))
    run = find_longest_run(blocks)[2]
    same = a.speaker == b.speaker and a.speaker not in NOBODY
    credit = a.speaker, b.speaker, same, _name_marks(a), _name_marks(b)
    return pair.kind, a.quote_id, b.quote_id, a.source, b.source, pair.similarity, run, differences, *credit


def _shares_enough(a: _Statement, b: _Statement, shared: float) -> bool:
    """Whether two statements share enough to be a paraphrase: less for a name in common or one without any name."""
    if a.names & b.names or (a.speaker == b.speaker and a.speaker not in NOBODY):
        least = LEAST_PARAPHRASE["one speaker"]
    else:
        least = LEAST_PARAPHRASE["two speakers" if a.names and b.names else "speaker unclear"]
    return shared >= least and len(a.stems & b.stems) >= LEAST_STEMS


def _name_marks(statement: _Statement) -> str:
    if all(statement.marked):
        return "in marks"
    return "partly in marks" if any(statement.marked) else "no marks"
