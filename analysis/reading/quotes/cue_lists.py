"""Cue lists: lexicons/cues.csv sorted by kind, with what each takes and makes of it."""

import functools
from dataclasses import dataclass
from typing import NamedTuple

from analysis.lexicons import Lexicons

# Kinds that are lists of words and nothing else, and the field that holds each.
PLAIN = {
    "colon": "before_colon", "circumstance": "circumstance", "gathering": "gathering", "label": "labels",
    "poll": "polls", "medium": "media", "talker": "talker", "giving": "giving", "account": "accounts", "body": "bodies",
    "hearsay": "hearsay", "moment": "moments", "issuing": "issuing",
    "showing": "showing",
}  # fmt: skip


class Entry(NamedTuple):
    """A row of lexicons/cues.csv: what a cue takes as its content, and what that makes of it."""

    cue: str
    takes: frozenset[str]
    act: str
    cue_class: str


@dataclass(frozen=True)
class CueLists:
    """Cues by kind; phrases by their verb."""

    verbs: dict[str, tuple[Entry, ...]]
    phrases: dict[str, tuple[tuple[str, Entry], ...]]
    adjectives: dict[str, Entry]
    nouns: dict[str, Entry]
    support: dict[str, str]
    done: dict[str, frozenset[str]]
    before_colon: frozenset[str]
    circumstance: frozenset[str]
    gathering: frozenset[str]
    labels: frozenset[str]
    polls: frozenset[str]
    media: frozenset[str]
    talker: frozenset[str]
    giving: frozenset[str]
    accounts: frozenset[str]
    bodies: frozenset[str]
    hearsay: frozenset[str]
    moments: frozenset[str]
    issuing: frozenset[str]
    showing: frozenset[str]
    reporting: frozenset[str]


@functools.lru_cache(maxsize=8)
def load_cues(lexicons: Lexicons) -> CueLists:
    """Sort lexicons/cues.csv by kind.

    Returns: CueLists; a verb may have several rows, each with its own frames and act.
    """
    verbs: dict[str, tuple[Entry, ...]] = {}
    phrases: dict[str, tuple[tuple[str, Entry], ...]] = {}
    single: dict[str, dict[str, Entry]] = {"adjective": {}, "noun": {}}
    plain: dict[str, set[str]] = {kind: set() for kind in PLAIN}
    support: dict[str, str] = {}
    done: dict[str, frozenset[str]] = {}
    for row in lexicons["cues"]:
        kind = row["kind"]
        entry = Entry(row["cue"], frozenset(row["takes"].split()), row["act"], row["class"])
        if kind == "verb":
            verbs[entry.cue] = (*verbs.get(entry.cue, ()), entry)
            if entry.takes >= {"marks", "after"}:
                plain["colon"].add(entry.cue)
        elif kind == "phrase":
            verb, particle = entry.cue.split(" ", 1)
            phrases[verb] = (*phrases.get(verb, ()), (particle, entry))
        elif kind == "support":
            support[entry.cue] = row["takes"]
        elif kind == "thing done":
            done[entry.cue] = done.get(entry.cue, frozenset()) | entry.takes
        elif kind in single:
            single[kind][entry.cue] = entry
        else:
            plain[kind].add(entry.cue)
    sets = {field: frozenset(plain[kind]) for kind, field in PLAIN.items()}
    sets["reporting"] = frozenset([*verbs, *(f"{verb} {words}" for verb, rows in phrases.items() for words, _ in rows)])
    return CueLists(verbs, phrases, single["adjective"], single["noun"], support, done, **sets)
