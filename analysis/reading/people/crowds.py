"""Crowds: people in numbers, called by their own words; who protests is one crowd where the article says so."""

from collections import Counter

from analysis.language.names import NameParts
from analysis.language.phrases import left_edge, phrase
from analysis.language.tree import Tree
from analysis.reading.people.printed import Mention, new_mention

PLURAL = frozenset(["NNS", "NNPS"])
PLACE_WORDS = 7


def find_crowds(tree: Tree, parts: NameParts, plain: set[int]) -> list[Mention]:
    """Find crowds: protesters and migrants by name, and people who do what crowds do.

    A collective noun becomes the group's once the text says of whom it is: *a caravan of migrants*, *the caravan*.
    People who march are the article's protesters only where it calls somebody so, or tells of a protest; mourners and
    investors keep their own words. `plain` holds the words of headlines.
    """
    crowds = _Crowds(tree, parts)
    crowds.read_names()
    for at in range(tree.n):
        if at not in crowds.found and tree.pos[at] in {"NOUN", "PROPN", "NUM", "ADJ"}:
            crowds.read_deed(at, headline=at in plain)
    return crowds.called_by_their_words()


class _Crowds:
    """The crowds of one article, by the head of their phrase."""

    def __init__(self, tree: Tree, parts: NameParts) -> None:
        self.tree = tree
        self.parts = parts
        self.found: dict[int, Mention] = {}
        self.words: dict[str, Counter[str]] = {}
        self.collectives: dict[str, str] = {}
        words = {tree.lemma[at] for at in range(tree.n) if tree.pos[at] != "PROPN"}
        march = words & parts["march"] and not words & parts["other gathering"]
        self.protest = bool(words & parts["protest"] or march)

    def read_names(self) -> None:
        """Take the words that name a group: *the protesters*, *hundreds of migrants*, *a migrant caravan*."""
        tree, parts = self.tree, self.parts
        for at in range(tree.n):
            group = parts.groups.get(tree.lemma[at], "")
            before = tree.dep[at] in {"compound", "nmod", "amod"}
            other_seeker = tree.lemma[at] == "seeker" and tree.lower[at - 1] not in {"asylum", "-"}
            if not group or other_seeker or not (before or tree.tag[at] in {*PLURAL, "NN", "NNP"}):
                continue
            if before and tree.head[at] > at:
                self._name_collective(tree.head[at], group, also=True)
                continue
            head = self._whole(at)
            self._name_collective(head, group)
            sides = {tree.lower[w] for w in range(left_edge(tree, at), at)} & parts["side"]
            if sides:
                self._add(head, tree.slice(left_edge(tree, at), at).lower().removeprefix("the "))
                continue
            self.words.setdefault(group, Counter())[tree.lower[at]] += 1
            self._add(head, group, grouped=True)

    def read_deed(self, at: int, *, headline: bool) -> None:
        """Take who does what crowds do, and an event that stands for the people in it."""
        tree, parts = self.tree, self.parts
        lemma = tree.lemma[at]
        if lemma in self.collectives and tree.tag[at] == "NN" and tree.dep[at] not in {"compound", "nmod"}:
            self._add(at, self.collectives[lemma], grouped=True)
        elif tree.dep[at] == "nsubj" and self._is_people(at) and self._does(at):
            self._add_people(at)
        elif tree.lower[at] in parts["crowd"]:
            self._read_event(at, headline)

    def called_by_their_words(self) -> list[Mention]:
        """Give each group the word that the article uses most for it, the alphabet deciding a tie."""
        best = {
            group: min(words, key=lambda w: (not w.endswith(("s", "men", "people")), -words[w], w))
            for group, words in self.words.items()
        }
        for mention in self.found.values():
            mention.entity = best.get(mention.group, mention.entity)
        return list(self.found.values())

    def _name_collective(self, head: int, group: str, *, also: bool = False) -> None:
        if self.tree.lemma[head] in self.parts["collective"] and self.tree.lemma[head] not in self.parts["crowd"]:
            self.collectives.setdefault(self.tree.lemma[head], group)
            if also:
                self._add(head, group, grouped=True)

    def _add_people(self, at: int) -> None:
        """*Thousands of people rallied*: protesters where the article tells of a protest; else their own words."""
        inner = self._inside(at)
        vague = self.tree.lemma[inner] not in self.parts.people or self.tree.lemma[inner] in self.parts["anybody"]
        if vague and self.protest:
            self._add(at, "protesters", grouped=True)
        else:
            first, last = phrase(self.tree, at)
            # Fans in the north stand: where they are belongs to their words.
            where = next((c for c in self.tree.children[at] if c == last + 1 and self.tree.dep[c] == "prep"), None)
            last = self.tree.last[where] if where is not None and self.tree.last[where] - last < PLACE_WORDS else last
            first += self.tree.lower[first] in self.parts["determiner"]
            self._add(at, self.tree.slice(first, last))

    def _add(self, head: int, entity: str, *, grouped: bool = False) -> None:
        if head in self.found:
            return
        tree = self.tree
        first, last = phrase(tree, head, joined=tree.lemma[head] in self.parts["anybody"])
        for child in tree.children[head]:
            if tree.lower[child] == "including" and child - last <= 2:
                noun = tree.child(child, "pobj")
                if noun is not None:
                    last = phrase(tree, noun, joined=True)[1]
        mention = new_mention(tree, first, last, head, "group", "description")
        mention.entity, mention.group = entity, entity if grouped else ""
        self.found[head] = mention

    def _whole(self, at: int) -> int:
        """*hundreds of protesters*, *a caravan of migrants*: the noun that heads the whole phrase."""
        tree, parts = self.tree, self.parts
        if tree.dep[at] != "pobj":
            return at
        preposition = tree.head[at]
        noun = tree.head[preposition]
        if tree.lower[preposition] == "of" and tree.pos[noun] in {"NOUN", "NUM"}:
            counting = parts["quantity"] | parts["collective"]
            return noun if tree.lower[noun] in parts["quantity"] or tree.lemma[noun] in counting else at
        return at

    def _inside(self, at: int) -> int:
        """*thousands of people*: the people."""
        of = self.tree.child(at, "prep")
        noun = self.tree.child(of, "pobj") if of is not None and self.tree.lower[of] == "of" else None
        return at if noun is None else noun

    def _is_people(self, at: int) -> bool:
        tree, parts = self.tree, self.parts
        if tree.lemma[at] in parts.people and tree.tag[at] in PLURAL:
            return True
        inner = self._inside(at)
        return tree.lower[at] in parts["quantity"] and (inner == at or tree.lemma[inner] in parts.people)

    def _does(self, at: int) -> bool:
        """*rallied*, *marched*, *took part in the protest*"""
        tree, verb = self.tree, self.tree.head[at]
        if tree.lemma[verb] in self.parts["crowd verb"]:
            return True
        near = {tree.lemma[w] for w in range(verb, verb + 8)}
        part = tree.lemma[verb] != "take" or "part" in near
        return tree.lemma[verb] in self.parts["taking part"] and part and bool(near & self.parts["crowd"])

    def _read_event(self, at: int, headline: bool) -> None:
        """*the rally of mostly Muslims*: who is in it; *the rally dispersed*: the rally as its people."""
        tree, parts = self.tree, self.parts
        of = next((c for c in tree.children[at] if tree.lower[c] == "of" and c == at + 1), None)
        noun = tree.child(of, "pobj")
        if noun is not None and tree.tag[noun] in PLURAL and noun not in self.found:
            self._add_people(noun)
        doing = tree.lower[at + 1].rstrip("s") if headline else ""
        if tree.dep[at] == "nsubj" and not headline:
            doing = tree.lemma[tree.head[at]]
        if self.protest and doing in parts["crowd verb"] and tree.lower[at] in parts["protest"] | parts["march"]:
            self._add(at, "protesters", grouped=True)
