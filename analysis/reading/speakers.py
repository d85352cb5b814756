"""Speakers: one name for whoever is printed as Qureshi, he, the minister or the FO in one article."""

import bisect
import re
from typing import TYPE_CHECKING

import pandas as pd

from analysis.lexicons import Lexicons, standard_lexicons
from analysis.reading.coreference import Entity, Titles, find_entities, load_titles, strip_article
from analysis.reading.roles import find_role, load_roles
from analysis.reading.tree import Tree

if TYPE_CHECKING:
    from spacy.tokens import Doc

UNKNOWN = "unknown"
WRITER = "the writer"
RELATIVE = frozenset(["who", "that", "which", "whom"])
WRITERS = frozenset(["i", "we", "me", "us", "you"])
FARTHEST_SENTENCES = 8
BEFORE_PREPOSITION = re.compile(r",| (?:of|for|at|in|with|from|on) ")
CUT = re.compile(r"[,;(—–]| -- | who | which | that | whose ")


def resolve_speakers(
    quotes: pd.DataFrame, doc: "Doc", sentences: pd.DataFrame, *, lexicons: Lexicons | None = None
) -> pd.DataFrame:
    """Name the speaker of every attribution, as far as the article itself tells.

    Surnames go to the full name, pronouns to the last fitting person, descriptions (`the minister`) to the person or
    body that was described so, abbreviations to the body whose initials they are.

    Takes: the quotes of `find_quotes`, the Doc and the sentences of the same article.
    Returns: quotes with speaker (`unknown` where nobody is printed or the pronoun finds nobody) and role.

    Limits: no knowledge of the world; two persons of one surname are told apart by title and nearness only.
    """
    lexicons = lexicons or standard_lexicons()
    spans = list(zip(sentences["start"].tolist(), sentences["end"].tolist(), strict=True))
    tree = Tree(doc, spans, [])
    heading = [zone != "body" for zone in sentences["zone"]]
    resolver = _Resolver(tree, load_titles(lexicons), [k < 0 or heading[k] for k in tree.sentence])
    roles = load_roles(lexicons)
    speakers, parts = [], []
    for start, end in zip(quotes["speaker_start"].tolist(), quotes["speaker_end"].tolist(), strict=True):
        if start is None or start is pd.NA:
            speakers.append(UNKNOWN)
            parts.append("")
            continue
        name, descriptions = resolver.resolve(int(start), int(end))
        speakers.append(name)
        parts.append("" if name == UNKNOWN else find_role(descriptions, roles))
    return quotes.assign(
        speaker=pd.Series(speakers, dtype="str", index=quotes.index),
        role=pd.Series(parts, dtype="str", index=quotes.index),
    )


