"""Descriptions: *the foreign minister*, *its general*, *the head of the force*, tied to the one they describe."""

from collections import defaultdict

from analysis.language.names import NameParts
from analysis.language.phrases import left_edge, phrase
from analysis.language.tree import Tree
from analysis.reading.people.aliases import Found
from analysis.reading.people.printed import Mention, new_mention
from analysis.reading.people.titles import Role, make_role, read_modifiers

SINGULAR = {"NN", "NNP"}
PLAIN_CLASSES = {"relation", "trade", "school", "victim"}
# Offices that many hold at once: the article may well speak of two.
OF_MANY = frozenset(
    ["lawmaker", "lawyer", "judge", "aide", "candidate", "scholar", "athlete", "artist", "writer", "suspect", "doctor",
     "cleric", "police", "military", "spokesperson"]
)  # fmt: skip
DESCRIBING = frozenset(["NOUN", "ADJ", "PROPN"])
LONGEST = 12


def find_descriptions(tree: Tree, parts: NameParts, aliases: dict[int, Found], used: set[int]) -> list[Mention]:
    """Find noun phrases whose noun is an office or another word for a person, outside names."""
    found = []
    for at in range(tree.n):
        lemma = tree.lemma[at]
        if at in used or tree.tag[at] not in SINGULAR or lemma not in parts.titles:
            continue
        if tree.dep[at] in {"compound", "nmod", "amod"} and tree.pos[tree.head[at]] in {"NOUN", "PROPN"}:
            continue
        first = left_edge(tree, at)
        last = phrase(tree, at)[1]
        mention = new_mention(tree, first, last, at, "person", "description")
        roles, nations, _ = read_modifiers(tree, parts, first, at, aliases)
        mention.roles = roles[-1:] or [make_role(parts, lemma, [])]
        mention.nations = nations
        if last > at:
            extra = [tree.lower[w].replace(".", "") for w in range(at + 2, last + 1)]
            telling = frozenset(w for w in extra if w not in parts["determiner"] and w.isalnum())
            mention.nations |= {found_.alias.entity for w in range(at, last + 1) if (found_ := aliases.get(w))}
            role = mention.roles[0]
            bound = bool(telling)
            mention.roles = [Role(role.noun, role.classes, role.modifiers | telling, role.former, role.under, bound)]
        found.append(mention)
    return found


def link_descriptions(
    tree: Tree,
    parts: NameParts,
    mentions: list[Mention],
    descriptions: list[Mention],
    aliases: dict[int, Found],
) -> None:
    """Tie each description to a named cluster of the article, or leave it without an entity.

    First by grammar (apposition, *is*), which teaches what a person is called; then by a title that fits exactly one.
    """
    named = sorted((m for m in mentions if m.kind != "body" and m.cluster >= 0), key=lambda m: m.start)
    _link_by_grammar(tree, named, descriptions)
    profiles = _profiles([*mentions, *descriptions])
    order = [m for m in named if m.cluster in profiles]
    names = {m.cluster: m.entity for m in named}
    for description in descriptions:
        if description.entity or not _is_definite(tree, parts, description):
            continue
        cluster = _choose(tree, parts, description, profiles, order, aliases)
        if _comes_too_late(tree, description, cluster, named):
            continue
        since = max((m.start for m in order if m.cluster == cluster and m.start < description.start), default=-1)
        if cluster >= 0 and not _is_another(tree, parts, description, descriptions, since):
            description.cluster, description.entity = cluster, names[cluster]


def _comes_too_late(tree: Tree, description: Mention, cluster: int, named: list[Mention]) -> bool:
    """*The senator ... Mr. Cole ... Senator Ann Vale*: who comes behind another is not announced by it."""
    before = any(m.cluster == cluster and m.start < description.start for m in named)
    role = description.roles[0]
    if before or role.modifiers or description.nations or not role.classes & OF_MANY:
        return False  # Named before, or one that these words tell from others: Ivo Berg's personal lawyer.
    after = [m for m in named if m.start > description.start and tree.dep[m.at] in ("nsubj", "nsubjpass")]
    return bool(after) and after[0].cluster != cluster


def _is_another(tree: Tree, parts: NameParts, description: Mention, descriptions: list[Mention], since: int) -> bool:
    """*One Republican adviser spoke. ... the adviser*: somebody unnamed, who came after the named one was mentioned."""
    for other in descriptions:
        new = tree.lower[other.first] in parts["indefinite"] or tree.lower[other.first] == "one"
        between = since < other.start < description.start and not other.entity
        if new and between and other.roles[0].noun == description.roles[0].noun:
            return description.roles[0].modifiers <= other.roles[0].modifiers
    return False


def _link_by_grammar(tree: Tree, named: list[Mention], descriptions: list[Mention]) -> None:
    by_head = {description.at: description for description in descriptions}
    heads = {mention.at: mention for mention in named}
    for mention in named:
        for at in _tied(tree, mention.at):
            if at in by_head and not by_head[at].entity:
                _join(by_head[at], mention)
                _join_second(tree, by_head, by_head[at], mention)
    for description in descriptions:
        for child in tree.children[description.at]:
            if tree.dep[child] == "appos" and child in heads and not description.entity and child > description.at:
                _join(description, heads[child])


def _tied(tree: Tree, at: int) -> list[int]:
    tied = [c for c in tree.children[at] if tree.dep[c] == "appos" and c > at]
    above = tree.head[at]
    if tree.dep[at] == "nsubj" and tree.lemma[above] in {"be", "become", "remain"}:
        denied = any(tree.dep[c] == "neg" for c in tree.children[above])
        attribute = tree.child(above, "attr")
        if attribute is not None and not denied:
            tied.append(attribute)
    return tied


