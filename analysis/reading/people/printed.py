"""Persons and bodies as printed: a bare name with the titles and the nationality in front of it."""

import re
from dataclasses import dataclass, field

from analysis.language.names import NameParts
from analysis.language.phrases import left_edge
from analysis.language.sameness import is_acronym
from analysis.language.tree import Tree
from analysis.reading.people.aliases import Found
from analysis.reading.people.runs import JOINING
from analysis.reading.people.titles import Role, is_office_of, make_role, read_modifiers

UNSEEN = re.compile("[\u200b-\u200d\u2060\ufeff]")
SEAT = re.compile(r"[A-Z]-[A-Z]")
IN_MARKS = re.compile(r"(?<=\s)[“\"‘'][^”\"’']+[”\"’']\s+")


@dataclass
class Mention:
    """A stretch of words that names or describes somebody; `entity` is filled by clustering.

    `at` is the head of the phrase, `bare` where its name begins behind titles; `group` the word of the lexicon for the
    people it names.
    """

    first: int
    last: int
    at: int
    kind: str
    form: str
    start: int
    end: int
    name: tuple[str, ...] = ()
    bare: int = 0
    roles: list[Role] = field(default_factory=list)
    nations: set[str] = field(default_factory=set)
    gender: str = ""
    entity: str = ""
    cluster: int = -1
    personal: bool = False
    group: str = ""


def new_mention(tree: Tree, first: int, last: int, at: int, kind: str, form: str) -> Mention:
    """Build a mention over these words."""
    return Mention(first, last, at, kind, form, tree.start[first], tree.end[last])


def read_run(
    tree: Tree, parts: NameParts, run: tuple[int, int], aliases: dict[int, Found]
) -> tuple[list[Mention], set[int]]:
    """Take a run apart into nationality, titles and the bare name, and add what stands before it.

    Returns: the mention (a list of one, or none where an alias says all) and the words that it used.
    """
    first, last = run
    if is_office_of(tree, parts, first, last):
        return [], set()
    if tree.lower[first - 1] == "the" and tree.lower[first - 2] == "of" and tree.lower[first - 3] in parts.titles:
        # Speaker of the House Ana Sol: what the title's "of" brought along is no part of the name.
        first = _first_name(tree, parts, first + 1, last) or first
    # "Shi’ite Iran", "Sharing Pakistan": what ends in a country is that country.
    tails = (aliases[w] for w in range(first, last + 1) if w in aliases)
    if any(f.last == last and f.form == "name" for f in tails) or SEAT.match(tree.text[last]):
        return [], set()
    front = _Front(tree, parts, aliases, first, last)
    name = front.read()
    if not name:
        return [], set()
    head = next((w for w in range(last, first - 1, -1) if not first <= tree.head[w] <= last), last)
    form = "title" if front.titled or front.nations else "name"
    mention = new_mention(tree, first, last, head, "name", form)
    mention.name, mention.roles, mention.nations, mention.bare = name, front.roles, front.nations, front.at
    mention.gender, mention.personal = front.gender, front.titled
    if not front.titled and _is_body(tree, parts, mention):
        mention.kind = "body"
    _add_before(tree, parts, mention, aliases)
    if mention.kind == "body" and mention.roles and len(name) == 2 and name[1].lower() not in parts["body"]:
        mention.kind = "name"  # Opposition spokeswoman Jo Park
    return [mention], set(range(mention.first, mention.last + 1))


