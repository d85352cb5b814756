"""Named: which printed names of an article are one person, one body."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable

from analysis.language.names import NameParts
from analysis.language.sameness import (
    POSSESSIVE,
    content_words,
    fold_name,
    initials,
    is_acronym,
    is_junior,
    same_full_name,
    surname,
)
from analysis.reading.people.printed import Mention

Name = tuple[str, ...]
# What is written in capitals, or in capitals behind Mc.
MIXED = re.compile(r"(?:Mc)?[A-ZÀ-Þ][A-ZÀ-Þ’'-]+")


def cluster_names(mentions: Iterable[Mention], parts: NameParts) -> None:
    """Give every named mention the cluster of its article and the fullest name that the article prints."""
    named = [mention for mention in mentions if mention.name]
    clusters = _Clusters(named, parts)
    clusters.place_full_names()
    clusters.place_single_words()
    _name_clusters(named, parts)


class _Clusters:
    """The named persons and bodies of one article, by number."""

    def __init__(self, named: list[Mention], parts: NameParts) -> None:
        self.named, self.parts = named, parts
        self.folded = [fold_name(mention.name) for mention in named]
        self.n = 0
        self.full: list[tuple[Name, int]] = []
        self.persons: dict[Name, int] = {}
        self.bodies: dict[frozenset[str], int] = {}
        self.acronyms: dict[str, int] = {}
        self.ends: dict[str, set[int]] = {}
        self.begins: dict[int, int] = {}
        self.weight: Counter[int] = Counter()

    def place_full_names(self) -> None:
        """Number what has a name of several words: persons by surname and first name, bodies by their telling words."""
        for mention, name in zip(self.named, self.folded, strict=True):
            if len(name) < 2:
                continue
            mention.cluster = self._place_body(mention, name) if mention.kind == "body" else self._place_person(name)
            self.weight[mention.cluster] += 1 + 2 * (mention.form == "title")

    def place_single_words(self) -> None:
        """Give letters to the body whose initials they are, a surname or first name to its person, or a new number."""
        known = _KnownWords(self)
        single: dict[str, int] = {}
        for mention, name in zip(self.named, self.folded, strict=True):
            if mention.cluster >= 0:
                continue
            word = name[-1]
            if is_acronym(mention.name) and word in self.acronyms:
                mention.cluster = self.acronyms[word]
                continue
            bodies = self._short_for(mention, word)
            if len(bodies) == 1:
                # The Harbour Pilots' Federation ... the Federation.
                mention.cluster, mention.kind = next(iter(bodies)), "body"
                continue
            options = known.find_persons(mention, name)
            # PENCE in capitals is the surname of somebody, not the letters of a body.
            shouted = mention.kind == "body" and len(word) > 3 and word in known.by_last
            if options and (mention.kind != "body" or shouted):
                mention.kind = "name"
                mention.cluster = min(options, key=lambda c: (-self.weight[c], c))
                continue
            if word not in single:
                single[word] = self._number()
            mention.cluster = single[word]

    def _short_for(self, mention: Mention, word: str) -> set[int]:
        """The bodies printed before whose names end in this word."""
        short = mention.form == "name" and word in self.parts["body"] and word not in self.parts["whole name"]
        return {c for c in self.ends.get(word, ()) if self.begins[c] < mention.start} if short else set()

    def _number(self) -> int:
        self.n += 1
        return self.n - 1

    def _place_body(self, mention: Mention, name: Name) -> int:
        key = content_words(name, self.parts)
        if key not in self.bodies:
            self.bodies[key] = self._number()
        self.acronyms.setdefault(initials(mention.name, self.parts), self.bodies[key])
        self.begins.setdefault(self.bodies[key], mention.start)
        self.ends.setdefault(name[-1], set()).add(self.bodies[key])
        return self.bodies[key]

    def _place_person(self, name: Name) -> int:
        cluster = self.persons.get(name)
        if cluster is None:
            cluster = next((c for other, c in self.persons.items() if same_full_name(name, other, self.parts)), None)
        if cluster is None and name[0] not in self.parts.gender:
            # Clara Dos Santos ... Dos Santos: a surname of two words.
            cluster = next((c for other, c in self.persons.items() if other[-len(name) :] == name), None)
        if cluster is None:
            cluster = self._number()
        self.persons.setdefault(name, cluster)
        self.full.append((name, cluster))
        return cluster


class _KnownWords:
    """Whom a surname or a first name alone can mean, once all full names of an article are known."""

    def __init__(self, clusters: _Clusters) -> None:
        self.parts = parts = clusters.parts
        placed = [m for m in clusters.named if m.cluster >= 0]
        pairs = list(zip(clusters.named, clusters.folded, strict=True))
        self.gender = {m.cluster: gender for m in placed if (gender := self._gender(m))}
        self.begins: dict[int, int] = {}
        for mention in placed:
            self.begins[mention.cluster] = min(mention.start, self.begins.get(mention.cluster, mention.start))
        personal = {m.cluster for m in placed if m.personal}
        addressed = {name[0] for m, name in pairs if len(name) == 1 and (m.gender or m.roles)}
        self.by_last: dict[str, set[int]] = {}
        self.by_first: dict[str, set[int]] = {}
        alone = self._juniors_alone(clusters)
        for name, cluster in clusters.full:
            if not is_junior(name, parts) or cluster in alone:
                self.by_last.setdefault(surname(name, parts), set()).add(cluster)
            if cluster in personal or name[0] in addressed:
                self.by_first.setdefault(name[0], set()).add(cluster)
        self.rivals = _rivals(clusters.named, clusters.folded, parts)

    def _juniors_alone(self, clusters: _Clusters) -> set[int]:
        """Juniors whom a bare surname means: no senior is named, nobody's office stands before it, it comes later."""
        parts = self.parts
        last = {cluster: surname(name, parts) for name, cluster in clusters.full if is_junior(name, parts)}
        pairs = list(zip(clusters.named, clusters.folded, strict=True))
        titled = {surname(name, parts) for m, name in pairs if len(name) == 1 and m.roles}
        since: dict[str, int] = {}
        for mention, name in pairs:
            if len(name) == 1:
                word = surname(name, parts)
                since[word] = min(mention.start, since.get(word, mention.start))
        firsts = {cluster: name[0] for name, cluster in clusters.full}
        return {
            cluster
            for cluster, word in last.items()
            if word not in titled
            and self.begins[cluster] < since.get(word, self.begins[cluster] + 1)
            and not any(first == firsts[cluster] for c, first in firsts.items() if c != cluster)
        }

    def find_persons(self, mention: Mention, name: Name) -> set[int]:
        """Find the clusters that this one word can name: by surname, else by first name."""
        word, last = name[-1], surname(name, self.parts)
        # Who is introduced by a first name alone, before any full name with it, is somebody else.
        options = self.by_last.get(last) or {
            c for c in self.by_first.get(word, ()) if len(word) > 2 and self.begins[c] < mention.start
        }
        other = {c for c in options if mention.gender and self.gender.get(c, mention.gender) != mention.gender}
        return {c for c in options - other if (c, last) not in self.rivals}

    def _gender(self, mention: Mention) -> str:
        told = self.parts.gender.get(mention.name[0].lower(), "") if len(mention.name) > 1 else ""
        return mention.gender or told


