"""Clusters: the one answer to who is who in an article, which quotations, names, targets and pronouns ask."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from analysis.language.names import NameParts, compile_parts
from analysis.language.parse import Sentence
from analysis.language.tree import Tree
from analysis.lexicons import Lexicons
from analysis.reading.people.aliases import Found, find_aliases
from analysis.reading.people.crowds import find_crowds
from analysis.reading.people.descriptions import find_descriptions, link_descriptions, words_before, words_beside
from analysis.reading.people.groups import find_bodies, find_owned
from analysis.reading.people.named import cluster_names
from analysis.reading.people.printed import Mention, read_run
from analysis.reading.people.runs import find_runs
from analysis.reading.people.short_forms import find_known, name_halves, spell_out

SET_ASIDE = frozenset(["", "related link", "byline", "dateline"])  # the empty one is outside sentences
CAPITALISED = frozenset(["headline", "crosshead"])
NEVER_PERSONS = frozenset(["body", "country", "party", "group", "seat", "religion", "people"])
TELLING = frozenset(["amod", "nummod", "compound", "relcl", "acl", "poss"])
MANY = frozenset(["people", "party", "religion"])
PLURAL_TAGS = frozenset(["NNS", "NNPS"])
AND = frozenset(["of", "and", "&"])


@dataclass(eq=False)
class Entity:
    """A person, body, country or group of one article, with all that its mentions tell of it.

    `gender` is male, female or empty; `titles` are the printed words before its name, `described` all others that say
    who or what it is.
    """

    name: str
    kind: str
    person: bool = False
    gender: str = ""
    titles: list[str] = field(default_factory=list)
    described: list[str] = field(default_factory=list)

    @property
    def descriptions(self) -> list[str]:
        """What is printed before the name first: it tells most surely who somebody is."""
        return [*self.titles, *self.described]


class People:
    """Everybody that an article names or describes, by the place of each mention."""

    def __init__(self, tree: Tree, mentions: Sequence[Mention], parts: NameParts) -> None:
        self.tree = tree
        self.parts = parts
        self.mentions = sorted((m for m in mentions if m.entity), key=lambda m: (m.start, -m.end))
        self.entities: dict[str, Entity] = {}
        self._at: dict[int, Mention] = {}
        for mention in self.mentions:
            known = self._at.get(mention.at)
            longer = known is None or mention.last - mention.first > known.last - known.first
            # "A Republican", "the Iranian" is one of them, whom nobody has named.
            one_of_them = mention.kind in NEVER_PERSONS and mention.personal
            if longer and mention.form != "adjective" and not one_of_them:
                self._at[mention.at] = mention
            self._learn(mention)

    def at(self, head: int) -> Entity | None:
        """Give who is named or described by the phrase around this head."""
        mention = self._at.get(head)
        return self.entities[mention.entity] if mention is not None else None

    def mention(self, head: int) -> Mention | None:
        """Give the longest mention with this head."""
        return self._at.get(head)

    def mentions_of(self, entity: Entity) -> list[Mention]:
        """Give all mentions of an entity, in the order of the text."""
        return [mention for mention in self.mentions if mention.entity == entity.name]

    def called(self, name: str) -> Entity | None:
        """Give the entity of this name."""
        return self.entities.get(name)

    def is_plural(self, mention: Mention) -> bool:
        """Whether *they* can stand for a mention: a crowd, a people, the members of a party."""
        return mention.kind == "group" or (mention.kind in MANY and self.tree.tag[mention.at] in PLURAL_TAGS)

    def speaks(self, head: int, roles: dict[str, str]) -> None:
        """Learn from who speaks: a bare name that speaks is a person, unless it is known as something else."""
        mention = self._at.get(head)
        entity = self.at(head)
        if mention is None or entity is None or mention.kind != "name" or " " in entity.name or entity.name.isupper():
            return
        name = entity.name.lower()
        if not self._has_article(mention) and name not in self.parts["body"] | self.parts["thing"]:
            entity.person = name not in roles

    def _learn(self, mention: Mention) -> None:
        entity = self.entities.setdefault(mention.entity, Entity(mention.entity, mention.kind))
        if entity.kind == "name" and mention.kind != "name":
            entity.kind = mention.kind
        if mention.kind in NEVER_PERSONS:
            return
        entity.person = entity.person or mention.personal or mention.kind == "person" or self._reads_like_one(mention)
        entity.gender = entity.gender or self._gender(mention)
        if mention.form == "description":
            words = [self.tree.slice(mention.first, mention.last)]
        else:
            title, words = words_before(self.tree, mention), words_beside(self.tree, mention)
            entity.titles += [title] if title and title not in entity.titles else []
        entity.described += [text for text in words if text not in entity.described]

    def _reads_like_one(self, mention: Mention) -> bool:
        """Two words or more that no article, place or *and* gives away as something else."""
        words = [word.lower() for word in mention.name]
        if len(words) < 2 or self._has_article(mention):
            return False
        return not (words[0] in self.parts["place"] or words[-1] in self.parts["body"] or AND & set(words))

    def _has_article(self, mention: Mention) -> bool:
        """Whether the bare name, not a title before it, has an article: *the Guardian*."""
        titled = mention.form == "title"
        return not titled and self.tree.lower[mention.first - 1] in ("the", "a", "an")

    def _gender(self, mention: Mention) -> str:
        gender = self.parts.gender
        nouns = [role.noun for role in mention.roles] + [self.tree.lower[mention.first - 1]]
        told = mention.gender or next((gender[noun] for noun in nouns if noun in gender), "")
        return told or (gender.get(mention.name[0].lower(), "") if len(mention.name) > 1 else "")


def find_people(tree: Tree, sentences: Sequence[Sentence], lexicons: Lexicons) -> People:
    """Find everybody that an article names or describes, and who of them is the same.

    Surnames go to the full name, titles to the one who bears them, letters to the body whose capitals they are,
    countries and well-known bodies to the name of the alias table, a crowd to its own words.

    Takes: the tree (repaired around reports) and the sentences of one article.
    Returns: People; a description that fits nobody is no mention.

    >>> from analysis.lexicons import standard_lexicons
    >>> from analysis.reading.article import parse_page
    >>> from analysis.reading.page import read_page
    >>> people = find_people(*parse_page(read_page("Mayor Ana Sol left. The mayor wept.")), standard_lexicons())
    >>> [(m.form, m.entity) for m in people.mentions]
    [('title', 'Ana Sol'), ('description', 'Ana Sol')]

    Limits: no knowledge of the world but the lexicons; two persons of one surname are told apart by title and order.
    """
    parts = compile_parts(lexicons)
    zones = ["" if number is None else sentences[number].zone for number in tree.sentence]
    # Words of headlines and crossheads, where every word may have a capital.
    plain = {at for at, zone in enumerate(zones) if zone in CAPITALISED}
    found = _find_mentions(tree, parts, lexicons, plain)
    return People(tree, [mention for mention in found if zones[mention.first] not in SET_ASIDE], parts)


def _find_mentions(tree: Tree, parts: NameParts, lexicons: Lexicons, plain: set[int]) -> list[Mention]:
    aliases = find_aliases(tree, lexicons)
    by_start = {found.first: found for found in aliases}
    mentions: list[Mention] = []
    used: set[int] = set()
    # "Party" of "Democratic Party", which the alias table knows, is no name of its own.
    within = {w for found in aliases for w in range(found.first + 1, found.last + 1)}
    for run in find_runs(tree, parts, plain | within):
        found, inside = read_run(tree, parts, run, by_start)
        mentions += found
        used |= inside
    name_halves(tree, mentions, aliases)
    spell_out(tree, mentions)
    mentions += find_known(tree, mentions, used | {w for f in aliases for w in range(f.first, f.last + 1)})
    halves = [mention for mention in mentions if mention.kind == "country"]
    mentions = [mention for mention in mentions if mention.kind != "country"]
    countries = [*(_of_alias(tree, found) for found in aliases), *halves]
    cluster_names(mentions, parts)
    descriptions = find_descriptions(tree, parts, by_start, used)
    link_descriptions(tree, parts, mentions, descriptions, by_start)
    owned = find_owned(tree, parts, [*mentions, *(d for d in descriptions if d.entity)])
    bodies = find_bodies(tree, parts, [*mentions, *countries], owned, by_start, used)
    return [*mentions, *countries, *descriptions, *owned, *bodies, *find_crowds(tree, parts, plain)]


def _are_many(tree: Tree, found: Found) -> bool:
    """*Many Americans*, *Americans say*, *the Russians who fled* are people; *with the Russians* can mean a state."""
    at = found.last
    telling = [c for c in tree.children[at] if tree.dep[c] in TELLING and tree.text[tree.first[c] - 1] != ","]
    bare = tree.lower[found.first - 1] != "the"
    return bool(telling) or (bare and tree.dep[at] in ("nsubj", "nsubjpass"))


def _of_alias(tree: Tree, found: Found) -> Mention:
    mention = Mention(found.first, found.last, found.last, found.alias.kind, found.form, found.start, found.end)
    if found.alias.form == "people" and found.alias.kind == "country" and _are_many(tree, found):
        mention.kind, mention.entity = "people", tree.source[found.start : found.end]
        return mention
    mention.entity = found.alias.entity
    mention.name = (found.alias.entity,)
    mention.personal = found.alias.form == "adjective"
    return mention
