"""Names: every mention of a person, group, country or body, and who within the article is the same."""

import bisect
from collections.abc import Sequence
from typing import NamedTuple

from analysis.language.names import NameParts, compile_parts
from analysis.language.parse import Sentence
from analysis.language.tree import Tree
from analysis.lexicons import Lexicons, standard_lexicons
from analysis.reading.people.aliases import Found, find_aliases
from analysis.reading.people.clusters import cluster_names
from analysis.reading.people.descriptions import find_descriptions, link_descriptions
from analysis.reading.people.groups import find_bodies, find_crowds, find_owned
from analysis.reading.people.printed import Mention, find_runs, read_run
from analysis.reading.segments import Segment, Voices

FORMS = ("name", "title", "description", "adjective", "metonym")
SET_ASIDE = {"related link", "byline", "dateline"}
CAPITALISED = {"headline", "crosshead"}


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


def find_names(
    tree: Tree, segments: Sequence[Segment], sentences: Sequence[Sentence], *, lexicons: Lexicons | None = None
) -> list[Name]:
    """Find what persons, groups, countries and bodies are called, and cluster the mentions of one of them.

    Forms: name (*Soleimani*), title (*Iranian commander Qasim Soleimani*), description (*its general*), adjective
    (*American*), metonym (*Washington*). Mentions may lie inside each other: *Pakistani* in *Pakistani army
    spokesman Asif Ghafoor* is the country's.

    Takes: the tree, the segments and the sentences of one article.
    Returns: names in the order of the text, the longer first; `entity` is the name within this article.

    >>> from analysis.reading.article import read_article
    >>> names = read_article("Iranian commander Qasim Soleimani died. Soleimani was a general.")["names"]
    >>> names.loc[names["entity"] == "Qasim Soleimani", "form"].tolist()
    ['title', 'name', 'description']

    Limits: no model of named entities: a name is a run of words tagged as proper nouns; pronouns are not mentions.
    """
    lexicons = lexicons or standard_lexicons()
    parts = compile_parts(lexicons)
    kept = [sentence for sentence in sentences if sentence.zone not in SET_ASIDE]
    borders = [(s.start, s.end, s.sentence_id, s.zone) for s in kept]
    voices = Voices(segments)
    rows: dict[tuple[int, int], Name] = {}
    for m in find_mentions(tree, parts, lexicons, borders):
        place = bisect.bisect_right(borders, (m.start, float("inf"))) - 1
        if place < 0 or borders[place][1] <= m.start or not m.entity:
            continue
        name = Name(borders[place][2], voices.at(m.start), m.entity, m.form, m.start, m.end, m.kind, " ".join(m.name))
        rows.setdefault((m.start, -m.end), name)
    return [rows[key] for key in sorted(rows)]


def find_mentions(
    tree: Tree, parts: NameParts, lexicons: Lexicons, borders: list[tuple[int, int, str, str]]
) -> list[Mention]:
    """Find all mentions of an article and give each its entity."""
    plain = _capitalised(tree, borders)
    aliases = find_aliases(tree, lexicons)
    by_start = {found.first: found for found in aliases}
    mentions: list[Mention] = []
    used: set[int] = set()
    # "Party" of "Democratic Party", which the alias table knows, is no name of its own.
    within = {w for found in aliases for w in range(found.first + 1, found.last + 1)}
    for run in find_runs(tree, parts, plain | within):
        found, inside = read_run(tree, parts, run, by_start)
        mentions += found
        used |= inside
    _halves(tree, mentions, aliases)
    _spell_out(tree, mentions)
    mentions += _known(tree, mentions, used | {w for f in aliases for w in range(f.first, f.last + 1)})
    halves = [mention for mention in mentions if mention.kind == "country"]
    mentions = [mention for mention in mentions if mention.kind != "country"]
    countries = [*(_of_alias(found) for found in aliases), *halves]
    cluster_names(mentions, parts)
    descriptions = find_descriptions(tree, parts, by_start, used)
    link_descriptions(tree, parts, mentions, descriptions, by_start)
    owned = find_owned(tree, parts, [*mentions, *(d for d in descriptions if d.entity)])
    bodies = find_bodies(tree, parts, [*mentions, *countries], owned, by_start, used)
    crowds = find_crowds(tree, parts, by_start, plain)
    return [*mentions, *countries, *descriptions, *owned, *bodies, *crowds]


