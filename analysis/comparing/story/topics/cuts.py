"""Cuts: a statement of which one source carries more than another."""

import dataclasses
from collections.abc import Iterator

from analysis.comparing.story.candidates import Candidate, choose_headline, quote
from analysis.comparing.story.events import Event
from analysis.comparing.story.topics.quoted import Pair, Quoted, list_spans, make_statement, print_words
from analysis.comparing.story.topics.statements import find_pairs
from analysis.language.folding import Word, split_words
from analysis.language.words import words_without_content
from analysis.schema import UNKNOWN

LEAST_CUT, LEAST_TELLING, MOST_LEFT = 4, 2, 1


def tell_cuts(event: Event) -> Iterator[Candidate]:
    """Tell of which statement one source goes on in marks where another stops, once a speaker.

    Where the other source has the further words too, but outside its marks, that is told instead.
    """
    for pair in find_pairs(event):
        if not _may_be_one(pair):
            continue
        first, last = pair.blocks[0], pair.blocks[-1]
        ends = (first[0], last[0] + last[2]), (first[1], last[1] + last[2])
        for has, lacks, own, other in (
            (pair.one, pair.two, ends[0], ends[1]),
            (pair.two, pair.one, ends[1], ends[0]),
        ):
            left = max(other[0], len(lacks.words) - other[1])
            if left <= MOST_LEFT and any(lacks.marked) and (more := _find_more(event, has, *own)):
                yield _tell(event, pair, has, lacks, more)
                break


def _may_be_one(pair: Pair) -> bool:
    """Whether both quotations may be of one speaker: what another says of the words is no part of them."""
    names = [set(side.row["speaker"].lower().split()) for side in (pair.one, pair.two)]
    known = all(side.row["speaker"] not in ("", UNKNOWN) for side in (pair.one, pair.two))
    return not known or bool(pair.row["same_speaker"] or names[0] & names[1])


def _find_more(event: Event, has: Quoted, start: int, end: int) -> list[Word]:
    """The words before or behind what both have, whichever are more, if they stand in marks and say something."""
    before = start > len(has.words) - end
    more, marked = (has.words[:start], has.marked[:start]) if before else (has.words[end:], has.marked[end:])
    telling = {word.form for word in more} - words_without_content(event.lexicons)
    enough = len(more) >= LEAST_CUT and len(telling) >= LEAST_TELLING and 2 * sum(marked) > len(more)
    return more if enough else []


def _tell(event: Event, pair: Pair, has: Quoted, lacks: Quoted, more: list[Word]) -> Candidate:
    speaker = max(has.row["speaker"], lacks.row["speaker"], key=len)
    text = print_words(event, has, more)
    if _prints_outside(event, lacks, more):
        trait, whole = "marks", print_words(event, lacks, lacks.words)
        headline = choose_headline(
            f"{has.source} quotes {quote(text, n)} as well; {lacks.source} has only {quote(whole, n)} in marks."
            for n in (10, 8, 6, 5, 4)
        )
    else:
        trait, by_whom = "cut", f" by {speaker}" if speaker[:1].isupper() else ""
        headline = choose_headline(
            f"{has.source} carries more of a statement{by} than {lacks.source}: {quote(text, n)}."
            for by, n in ((by_whom, 10), (by_whom, 7), ("", 10), ("", 6))
        )
    spans = list_spans(more), list_spans(lacks.words)
    ordered = spans if has is pair.one else spans[::-1]
    made = make_statement(event, pair, headline, ordered, trait, min(1.0, len(more) / 15))
    return dataclasses.replace(made, facts=made.facts | {f"cut {speaker}"})


def _prints_outside(event: Event, lacks: Quoted, more: list[Word]) -> bool:
    """Whether the other source has the words as well, outside its quotation."""
    sentence, empty = lacks.sentence, words_without_content(event.lexicons)
    start, end = (max(0, place - sentence.start) for place in (lacks.words[0].start, lacks.words[-1].end))
    rest = f"{sentence.text[:start]} {sentence.text[end:]}"
    outside = {word.stem for word in split_words(rest, lexicons=event.lexicons)}
    content = [word.stem for word in more if word.form not in empty]
    return 2 * sum(word in outside for word in content) >= len(content)