def _rivals(named: list[Mention], folded: list[Name], parts: NameParts) -> set[tuple[int, str]]:
    """Full names that a bare surname is not: it came first, with an office that they lack, and is no less frequent.

    *President Trump* ... *Melania Trump*: who is known to all is not introduced by the full name.
    """
    bare: Counter[str] = Counter()
    offices: dict[str, set[str]] = defaultdict(set)
    since: dict[str, int] = {}
    counts: Counter[int] = Counter()
    first: dict[int, int] = {}
    theirs: dict[int, set[str]] = defaultdict(set)
    for mention, name in sorted(zip(named, folded, strict=True), key=lambda pair: pair[0].start):
        nouns = {role.noun for role in mention.roles}
        if mention.cluster >= 0:
            counts[mention.cluster] += 1
            first.setdefault(mention.cluster, mention.start)
            theirs[mention.cluster] |= nouns
        elif len(name) == 1:
            word = surname(name, parts)
            bare[word] += 1
            offices[word] |= nouns
            if nouns or mention.gender:
                since.setdefault(word, mention.start)
    return {
        (cluster, word)
        for word, nouns in offices.items()
        for cluster, n in counts.items()
        if nouns and not nouns & theirs[cluster] and bare[word] >= n and since[word] < first[cluster]
    }


def _name_clusters(named: list[Mention], parts: NameParts) -> None:
    printed: dict[int, Counter[tuple[str, ...]]] = defaultdict(Counter)
    first: dict[tuple[int, tuple[str, ...]], int] = {}
    for mention in named:
        name = (*mention.name[:-1], POSSESSIVE.sub("", mention.name[-1]))
        printed[mention.cluster][name] += 1
        first.setdefault((mention.cluster, name), mention.start)
    titled = {mention.cluster for mention in named if mention.form == "title"}
    # The Times is short for what the article calls it in full, however seldom.
    titled |= {m.cluster for m in named if m.kind == "body" and len(m.name) == 1 and m.name[0].lower() in parts["body"]}

    def is_full(cluster: int, name: tuple[str, ...]) -> bool:
        # A longer name that stands once among many is no full name, unless a title or a first name says that it is.
        counts = printed[cluster]
        known = cluster in titled or name[0].lower() in parts.gender
        return len(name) > 1 and (known or counts[name] > 1 or 5 * counts[name] >= counts.total())

    def rank(cluster: int, name: tuple[str, ...]) -> tuple[bool, bool, bool, int, int]:
        # Bassi Tabor is short for Ana Bassi Tabor, MARA LINDEN is Mara Linden on a label.
        counts = printed[cluster]
        longer = (other for other in counts if len(other) > len(name) and other[-len(name) :] == name)
        short = len(name) > 1 and any(is_full(cluster, other) for other in longer)
        return not is_full(cluster, name), short, _is_shouted(name), -counts[name], first[cluster, name]

    best = {cluster: min(counts, key=lambda name: rank(cluster, name)) for cluster, counts in printed.items()}
    kinds = {mention.cluster: mention.kind for mention in named}
    for cluster, name in best.items():
        person = _is_shouted(name) and kinds[cluster] == "name" and not {w.lower() for w in name} & _of_things(parts)
        best[cluster] = tuple(_recase(word) for word in name) if person else name
    for mention in named:
        mention.entity = " ".join(best[mention.cluster])


def _is_shouted(name: Name) -> bool:
    """A first name and a surname in capitals."""
    return len(name) > 1 and all(len(word) > 2 and not MIXED.sub("", word) for word in (name[0], name[-1]))


def _of_things(parts: NameParts) -> frozenset[str]:
    return parts["body"] | parts["thing"] | parts["place"]


def _recase(word: str) -> str:
    """*LINDEN* as *Linden*, *McCANN* as *McCann*."""
    return word if word[:2] == "Mc" and len(word) < 4 else "Mc" + word[2:].title() if word[:2] == "Mc" else word.title()
