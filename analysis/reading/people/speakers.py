"""Speakers: one name for whoever is printed as Qureshi, he, the minister or the FO in one article."""

import bisect
from collections.abc import Sequence

from analysis.language.parse import Sentence
from analysis.language.tree import Tree
from analysis.lexicons import Lexicons, standard_lexicons
from analysis.reading.people.coreference import Entity, find_entities, load_titles
from analysis.reading.people.naming import Named, Naming
from analysis.reading.people.pronouns import Antecedents, Candidate
from analysis.reading.people.roles import STATE, find_role, is_state, load_roles, load_states
from analysis.reading.quotes.rows import Quote

UNKNOWN = "unknown"
WRITER = "the writer"
RELATIVE = frozenset(["who", "that", "which", "whom"])
WRITERS = frozenset(["i", "we", "me", "us", "you"])
THINGS = frozenset(["document", "media", "other", "international body"])
NOBODY: Named = (UNKNOWN, [])


def resolve_speakers(
    quotes: Sequence[Quote], tree: Tree, sentences: Sequence[Sentence], *, lexicons: Lexicons | None = None
) -> list[Quote]:
    """Name the speaker of every attribution, as far as the article itself tells.

    Surnames go to the full name, pronouns to the last fitting person, descriptions (`the minister`) to the person or
    body that was described so, abbreviations to the body whose initials they are.

    Takes: the quotes of `find_quotes`, the tree and the sentences of the same article.
    Returns: quotes with speaker (`unknown` where nobody is printed or the pronoun finds nobody) and role.

    >>> from analysis.reading.article import read_article
    >>> text = "Foreign minister Shah Mahmood Qureshi arrived. He said that the talks went well."
    >>> read_article(text)["quotes"]["speaker"].tolist()
    ['Shah Mahmood Qureshi']

    Limits: no knowledge of the world; two persons of one surname are told apart by title and order only.
    """
    lexicons = lexicons or standard_lexicons()
    resolver = _Resolver(tree, [sentence.zone != "body" for sentence in sentences], lexicons)
    mentions = {
        q.quote_id: resolver.locate(q.speaker_start, q.speaker_end)
        for q in quotes
        if q.speaker_start is not None and q.speaker_end is not None
    }
    resolver.know_speakers([head for head, _, _ in mentions.values()])
    named: dict[str, Named] = {}
    depth = _depths({q.quote_id: q.parent_id for q in quotes})
    kind = {q.quote_id: q.kind for q in quotes}
    for q in sorted(quotes, key=lambda q: (depth[q.quote_id], mentions.get(q.quote_id, (0,))[0])):
        outer = named.get(q.parent_id, NOBODY)[0] if q.parent_id and kind[q.parent_id] != "direct" else ""
        found = q.quote_id in mentions
        named[q.quote_id] = resolver.resolve(*mentions[q.quote_id], outer) if found else NOBODY
    roles, states = load_roles(lexicons), load_states(lexicons)
    return [
        q._replace(
            speaker=named[q.quote_id][0],
            role="" if named[q.quote_id][0] == UNKNOWN else _role(named[q.quote_id][1], roles, states),
        )
        for q in quotes
    ]


def _role(descriptions: list[str], roles: dict[str, str], states: frozenset[str]) -> str:
    return STATE if is_state(descriptions, states) else find_role(descriptions, roles)


def _depths(parents: dict[str, str]) -> dict[str, int]:
    depth = {}
    for name, above in parents.items():
        depth[name] = 0
        while above:
            depth[name] += 1
            above = parents[above]
    return depth


