"""Naming: the one name of a printed speaker: full name, the body behind an abbreviation, who was described so."""

import re

from analysis.language.tree import Tree
from analysis.reading.people.coreference import Entity, Mention, Titles, strip_article

BEFORE_PREPOSITION = re.compile(r",| (?:of|for|at|in|with|from|on) ")
CUT = re.compile(r"[,;(—–]| -- | who | which | that | whose ")
DEFINITE = frozenset(["the", "this", "that", "his", "her", "its", "their"])
FURTHER = frozenset(["of", "in", "for"])
Named = tuple[str, list[str]]


class Naming:
    """Names and descriptions of one article."""

    def __init__(self, tree: Tree, titles: Titles, mentions: list[Mention]) -> None:
        self.tree = tree
        self.titles = titles
        self.mentions = mentions
        self.entity_at = {m.head: m.entity for m in mentions}

    def entity_of(self, head: int, first: int, last: int) -> Entity | None:
        """The named entity in a mention: its head, or what stands in apposition to it."""
        tree = self.tree
        for k in (head, *range(first, last + 1)):
            entity = self.entity_at.get(k)
            named = k == head or (tree.dep[k] == "appos" and tree.head[k] == head)
            if entity and named and (entity.person or tree.pos[head] == "PROPN"):
                return entity
        others = [
            k for k in range(first, last + 1) if k in self.entity_at and tree.dep[k] in ("conj", "nmod", "compound")
        ]
        persons = [self.entity_at[k] for k in others if self.entity_at[k].person]
        if tree.tag[head] == "NN" and len(persons) == 1 and others[-1] == last:
            return persons[0]  # Surgeon and MP Jane Doe.
        return None

    def joint(self, head: int, first: int, last: int) -> list[Entity]:
        """Both persons of `A and B`; empty where the mention names one or many."""
        tree = self.tree
        others = [
            k
            for k in range(first, last + 1)
            if k != head and k in self.entity_at and tree.dep[k] in ("conj", "nsubj") and self.entity_at[k].person
        ]
        if len(others) != 1 or head not in self.entity_at or not self.entity_at[head].person:
            return []
        return [self.entity_at[k] for k in sorted([head, *others])]

    def name(self, entity: Entity, text: str) -> Named:
        """Canonical name and descriptions of a named entity that is printed as `text`."""
        name = entity.name
        if name.isupper() and 2 <= len(name.replace(".", "")) <= 6:
            full = self._expand(name)
            if full:
                return full, [full, text]
        if entity.person:
            return name, [*entity.descriptions, text]
        plain = self.plain(text)
        name = plain if name.lower() in plain.lower() else name
        return self._longest(name), [text, *entity.descriptions]

    def _longest(self, name: str) -> str:
        """`US Embassy` is `US Embassy in Islamabad` where the article says so once."""
        tree = self.tree
        words = name.lower().split()
        if len(words) < 2:
            return name
        for mention in self.mentions:
            head = mention.head
            if tree.lower[head] != words[-1] or mention.entity.person:
                continue
            text = self._with_place(head)
            if text.lower().startswith(name.lower() + " "):
                return text
        return name

    def _with_place(self, head: int) -> str:
        tree = self.tree
        tail = next((c for c in tree.children[head] if c == head + 1 and tree.lower[c] in FURTHER), None)
        stop = tree.last[tail] if tail is not None and tree.last[tail] - tail < 5 else head
        return self.plain(tree.source[tree.start[tree.first[head]] : tree.end[stop]])

    def _expand(self, letters: str) -> str:
        """`FO`: words of the article that begin with these letters, in a row."""
        letters = letters.replace(".", "").lower()
        tree = self.tree
        words = [k for k in range(tree.n) if tree.text[k][:1].isalpha() and tree.pos[k] in ("NOUN", "PROPN", "ADJ")]
        for at in range(len(words) - len(letters) + 1):
            block = words[at : at + len(letters)]
            begun = all(tree.lower[k][0] == c for k, c in zip(block, letters, strict=True))
            if not begun or block[-1] - block[0] >= 2 * len(letters):
                continue
            head = block[-1]
            if tree.pos[head] in ("NOUN", "PROPN") and len(tree.text[block[0]]) > 2:
                return self.plain(tree.source[tree.start[min(block[0], tree.first[head])] : tree.end[head]])
        return ""

    def described(self, head: int, first: int) -> Named | None:
        """Who `the foreign minister` or `the embassy` is: the last so described or so named before.

        Returns: name and descriptions, or None where nobody was described with these words.
        """
        tree = self.tree
        if tree.lower[first] not in DEFINITE and tree.pos[head] != "PROPN":
            return None
        word = tree.lemma[head]
        modifiers = {tree.lower[k] for k in range(first, head) if tree.pos[k] in ("ADJ", "NOUN", "PROPN")}
        best: tuple[int, str, list[str]] | None = None
        for mention in self.mentions:
            if mention.head >= head and best:
                break
            for description in mention.entity.descriptions if mention.entity.person else ():
                words = [w.lower().strip(".,") for w in BEFORE_PREPOSITION.split(description)[0].split()]
                if words and word == words[-1] and modifiers <= set(words):
                    best = (mention.head, mention.entity.name, [*mention.entity.descriptions, description])
        for k in range(head):
            if tree.lemma[k] != word or tree.pos[k] not in ("NOUN", "PROPN") or tree.dep[k] == "compound":
                continue
            longer = [j for j in range(tree.first[k], k) if tree.pos[j] in ("ADJ", "NOUN", "PROPN")]
            if len(longer) <= len(modifiers) or not modifiers <= {tree.lower[j] for j in longer}:
                continue
            named = tree.pos[k] == "PROPN" or any(tree.pos[j] == "PROPN" for j in longer)
            if (best is None or best[0] < k) and (named or tree.lower[tree.first[k]] in ("the", "a", "an")):
                text = self._with_place(k)
                best = (k, text if best is None or not best[1].startswith(text) else best[1], [text])
        return (best[1], best[2]) if best else None

    def plain(self, text: str) -> str:
        """A description as a name: no article, nothing after a comma or a relative clause."""
        text = strip_article(CUT.split(re.sub(r"\s+", " ", text))[0].strip())
        return re.sub(r"[’']s$", "", text)
