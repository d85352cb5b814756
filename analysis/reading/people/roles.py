"""Roles: what part a speaker plays, from the words that describe it."""

import functools
from collections.abc import Iterable

from analysis.language.stems import singular
from analysis.language.words import DESCRIBING
from analysis.lexicons import Lexicons

UNKNOWN_ROLE = "other"
STATE = "state"


@functools.lru_cache(maxsize=8)
def load_roles(lexicons: Lexicons) -> dict[str, str]:
    """Role by word or phrase, lower case, from lexicons/roles.csv."""
    return {row["word"].lower(): row["role"] for row in lexicons["roles"]}


def find_role(descriptions: Iterable[str], roles: dict[str, str]) -> str:
    """Give the role of a speaker from its descriptions, the telling end of each first.

    In `Pakistani army spokesman` the last word names the post, but a post that speaks for others (`spokesman`,
    `official`) takes the role of what stands before it. A longer phrase beats a shorter one.

    Returns: a role of lexicons/roles.csv, or `other`.

    >>> find_role(["Pakistani army spokesman"], {"army": "military", "spokesman": "spokesperson or source"})
    'military'
    """
    spare = UNKNOWN_ROLE
    for description in descriptions:
        words = [
            word.lower().rstrip("’'") for word in DESCRIBING.findall(description.replace("’s", "").replace("'s", ""))
        ]
        stop = next(
            (k for k, word in enumerate(words) if k and word in ("of", "for", "at", "in", "with", "from")), len(words)
        )
        for order in (words[:stop], words[stop:]):
            for end in range(len(order), 0, -1):
                for size in (3, 2, 1):
                    if size > end:
                        continue
                    phrase = " ".join(order[end - size : end])
                    role = roles.get(phrase) or roles.get(phrase.rstrip(".")) or roles.get(singular(phrase))
                    if (
                        role
                        and role not in ("spokesperson or source",)
                        and phrase not in ("official", "officials", "member")
                    ):
                        return role
                    if role and spare == UNKNOWN_ROLE:
                        spare = role
    return spare