class _Resolver:
    def __init__(self, tree: Tree, heading: list[bool], lexicons: Lexicons) -> None:
        self.tree = tree
        self.titles = load_titles(lexicons)
        self.roles = load_roles(lexicons)
        self.mentions = find_entities(tree, self.titles, [k is None or heading[k] for k in tree.sentence])
        self.naming = Naming(tree, self.titles, self.mentions)
        self.by_name = {m.entity.name: m.entity for m in reversed(self.mentions)}
        self.antecedents = Antecedents(tree, [], set(), [])

    def locate(self, start: int, end: int) -> tuple[int, int, int]:
        """Head and token range of a printed speaker."""
        tree = self.tree
        first, last = bisect.bisect_left(tree.start, start), bisect.bisect_left(tree.end, end)
        for k in range(first, last + 1):
            top = not first <= tree.head[k] <= last or tree.head[k] == k
            if top and tree.pos[k] in ("NOUN", "PROPN", "PRON", "ADJ", "NUM", "DET", "VERB"):
                return k, first, last
        return first, first, last

    def know_speakers(self, heads: list[int]) -> None:
        """Learn from who speaks: a bare name that speaks is a person unless a place, a body or an abbreviation."""
        for head in heads:
            entity = self.naming.entity_at.get(head)
            if entity is None or entity.person or " " in entity.name or entity.name.isupper():
                continue
            name = entity.name.lower()
            article = head > 0 and self.tree.lower[head - 1] in ("the", "a", "an")
            if not article and name not in self.titles.places | self.titles.adjectives | self.titles.bodies:
                entity.person = name not in self.roles
        quoted = [stretch is not None for stretch in self.tree.stretch]
        candidates = [Candidate(m.head, m.entity) for m in self.mentions if not self._closes_marks(m.head)]
        self.antecedents = Antecedents(self.tree, candidates, set(heads), quoted)

    def resolve(self, head: int, first: int, last: int, outer: str = "", depth: int = 0) -> Named:
        """Name what is printed; `outer` is the speaker of the report around it, whom a pronoun there mostly means."""
        tree = self.tree
        word, alone = tree.lower[head], first == last
        if alone and word in RELATIVE and depth < 3:
            verb = next((a for a in tree.ancestors(head) if tree.dep[a] in ("relcl", "acl")), -1)
            if verb < 0:
                return NOBODY
            noun = tree.head[verb]
            return self.resolve(noun, tree.first[noun], noun, outer, depth + 1)
        if alone and word in WRITERS:
            return WRITER, []
        if alone and word in self.titles.pronouns:
            return self._pronoun(head, *self.titles.pronouns[word], outer)
        text = tree.source[tree.start[first] : tree.end[last]]
        joint = self.naming.joint(head, first, last)
        if joint:
            return " and ".join(e.name for e in joint), [d for e in joint for d in e.descriptions]
        entity = self.naming.entity_of(head, first, last)
        if entity is not None:
            return self.naming.name(entity, text)
        named = self.naming.described(head, first) or (self.naming.plain(text) or UNKNOWN, [text])
        self._remember(head, named)
        return named

    def _pronoun(self, head: int, gender: str, number: str, outer: str) -> Named:
        known = self.by_name.get(outer)
        person = known is not None and known.person and number == "singular" and gender != "none"
        if known is not None and person and known.gender in ("any", gender):
            return known.name, known.descriptions or [known.name]
        entity = self.antecedents.find(head, gender, number)
        return (entity.name, entity.descriptions or [entity.name]) if entity else NOBODY

    def _remember(self, head: int, named: Named) -> None:
        """Let a described speaker be meant by pronouns after it."""
        tag = self.tree.tag[head]
        role = find_role(named[1], self.roles)
        entity = self.by_name.get(named[0]) or Entity(named[0], person=role not in THINGS, descriptions=named[1])
        self.antecedents.add(Candidate(head, entity, plural=tag in ("NNS", "NNPS")))
        self.by_name.setdefault(named[0], entity)

    def _closes_marks(self, head: int) -> bool:
        """A name that closes a stretch in marks is mostly a title: `Bleak House,”`."""
        after = self.tree.source[self.tree.end[head] : self.tree.end[head] + 2]
        return any(mark in after for mark in '”"’»')