def _of_alias(found: Found) -> Mention:
    mention = Mention(found.first, found.last, found.last, found.alias.kind, found.form, found.start, found.end)
    mention.entity = found.alias.entity
    mention.name = (found.alias.entity,)
    return mention


def _capitalised(tree: Tree, borders: list[tuple[int, int, str, str]]) -> set[int]:
    """Words of headlines and crossheads, where every word may have a capital."""
    areas = [(start, end) for start, end, _, zone in borders if zone in CAPITALISED]
    return {at for start, end in areas for at in range(tree.n) if start <= tree.start[at] < end}


def _known(tree: Tree, mentions: list[Mention], taken: set[int]) -> list[Mention]:
    """Where the tagger saw no name, and in headlines, only names that the article prints elsewhere are believed."""
    known = {mention.name: mention.kind for mention in mentions if mention.kind == "name"}
    longest_first = sorted(known, key=lambda name: (-len(name), name))
    singles = {name[-1] for name in known if name[-1][0].isupper() and len(name[-1]) > 2}
    found = []
    for at in range(tree.n):
        text = tree.text[at]
        inside = tree.text[at - 1][:1].isalnum() or tree.text[at - 1] == ","
        if at in taken or text not in singles or not (inside or tree.pos[at] in {"NOUN", "PROPN", "VERB", "X"}):
            continue
        full = next((name for name in longest_first if _ends_here(tree, name, at)), (text,))
        first = at - len(full) + 1
        mention = Mention(first, at, at, "name", "name", tree.start[first], tree.end[at])
        mention.name = full
        found.append(mention)
    return found


def _spell_out(tree: Tree, mentions: list[Mention]) -> None:
    """*Tanzeem Zar (TZ)*: the letters in brackets are the name before them, here and wherever they stand."""
    ends = {mention.last: mention for mention in mentions if len(mention.name) > 1}
    full: dict[str, Mention] = {}
    for mention in mentions:
        before = mention.first - 1
        if len(mention.name) == 1 and before > 0 and tree.text[before] == "(" and before - 1 in ends:
            named = ends[before - 1]
            letters = mention.name[0].replace(".", "")
            if letters.isupper() and len(letters) > 1 and letters[0] == named.name[0][0].upper():
                full.setdefault(letters, named)
    for mention in mentions:
        known = full.get(mention.name[0].replace(".", "")) if len(mention.name) == 1 else None
        if known is not None:
            known.kind = mention.kind = "body"
            mention.name = known.name


def _halves(tree: Tree, mentions: list[Mention], aliases: list[Found]) -> None:
    """*the North*, in an article about North Korea: half a country's name stands for it."""
    first_words: dict[str, set[str]] = {}
    for found in aliases:
        if found.alias.kind == "country" and found.last > found.first and found.alias.form != "capital":
            first_words.setdefault(tree.text[found.first], set()).add(found.alias.entity)
    for mention in list(mentions):
        options = first_words.get(mention.name[0], set()) if len(mention.name) == 1 else set()
        if len(options) == 1 and mention.first > 0 and tree.lower[mention.at - 1] == "the":
            mention.entity, mention.kind, mention.cluster = next(iter(options)), "country", -2


def _ends_here(tree: Tree, name: tuple[str, ...], at: int) -> bool:
    first = at - len(name) + 1
    return first >= 0 and tuple(tree.text[first : at + 1]) == name