def _join(description: Mention, mention: Mention) -> None:
    description.cluster, description.entity = mention.cluster, mention.entity


def _join_second(tree: Tree, by_head: dict[int, Mention], description: Mention, mention: Mention) -> None:
    """*the head of the board and architect of its plan*: an office behind *and*, without an article, is hers too."""
    for at in range(description.at + 1, description.last + 3):
        second = by_head.get(at)
        if second is None or second.first != at or tree.lower[at - 1] != "and" or second.entity:
            continue
        _join(second, mention)
        if description.last >= at:
            second.last, second.end = max(second.last, description.last), max(second.end, description.end)
            description.last, description.end = at - 2, tree.end[at - 2]


Profile = dict[int, tuple[list[Role], set[str]]]


def _profiles(mentions: list[Mention]) -> Profile:
    roles: dict[int, list[Role]] = defaultdict(list)
    nations: dict[int, set[str]] = defaultdict(set)
    for mention in mentions:
        if mention.cluster >= 0 and mention.kind != "body":
            roles[mention.cluster] += mention.roles
            nations[mention.cluster] |= mention.nations
    return {cluster: (known, nations[cluster]) for cluster, known in roles.items() if known}


def _is_definite(tree: Tree, parts: NameParts, description: Mention) -> bool:
    first = tree.lower[description.first]
    if first in parts["indefinite"] or description.roles[0].classes <= PLAIN_CLASSES:
        return False
    return first in parts["determiner"] or bool(description.nations) or tree.text[description.first][:1].isupper()


def _choose(
    tree: Tree,
    parts: NameParts,
    description: Mention,
    profiles: Profile,
    order: list[Mention],
    aliases: dict[int, Found],
) -> int:
    """Give the one cluster that has this title; among several the one named last, if it is no rival in kind."""
    nations = set(description.nations)
    if tree.lower[description.first] in parts["possessive"]:
        owner = _owner(tree, description, aliases)
        if not owner:
            return -1
        nations.add(owner)
    fitting: dict[int, list[int]] = {1: [], 2: []}
    for cluster, (roles, known) in sorted(profiles.items()):
        level = max((_fit(description.roles[0], role, bool(nations & known)) for role in roles), default=0)
        if level and (nations <= known or not known):
            fitting[level].append(cluster)
    for options in (fitting[2], fitting[1] if nations else []):
        of_nation = [c for c in options if nations <= profiles[c][1]]
        found = of_nation if nations and of_nation else options
        if len(found) == 1:
            return found[0]
        if found:
            before = [m for m in order if m.start < description.start and m.cluster in found]
            return before[-1].cluster if before else -1
    return -1


def _fit(wanted: Role, role: Role, same_nation: bool) -> int:
    """2: the same title; 1: a title of the same class, believed only with the same nationality; 0: another."""
    if wanted.under != role.under:
        return 0
    if wanted.noun == role.noun or f" {wanted.noun}" in f" {role.noun}":
        if wanted.modifiers - role.modifiers and not (same_nation and not role.modifiers):
            return 0
        # Bare "the president" is no past one and not that of a club.
        head_of_state = wanted.noun == "president" and not wanted.former and not wanted.bound
        return 0 if head_of_state and (role.former or role.bound) else 2
    if wanted.classes & role.classes and same_nation and not wanted.modifiers - role.modifiers:
        return 1
    return 0


def _owner(tree: Tree, description: Mention, aliases: dict[int, Found]) -> str:
    """Whose general *its general* is: the country that is the subject before it."""
    for at in range(description.first - 1, max(-1, description.first - 25), -1):
        found = aliases.get(at)
        if found is not None and tree.dep[found.last] in {"nsubj", "nsubjpass"} and found.form != "adjective":
            return found.alias.entity
        if tree.text[at] in {".", "?", "!"}:
            return ""
    return ""


def words_before(tree: Tree, mention: Mention) -> str:
    """Give the printed words before a name that say who bears it: *Norland foreign minister*; empty without any."""
    begin, last = mention.first, mention.last
    while tree.pos[begin - 1] in DESCRIBING and tree.sentence[begin - 1] == tree.sentence[last]:
        begin -= 1
    while tree.text[begin - 1] in ("-", "–", "’s", "'s") and tree.pos[begin - 2] in ("NOUN", "ADJ", "PROPN"):
        begin -= 2
    return tree.slice(begin, mention.bare - 1) if begin < mention.bare else ""


def words_beside(tree: Tree, mention: Mention) -> list[str]:
    """Give the printed words that say who a named person is, in apposition to the name or behind *is*."""
    last, head = mention.last, tree.head[mention.at]
    said = [c for c in tree.children[mention.at] if tree.dep[c] == "appos" and c > last]
    if tree.dep[mention.at] == "nsubj" and tree.lemma[head] == "be":
        said += [c for c in tree.children[head] if tree.dep[c] == "attr" and tree.pos[c] == "NOUN"]
    found = [
        tree.slice(tree.first[noun], min(tree.last[noun], tree.first[noun] + LONGEST))
        for noun in said
        if tree.pos[noun] in ("NOUN", "PROPN")
    ]
    if tree.dep[mention.at] == "appos" and tree.pos[head] in ("NOUN", "PROPN"):
        found.append(tree.slice(tree.first[head], head))
    return found
