"""Titles: offices and the words that say which one, taken apart."""

from dataclasses import dataclass

from analysis.language.names import NameParts
from analysis.language.tree import Tree
from analysis.reading.people.aliases import Found


@dataclass(frozen=True)
class Role:
    """A title or description taken apart: *former Iranian military commander*."""

    noun: str
    classes: frozenset[str]
    modifiers: frozenset[str]
    former: bool = False
    under: bool = False
    bound: bool = False


def make_role(parts: NameParts, noun: str, modifiers: list[str]) -> Role:
    """Take a title apart into its noun and the words that say which one."""
    former = any(m in parts["former"] or m.startswith("ex-") for m in modifiers)
    under = any(m in parts["under"] for m in modifiers)
    telling = frozenset(m for m in modifiers if m not in parts["former"] | parts["empty"] | parts["under"])
    return Role(noun, parts.titles.get(noun, frozenset({noun})), telling, former, under)


def read_modifiers(
    tree: Tree, parts: NameParts, first: int, last: int, aliases: dict[int, Found]
) -> tuple[list[Role], set[str], int]:
    """Read the words before a name or around a description's noun: roles, nationalities, first word to keep."""
    roles: list[Role] = []
    nations: set[str] = set()
    pending: list[str] = []
    at = first
    if tree.lower[first] in parts["determiner"] and first == last:
        return roles, nations, last + 1
    while at <= last:
        found = aliases.get(at)
        if found is not None and found.last <= last:
            nations.add(found.alias.entity)
            at = found.last + 1
            continue
        lower = tree.lower[at]
        pair = f"{lower} {tree.lower[at + 1]}" if at < last else ""
        if pair in parts.titles:
            roles.append(make_role(parts, pair, pending))
            pending, at = [], at + 2
            continue
        if tree.lemma[at] in parts.titles and tree.pos[at] in {"NOUN", "PROPN"}:
            nested = at < last and tree.lemma[at + 1] in parts.titles
            if nested:
                pending.append(lower)
            else:
                roles.append(make_role(parts, tree.lemma[at], pending))
                pending = []
        elif lower not in parts["determiner"] and tree.text[at][:1].isalnum() and tree.tag[at] != "POS":
            pending.append(lower.replace(".", ""))
        at += 1
    return roles, nations, first
