"""Coverage: the closest sentence in every other source, what is new in a sentence, and counts that conflict."""

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

import pandas as pd

from analysis.comparing.matching.closeness import find_closest
from analysis.comparing.matching.quantities import Quantity, find_conflicts, find_quantities, number_words
from analysis.comparing.matching.sentences import split_sentence
from analysis.comparing.matching.similarity import measure_overlap, read_events, weigh_words
from analysis.language.folding import Word
from analysis.language.words import words_without_content
from analysis.lexicons import Lexicons, standard_lexicons
from analysis.schema import as_table

ZONES = ("body", "headline")
COLUMNS = ["article_id", "sentence_id", "other_source", "other_sentence_id", "similarity", "status", "conflict"]
# A shorter sentence counts as if it had this many rare words more.
PRIOR = 4.0
CLOSE = 0.3235
WEAK = 0.25
# Where the same words alone make less, two sentences too often count different things.
COMPARED = 0.22
# Of an event of more sources, a sentence has rows for so many of the others, those with the closest sentences.
MOST_SOURCES = 20


@dataclass(frozen=True)
class _Sentence:
    article_id: str
    sentence_id: str
    source: str
    zone: str
    text: str
    start: int
    words: Sequence[Word]


def compare_coverage(
    sentences: pd.DataFrame, articles: pd.DataFrame, *, lexicons: Lexicons | None = None
) -> pd.DataFrame:
    """Find for each headline and body sentence the closest one in every other source that reports the event.

    Takes: the tables sentences and articles; word lists, the standard ones if none are given.
    Returns: one row a sentence and other source: other_sentence_id, the closest sentence, always shown unless nothing
    is alike; similarity, how much of the shorter sentence's content the other one has in the same words or in words
    of like meaning, and how near the nearest two acts of both are (0 to 1; `measure_likeness`); status: `close match`,
    `weak match`, `no close match`; conflict: counts of the same thing that differ, as `Hundreds / Thousands`, where
    enough words are the same. An article whose event no other source reports has no rows, nor has a sentence without
    a content word. In an event of more than 21 sources a sentence has rows for the 20 closest (`name_large_events`).

    >>> articles = pd.DataFrame({"article_id": ["x", "y"], "source": ["A", "B"], "event": ["e", "e"]})
    >>> texts = ["Hundreds of protesters rallied in Karachi.", "Thousands of people rallied Sunday in Karachi."]
    >>> keys = {"article_id": ["x", "y"], "sentence_id": ["x:s1", "y:s1"]}
    >>> sentences = pd.DataFrame({**keys, "zone": "body", "start": 0, "text": texts})
    >>> compare_coverage(sentences, articles).loc[0, ["other_sentence_id", "status", "conflict"]].tolist()
    ['y:s1', 'close match', 'Hundreds / Thousands']

    Limits: likeness of single words: a fact told in phrases of its own is `no close match`, and a sentence about other
    acts of the same people may be a weak one. No close match is not an omission.
    """
    lexicons = lexicons or standard_lexicons()
    rows = []
    for group in _group_by_event(sentences, articles, lexicons):
        sources = [sentence.source for sentence in group]
        weighed = weigh_words([sentence.words for sentence in group], sources, lexicons=lexicons)
        quantities: dict[int, list[Quantity]] = {}
        found = find_closest(weighed, sources, prior=PRIOR, lexicons=lexicons)
        for i, other_source, j, likeness in _keep_nearest(found):
            status = "close match" if likeness >= CLOSE else "weak match" if likeness >= WEAK else "no close match"
            conflict = ""
            if likeness >= WEAK:
                for k in (i, j):
                    if k not in quantities:
                        quantities[k] = find_quantities(group[k].text, lexicons=lexicons)
                conflict = "; ".join(find_conflicts(quantities[i], quantities[j]))
                if conflict and measure_overlap(weighed, i, j, prior=PRIOR) < COMPARED:
                    conflict = ""
            other = group[j].sentence_id if likeness > 0 else ""
            key = group[i].article_id, group[i].sentence_id
            rows.append((*key, other_source, other, round(likeness, 4), status, conflict))
    return pd.DataFrame(rows, columns=COLUMNS).astype({"similarity": "float64"})