class _Front:
    """What stands before the bare name of a run, read word by word; `at` is where the name begins."""

    def __init__(self, tree: Tree, parts: NameParts, aliases: dict[int, Found], first: int, last: int) -> None:
        self.tree, self.parts, self.aliases = tree, parts, aliases
        self.first, self.at, self.last = first, first, last
        self.roles: list[Role] = []
        self.nations: set[str] = set()
        self.gender = ""
        self.titled = False
        self.pending: list[str] = []

    def read(self) -> tuple[str, ...]:
        """Read titles and nationalities, and give the bare name; empty where an alias or a title is all."""
        while self.at <= self.last:
            found = self._alias()
            if found is None:
                if not self._read_word():
                    break
            elif found.last == self.last and not self.titled:
                return ()
            elif self._begins_name(found):
                break
            else:
                self.nations.add(found.alias.entity)
                self.at = found.last + 1
        return self._name()

    def _alias(self) -> Found | None:
        found = self.aliases.get(self.at)
        inside = self.at > self.first and not self.titled and not self.nations
        return None if found is None or found.last > self.last or inside else found

    def _begins_name(self, found: Found) -> bool:
        """*House Speaker Ana Sol* has a title, *Norland Bank* and *Senate Democrats* begin a name."""
        rest = self.tree.lower[found.last + 1 : self.last + 1]
        office = any(word in self.parts.titles for word in rest[:-1])
        first_name = self.titled and found.form == "name" and self.tree.lower[self.at] in self.parts.gender
        if first_name and found.first == found.last == self.last - 1:
            return True  # President Chad Berg
        of_body = found.alias.kind in {"body", "seat"} and not office
        return of_body or (rest[-1] in self.parts["body"] and not self.titled)

    def _read_word(self) -> bool:
        """Take in a title, a polite form or what leads up to a title; False where the name begins."""
        tree, parts, at = self.tree, self.parts, self.at
        text, lower = tree.text[at], tree.lower[at]
        pair = f"{lower} {tree.lower[at + 1]}" if at < self.last else ""
        if text in parts.honorifics:
            self.gender = self.gender or parts.gender.get(text, "")
            self._take(parts.offices.get(text, lower if lower in parts.titles else ""), 1)
        elif pair in parts.titles:
            self._take(pair, 2)
            self.at = _skip_of(tree, parts, self.at, self.last)
        elif lower in parts.titles and (at < self.last or self.titled or self.nations or self.pending):
            self._take(lower, 1)
            self.at = _skip_of(tree, parts, self.at, self.last)
        elif self.titled and (text in ("-", ".") or tree.pos[at] == "SPACE" or lower in parts["title tail"]):
            self.at += 1
        elif at == self.first and self._is_trade():
            self._take(lower, 1)
        elif self._leads_to_title():
            self.pending.append(lower)
            self.at += 1
        else:
            return False
        return True

    def _leads_to_title(self) -> bool:
        """*National Security* Adviser Ana Sol, Chief *Patrol* Agent Ivo Berg."""
        named = self.titled and self.tree.lower[self.at] in self.parts.gender
        near = min(self.at + 2, self.last) if self.titled else self.last
        return self.at < self.last and not named and _title_ahead(self.tree, self.parts, self.at, near)

    def _is_trade(self) -> bool:
        """*Sculptor Piet Maas*: what somebody does, with a capital because it opens the sentence."""
        tree, at = self.tree, self.at
        opens = not any(tree.text[k][:1].isalnum() for k in range(tree.sentence_of(at)[0], at))
        word = tree.lower[at]
        known = word in self.parts.people and word not in self.parts.gender
        return opens and known and self.last - at >= 2 and not _title_ahead(tree, self.parts, at, self.last)

    def _take(self, title: str, n_words: int) -> None:
        if title:
            self.roles.append(make_role(self.parts, title, self.pending))
        self.titled, self.pending = True, []
        self.at += n_words

    def _name(self) -> tuple[str, ...]:
        tree, parts, last = self.tree, self.parts, self.last
        end = last
        while end > self.at and tree.text[end] in parts["postnominal"]:
            end -= 1
        name = tuple(UNSEEN.sub("", IN_MARKS.sub("", tree.slice(self.at, end))).split()) if self.at <= last else ()
        if self.at == last and tree.lower[last] in parts.titles and not self.roles and not self.gender:
            return ()
        if len(name) == 1 and self.roles and tree.lower[last] in parts["body"]:
            # General Assembly: a title before the noun of a body is part of its name.
            self.at, self.roles, self.titled = self.first, [], False
            return tuple(tree.slice(self.first, last).split())
        return name


def _is_body(tree: Tree, parts: NameParts, mention: Mention) -> bool:
    """Whether the words of a name without titles are those of a body or a thing: *Bank of Norland*, *Brown Tower*."""
    tail, at = tree.lower[mention.last], mention.bare
    named = {tail, tail.removesuffix("s")} & parts["body"] or tail in parts["thing"]
    of_body = tree.lower[at] in parts["body"] and at < mention.last and tree.lower[at + 1] in JOINING
    return (bool(named) and len(mention.name) > 1) or of_body or is_acronym(mention.name)


def _skip_of(tree: Tree, parts: NameParts, at: int, last: int) -> int:
    """Secretary *of State*: the words behind a title's *of*, up to where the name may begin."""
    if at < last and tree.lower[at] == "for":
        return _first_name(tree, parts, at + 1, last) or at
    if at >= last or tree.lower[at] != "of":
        return at
    if any(tree.dep[c] == "appos" and tree.pos[c] == "PROPN" and c > last for c in tree.children[at - 1]):
        return last + 1  # The Governor of Lind State, Mr Tunde Bello: the name is still to come.
    noun = tree.child(at, "pobj")
    if noun is not None and at < noun < last:
        return noun + 1
    return _first_name(tree, parts, at + 2, last) or at + 2


def _first_name(tree: Tree, parts: NameParts, first: int, last: int) -> int | None:
    """Where a first name stands before the last word: the name begins there, whatever a title's *of* brought along."""
    return next((w for w in range(first, last) if tree.lower[w] in parts.gender), None)


def _title_ahead(tree: Tree, parts: NameParts, at: int, last: int) -> bool:
    """Foreign Minister Ana Sol, Ohio Rep. Ana Sol: capitalised words that lead up to a title."""
    ahead = range(at + 1, min(at + 6, last))
    return any(tree.lower[w] in parts.titles or tree.text[w] in parts.honorifics for w in ahead)


def _add_before(tree: Tree, parts: NameParts, mention: Mention, aliases: dict[int, Found]) -> None:
    """Take in what stands before the name: *top Iranian military commander* Qasem Soleimani."""
    edge = left_edge(tree, mention.at)
    # Behind a comma or "and" stands somebody else: "President Orlov and Maria Orlova".
    breaks = [w for w in range(edge, mention.first) if tree.dep[w] == "cc" or tree.text[w] in {",", ";", ":", "—"}]
    edge = breaks[-1] + 1 if breaks else edge
    if not 0 < mention.first - edge <= 9 or edge >= mention.first:
        return
    roles, nations, kept = read_modifiers(tree, parts, edge, mention.first - 1, aliases)
    if kept > mention.first - 1:
        return
    mention.roles = roles + mention.roles
    mention.nations |= nations
    mention.first, mention.start = kept, tree.start[kept]
    if roles or nations:
        mention.form = "title"
        mention.personal = mention.personal or bool(roles)
