"""Called: the name and the role that a printed speaker is given."""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from analysis.language.names import NameParts
from analysis.reading.people.roles import STATE, UNKNOWN_ROLE, Told, find_role
from analysis.schema import UNKNOWN

CUT = re.compile(r"[,;(—–]| -- | who | which | that | whose | known (?:\w+ ){0,3}as ")


class Named(NamedTuple):
    """The name of a speaker, the words that say who that is, and what kind of entity it is."""

    name: str
    descriptions: Sequence[str] = ()
    kind: str = ""


NOBODY = Named(UNKNOWN)


def tell_role(q: Named, roles: Mapping[str, str], posts: frozenset[str]) -> Told:
    """The role of a named speaker; a country that is itself said to speak is a state."""
    if q.name == UNKNOWN:
        return Told("")
    told = find_role(q.descriptions, roles, posts=posts)
    return Told(STATE, q.name) if q.kind == "country" and told.role in (UNKNOWN_ROLE, STATE) else told


def plain_name(text: str, parts: NameParts) -> str:
    """A description as a name: no article, nothing after a comma or a relative clause."""
    spaced = re.sub(r"\s+", " ", text)
    cuts = (
        m.start() for m in CUT.finditer(spaced) if spaced.count("“", 0, m.start()) == spaced.count("”", 0, m.start())
    )
    words = spaced[: next(cuts, None)].split()
    while len(words) > 1 and words[0].lower() in parts["determiner"] and words[1].lower() not in parts["partitive"]:
        words = words[1:]
    return re.sub(r"[’']s$", "", " ".join(words))
