"""Views: what of a reading hangs on which attributions make voices, so that another view needs no second reading."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple, TypeVar

from analysis.language.parse import Sentence
from analysis.language.tagged import Tagged, pack_tokens, unpack_tokens
from analysis.language.words import replace_halves
from analysis.lexicons import Lexicons
from analysis.reading.frames import FrameHit, find_frames
from analysis.reading.harm.acts import Agency
from analysis.reading.people.names import Name
from analysis.reading.quotes.rows import Quote
from analysis.reading.segments import Segment, find_voices, split_voices
from analysis.reading.terms import Term, count_terms
from analysis.reading.tone.encoder import Asked, Told
from analysis.reading.tone.scorers import Hit, Score, Scored, recall_scores, score_segments
from analysis.reading.tone.targets import Target, read_voices, recall_told
from analysis.schema import Columns

NAMED = frozenset(["name", "title"])  # forms of which the capitalised words are a name
KEPT = "kept"  # what stands in no table, and another view needs
BESIDE = {"quotes": ("pieces", "marked"), "agency": ("at",)}  # columns of these that stand in no table
WORDING = "wording"
Voiced = TypeVar("Voiced", Name, Agency)


class Grounds(NamedTuple):
    """What of an article is the same in every view."""

    tokens: Tagged
    sentences: Sequence[Sentence]
    quotes: Sequence[Quote]
    names: Sequence[Name]
    agency: Sequence[Agency]


def read_view(
    grounds: Grounds,
    *,
    view: str,
    tone_model: str,
    lexicons: Lexicons,
    known: Mapping[Asked, Told] | None = None,
    scored: Scored | None = None,
) -> dict[str, Columns]:
    """Read what hangs on the view: voices, and the tone, names, acts, frames and terms of each.

    Takes: the grounds; view and tone_model as `read_article`; `known`: what the language model has told of stretches;
    `scored`: the scores of stretches that are known.
    Returns: columns by table, and `kept`, by which `change_view` makes another view of them.
    """
    tokens, sentences, quotes, names, agency = grounds
    text = tokens.source
    segments = split_voices(text, sentences, quotes, view=view)
    names = _give_voices(names, segments, [name.start for name in names])
    agency = _give_voices(agency, segments, [act.at for act in agency])
    printed = [(name.start, name.end) for name in names if name.form in NAMED]
    with_model = tone_model == "on"
    told = read_voices(text, names, segments, lexicons=lexicons, known=known) if with_model else (None, None)
    wording, targets = told
    scores, hits = score_segments(text, segments, names=printed, wording=wording, lexicons=lexicons, known=scored)
    tables = {
        "quotes": as_columns(Quote, quotes),
        "segments": as_columns(Segment, segments),
        "scores": as_columns(Score, scores),
        "hits": as_columns(Hit, hits),
        **({} if targets is None else {"targets": as_columns(Target, targets)}),
        "frame_hits": as_columns(FrameHit, find_frames(tokens, segments, lexicons=lexicons)),
        "names": as_columns(Name, names),
        "agency": as_columns(Agency, agency),
        "terms": as_columns(Term, count_terms(tokens, segments, lexicons=lexicons)),
    }
    kept = {column: tables[name].pop(column) for name, columns in BESIDE.items() for column in columns}
    return tables | {KEPT: {**pack_tokens(tokens), **kept, **({} if wording is None else {WORDING: wording})}}


def change_view(
    reading: Mapping[str, Columns], text: str, *, view: str, tone_model: str, lexicons: Lexicons
) -> dict[str, Columns]:
    """Give the reading of an article in another view, or with or without the language model of tone.

    Nothing is parsed, and the model is asked only of stretches of which it has not told.

    Takes: a reading as `read_rows` gives it, and its text. Returns: what `read_rows` would give, to the last digit.

    >>> from analysis.lexicons import standard_lexicons
    >>> from analysis.reading.article import read_rows
    >>> text = "Most residents believe the port is unsafe."
    >>> how = {"tone_model": "off", "lexicons": standard_lexicons()}
    >>> reading = change_view(read_rows(text, view="speech", **how), text, view="all", **how)
    >>> reading == read_rows(text, view="all", **how)
    True
    """
    text, kept = replace_halves(text), reading[KEPT]
    whole = {
        name: reading[name] | {column: kept[column] for column in BESIDE.get(name, ())}
        for name in ("sentences", "quotes", "names", "agency")
    }
    sentences, quotes = _as_rows(Sentence, whole["sentences"]), _as_rows(Quote, whole["quotes"])
    names, agency = _as_rows(Name, whole["names"]), _as_rows(Agency, whole["agency"])
    grounds = Grounds(unpack_tokens(text, kept), sentences, quotes, names, agency)
    known, scored, with_model = None, None, tone_model == "on"
    segments = _as_rows(Segment, reading["segments"])
    if with_model and WORDING in kept:
        targets = _as_rows(Target, reading["targets"])
        known = recall_told(text, names, segments, kept[WORDING], targets, lexicons=lexicons)
    if with_model == (WORDING in kept):
        scored = recall_scores(segments, _as_rows(Score, reading["scores"]), _as_rows(Hit, reading["hits"]))
    made = read_view(grounds, view=view, tone_model=tone_model, lexicons=lexicons, known=known, scored=scored)
    same = {name: columns for name, columns in reading.items() if name not in {*made, "targets"}}
    return {name: same.pop(name) for name in ("zones", "sentences")} | made | same


def as_columns(row: type[NamedTuple], rows: Sequence[tuple[object, ...]]) -> Columns:
    """Turn rows of one kind into columns.

    >>> as_columns(FrameHit, [FrameHit("s001", "own", "law", 0, 6)])["frame"]
    ['law']
    """
    cells = map(list, zip(*rows, strict=True)) if rows else ([] for _ in row._fields)
    return dict(zip(row._fields, cells, strict=True))


def _give_voices(rows: Sequence[Voiced], segments: Sequence[Segment], at: Sequence[int]) -> list[Voiced]:
    voices = find_voices(segments, at)
    return [row._replace(voice=voice) for row, voice in zip(rows, voices, strict=True)]


def _as_rows(row: type[Any], columns: Columns) -> list[Any]:
    return [row(*cells) for cells in zip(*(columns[name] for name in row._fields), strict=True)]
