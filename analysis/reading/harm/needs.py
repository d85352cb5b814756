"""Needs: whether a verb of harm is meant as one, by what it is done to: bills are killed, records are attacked."""

from collections.abc import Callable
from typing import NamedTuple

from analysis.language.tree import Tree
from analysis.reading.harm.lexicon import COUNTRY, PEOPLE, WEAPON, Harm, Rule, is_concrete
from analysis.reading.harm.participants import Participants

CUSTODY_REACH = 7


class Told(NamedTuple):
    """A verb of harm with what stands around it: `goods` is its direct object, whatever its part."""

    at: int
    rule: Rule
    parts: Participants
    goods: int | None
    passive: bool


def meets_needs(tree: Tree, told: Told, harm: Harm) -> bool:
    """Say whether the patient can suffer this act: the column `needs` of lexicons/harm.csv, `never` before it.

    The first need of the list below that a row has decides; where there is none, person, people, target or event say
    what kind of word the patient must be.
    """
    rule, patient = told.rule, told.parts.patient
    if patient is not None and tree.lemma[patient] in rule.never:
        return False
    if _is_of_words(tree, told, harm) or ("forced" in rule.needs and not harm.is_one(tree, told.parts.agent, "force")):
        return False
    if "optional" in rule.needs and patient is None:
        return True
    decides = next((need for need in DECIDING if need in rule.needs), None)
    if decides is not None:
        return DECIDING[decides](tree, told, harm)
    if PEOPLE in rule.needs and _is_rough(tree, told):
        return True
    if rule.needs & {"person", PEOPLE, "target", "event"}:
        return patient is not None and is_concrete(tree, patient, rule.needs, harm)
    return True


def _is_of_words(tree: Tree, told: Told, harm: Harm) -> bool:
    """Whether the blow is one of words: no means, and a reason (*attacked her for her silence*) or a political hand."""
    needs, parts = told.rule.needs, told.parts
    if parts.instrument is not None:
        return False
    if "verbal" in needs and any(tree.lower[c] in {"for", "over"} for c in tree.children[told.at]):
        return True
    return "armed" in needs and (harm.is_one(tree, parts.agent, "politics") or _is_between_names(tree, parts, harm))


def _is_between_names(tree: Tree, parts: Participants, harm: Harm) -> bool:
    """*Reed attacked Lind*: names that are no countries, whose wars are fought with weapons."""
    pair = [at for at in (parts.agent, parts.patient) if at is not None]
    return len(pair) == 2 and all(
        tree.pos[at] == "PROPN" and tree.text[at] not in harm.words[COUNTRY] and not harm.is_one(tree, at, "force")
        for at in pair
    )


def _is_held(tree: Tree, told: Told, harm: Harm) -> bool:
    return any(tree.lower[w] in harm.words["custody"] for w in range(told.at + 1, min(told.at + CUSTODY_REACH, tree.n)))


def _is_device(tree: Tree, told: Told, harm: Harm) -> bool:
    return harm.is_one(tree, told.goods, WEAPON) or (told.passive and told.parts.patient is not None)


def _is_rough(tree: Tree, told: Told) -> bool:
    """*beat up*, *beat to death*, *beat with a hammer*: no game."""
    after = tree.lower[told.at + 1 : told.at + 6]
    armed = told.parts.instrument is not None and told.parts.patient is not None
    return "up" in after[:3] or "death" in after or armed


DECIDING: dict[str, Callable[[Tree, Told, Harm], bool]] = {"hold": _is_held, "device": _is_device}
