"""Inside: who is named inside a printed speaker, by its head, by an apposition or at its end."""

from collections.abc import Mapping

from analysis.language.tree import Tree
from analysis.reading.people.clusters import Entity, People
from analysis.reading.people.printed import Mention
from analysis.reading.people.roles import DOCUMENT, SPEAKING_THINGS


def find_inside(tree: Tree, people: People, roles: Mapping[str, str], place: tuple[int, int, int]) -> Entity | None:
    """Find who is named: by the phrase around the head, by what stands in apposition to it, or by a name at its end.

    Takes: the tree and the people of an article; the roles; head, first and last token of a printed speaker.
    Returns: an Entity, or None where the words name nobody.

    >>> from analysis.reading.article import read_article
    >>> read_article("A spokesman for Mr. Hunt, Ivo Berg, said the vote was void.")["quotes"]["speaker"].tolist()
    ['Ivo Berg']

    Limits: *a spokesman for the mayor, Ivo Berg* is read as the parser reads it.
    """
    head, first, last = place
    mention = people.mention(head)
    if mention is not None:
        # House Democrats, most Americans: some of a group keep their own words.
        some = people.is_plural(mention) and mention.kind != "group" and _has_more(tree, mention, first)
        return None if some else people.at(head)
    inside = [k for k in range(first, last + 1) if people.at(k) is not None]
    for k in inside:
        entity = people.at(k)
        above = tree.head[k]
        apposed = tree.dep[k] == "appos" and (above == head or (tree.pos[head] == "PROPN" and head < above))
        title = tree.pos[head] == "PROPN" or _is_body(tree, people, roles, head)
        if entity is not None and apposed and (entity.person or title):
            return entity
    named = _set_off(tree, people, head, inside[-1], last) if inside else None
    if named is not None:
        return named
    inside = [k for k in inside if not any(tree.dep[a] == "relcl" for a in range(head, k))]
    joined = [e for k in inside if tree.dep[k] in ("conj", "nmod", "compound") and (e := people.at(k)) and e.person]
    ends = inside and inside[-1] == last
    return joined[0] if tree.tag[head] == "NN" and len(joined) == 1 and ends else None


def _is_body(tree: Tree, people: People, roles: Mapping[str, str], head: int) -> bool:
    """*a local weekly, The Harbour Post*: a noun for one body, whose name a comma sets off."""
    lemma = tree.lemma[head]
    body = lemma in people.parts["body"] or roles.get(lemma) in SPEAKING_THINGS
    return tree.tag[head] == "NN" and body and roles.get(lemma) != DOCUMENT


def _set_off(tree: Tree, people: People, head: int, at: int, last: int) -> Entity | None:
    """*a spokesman for Ana Sol, Ivo Berg*: whose name a comma sets off at the end, behind somebody else's."""
    named, owner = people.mention(at), people.at(tree.head[at])
    office = tree.tag[head] == "NN" and tree.lemma[head] in people.parts.titles.keys() | people.parts.people
    if named is None or named.last != last or tree.dep[at] != "appos" or not office:
        return None
    entity = people.entities[named.entity]
    return entity if entity.person and owner not in (None, entity) and tree.text[named.first - 1] == "," else None


def _has_more(tree: Tree, mention: Mention, first: int) -> bool:
    """Whether a phrase begins with more than an article before the mention: *three dozen*, *most*, *House*."""
    return any(tree.lower[k] not in ("the", "all") for k in range(first, mention.first))
