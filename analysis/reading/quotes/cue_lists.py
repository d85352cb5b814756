"""Cue lists: lexicons/cues.csv sorted by kind, and what a rule hands on when it finds a report."""

import functools
from dataclasses import dataclass, field
from typing import NamedTuple

from analysis.lexicons import Lexicons

Ranges = list[tuple[int, int]]


class Entry(NamedTuple):
    """A row of lexicons/cues.csv: what a cue takes as its content, and what that makes of it."""

    cue: str
    takes: frozenset[str]
    act: str
    cue_class: str


@dataclass
class Attribution:
    """Somebody reports something: token numbers; `content`, `clause` and `speaker` are token ranges.

    `clause` is the stretch of words that attributes (speaker, cue, what modifies it); `marks` says whether the cue
    may stand beside a quotation in marks.
    """

    rule: str
    cue: list[int]
    act: str
    cue_class: str
    speaker: tuple[int, int] | None = None
    speaker_head: int | None = None
    content: Ranges = field(default_factory=list)
    confidence: float = 0.9
    clause: tuple[int, int] = (0, 0)
    marks: bool = True


@dataclass(frozen=True)
class CueLists:
    """Cues by kind; phrases by their verb."""

    verbs: dict[str, tuple[Entry, ...]]
    phrases: dict[str, tuple[tuple[str, Entry], ...]]
    adjectives: dict[str, Entry]
    nouns: dict[str, Entry]
    support: dict[str, str]
    before_colon: frozenset[str]
    circumstance: frozenset[str]
    gathering: frozenset[str]
    labels: frozenset[str]
    polls: frozenset[str]


@functools.lru_cache(maxsize=8)
def load_cues(lexicons: Lexicons) -> CueLists:
    """Sort lexicons/cues.csv by kind.

    Returns: CueLists; a verb may have several rows, each with its own frames and act.
    """
    verbs: dict[str, tuple[Entry, ...]] = {}
    phrases: dict[str, tuple[tuple[str, Entry], ...]] = {}
    single: dict[str, dict[str, Entry]] = {"adjective": {}, "noun": {}}
    plain: dict[str, set[str]] = {kind: set() for kind in ("colon", "circumstance", "gathering", "label", "poll")}
    support: dict[str, str] = {}
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
        elif kind in single:
            single[kind][entry.cue] = entry
        else:
            plain[kind].add(entry.cue)
    sets = (frozenset(plain[kind]) for kind in ("colon", "circumstance", "gathering", "label", "poll"))
    return CueLists(verbs, phrases, single["adjective"], single["noun"], support, *sets)