class _Resolver:
    def __init__(self, tree: Tree, titles: Titles, headings: list[bool]) -> None:
        self.tree = tree
        self.titles = titles
        self.mentions = find_entities(tree, titles, headings)
        self.heads = [m.head for m in self.mentions]
        self.entity_at = {m.head: m.entity for m in self.mentions}

    def resolve(self, start: int, end: int) -> tuple[str, list[str]]:
        """Canonical name and descriptions of the mention in `start, end`."""
        first = bisect.bisect_left(self.tree.start, start)
        last = bisect.bisect_left(self.tree.end, end)
        head = self._head(first, last)
        return self._name(head, first, last, 0)

    def _head(self, first: int, last: int) -> int:
        for k in range(first, last + 1):
            top = not first <= self.tree.head[k] <= last or self.tree.head[k] == k
            if top and self.tree.pos[k] in ("NOUN", "PROPN", "PRON", "ADJ", "NUM", "DET", "VERB"):
                return k
        return first

    def _name(self, head: int, first: int, last: int, depth: int) -> tuple[str, list[str]]:
        tree = self.tree
        word = tree.lower[head]
        text = re.sub(r"\s+", " ", tree.source[tree.start[first] : tree.end[last]])
        if word in RELATIVE and first == last and depth < 3:
            verb = next((a for a in tree.ancestors(head) if tree.dep[a] in ("relcl", "acl")), -1)
            if verb < 0:
                return UNKNOWN, []
            noun = tree.head[verb]
            return self._name(noun, tree.first[noun], noun, depth + 1)
        if word in WRITERS and first == last:
            return WRITER, []
        joint = [
            k for k in range(first, last + 1) if k != head and tree.dep[k] in ("conj", "nsubj") and k in self.entity_at
        ]
        if head in self.entity_at and len(joint) == 1 and all(self.entity_at[k].person for k in (head, *joint)):
            both = [self.entity_at[k] for k in sorted([head, *joint])]
            return " and ".join(e.name for e in both), [*both[0].descriptions, *both[1].descriptions]
        if word in self.titles.pronouns and first == last:
            entity = self._antecedent(head)
            return (entity.name, entity.descriptions or [entity.name]) if entity else (UNKNOWN, [])
        for k in (head, *range(first, last + 1)):
            entity = self.entity_at.get(k)
            named = k == head or (tree.dep[k] == "appos" and tree.head[k] == head)
            if entity and named and (entity.person or tree.pos[head] == "PROPN"):
                return self._canonical(entity, text)
        described = self._described(head, first, last)
        if described:
            return described
        return self._plain(text), [text]

    def _canonical(self, entity: Entity, text: str) -> tuple[str, list[str]]:
        name = entity.name
        if name.isupper() and 2 <= len(name.replace(".", "")) <= 6:
            full = self._expand(name)
            if full:
                return full, [full, text]
        if entity.person:
            return name, [*entity.descriptions, text]
        return self._longest_body(name, text), [text, *entity.descriptions]

    def _longest_body(self, name: str, text: str) -> str:
        plain = self._plain(text)
        return plain if name.lower() in plain.lower() else name

    def _expand(self, letters: str) -> str:
        """`FO`: words of the article that begin with these letters, in a row."""
        letters = letters.replace(".", "").lower()
        tree = self.tree
        words = [k for k in range(tree.n) if tree.text[k][0].isalpha() and tree.pos[k] in ("NOUN", "PROPN", "ADJ")]
        for at in range(len(words) - len(letters) + 1):
            block = words[at : at + len(letters)]
            if block[-1] - block[0] < 2 * len(letters) and all(
                tree.lower[k][0] == c for k, c in zip(block, letters, strict=True)
            ):
                if tree.pos[block[-1]] in ("NOUN", "PROPN") and len(tree.text[block[0]]) > 2:
                    head = block[-1]
                    begin = min(block[0], tree.first[head])
                    return self._plain(tree.source[tree.start[begin] : tree.end[head]])
        return ""

    def _described(self, head: int, first: int, last: int) -> tuple[str, list[str]] | None:
        """`the foreign minister`, `the embassy`: who was described or named with the same head word before."""
        tree = self.tree
        if tree.lower[first] not in ("the", "this", "that", "his", "her", "its") and tree.pos[head] != "PROPN":
            return None
        word = tree.lemma[head]
        modifiers = {tree.lower[k] for k in range(first, head) if tree.pos[k] in ("ADJ", "NOUN", "PROPN")}
        best: tuple[int, str, list[str]] | None = None
        for mention in self.mentions:
            if mention.head >= head and best:
                break
            for description in mention.entity.descriptions:
                words = [w.lower().strip(".,") for w in BEFORE_PREPOSITION.split(description)[0].split()]
                if words and word == words[-1] and modifiers <= set(words) and mention.entity.person:
                    best = (mention.head, mention.entity.name, [*mention.entity.descriptions, description])
        for k in range(tree.n):
            if k == head or tree.lemma[k] != word or tree.pos[k] not in ("NOUN", "PROPN") or tree.dep[k] == "compound":
                continue
            if k > head:
                break
            longer = [j for j in range(tree.first[k], k) if tree.pos[j] in ("ADJ", "NOUN", "PROPN")]
            words_before = {tree.lower[j] for j in longer}
            if len(longer) > len(modifiers) and modifiers <= words_before and (best is None or best[0] < k):
                tail = next(
                    (
                        c
                        for c in tree.children[k]
                        if c == k + 1 and tree.dep[c] == "prep" and tree.lower[c] in ("of", "in", "for")
                    ),
                    -1,
                )
                stop = tree.last[tail] if tail >= 0 and tree.last[tail] - tail < 6 else k
                text = tree.source[tree.start[tree.first[k]] : tree.end[stop]]
                if (
                    tree.pos[k] == "PROPN"
                    or tree.lower[tree.first[k]] in ("the", "a", "an")
                    or any(tree.pos[j] == "PROPN" for j in longer)
                ):
                    best = (k, self._plain(text), [text])
        return (best[1], best[2]) if best else None

    def _antecedent(self, head: int) -> Entity | None:
        """The last person that a pronoun can mean, subjects and recent sentences first."""
        tree = self.tree
        gender, number = self.titles.pronouns[tree.lower[head]]
        if number == "plural":
            return None
        sentence = tree.sentence[head]
        best: tuple[float, int, Entity] | None = None
        for mention in reversed(self.mentions[: bisect.bisect_left(self.heads, head)]):
            distance = sentence - tree.sentence[mention.head]
            if distance > FARTHEST_SENTENCES:
                break
            entity = mention.entity
            if self._is_title_of_work(mention.head):
                continue
            if (gender == "none") == entity.person or (
                gender in ("male", "female") and entity.gender not in ("any", gender)
            ):
                continue
            score = (
                -0.8 * distance
                + (1.5 if tree.dep[mention.head] in ("nsubj", "nsubjpass") else 0.0)
                - (1.0 if tree.dep[mention.head] == "poss" else 0.0)
            )
            if best is None or score > best[0]:
                best = (score, mention.head, entity)
        return best[2] if best else None

    def _is_title_of_work(self, head: int) -> bool:
        """A name that closes a stretch in marks: `Atlas Shrugged,”`."""
        after = self.tree.source[self.tree.end[head] : self.tree.end[head] + 2]
        return any(mark in after for mark in '”"’»')

    def _plain(self, text: str) -> str:
        """A description as a name: no article, nothing after a comma or a relative clause."""
        text = strip_article(CUT.split(text)[0].strip())
        return re.sub(r"[’']s$", "", text) or UNKNOWN
