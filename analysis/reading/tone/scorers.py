"""Scorers of wording side by side, per stretch of one voice, with the words behind each score."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.language.words import CAPITALISED, RATED, straighten
from analysis.lexicons import Lexicons, standard_lexicons
from analysis.reading.segments import Segment
from analysis.reading.tone.encoder import Asked, load_calibration, read_tone
from analysis.reading.tone.exclusions import find_exclusions
from analysis.reading.tone.names import find_name_words, mask
from analysis.reading.tone.samestory import is_rated, read_samestory
from analysis.reading.tone.textblob import Reading, neutralise, read_textblob
from analysis.reading.tone.vader import VaderReading, read_vader
from analysis.schema import SCORERS, WHOLE_SCORER

LEAVING_OUT = {"textblob_neutralised", "samestory"}
ACCURACY = Path(__file__).parents[2] / "models" / "accuracy.csv"


class Score(NamedTuple):
    """A segment under one scorer."""

    segment_id: str
    voice: str
    scorer: str
    polarity: float
    n_hits: int
    n_words: int


class Hit(NamedTuple):
    """A scored word and what it adds to the polarity of its segment."""

    segment_id: str
    scorer: str
    start: int
    end: int
    contribution: float


Stretch = tuple[int, int]
Scored = Mapping[Stretch, tuple[list[Score], list[Hit]]]


def score_texts(
    texts: Iterable[str], *, scorer: str = "textblob", tone_model: str = "on", lexicons: Lexicons | None = None
) -> NDArray[np.float64]:
    """Score the wording of each text between -1 (negative) and 1 (positive).

    `texts`: sentences rather than documents; quotation marks are made plain first. `scorer`: `textblob` (equals
    TextBlob's own polarity), `textblob_neutralised` (without the words of the list tone_exclusions.csv), `vader`
    (equals VADER's compound before rounding) or `samestory` (the project's own: words of lexicons, without those of
    that list and without names, and what its language model says of the whole). `tone_model`: off leaves the language
    model out of `samestory`. `lexicons`: a reader's own lists.
    Returns: one number a text, in order. Raises: ValueError for an unknown scorer or a single string.
    Source: De Smedt and Daelemans 2012; Hutto and Gilbert 2014; docs/models.md for `samestory`.

    >>> texts = ["A great disaster.", "The top commander was killed."]
    >>> score_texts(texts).round(2).tolist(), score_texts(texts, scorer="textblob_neutralised").round(2).tolist()
    ([0.8, 0.15], [0.8, -0.2])

    Limits: tone of wording, not what a text is for or against: a killing told in plain words scores near 0.
    """
    if isinstance(texts, str):
        raise ValueError("score_texts takes a list of texts; it was given one text. Put it in a list.")
    _check_scorers([scorer])
    lists = lexicons or standard_lexicons()
    given = list(texts)
    words = np.array([_read(text, [scorer], lists)[scorer].polarity for text in given], dtype=np.float64)
    if scorer != "samestory" or tone_model == "off":
        return words
    shares = load_calibration()
    told = read_tone([Asked(text) for text in given], lexicons=lists)
    whole = np.array([one.wording for one in told], dtype=np.float64)
    return shares.lexicon * words + shares.model * whole


def score_segments(
    text: str,
    segments: Sequence[Segment],
    *,
    names: Sequence[tuple[int, int]] = (),
    scorers: Sequence[str] = SCORERS,
    wording: Sequence[float] | None = None,
    lexicons: Lexicons | None = None,
    known: Scored | None = None,
) -> tuple[list[Score], list[Hit]]:
    """Score every segment under every scorer and list the words that made each score.

    Takes: the article's text and its segments; `names`, the spans of the names it prints, which `samestory` leaves out;
    `wording`, what the language model says of each segment: without it `samestory` is its lexicon part alone;
    `known`, what `recall_scores` knows of stretches that need not be scored again.
    Returns: scores (polarity in -1..1) and hits; the contributions of a segment under a scorer add up to its polarity,
    where the language model's, a row under `samestory model` that spans the segment, belongs to `samestory`.
    Raises: ValueError for an unknown scorer. Source: see score_texts.

    >>> text = "The talks were not good."
    >>> segment = Segment("s001", "g001", "body", "own", "", "", 0, len(text), 5)
    >>> [(text[hit.start : hit.end], hit.contribution) for hit in score_segments(text, [segment])[1][:1]]
    [('not good', -0.35)]

    Limits: a negation in another segment of the sentence is not seen.
    """
    _check_scorers(scorers)
    lists = lexicons or standard_lexicons()
    scores: list[Score] = []
    hits: list[Hit] = []
    printed = sorted(names)
    for place, segment in enumerate(segments):
        name, offset = segment.segment_id, segment.start
        if known and (before := known.get((offset, segment.end))):
            scores += [score._replace(segment_id=name, voice=segment.voice) for score in before[0]]
            hits += [hit._replace(segment_id=name) for hit in before[1]]
            continue
        near = printed[bisect_left(printed, (offset,)) : bisect_left(printed, (segment.end,))]
        inside = [(start - offset, end - offset) for start, end in near if end <= segment.end]
        for scorer, reading in _read(text[offset : segment.end], scorers, lists, inside).items():
            share, whole = 1.0, 0.0
            if scorer == "samestory" and wording is not None:
                share, whole = load_calibration().lexicon, load_calibration().model * wording[place]
            polarity = share * reading.polarity + whole
            scores.append(Score(name, segment.voice, scorer, polarity, len(reading.hits), segment.n_words))
            hits += [Hit(name, scorer, offset + h.start, offset + h.end, share * h.contribution) for h in reading.hits]
            if scorer == "samestory" and wording is not None:
                hits.append(Hit(name, WHOLE_SCORER, segment.start, segment.end, whole))
    return scores, hits


def recall_scores(segments: Sequence[Segment], scores: Sequence[Score], hits: Sequence[Hit]) -> Scored:
    """Recall what `score_segments` made of each stretch of an article, whosever voice it is.

    >>> segment = Segment("s001", "g001", "body", "own", "", "", 0, 24, 5)
    >>> made = score_segments("The talks were not good.", [segment])
    >>> known = recall_scores([segment], *made)
    >>> score_segments("unread", [segment._replace(voice="direct")], known=known)[1] == made[1]
    True
    """
    by_segment: dict[str, tuple[list[Score], list[Hit]]] = {segment.segment_id: ([], []) for segment in segments}
    for score in scores:
        by_segment[score.segment_id][0].append(score)
    for hit in hits:
        by_segment[hit.segment_id][1].append(hit)
    return {(segment.start, segment.end): by_segment[segment.segment_id] for segment in segments}


def load_accuracy() -> pd.DataFrame:
    """Give how well each scorer and the tone towards targets agree with people, on public gold.

    Returns: what (a scorer, or `targets`), gold, measure, value, low, high (missing where not measured), n, note.

    >>> table = load_accuracy()
    >>> table.loc[table["what"].isin(["textblob", "vader"]), "value"].round(1).tolist()
    [0.3, 0.5]

    Limits: editorials and US politics; expect less on other texts.
    """
    return pd.read_csv(ACCURACY, keep_default_na=False, na_values={name: [""] for name in ("value", "low", "high")})


def _read(
    text: str, scorers: Sequence[str], lexicons: Lexicons, names: Sequence[tuple[int, int]] = ()
) -> dict[str, Reading | VaderReading]:
    """Run each library once a text, whatever the number of scorers that build on it; once more where names are masked.

    `names`: the spans of names in the text that are known.
    """
    plain = straighten(text)
    textblob = read_textblob(plain) if {"textblob", "textblob_neutralised", "samestory"} & set(scorers) else None
    vader = read_vader(plain) if {"vader", "samestory"} & set(scorers) else None
    excluded = find_exclusions(plain, lexicons=lexicons) if set(scorers) & LEAVING_OUT else []
    found: dict[str, Reading | VaderReading] = {}
    for scorer in scorers:
        if scorer == "samestory" and textblob is not None and vader is not None:
            found[scorer] = _read_own(plain, textblob, vader, excluded, names, lexicons)
        elif scorer == "textblob_neutralised" and textblob is not None:
            found[scorer] = neutralise(textblob, excluded)
        elif (library := textblob if scorer == "textblob" else vader) is not None:
            found[scorer] = library
    return found


def _read_own(
    plain: str,
    textblob: Reading,
    vader: VaderReading,
    excluded: Sequence[tuple[int, int]],
    names: Sequence[tuple[int, int]],
    lexicons: Lexicons,
) -> Reading:
    """The project's own scorer on a text whose names and excluded words are masked, so that none has a tone."""
    at_risk = any(_may_count(word.lower()) for word in CAPITALISED.findall(plain))
    named = find_name_words(plain, names, lexicons=lexicons) if at_risk else []
    lower = plain.lower()
    spans = [(a, b) for a, b in [*named, *excluded] if _may_count(lower[a:b])]
    if spans and (hidden := mask(plain, spans)) != plain:
        plain, textblob, vader = hidden, read_textblob(hidden), read_vader(hidden)
    return read_samestory(plain, textblob, vader)


def _may_count(words: str) -> bool:
    """Whether a list rates one of some words in small letters, as it stands or between apostrophes."""
    return any(is_rated(part) for word in RATED.findall(words) for part in (word, *word.split("'")))


def _check_scorers(scorers: Sequence[str]) -> None:
    for scorer in scorers:
        if scorer not in SCORERS:
            raise ValueError(f"Unknown scorer '{scorer}'. There are: {', '.join(SCORERS)}.")