def name_large_events(articles: pd.DataFrame) -> pd.DataFrame:
    """Name the events whose `coverage` does not list every pair of a sentence and another source, as problems.

    >>> many = pd.DataFrame({"article_id": range(200), "source": range(200), "event": "flood"})
    >>> name_large_events(many)["detail"].tolist()
    ['Event “flood” has 200 sources: a sentence is compared with all of them, and listed with the 20 closest.']
    """
    sizes = articles.assign(event=list(read_events(articles).values())).groupby("event")["source"].nunique()
    details = [
        f"Event “{event}” has {n:,} sources: a sentence is compared with all of them, and listed with the "
        f"{MOST_SOURCES} closest."
        for event, n in sizes[sizes > MOST_SOURCES + 1].items()
    ]
    columns = {"path": [""] * len(details), "article_id": [""] * len(details)}
    return as_table("problems", {**columns, "problem": ["coverage is cut"] * len(details), "detail": details})


def _keep_nearest(found: Iterator[tuple[int, str, int, float]]) -> Iterator[tuple[int, str, int, float]]:
    """Of the rows of each unit, in order, those with the highest likeness; the alphabet decides a tie."""
    for _, rows in itertools.groupby(found, key=itemgetter(0)):
        nearest = sorted(rows, key=lambda row: (-row[3], row[1]))[:MOST_SOURCES]
        yield from sorted(nearest, key=itemgetter(1))


def find_new_words(
    sentences: pd.DataFrame, articles: pd.DataFrame, *, lexicons: Lexicons | None = None
) -> pd.DataFrame:
    """Find the words of each body sentence that another source nowhere uses in its report of the event.

    Takes: the tables sentences and articles; word lists, the standard ones if none are given.
    Returns: article_id, sentence_id, other_source, new (all new content words as printed, in order, set apart by
    `; `), names and numbers (those among them), n_new, n_content (content words of the sentence), share_new.

    >>> articles = pd.DataFrame({"article_id": ["x", "y"], "source": ["A", "B"], "event": ["e", "e"]})
    >>> texts = ["Some 40 protesters rallied in Karachi.", "Protests were held in Lahore."]
    >>> keys = {"article_id": ["x", "y"], "sentence_id": ["x:s1", "y:s1"]}
    >>> sentences = pd.DataFrame({**keys, "zone": "body", "start": 0, "text": texts})
    >>> find_new_words(sentences, articles).loc[0, ["new", "names", "numbers", "n_new"]].astype(str).tolist()
    ['40; rallied; Karachi', 'Karachi', '40', '3']

    Limits: a word counts as known if the other source uses it anywhere, in whatever sense; names are told by their
    capital, so the first word of a sentence is one only before another capital or where it is one elsewhere.
    """
    lexicons = lexicons or standard_lexicons()
    empty = words_without_content(lexicons)
    rows = []
    for group in _group_by_event(sentences, articles, lexicons):
        known: dict[str, set[str]] = {}
        for sentence in group:
            known.setdefault(sentence.source, set()).update(word.stem for word in sentence.words)
        names, numbers = _find_names(group), number_words(lexicons)
        for sentence in _of_body(group):
            content = [word for word in sentence.words if word.form not in empty]
            for other in sorted(known):
                if other != sentence.source:
                    new = [word for word in content if word.stem not in known[other]]
                    rows.append(
                        (sentence.article_id, sentence.sentence_id, other, *_list_new(new, content, names, numbers))
                    )
    columns = "article_id sentence_id other_source new names numbers n_new n_content share_new"
    return pd.DataFrame(rows, columns=columns.split()).astype({"share_new": "float64"})


