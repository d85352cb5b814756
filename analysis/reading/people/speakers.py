"""Speakers: one name for whoever is printed as Qureshi, he, the minister or the FO in one article."""

import bisect
from collections.abc import Iterator, Sequence

from analysis.language.phrases import phrase
from analysis.language.tree import Tree
from analysis.language.words import DOER
from analysis.lexicons import Lexicons
from analysis.reading.people.called import NOBODY, Named, plain_name, tell_role
from analysis.reading.people.clusters import Entity, People
from analysis.reading.people.epithets import find_bearer
from analysis.reading.people.printed import Mention
from analysis.reading.people.pronouns import LAST_RESORT, UNNAMED, Antecedents, Candidate
from analysis.reading.people.roles import (
    DOCUMENT,
    SPOKESPERSON,
    UNKNOWN_ROLE,
    choose_rivals,
    find_role,
    load_rivals,
    load_roles,
)
from analysis.reading.quotes.rows import Quote
from analysis.schema import UNKNOWN

WRITER = "the writer"
NO_PERSONS = frozenset(["document", "media", "other", "international body"])
SPEAKING_THINGS = frozenset(["document", "business", "media"])
CLAUSAL = ("nsubj", "nsubjpass", "dobj", "pobj", "conj", "ROOT")
MOST_TOGETHER = 4
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
        named = [
            Candidate(m.at, self.people.entities[m.entity], self.people.is_plural(m))
            for m in self.people.mentions
            if m.form != "adjective" and not self._closes_marks(m.at)
        ]
        self.antecedents = Antecedents(self.tree, [*named, *self._described()], set(heads))

    def _described(self) -> Iterator[Candidate]:
        """Who or what *they* and *it* can mean beside names: *residents*, *the two lawyers*, *a suit*."""
        tree, parts = self.tree, self.people.parts
        for at in range(tree.n):
            many, lemma = tree.tag[at] == "NNS", tree.lemma[at]
            if tree.tag[at] not in ("NN", "NNS") or tree.dep[at] not in CLAUSAL or self.people.mention(at):
                continue
            person = (lemma in parts.people or lemma in parts.titles) and lemma not in parts["anybody"]
            thing = not person and (lemma in parts["body"] or self.roles.get(lemma) in SPEAKING_THINGS)
            if thing or (person and (many or tree.dep[at] in ("nsubj", "nsubjpass"))):
                apposed = next(
                    (e for c in tree.children[at] if tree.dep[c] == "appos" and (e := self.people.at(c))), None
                )
                if apposed is not None and thing:
                    yield Candidate(at, apposed, many)  # a national weekly, The Harbour Post
                    continue
                text = tree.slice(*phrase(tree, at))
                entity = Entity(plain_name(text, parts), "", person, parts.gender.get(lemma, ""), described=[text])
                yield Candidate(at, entity, many, 0.0 if many == person else LAST_RESORT)

    def resolve(self, place: Place, outer: str = "", depth: int = 0) -> Named:
        """Name what is printed; `outer` is the speaker of the report around it, whom a pronoun there mostly means."""
        tree, (head, first, last) = self.tree, place
        word, alone = tree.lower[head], first == last
        if alone and word in self.people.parts["relative pronoun"] and depth < 3:
            verb = next((a for a in tree.ancestors(head) if tree.dep[a] in ("relcl", "acl")), None)
            if verb is None:
                return NOBODY
            noun = self._relative_to(tree.head[verb], head)
            return self.resolve((noun, tree.first[noun], phrase(tree, noun)[1]), outer, depth + 1)
        if alone and word in self.people.parts["writer pronoun"]:
            return Named(WRITER)
        if alone and word in self.pronouns:
            return self._pronoun(head, *self.pronouns[word], outer)
        text = tree.slice(first, last)
        joint = self._together(head, first, last)
        if joint is not None:
            return joint
        author = self._author(head)  # The text never displaces who is printed with it.
        if author is not None:
            return author
        entity = self._entity(head, first, last)
        if entity is not None:
            words = [*entity.descriptions, text] if entity.person else [text, *entity.descriptions, entity.name]
            return Named(entity.name, words, entity.kind)
        bearer = find_bearer(tree, self.people, head, first, last)
        if bearer is not None:
            return Named(bearer.name, [*bearer.descriptions, text], bearer.kind)
        if alone and word in DEMONSTRATIVES:
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
        joint = self._joint(head, first, last)
        if not joint:
            return None
        kinds = {e.kind for e in joint}
        described = [*(d for e in joint for d in e.descriptions), self.tree.slice(first, last)]
        return Named(" and ".join(e.name for e in joint), described, kinds.pop() if len(kinds) == 1 else "")

    def _entity(self, head: int, first: int, last: int) -> Entity | None:
        """Who is named: by the phrase around the head, by what stands in apposition to it, or by a name at its end."""
        tree, people = self.tree, self.people
        mention = people.mention(head)
        if mention is not None:
            # House Democrats, most Americans: some of a group keep their own words.
            some = people.is_plural(mention) and mention.kind != "group" and self._has_more(mention, first)
            return None if some else people.at(head)
        inside = [k for k in range(first, last + 1) if people.at(k) is not None]
        for k in inside:
            entity = people.at(k)
            above = tree.head[k]
            apposed = tree.dep[k] == "appos" and (above == head or (tree.pos[head] == "PROPN" and head < above))
            title = tree.pos[head] == "PROPN" or self._is_body(head)
            if entity is not None and apposed and (entity.person or title):
                return entity
        # A spokesman for Ana Sol, Ivo Berg: whose name a comma sets off at the end.
        named = people.mention(inside[-1]) if inside else None
        if named is not None and named.last == last and tree.dep[inside[-1]] == "appos" and self._is_office(head):
            entity = people.entities[named.entity]
            owner = people.at(tree.head[inside[-1]])
            if entity.person and owner not in (None, entity) and tree.text[named.first - 1] == ",":
                return entity
        joined = [e for k in inside if tree.dep[k] in ("conj", "nmod", "compound") and (e := people.at(k)) and e.person]
        ends = inside and inside[-1] == last
        return joined[0] if tree.tag[head] == "NN" and len(joined) == 1 and ends else None

    def _is_body(self, head: int) -> bool:
        """*a local weekly, The Harbour Post*: a noun for one body, whose name a comma sets off."""
        lemma = self.tree.lemma[head]
        body = lemma in self.people.parts["body"] or self.roles.get(lemma) in SPEAKING_THINGS
        return self.tree.tag[head] == "NN" and body and self.roles.get(lemma) != DOCUMENT

    def _is_office(self, head: int) -> bool:
        """Whether a noun is what one person does: *a spokesman*, *the head*."""
        return self.tree.tag[head] == "NN" and self.tree.lemma[head] in self.people.parts.titles

    def _joint(self, head: int, first: int, last: int) -> list[Entity]:
        """All of `A and B`, `A, B and C`; empty where the mention names one or many."""
        tree, people = self.tree, self.people
        listed = self._names_only(first, last)
        if len(listed) > 1:
            return listed
        heads = {head}
        if tree.tag[head] == "NNS" and tree.lemma[head] in people.parts.titles and people.at(head) is None:
            # Senators Ana Sol and Ivo Berg: those named, not the word before them.
            named = [k for k in tree.children[head] if tree.dep[k] == "appos" and (m := people.mention(k)) and m.name]
            heads = set(named[:1]) or heads
        heads |= {k for k in range(first, last + 1) if k != head and any(self._is_beside(k, h) for h in heads | {head})}
        if people.at(min(heads)) is None:
            return []  # Brokers and bankers: their own words.
        found = [e for k in sorted(heads) if (e := people.at(k) or self._told_of(k, last)) is not None]
        whole = len(found) == len(heads) and 1 < len({e.name for e in found}) == len(found) <= MOST_TOGETHER
        described = any(e.name not in people.entities for e in found)
        return found if whole and (described or len({e.person for e in found}) == 1) else []

    def _names_only(self, first: int, last: int) -> list[Entity]:
        """All persons of a span that is nothing but their names: *Ana Sol (D) and Mayor Ivo Berg (R)*."""
        tree, people = self.tree, self.people
        named = [m for m in people.mentions if first <= m.first and m.last <= last and m.name and m.kind == "name"]
        aside: set[int] = set()
        for k in range(first, last + 1):
            if tree.text[k] == "(":
                aside |= set(range(k, next((j for j in range(k, last + 1) if tree.text[j] == ")"), k) + 1))
        named = [mention for mention in named if mention.first not in aside]
        covered = aside.union(*(range(m.first, m.last + 1) for m in named))
        rest = [tree.lower[k] for k in range(first, last + 1) if k not in covered and tree.pos[k] != "SPACE"]
        found = {m.entity: people.entities[m.entity] for m in named}
        whole = "and" in rest and not set(rest) - {"and", ",", ";", "both"}
        return list(found.values()) if whole and all(e.person for e in found.values()) else []

    def _told_of(self, at: int, last: int) -> Entity | None:
        """*members of his cabinet*, beside a name: persons by their own words."""
        tree, parts = self.tree, self.people.parts
        if tree.tag[at] != "NNS" or not (tree.lemma[at] in parts.people or tree.lemma[at] in parts.titles):
            return None
        name = plain_name(tree.slice(phrase(tree, at)[0], min(tree.last[at], last)), parts)
        return None if " and " in name else Entity(name, "", person=True)

    def _is_beside(self, at: int, head: int) -> bool:
        """Whether a noun is joined to the head of a mention, not to something that is told of it."""
        tree = self.tree
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

    def _has_more(self, mention: Mention, first: int) -> bool:
        """Whether a phrase begins with more than an article before the mention: *three dozen*, *most*, *House*."""
        return any(self.tree.lower[k] not in ("the", "all") for k in range(first, mention.first))

    def _pronoun(self, head: int, gender: str, number: str, outer: str) -> Named:
        known = self.people.called(outer)
        person = known is not None and known.person and number == "singular" and gender != "none"
        if known is not None and person and known.gender in ("", gender):
            return Named(known.name, known.descriptions or [known.name], known.kind)
        entity = self.antecedents.find(head, gender, number)
        return Named(entity.name, entity.descriptions or [entity.name], entity.kind) if entity else NOBODY

    def _remember(self, head: int, named: Named) -> None:
        """Let a described speaker be meant by pronouns after it."""
        role = find_role(named.descriptions, self.roles).role
        entity = self.people.called(named.name)
        if entity is None:
            gender = self.people.parts.gender.get(self.tree.lemma[head], "")
            person = role not in NO_PERSONS or (role == UNKNOWN_ROLE and self._is_person(head))
            entity = Entity(named.name, "", person, gender, described=list(named.descriptions))
            self.people.entities[named.name] = entity
        plural = self.tree.tag[head] in ("NNS", "NNPS")
        weight = LAST_RESORT if role == SPOKESPERSON else UNNAMED
        person = self.tree.pos[head] == "NOUN" and entity.person and not plural
        self.antecedents.add(Candidate(head, entity, plural, weight if person else 0.0))

    def _is_person(self, head: int) -> bool:
        """Whether a noun that speaks is one for a person, by the lists or by its ending: *the banker*, *a crier*."""
        lemma, parts = self.tree.lemma[head], self.people.parts
        listed = lemma in parts.people or lemma in parts.titles
        return listed or (lemma not in parts["body"] | parts["thing"] and DOER.search(lemma) is not None)

    def _closes_marks(self, head: int) -> bool:
        """A name that closes a stretch in marks is mostly a title: `Bleak House,”`."""
        after = self.tree.source[self.tree.end[head] : self.tree.end[head] + 2]
        return any(mark in after for mark in '”"’»')
