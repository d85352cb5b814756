"""Titles: offices and the words that say which one, taken apart."""

from dataclasses import dataclass

from analysis.language.names import NameParts
from analysis.language.tree import Tree
from analysis.reading.people.aliases import Found
from analysis.reading.people.runs import JOINING

LONGEST_OFFICE = 10


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


def is_office_of(tree: Tree, parts: NameParts, first: int, last: int) -> bool:
    """Say whether words are an office whose name follows, as in these two.

    *Oban Governor*, Amina Yusuf; *The Commissioner for Health in Oban State*, Dr Amina Yusuf.
    """
    personal = any(tree.lower[w] in parts.gender or tree.text[w] in parts.honorifics for w in range(first, last))
    office = tree.lower[last] in parts.titles and not personal  # Oban Governor, but not Peter King.
    if office and tree.text[last + 1] == "," and tree.text[last + 2][:1].isupper():
        return any(tree.dep[c] == "appos" and tree.pos[c] == "PROPN" and c > last for c in tree.children[last])
    office = tree.lower[first - 1] == "the" and any(tree.lower[w] in JOINING for w in range(first, last + 2))
    end = tree.sentence_of(first)[1]
    for comma in range(last + 1, min(last + LONGEST_OFFICE, end) if office else 0):
        if tree.text[comma] == "," and tree.text[comma + 1] in parts.honorifics:
            named = next((k for k in range(comma + 1, comma + 6) if tree.dep[k] == "appos"), None)
            return named is not None and first <= tree.head[named] < comma
        if tree.pos[comma] in ("VERB", "AUX", "PUNCT"):
            return False
    return False