def list_only_here(
    sentences: pd.DataFrame, articles: pd.DataFrame, coverage: pd.DataFrame, *, lexicons: Lexicons | None = None
) -> pd.DataFrame:
    """List, per source, the sentences without a close match in any other source, the newest first.

    Takes: the tables sentences, articles and coverage (`compare_coverage`).
    Returns: source, article_id, sentence_id, status (the best of all other sources), similarity, new (content words
    that no other source uses in its report of the event), names, numbers, n_new, share_new, start, end, text;
    ordered by new names and numbers, then by share_new.

    Limits: as of `compare_coverage`: no close match is not an omission.
    """
    lexicons = lexicons or standard_lexicons()
    empty = words_without_content(lexicons)
    best: dict[str, tuple[float, str]] = {}
    likeness = (coverage[name].tolist() for name in ("sentence_id", "similarity", "status"))
    for key, similarity, status in zip(*likeness, strict=True):
        best[key] = max(best.get(key, (0.0, "no close match")), (similarity, status))
    rows = []
    for group in _group_by_event(sentences, articles, lexicons):
        names, numbers = _find_names(group), number_words(lexicons)
        users: dict[str, set[str]] = {}
        for sentence in group:
            for word in sentence.words:
                users.setdefault(word.stem, set()).add(sentence.source)
        for sentence in _of_body(group):
            similarity, status = best.get(sentence.sentence_id, (0.0, "close match"))
            if status != "close match":
                content = [word for word in sentence.words if word.form not in empty]
                new = [word for word in content if users[word.stem] == {sentence.source}]
                told = _list_new(new, content, names, numbers)
                span = sentence.start, sentence.start + len(sentence.text), sentence.text
                key = (sentence.source, sentence.article_id, sentence.sentence_id)
                rows.append((*key, status, similarity, *told[:4], told[5], *span))
    columns = "source article_id sentence_id status similarity new names numbers n_new share_new start end text"
    rows.sort(key=lambda row: (row[0], -_count_listed(row[6]) - _count_listed(row[7]), -row[9], row[1], row[10]))
    return pd.DataFrame(rows, columns=columns.split())


def _count_listed(listed: str) -> int:
    return listed.count("; ") + 1 if listed else 0


def _group_by_event(sentences: pd.DataFrame, articles: pd.DataFrame, lexicons: Lexicons) -> Iterator[list[_Sentence]]:
    """The sentences of each event that at least two sources report, in a fixed order."""
    event_of = read_events(articles)
    source_of = dict(zip(articles["article_id"], articles["source"], strict=True))
    sources: dict[str, set[str]] = {}
    for article_id, event in event_of.items():
        sources.setdefault(event, set()).add(source_of[article_id])
    events: dict[str, list[tuple[str, str, int, str, str, str]]] = {}
    empty = words_without_content(lexicons)
    compared = sentences[sentences["zone"].isin(ZONES)]
    columns = [compared[name].tolist() for name in ("article_id", "start", "sentence_id", "zone", "text")]
    for article_id, start, sentence_id, zone, text in zip(*columns, strict=True):
        if article_id in event_of and len(sources[event_of[article_id]]) > 1:
            row = source_of[article_id], article_id, start, sentence_id, zone, text
            events.setdefault(event_of[article_id], []).append(row)
    # Words are made event by event: those of a whole corpus would fill the memory.
    for event in sorted(events):
        group = [
            _Sentence(article_id, sentence_id, source, zone, text, start, split_sentence(text, lexicons))
            for source, article_id, start, sentence_id, zone, text in sorted(events[event])
        ]
        yield [sentence for sentence in group if any(word.form not in empty for word in sentence.words)]


def _of_body(group: Sequence[_Sentence]) -> list[_Sentence]:
    return [sentence for sentence in group if sentence.zone == "body"]


def _find_names(group: Sequence[_Sentence]) -> set[str]:
    """The stems that stand with a capital inside a body sentence of the event, or at its head before another one."""
    group = _of_body(group)  # a headline may set every word with a capital
    inside = {word.stem for sentence in group for word in sentence.words[1:] if word.text[0].isupper()}
    heads = (sentence.words[:2] for sentence in group if len(sentence.words) > 1)
    return inside | {first.stem for first, then in heads if then.text[0].isupper() and then.start == first.end + 1}


def _list_new(
    new: Sequence[Word], content: Sequence[Word], names: set[str], numbers: frozenset[str]
) -> tuple[Any, ...]:
    named = [word for word in new if word.text[0].isupper() and word.stem in names]
    counts = [word for word in new if word.form in numbers or any(map(str.isdigit, word.text))]
    printed = "; ".join(dict.fromkeys(word.text for word in new)), _join_neighbours(named), _join_neighbours(counts)
    return *printed, len(new), len(content), round(len(new) / max(1, len(content)), 4)


def _join_neighbours(words: Sequence[Word]) -> str:
    """List words, those that stand side by side as one: `Imamia Students Organisation; Karachi`."""
    joined: list[str] = []
    end = -2
    for word in words:
        if word.start == end + 1:
            joined[-1] += f" {word.text}"
        else:
            joined.append(word.text)
        end = word.end
    return "; ".join(dict.fromkeys(joined))
