"""Aliases: countries, peoples, faiths and well-known bodies under any of their names, by general knowledge alone."""

from dataclasses import dataclass

from analysis.language.names import Alias, NameParts, compile_aliases, compile_parts
from analysis.language.tree import Tree
from analysis.lexicons import Lexicons

LONGEST = 6


@dataclass(frozen=True)
class Found:
    """An alias in the text: from which to which word, and the offsets where it fills only part of one (U.S.-Iran)."""

    first: int
    last: int
    start: int
    end: int
    alias: Alias
    form: str


def find_aliases(tree: Tree, lexicons: Lexicons) -> list[Found]:
    """Find countries, peoples and bodies that the alias table knows.

    A capital is its government (form *metonym*) where it acts, owns or stands beside another state: *Islamabad will
    not allow*, *between Tehran and Washington*; else it is a city and left out.

    Returns: Found, in the order of the text, the longest alias at each place.

    >>> from analysis.lexicons import standard_lexicons
    >>> from analysis.language.parse import parse
    >>> from analysis.language.tree import build_tree
    >>> tree = build_tree(parse("Protests in Tehran grew; Tehran blamed the U.S.-Israel alliance."))
    >>> [(found.alias.entity, found.form) for found in find_aliases(tree, standard_lexicons())]
    [('Iran', 'metonym'), ('United States', 'name'), ('Israel', 'name')]

    Limits: a country whose name is also a person's or a state's (Jordan, Georgia) is the country unless a first
    name stands before it.
    """
    aliases, parts = compile_aliases(lexicons), compile_parts(lexicons)
    found: list[Found] = []
    at, n = 0, tree.n
    while at < n:
        text = tree.text[at]
        if not text[:1].isalpha() or (text[:1].islower() and text not in {"al", "mainland"}):
            at += 1
            continue
        last, alias = _longest(tree, at, aliases)
        if alias is None:
            found += _inside(tree, at, aliases)
            at += 1
            continue
        form = _form(tree, parts, at, last, alias, aliases)
        if form:
            found.append(Found(at, last, tree.start[at], tree.end[last], alias, form))
        at = last + 1
    return found


def _longest(tree: Tree, at: int, aliases: dict[str, Alias]) -> tuple[int, Alias | None]:
    stop = min(at + LONGEST, tree.n)
    for last in range(stop - 1, at - 1, -1):
        spelling = tree.slice(at, last)
        if spelling in aliases:
            return last, aliases[spelling]
        if last == at and spelling.isupper() and len(spelling) > 4 and spelling.title() in aliases:
            return last, aliases[spelling.title()]
    return at, None


def _inside(tree: Tree, at: int, aliases: dict[str, Alias]) -> list[Found]:
    text = tree.text[at]
    if "-" not in text and "–" not in text:
        return []
    found, offset = [], tree.start[at]
    for part in text.replace("–", "-").split("-"):
        alias = aliases.get(part)
        if alias and alias.form != "capital":
            form = "adjective" if alias.form == "adjective" else "name"
            found.append(Found(at, at, offset, offset + len(part), alias, form))
        offset += len(part) + 1
    return found


def _form(tree: Tree, parts: NameParts, first: int, last: int, alias: Alias, aliases: dict[str, Alias]) -> str:
    """Empty where the words are part of something else: a person's name, a newspaper's, a city."""
    before = first - 1
    inside_name = (
        before >= 0
        and tree.pos[before] == "PROPN"
        and tree.dep[before] in {"compound", "nmod"}
        and tree.head[before] == last
        and tree.text[before][:1].isupper()
        and tree.text[before] not in aliases
        and _tells_name(tree, parts, before)
    )
    after = last + 1
    leads_name = (
        after < tree.n
        and tree.pos[after] == "PROPN"
        and tree.dep[last] == "compound"
        and tree.text[after][:1].isupper()
    )
    if alias.form == "capital":
        if inside_name or leads_name or not _acts(tree, parts, last):
            return ""
        return "metonym"
    if alias.kind == "country" and alias.form == "name" and inside_name and first == last:
        return ""
    if alias.form == "adjective":
        return "adjective" if tree.dep[last] in {"amod", "compound", "nmod", "poss"} or leads_name else "name"
    return "name"


def _tells_name(tree: Tree, parts: NameParts, at: int) -> bool:
    """*Backing Norland's claim, ...*: the capital of a first word is no sign of a name, unless it is part of one."""
    first = tree.sentence_of(at)[0]
    opens = all(not tree.text[k][:1].isalnum() for k in range(first, at))
    known = tree.lower[at] in parts.gender or tree.lower[at] in parts.titles or tree.text[at] in parts.honorifics
    return known or not opens


def _acts(tree: Tree, parts: NameParts, at: int) -> bool:
    """Whether a city stands for the government in it."""
    relation, above = tree.dep[at], tree.head[at]
    if relation in {"nsubj", "nsubjpass"}:
        return True
    if relation == "poss":
        return tree.lower[above] not in parts["city noun"] and tree.pos[above] != "PROPN"
    if relation == "conj":
        return _acts(tree, parts, above)
    if relation == "dobj":
        return tree.lemma[above] in parts["told state"]
    return relation == "pobj" and tree.lower[above] in parts["state preposition"]
