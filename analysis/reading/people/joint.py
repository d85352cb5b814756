"""Joint speakers: all who are printed as one speaker, `A and B`, `A, head of the port; B (R) and C`."""

from analysis.language.names import NameParts
from analysis.language.phrases import phrase
from analysis.language.tree import Tree
from analysis.reading.people.called import plain_name
from analysis.reading.people.clusters import Entity, People

MOST_TOGETHER = 4


def find_joint(tree: Tree, people: People, head: int, first: int, last: int) -> list[Entity]:
    """Find all of `A and B`, `A, B and C`; empty where the mention names one or many.

    Takes: the tree and the people of an article; the head, first and last token of a printed speaker.
    Returns: entities in the order of the text; one that has no name goes by its own words.

    >>> from analysis.reading.article import read_article
    >>> read_article("Ada Lund and two clerks said the vote was void.")["quotes"]["speaker"].tolist()
    ['Ada Lund and two clerks']

    Limits: *a spokesman for A and B* is one person where the parser says so.
    """
    listed = _names_only(tree, people, first, last)
    if len(listed) > 1:
        return listed
    heads = {head}
    if tree.tag[head] == "NNS" and tree.lemma[head] in people.parts.titles and people.at(head) is None:
        # Senators Ana Sol and Ivo Berg: those named, not the word before them.
        named = [k for k in tree.children[head] if tree.dep[k] == "appos" and (m := people.mention(k)) and m.name]
        heads = set(named[:1]) or heads
    heads |= {k for k in range(first, last + 1) if k != head and any(_is_beside(tree, k, h) for h in heads | {head})}
    if people.at(min(heads)) is None:
        return []  # Brokers and bankers: their own words.
    found = [e for k in sorted(heads) if (e := people.at(k) or _told_of(tree, people.parts, k, last)) is not None]
    whole = len(found) == len(heads) and 1 < len({e.name for e in found}) == len(found) <= MOST_TOGETHER
    described = any(e.name not in people.entities for e in found)
    return found if whole and (described or len({e.person for e in found}) == 1) else []


def _names_only(tree: Tree, people: People, first: int, last: int) -> list[Entity]:
    """All persons of a span that is nothing but their names: *Ana Sol (D) and Mayor Ivo Berg (R)*."""
    named = [m for m in people.mentions if first <= m.first and m.last <= last and m.name and m.kind == "name"]
    aside: set[int] = set()
    for k in range(first, last + 1):
        if tree.text[k] == "(":
            aside |= set(range(k, next((j for j in range(k, last + 1) if tree.text[j] == ")"), k) + 1))
    named = [mention for mention in named if mention.bare not in aside]
    covered = aside.union(*(range(m.first, m.last + 1) for m in named))
    rest = [tree.lower[k] for k in range(first, last + 1) if k not in covered and tree.pos[k] != "SPACE"]
    found = {m.entity: people.entities[m.entity] for m in named}
    whole = "and" in rest and not set(rest) - {"and", ",", ";", "both"}
    return list(found.values()) if whole and all(e.person for e in found.values()) else []


def _told_of(tree: Tree, parts: NameParts, at: int, last: int) -> Entity | None:
    """*members of his cabinet*, beside a name: persons by their own words."""
    if tree.tag[at] != "NNS" or not (tree.lemma[at] in parts.people or tree.lemma[at] in parts.titles):
        return None
    name = plain_name(tree.slice(phrase(tree, at)[0], min(tree.last[at], last)), parts)
    return None if " and " in name else Entity(name, "", person=True)


def _is_beside(tree: Tree, at: int, head: int) -> bool:
    """Whether a noun is joined to the head of a mention, not to something that is told of it."""
    if tree.dep[at] == "nsubj":
        return tree.head[at] == tree.head[head]
    if tree.dep[at] == "appos" and tree.text[tree.first[at] - 1] == ";":
        return True
    if tree.dep[at] != "conj":
        return False
    above = at
    while tree.dep[above] == "conj" and above != head:
        above = tree.head[above]
    if above == head or tree.head[above] == tree.head[head]:
        return True
    # Ana Sol, head of the port; and Ivo Berg: set off from what is told of the one before.
    begin = tree.first[at] - 1
    apart = tree.text[begin] == ";" or (tree.lower[begin] == "and" and tree.text[begin - 1] in (",", ";"))
    return apart and not any(tree.dep[k] in ("relcl", "acl") for k in range(head, at))
