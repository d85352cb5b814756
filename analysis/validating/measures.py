"""Measures: the figures that a coded sample can correct, as four numbers a unit."""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.comparing.draws import Floats

SMALL = 0.05  # roles with less of the reported words are pooled: too few coded units would bear on each
OTHER_ROLES = "other roles"
REPORTED, OF_ROLE, TONE, NEGATIVE = "reported words", "words of a role", "tone towards targets", "negative targets"
MOST_RATING = 2  # people rate -2..2, the model gives -1..1


class Measure(NamedTuple):
    """A figure sum(y) / sum(x) by a person, sum(f) / sum(g) by the rules; y and x count where a unit is coded."""

    measure: str
    name: str  # the role; empty for all others
    y: Floats
    x: Floats
    f: Floats
    g: Floats
    share: bool = True


def measure_words(units: pd.DataFrame, *, roles: bool = True) -> list[Measure]:
    """Count the words that are reported, of all words; and, by role, of the reported ones.

    Takes: one row a sentence: n_words, word_roles (by the rules), coded (bool), coded_roles (by a person, one entry a
    word; not read where the unit is not coded). `roles`: whether the coder gave roles.
    Returns: `reported words` and, role by role, `words of a role`; roles under 5 % of the words are pooled.

    Limits: named speakers, diversity and keywords cannot be corrected this way: too few coded units bear on each.
    """
    found = [Counter(filter(None, words)) for words in units["word_roles"]]
    there = [
        Counter(filter(None, words)) if coded else Counter()
        for words, coded in zip(units["coded_roles"], units["coded"], strict=True)
    ]
    f, y = (np.array([counts.total() for counts in counted], float) for counted in (found, there))
    n_words = units["n_words"].to_numpy(float)
    measures = [Measure(REPORTED, "", y, n_words, f, n_words)]
    if not roles:
        return measures
    kept, small = _split_roles(found, there)
    for name, members in [*((role, [role]) for role in kept), (OTHER_ROLES, small)]:
        if members:
            measures.append(Measure(OF_ROLE, name, _sum_roles(there, members), y, _sum_roles(found, members), f))
    return measures


def measure_tone(units: pd.DataFrame) -> list[Measure]:
    """Average the tone towards named targets, and count those spoken of negatively.

    Takes: one row a target: tone (-1..1) and negative (bool) by the model, coded (bool), rating (-2..2 by a person;
    not read where the unit is not coded). A person's rating is halved, so that both lie in -1..1.

    Limits: people and model use the scale in ways of their own, so compare sources, not the model with people.
    """
    rating = np.where(units["coded"], units["rating"].to_numpy(float), 0.0)
    one = np.ones(len(units))
    tone, negative = units["tone"].to_numpy(float), units["negative"].to_numpy(float)
    return [
        Measure(TONE, "", rating / MOST_RATING, one, tone, one, share=False),
        Measure(NEGATIVE, "", (rating < 0).astype(float), one, negative, one),
    ]


def _split_roles(found: Sequence[Counter[str]], there: Sequence[Counter[str]]) -> tuple[list[str], list[str]]:
    """Roles with 5 % of the words by the rules or by the coder, the largest first, and all the others."""
    shares: Counter[str] = Counter()
    for counted in (found, there):
        counts: Counter[str] = sum(counted, Counter())
        for role, n in counts.items():
            shares[role] = max(shares[role], n / counts.total())  # type: ignore[assignment]
    names = sorted(shares, key=lambda role: (-shares[role], role))
    return [role for role in names if shares[role] >= SMALL], [role for role in names if shares[role] < SMALL]


def _sum_roles(counted: Sequence[Counter[str]], roles: Sequence[str]) -> Floats:
    return np.array([sum(counts[role] for role in roles) for counts in counted], float)
