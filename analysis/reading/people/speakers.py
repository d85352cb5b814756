"""Speakers: one name for whoever is printed as Qureshi, he, the minister or the FO in one article."""

import bisect
from collections.abc import Sequence

from analysis.language.phrases import phrase
from analysis.language.tree import Tree
from analysis.language.words import DOER
from analysis.lexicons import Lexicons
from analysis.reading.people.called import NOBODY, Named, plain_name, tell_role
from analysis.reading.people.candidates import find_candidates
from analysis.reading.people.clusters import Entity, People
from analysis.reading.people.epithets import find_bearer
from analysis.reading.people.inside import find_inside
from analysis.reading.people.joint import find_joint
from analysis.reading.people.pronouns import LAST_RESORT, TOPIC, UNNAMED, Antecedents, Candidate, is_topic
from analysis.reading.people.roles import (
    DOCUMENT,
    SPOKESPERSON,
    choose_rivals,
    find_role,
    load_rivals,
    load_roles,
)
from analysis.reading.quotes.rows import Quote
from analysis.schema import UNKNOWN

WRITER = "the writer"
NO_PERSONS = frozenset(["document", "media", "other", "international body"])
CLAUSAL = ("nsubj", "nsubjpass", "dobj", "pobj", "conj", "ROOT")
WRITTEN = frozenset(["written", "signed", "issued", "penned", "authored"])
DEMONSTRATIVES = frozenset(["that", "this", "these"])
Place = tuple[int, int, int]


def resolve_speakers(quotes: Sequence[Quote], tree: Tree, people: People, *, lexicons: Lexicons) -> list[Quote]:
    """Name the speaker of every attribution, as far as the article itself tells.

    Who is printed is asked of `people`; a pronoun goes to the last fitting person, and a description that fits nobody
    keeps its own words.

    Takes: the quotes of `find_quotes`; the tree and the people of the same article.
    Returns: quotes with speaker (`unknown` where nobody is printed or the pronoun finds nobody) and role.

    >>> from analysis.reading.article import read_article
    >>> text = "Foreign minister Shah Mahmood Qureshi arrived. He said that the talks went well."
    >>> read_article(text)["quotes"]["speaker"].tolist()
    ['Shah Mahmood Qureshi']

    Limits: no knowledge of the world; two persons of one surname are told apart by title and order only.
    """
    roles, rivals = load_roles(lexicons), load_rivals(lexicons)
    if rivals.keys() & set(tree.lemma):
        roles = roles | choose_rivals(tree.lemma[: tree.n], roles, rivals)
    resolver = _Resolver(tree, people, roles)
    printed = [(q.quote_id, q.speaker_start, q.speaker_end) for q in quotes]
    places = {i: resolver.locate(start, end) for i, start, end in printed if start is not None and end is not None}
    resolver.know_speakers([head for head, _, _ in places.values()])
    named: dict[str, Named] = {}
    depth = _depths({q.quote_id: q.parent_id for q in quotes})
    kind = {q.quote_id: q.kind for q in quotes}
    for q in sorted(quotes, key=lambda q: (depth[q.quote_id], places.get(q.quote_id, (0,))[0])):
        outer = named.get(q.parent_id, NOBODY).name if q.parent_id and kind[q.parent_id] != "direct" else ""
        named[q.quote_id] = resolver.resolve(places[q.quote_id], outer) if q.quote_id in places else NOBODY
    told = {name: tell_role(named[name], roles, people.parts["post"]) for name in named}
    return [
        q._replace(speaker=named[q.quote_id].name, role=told[q.quote_id].role, role_text=told[q.quote_id].text)
        for q in quotes
    ]


def _depths(parents: dict[str, str]) -> dict[str, int]:
    depth = {}
    for name, above in parents.items():
        depth[name] = 0
        while above:
            depth[name] += 1
            above = parents[above]
    return depth


