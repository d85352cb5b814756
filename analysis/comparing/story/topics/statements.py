"""Statements: what several sources quote, credited to another speaker, or in marks in one source only."""

import re
from collections.abc import Iterator

from analysis.comparing.matching.alignment import align_words, find_longest_run
from analysis.comparing.story.candidates import Candidate, choose_headline, clip, quote, quote_as
from analysis.comparing.story.events import Event, Row
from analysis.comparing.story.topics.deeds import find_noun, read_groups
from analysis.comparing.story.topics.quoted import Pair, Quoted, list_spans, make_statement, read_quoted
from analysis.language.words import words_without_content
from analysis.schema import UNKNOWN

NAME = re.compile(r"[^\W\d_][\w’'-]{2,}")
MARK = re.compile(r"[\"“”]")  # whoever prints marks nearby may have lost one of a pair
DEFINITE = re.compile(r"(?:the|this|that|his|her|its|their)\b", re.IGNORECASE)
LEAST_RUN, LEAST_PART, LEAST_TELLING, LEAST_SURE = 5, 0.5, 3, 0.6
PRONOUNS = frozenset({"that", "which", "he", "she", "it", "they", "who", "i", "we", "officials", "sources"})


def tell_statements(event: Event) -> Iterator[Candidate]:
    """Tell which statements two sources credit to two speakers, or give in marks here and without marks there."""
    for pair in find_pairs(event):
        for candidate in (_tell_credit(event, pair), _tell_marks(event, pair)):
            if candidate is not None:
                yield candidate


def find_pairs(event: Event) -> Iterator[Pair]:
    """Find the statements of which two sources have the same words: one run of at least half the shorter one."""
    for row in event.rows["shared_quotes"]:
        one, two = (read_quoted(event, row[side]) for side in ("quote_a", "quote_b"))
        if one is not None and two is not None and row["kind"] != "paraphrase":
            blocks = align_words(one.words, two.words)
            shorter = min(len(one.words), len(two.words))
            if find_longest_run(blocks)[2] >= max(LEAST_RUN, LEAST_PART * shorter):
                yield Pair(row, one, two, blocks)


def _tell_credit(event: Event, pair: Pair) -> Candidate | None:
    sides = (pair.one, pair.two)
    if pair.row["same_speaker"] or not all(_is_sure(event, side) for side in sides):
        return None
    names = [{word.lower() for word in NAME.findall(side.row["speaker"])} for side in sides]
    if names[0] & names[1]:
        return None
    at, _, size = find_longest_run(pair.blocks)
    run = {word.form for word in pair.one.words[at : at + size] if word.text[0].islower()}
    if len(run - words_without_content(event.lexicons)) < LEAST_TELLING:
        return None
    a, b = (side.source for side in sides)
    speakers = [[quote_as(side.row["speaker_text"], most) for side in sides] for most in (8, 5, 3)]
    headline = choose_headline(
        f"{what} words, two speakers: {a} credits {shown[0]}, {b} {shown[1]}."
        for shown, what in zip(speakers, ("Nearly the same", "Nearly the same", "The same"), strict=True)
    )
    spans = [[(int(side.row["speaker_start"]), int(side.row["speaker_end"]))] for side in sides]
    return make_statement(event, pair, headline, (spans[0], spans[1]), "credit", min(1.0, size / 15))


def _is_sure(event: Event, quoted: Quoted) -> bool:
    """Whether nobody else in the sentence, outside the quotation, may be the speaker."""
    row = quoted.row
    if not row["speaker_text"] or row["speaker"] == UNKNOWN or row["speaker_text"].lower() in PRONOUNS:
        return False
    if not _is_somebody(event, row):
        return False
    others = {
        name["entity"]
        for name in event.names_in.get(quoted.sentence.sentence_id, [])
        if not row["start"] <= name["start"] < row["end"] and name["form"] in ("title", "description")
    }
    return row["confidence"] >= LEAST_SURE and not others - {row["speaker"]}


def _is_somebody(event: Event, row: Row) -> bool:
    """Whether the speaker has a name, or is a person left without one: *an official*, never *the nominee*.

    The nominee may be the very person whom the other source names.
    """
    noun = find_noun(row["speaker_text"], event.lexicons)
    person = noun in read_groups(event.lexicons) and not DEFINITE.match(row["speaker_text"])
    return person or row["speaker"] in event.named


def _tell_marks(event: Event, pair: Pair) -> Candidate | None:
    if pair.row["kind"] != "marked in one only":
        return None
    at, to, size = find_longest_run(pair.blocks)
    runs = [(pair.one, pair.one.words[at : at + size], sum(pair.one.marked[at : at + size]))]
    runs.append((pair.two, pair.two.words[to : to + size], sum(pair.two.marked[to : to + size])))
    marks, plain = sorted(runs, key=lambda run: -run[2])
    if 2 * marks[2] <= size or 2 * plain[2] > size or MARK.search(plain[0].sentence.text):
        return None
    text = " ".join(word.text for word in marks[1])
    has, lacks = marks[0].source, plain[0].source
    headline = choose_headline(
        [
            f"{has} gives {quote(text, 8)} in quotation marks; {lacks} reports it without.",
            f"{has} quotes {clip(quote(text, 8), 6)}; {lacks} reports it without marks.",
        ]
    )
    spans = [list_spans(words) for _, words, _ in runs]
    return make_statement(event, pair, headline, (spans[0], spans[1]), "marks", min(1.0, size / 15))
