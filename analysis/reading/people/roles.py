"""Roles: what part a speaker plays, from the words that describe it."""

import functools
import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping
from typing import NamedTuple

from analysis.language.stems import singular
from analysis.language.words import DESCRIBING
from analysis.lexicons import Lexicons

UNKNOWN_ROLE = "other"
STATE = "state"
SPOKESPERSON = "spokesperson or source"
DOCUMENT = "document"
SPEAKING_THINGS = frozenset([DOCUMENT, "business", "media"])
WEAK = frozenset(["official", "officials", "member"])
CLAUSE = re.compile(r",? (?:who|which|that|whose) |, \w+ing ")
INTO_OTHERS = frozenset(["of", "for", "at", "in", "with", "from"])


class Told(NamedTuple):
    """A role, and the words that decided it."""

    role: str
    text: str = ""


@functools.lru_cache(maxsize=8)
def load_roles(lexicons: Lexicons) -> dict[str, str]:
    """Role by word or phrase, lower case, from lexicons/roles.csv; of several the first."""
    return {row["word"].lower(): row["role"] for row in reversed(lexicons["roles"])}


@functools.lru_cache(maxsize=8)
def load_rivals(lexicons: Lexicons) -> dict[str, tuple[str, ...]]:
    """The words that lexicons/roles.csv gives several roles (`captain`): those roles."""
    several = {row["word"].lower() for row in lexicons["roles"]}
    found = {word: tuple(r["role"] for r in lexicons["roles"] if r["word"].lower() == word) for word in several}
    return {word: roles for word, roles in found.items() if len(roles) > 1}


def choose_rivals(
    words: Iterable[str], roles: Mapping[str, str], rivals: Mapping[str, tuple[str, ...]]
) -> dict[str, str]:
    """Say which role a word of several roles has in an article: the one of most other words there, else none.

    >>> roles, rivals = {"captain": "military", "coach": "sport"}, {"captain": ("military", "sport")}
    >>> choose_rivals(["captain", "coach"], roles, rivals)
    {'captain': 'sport'}
    """
    counts = Counter(roles[word] for word in words if word in roles and word not in rivals)
    chosen = {}
    for word, options in rivals.items():
        most = sorted(options, key=lambda role: -counts[role])
        chosen[word] = most[0] if counts[most[0]] > counts[most[1]] else UNKNOWN_ROLE
    return chosen


def find_role(descriptions: Iterable[str], roles: Mapping[str, str], *, posts: Container[str] = ()) -> Told:
    """Give the role of a speaker from its descriptions, the telling end of each first.

    In `Pakistani army spokesman` the last word names the post, but a post that speaks for others (`spokesman`,
    `official`), or one that every body has (`posts`: `president`, `chairman`), takes the role of the body beside it.
    A longer phrase beats a shorter one; a text is only what is one itself: not who runs a survey.

    Returns: a role of lexicons/roles.csv, or `other`, and the words that decided.

    >>> find_role(["Pakistani army spokesman"], {"army": "military", "spokesman": "spokesperson or source"})
    Told(role='military', text='army')
    """
    descriptions = list(descriptions)
    told = _find_in([CLAUSE.split(description)[0] for description in descriptions], roles, posts)
    if told.role != UNKNOWN_ROLE:
        return told
    beside = _find_in(descriptions, roles, posts)  # Luis Rubio, who heads a bank
    return told if beside.role == DOCUMENT else beside


def _find_in(descriptions: Iterable[str], roles: Mapping[str, str], posts: Container[str]) -> Told:
    spare = Told(UNKNOWN_ROLE)
    for description in descriptions:
        for told, strong in _read_roles(description, roles, posts):
            if strong:
                return told
            post = told.text.lower() in posts
            if spare.role == UNKNOWN_ROLE or (post and spare.role == SPOKESPERSON):
                spare = told
        if spare.text.lower() in posts:
            return spare
    return spare


def _read_roles(description: str, roles: Mapping[str, str], posts: Container[str]) -> Iterator[tuple[Told, bool]]:
    """Every role that a description tells, the head of its first noun first, and whether it decides."""
    printed = [word.rstrip("’'") for word in DESCRIBING.findall(description.replace("’s", "").replace("'s", ""))]
    words = [word.lower() for word in printed]
    stop = next((k for k, word in enumerate(words) if k and word in INTO_OTHERS), len(words))
    for first, last in ((0, stop), (stop, len(words))):
        for end in range(last, first, -1):
            for size in (n for n in (3, 2, 1) if end - n >= first):
                phrase = " ".join(words[end - size : end])
                role = roles.get(phrase) or roles.get(phrase.rstrip(".")) or roles.get(singular(phrase))
                if not role or role == UNKNOWN_ROLE or (role == DOCUMENT and not _is_head(words, end, stop)):
                    continue
                strong = role != SPOKESPERSON and phrase not in WEAK and phrase not in posts
                yield Told(role, " ".join(printed[end - size : end])), strong
                break  # a press officer is no officer


def _is_head(words: list[str], end: int, stop: int) -> bool:
    """Whether a noun is what a description is about: *a report released by*, not *book publisher*."""
    return end == stop or (end < stop and (words[end] in ("by", "written") or words[end].endswith("ed")))
