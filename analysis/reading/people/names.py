"""Names: every mention of a person, group, country or body, as a row in its sentence and voice."""

import bisect
from collections.abc import Sequence
from typing import NamedTuple

from analysis.language.parse import Sentence
from analysis.reading.people.clusters import People


class Name(NamedTuple):
    """A mention; for the comparison also its kind (person, body, country, group ...) and the name without titles."""

    sentence_id: str
    voice: str
    entity: str
    form: str
    start: int
    end: int
    kind: str
    bare: str


def list_names(people: People, sentences: Sequence[Sentence]) -> list[Name]:
    """List what persons, groups, countries and bodies are called.

    Forms: name (*Soleimani*), title (*Iranian commander Qasim Soleimani*), description (*its general*), adjective
    (*American*), metonym (*Washington*). Mentions may lie inside each other: *Pakistani* in *Pakistani army
    spokesman Asif Ghafoor* is the country's.

    Takes: the people and the sentences of one article.
    Returns: names in the order of the text, the longer first; `entity` is the name within this article; voice own
    until `find_voices` tells whose it is.

    >>> from analysis.reading.article import read_article
    >>> names = read_article("Iranian commander Qasim Soleimani died. Soleimani was a general.")["names"]
    >>> names.loc[names["entity"] == "Qasim Soleimani", "form"].tolist()
    ['title', 'name', 'description']

    Limits: no model of named entities: a name is a run of words tagged as proper nouns; pronouns are not mentions.
    """
    starts = [sentence.start for sentence in sentences]
    rows: dict[tuple[int, int], Name] = {}
    for m in people.mentions:
        sentence = sentences[bisect.bisect_right(starts, m.start) - 1]
        bare = " ".join(m.name)
        name = Name(sentence.sentence_id, "own", m.entity, m.form, m.start, m.end, m.kind, bare)
        rows.setdefault((m.start, -m.end), name)
    return [rows[key] for key in sorted(rows)]
