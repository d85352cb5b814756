"""Voices: who is heard in one source only, and how large a share of its reported words that is."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from analysis.comparing.story.candidates import Candidate, Passage, choose_headline, clip, count_words, say_share, show
from analysis.comparing.story.events import Event, Row
from analysis.language.stems import singular
from analysis.schema import UNKNOWN
from analysis.wording import join_words

LEAST_WORDS, LEAST_SHARE, LARGE_SHARE, MOST = 5, 0.04, 0.2, 3
LONG_LABEL = 7
NAME = re.compile(r"[^\W\d_][\w’'-]+")
SAID = ("speech", "slogan", "document")
POSSESSIVE = re.compile(r"[’']s? ")
OWN = re.compile(r"(?:his|her|its|their|my|our)\b", re.IGNORECASE)
PRONOUNS = frozenset({"he", "she", "it", "they", "who", "we", "i"})
DEFINITE = re.compile(r"^(?:the|its|his|her|their|this|that|it|he|she|they)\b", re.IGNORECASE)


class Voice(NamedTuple):
    """A speaker whom one source alone lets speak: what is said, in words and as a share of all that it reports."""

    source: str
    speaker: str
    label: str
    quotes: tuple[Row, ...]
    n_words: int
    share: float
    named: bool


def tell_voices(event: Event) -> Iterator[Candidate]:
    """Tell who is heard in one source only; the largest such voices of two sources stand side by side.

    A speaker counts as heard here only if no other source lets speak anybody of that name, prints the name at all, or
    has a close match of what is said. A speaker without a name must be more than *the company*: indefinite, and with
    a fifth of the reported words.
    """
    counted = _count_words(event)
    called = {source: _list_called(counted[source]) for source in event.sources}
    heard = {source: find_alone(event, source, counted, called) for source in event.sources}
    for place in range(MOST):
        row = [voices[place] for voices in heard.values() if len(voices) > place]
        row.sort(key=lambda voice: (-voice.share, voice.source))
        for at in range(0, len(row), 2):
            yield _tell(event, sorted(row[at : at + 2], key=lambda voice: voice.source))


def _count_words(event: Event) -> dict[str, dict[str, list[tuple[Row, int]]]]:
    """source → speaker → the outermost quotations of the body, each with its words."""
    counted: dict[str, dict[str, list[tuple[Row, int]]]] = {source: {} for source in event.sources}
    for row in event.rows["quotes"]:
        pieces = event.pieces.get(row["quote_id"])
        if pieces and not row["parent_id"] and row["zone"] == "body" and row["act"] in SAID:
            n_words = sum(piece["n_words"] for piece in pieces)
            counted[event.source(row)].setdefault(row["speaker"], []).append((row, n_words))
    return counted


def _prints(event: Event, source: str, name: str) -> bool:
    """Whether a source has a name among the words that it prints."""
    texts = (s.text for article_id in event.articles[source] for s in event.sentences[article_id])
    return any(name in text and name in NAME.findall(text) for text in texts)


def find_alone(
    event: Event,
    source: str,
    counted: dict[str, dict[str, list[tuple[Row, int]]]],
    called: dict[str, set[str]],
) -> list[Voice]:
    """Find the speakers of one source that no other has, those with a name first, then by their words."""
    total = sum(n for rows in counted[source].values() for _, n in rows)
    others = [other for other in event.sources if other != source]
    matched = {row[side] for row in event.rows["shared_quotes"] for side in ("quote_a", "quote_b")}
    close = {row["sentence_id"] for row in event.rows["coverage"] if row["status"] == "close match"}
    found = []
    for speaker, rows in counted[source].items():
        quotes, n_words = tuple(row for row, _ in rows), sum(n for _, n in rows)
        if speaker in ("", UNKNOWN) or n_words < max(LEAST_WORDS, LEAST_SHARE * total):
            continue
        places = {event.sentence_at(row["article_id"], row["start"]) for row in quotes}
        elsewhere = any(row["quote_id"] in matched for row in quotes)
        elsewhere |= any(place is not None and place.sentence_id in close for place in places)
        named = speaker[:1].isupper() and speaker in event.named
        name = _last_name(speaker)
        by_it = all(row["speaker_text"].lower() in ("it", "they", "that", "which") for row in quotes)
        if elsewhere or by_it or not (named or _is_telling(speaker, counted[source], n_words / total)):
            continue
        head = "" if named else _head(speaker)
        if not any(_prints(event, other, name) if named else head in called[other] for other in others):
            found.append(Voice(source, speaker, _label(speaker, quotes), quotes, n_words, n_words / total, named))
    return sorted(found, key=lambda voice: (not voice.named, -voice.n_words, voice.speaker))


def _is_telling(speaker: str, counted: dict[str, list[tuple[Row, int]]], share: float) -> bool:
    """Whether a speaker without a name is worth telling, and has none there: *the neighbour, Ana Sol*."""
    first = counted[speaker][0][0]
    called = (row["speaker_text"] for name, rows in counted.items() if name != speaker for row, _ in rows)
    vague = DEFINITE.match(first["speaker_text"]) or first["role"] == "media" or first["act"] == "document"
    vague = vague or bool(POSSESSIVE.search(speaker))
    return share >= LARGE_SHARE and not vague and not any(_head(speaker) in text for text in called)


def _list_called(counted: dict[str, list[tuple[Row, int]]]) -> set[str]:
    """The words by which a source calls its speakers."""
    labels = {f"{speaker} {row['speaker_text']}" for speaker, rows in counted.items() for row, _ in rows}
    return {singular(word.lower()) for label in labels for word in NAME.findall(label)}


def _label(speaker: str, quotes: tuple[Row, ...]) -> str:
    """What the source calls the speaker, if that is short and says more than the name."""
    told = [" ".join(row["speaker_text"].split()) for row in quotes]
    told += [text.partition(",")[0] for text in told if len(text.split()) > LONG_LABEL]
    told = [text for text in told if len(text.split()) <= LONG_LABEL and _last_name(speaker).lower() in text.lower()]
    label = max(told, key=lambda text: (len(text), text), default=speaker)
    if len(label) < len(speaker) or OWN.match(label) or any(map(str.isdigit, label)):
        label = speaker
    first, _, rest = label.partition(" ")
    return (
        f"{first.lower()} {rest}"
        if first in ("The", "A", "An", "Another") or (rest and speaker[:1].islower())
        else label
    )


def _last_name(speaker: str) -> str:
    words = NAME.findall(speaker)
    return words[-1] if words else speaker


def _head(speaker: str) -> str:
    return singular(_last_name(re.split(r" (?:of|from|in|on|at|who|by)\b", speaker)[0]).lower())


def _show_voice(event: Event, side: str, voice: Voice) -> tuple[Passage, ...]:
    """The sentence that names the speaker beside the longest of his quotations that does; else the quotation."""
    naming = [row for row in voice.quotes if row["speaker_text"] and row["speaker_text"].lower() not in PRONOUNS]
    row = max(naming or voice.quotes, key=lambda row: (row["n_words"], -row["start"]))
    at = int(row["speaker_start"]) if naming else row["start"]
    sentence = event.sentence_at(row["article_id"], at) or event.sentence_at(row["article_id"], row["start"])
    if sentence is None:
        return ()
    speaker = (int(row["speaker_start"]), int(row["speaker_end"])) if naming else (row["start"], row["end"])
    inside = sentence.start <= speaker[0] < sentence.end
    return (show(side, sentence, speaker if inside else (row["start"], row["end"])),)


def _tell(event: Event, voices: list[Voice]) -> Candidate:
    first = voices[0]
    other = voices[1].source if len(voices) > 1 else min(s for s in event.sources if s != first.source)
    a, b = sorted((first.source, other))
    passages = [p for voice in voices for p in _show_voice(event, "a" if voice.source == a else "b", voice)]
    counts = [
        f"{voice.n_words} of the {round(voice.n_words / voice.share)} words that {voice.source} reports are those of "
        f"{voice.speaker}."
        for voice in voices
    ]
    alone = "They speak in no other source, and no other has a close match of what they say."
    certainty = min(float(max(row["confidence"] for row in voice.quotes)) for voice in voices)
    return Candidate(
        "voices",
        choose_headline(_word(voices)),
        " ".join([*counts, alone]),
        (a, b),
        tuple(passages),
        tuple(row["quote_id"] for voice in voices for row in voice.quotes),
        frozenset(f"voice {voice.speaker}" for voice in voices),
        min(1.0, 2 * max(voice.share for voice in voices)),
        certainty if all(voice.named for voice in voices) else 0.7 * certainty,
    )


def _clip(voice: Voice, most: int) -> str:
    return voice.label if count_words(voice.label) <= most else clip(voice.speaker, most)


def _word(voices: list[Voice]) -> Iterator[str]:
    for most in (LONG_LABEL, 4, 3):
        parts = [
            f"only {voice.source} quotes {_clip(voice, most)} ({say_share(voice.share)} of its reported words)"
            for voice in voices
        ]
        parts[1:] = [part.replace(" of its reported words", "") for part in parts[1:]]
        told = join_words(parts)
        yield f"{told[0].upper()}{told[1:]}."