class _Resolver:
    def __init__(self, tree: Tree, people: People, roles: dict[str, str]) -> None:
        self.tree = tree
        self.people = people
        self.roles = roles
        self.pronouns = people.parts.pronouns
        self.antecedents = Antecedents(tree, [], set())

    def locate(self, start: int, end: int) -> Place:
        """Head and token range of a printed speaker."""
        tree = self.tree
        first, last = bisect.bisect_left(tree.start, start), bisect.bisect_left(tree.end, end)
        for k in range(first, last + 1):
            top = not first <= tree.head[k] <= last or tree.head[k] == k
            if top and tree.pos[k] in ("NOUN", "PROPN", "PRON", "ADJ", "NUM", "DET", "VERB"):
                return k, first, last
        return first, first, last

    def know_speakers(self, heads: list[int]) -> None:
        """Learn from who speaks, then gather all whom a pronoun can mean."""
        for head in heads:
            self.people.speaks(head, self.roles)
        candidates = find_candidates(self.tree, self.people, self.roles)
        self.antecedents = Antecedents(self.tree, candidates, set(heads))

    def resolve(self, place: Place, outer: str = "", depth: int = 0) -> Named:
        """Name what is printed; `outer` is the speaker of the report around it, whom a pronoun there mostly means."""
        tree, (head, first, last) = self.tree, place
        word, alone = tree.lower[head], first == last
        if alone and (word in self.people.parts["relative pronoun"] or word == "whose") and depth < 3:
            verb = next((a for a in tree.ancestors(head) if tree.dep[a] in ("relcl", "acl")), None)
            if verb is None:
                return NOBODY
            noun = self._relative_to(tree.head[verb], head)
            return self.resolve((noun, tree.first[noun], phrase(tree, noun)[1]), outer, depth + 1)
        if alone and word in self.people.parts["writer pronoun"]:
            return Named(WRITER)
        if alone and word in self.pronouns:
            return self._pronoun(head, *self.pronouns[word], outer)
        owner = tree.child(head, "poss")
        if owner is not None and tree.lower[owner] == "whose" and depth < 3:
            whose = self.resolve((owner, owner, owner), outer, depth + 1).name.split()[-1]
            if whose != UNKNOWN:  # Berg, whose lawyers said ...
                return Named(
                    f"{whose}{'’' if whose.endswith('s') else '’s'} {tree.lower[head]}", [tree.slice(*place[1:])]
                )
        return self._printed(head, first, last)

    def _printed(self, head: int, first: int, last: int) -> Named:
        """Name what is printed by name or in words: several, whose a text is, a name inside, an epithet, the words."""
        tree, text = self.tree, self.tree.slice(first, last)
        # The text never displaces who is printed with it.
        told = self._together(head, first, last) or self._author(head)
        if told is not None:
            return told
        entity = find_inside(tree, self.people, self.roles, (head, first, last))
        if entity is not None:
            words = [*entity.descriptions, text] if entity.person else [text, *entity.descriptions, entity.name]
            return Named(entity.name, words, entity.kind)
        bearer = find_bearer(tree, self.people, head, first, last)
        if bearer is not None:
            return Named(bearer.name, [*bearer.descriptions, text], bearer.kind)
        if (first == last and tree.lower[head] in DEMONSTRATIVES) or tree.lower[head] == "latter":
            return NOBODY
        named = Named(plain_name(text, self.people.parts) or UNKNOWN, [text])
        if tree.pos[head] != "PRON":
            self._remember(head, named)
        return named

    def _relative_to(self, noun: int, pronoun: int) -> int:
        """*a storm of protest from members who said*: the nearest persons, where what *who* hangs on is none."""
        tree, parts = self.tree, self.people.parts

        def is_person(at: int) -> bool:
            mention = self.people.mention(at)
            named = mention is not None and self.people.entities[mention.entity].person
            return named or tree.lemma[at] in parts.people or tree.lemma[at] in parts.titles

        if tree.lower[pronoun] != "who" or tree.pos[noun] != "NOUN" or is_person(noun):
            return noun
        near = [at for at in range(pronoun - 1, noun, -1) if tree.dep[at] in ("pobj", "conj")]
        return next((at for at in [*near, *tree.ancestors(noun)] if is_person(at) and tree.pos[at] == "NOUN"), noun)

    def _author(self, head: int) -> Named | None:
        """*a statement from Mayor Ana Sol*, *the mayor’s letter*: whose words a text is, where that is printed."""
        tree, people = self.tree, self.people
        if self.roles.get(tree.lemma[head]) != DOCUMENT or people.at(head) is not None:
            return None
        owner = tree.child(head, "poss")
        by = [c for c in tree.children[head] if c > head and tree.lower[c] in ("from", "by")]
        written = [k for k in tree.children[head] if tree.dep[k] == "acl" and tree.lower[k] in WRITTEN]
        by += [c for k in written for c in tree.children[k] if tree.dep[c] == "agent"]
        named = [tree.child(c, "pobj") for c in by[:1]] if by else [owner]
        if named[0] is None:
            return None
        joint, entity = self._together(named[0], tree.first[named[0]], tree.last[named[0]]), people.at(named[0])
        body = entity is not None and entity.kind == "body" and (" " in entity.name or entity.name.isupper())
        if joint is None and entity is not None and (entity.person or body):
            return Named(entity.name, [*entity.descriptions, entity.name], entity.kind)
        return joint

    def _together(self, head: int, first: int, last: int) -> Named | None:
        """Several who speak as one, under the names of all."""
        joint = find_joint(self.tree, self.people, head, first, last)
        if not joint:
            return None
        kinds = {e.kind for e in joint}
        described = [*(d for e in joint for d in e.descriptions), self.tree.slice(first, last)]
        return Named(" and ".join(e.name for e in joint), described, kinds.pop() if len(kinds) == 1 else "")

    def _pronoun(self, head: int, gender: str, number: str, outer: str) -> Named:
        known = self.people.called(outer)
        person = known is not None and known.person and number == "singular" and gender != "none"
        if known is not None and person and known.gender in ("", gender):
            return Named(known.name, known.descriptions or [known.name], known.kind)
        entity = self.antecedents.find(head, gender, number)
        if entity is not None:
            weight = self.antecedents.weights.get(entity.name, 0.0)
            self.antecedents.add(Candidate(head, entity, number == "plural", weight))
        return Named(entity.name, entity.descriptions or [entity.name], entity.kind) if entity else NOBODY

    def _remember(self, head: int, named: Named) -> None:
        """Let a described speaker be meant by pronouns after it."""
        role = find_role(named.descriptions, self.roles).role
        entity = self.people.called(named.name)
        if entity is None:
            gender = self.people.parts.gender.get(self.tree.lemma[head], "")
            body = self.tree.lemma[head] in self.people.parts["body"]  # The club: *it*, whatever its role.
            person = not body and (role not in NO_PERSONS or self._is_person(head))
            entity = Entity(named.name, "", person, gender, described=list(named.descriptions))
            self.people.entities[named.name] = entity
        some = self.tree.pos[head] in ("DET", "ADJ") or (self.tree.tag[head] == "CD" and self.tree.lower[head] != "one")
        plural = some or self.tree.tag[head] in ("NNS", "NNPS")
        weight = LAST_RESORT if role == SPOKESPERSON else TOPIC if is_topic(self.tree, head) else UNNAMED
        person = self.tree.pos[head] == "NOUN" and entity.person and not plural
        self.antecedents.add(Candidate(head, entity, plural, weight if person else 0.0))

    def _is_person(self, head: int) -> bool:
        """Whether a noun that speaks is one for a person, by the lists or by its ending: *the banker*, *a crier*."""
        lemma, parts = self.tree.lemma[head], self.people.parts
        listed = lemma in parts.people or lemma in parts.titles
        return listed or (lemma not in parts["body"] | parts["thing"] and DOER.search(lemma) is not None)
