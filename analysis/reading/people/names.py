"""Names: every mention of a person, group, country or body, and who within the article is the same."""

import bisect
from typing import TYPE_CHECKING

import pandas as pd

from analysis.language.names import NameParts, compile_parts
from analysis.language.tree import Tree, build_tree
from analysis.lexicons import Lexicons, standard_lexicons
from analysis.reading.people.aliases import Found, find_aliases
from analysis.reading.people.clusters import cluster_names
from analysis.reading.people.descriptions import find_descriptions, link_descriptions
from analysis.reading.people.groups import find_bodies, find_crowds, find_owned
from analysis.reading.people.printed import Mention, find_runs, read_run

if TYPE_CHECKING:
    from spacy.tokens import Doc

FORMS = ("name", "title", "description", "adjective", "metonym")
COLUMNS = ["sentence_id", "voice", "entity", "form", "start", "end", "text", "kind", "bare"]
SET_ASIDE = {"related link", "byline", "dateline"}
CAPITALISED = {"headline", "crosshead"}


def find_names(
    doc: "Doc", segments: pd.DataFrame, sentences: pd.DataFrame, *, lexicons: Lexicons | None = None
) -> pd.DataFrame:
    """Find what persons, groups, countries and bodies are called, and cluster the mentions of one of them.

    Forms: name (*Soleimani*), title (*Iranian commander Qasim Soleimani*), description (*its general*), adjective
    (*American*), metonym (*Washington*). Mentions may lie inside each other: *Pakistani* in *Pakistani army
    spokesman Asif Ghafoor* is the country's.

    Takes: the Doc of `parse`, the segments of `split_voices`, the sentences of `split_sentences`.
    Returns: sentence_id, voice, entity (the name within this article), form, start, end, text; and, for
    `merge_entities`, kind (person, body, country, group ...) and bare (the name without titles).

    >>> from analysis.reading.page.zones import split_zones
    >>> from analysis.language.parse import parse, split_sentences
    >>> text = "Iranian commander Qasim Soleimani died. Soleimani was a general."
    >>> zones = split_zones(text)
    >>> doc = parse(text, zones)
    >>> names = find_names(doc, pd.DataFrame(), split_sentences(doc, zones))
    >>> names.loc[names["entity"] == "Qasim Soleimani", "form"].tolist()
    ['title', 'name', 'description']

    Limits: no model of named entities: a name is a run of words tagged as proper nouns; pronouns are not mentions.
    """
    lexicons = lexicons or standard_lexicons()
    tree = build_tree(doc)
    parts = compile_parts(lexicons)
    kept = sentences[~sentences["zone"].isin(SET_ASIDE)]
    borders = list(zip(kept["start"], kept["end"], kept["sentence_id"], kept["zone"], strict=True))
    mentions = find_mentions(tree, parts, lexicons, borders)
    voices = []
    if not segments.empty:
        voices = sorted(zip(segments["start"], segments["end"], segments["voice"], strict=True))
    rows: dict[tuple[int, int], tuple[object, ...]] = {}
    for mention in mentions:
        place = bisect.bisect_right(borders, (mention.start, float("inf"))) - 1
        if place < 0 or borders[place][1] <= mention.start or not mention.entity:
            continue
        spot = bisect.bisect_right(voices, (mention.start, float("inf"), "")) - 1
        voice = voices[spot][2] if spot >= 0 and voices[spot][1] > mention.start else "own"
        text = tree.source[mention.start : mention.end]
        bare = " ".join(mention.name)
        row = (borders[place][2], voice, mention.entity, mention.form, mention.start, mention.end, text)
        rows.setdefault((mention.start, -mention.end), (*row, mention.kind, bare))
    table = pd.DataFrame([rows[key] for key in sorted(rows)], columns=COLUMNS)
    return table.astype({"start": "int64", "end": "int64"})


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
