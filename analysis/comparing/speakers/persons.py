"""Persons: which local names of an event's articles are one person."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from analysis.language.names import NameParts
from analysis.language.sameness import fold_name, is_junior, same_full_name, surname

Key = tuple[str, str]


@dataclass
class Person:
    """Local entities of one person, with what decides whether another joins."""

    name: tuple[str, ...]
    keys: list[Key] = field(default_factory=list)
    titles: set[str] = field(default_factory=set)
    articles: set[str] = field(default_factory=set)
    n: int = 0

    def add(self, key: Key, titles: frozenset[str], n: int) -> None:
        """Take in a local entity."""
        self.keys.append(key)
        self.titles |= titles
        self.n += n


def merge_persons(
    persons: dict[Key, Counter[str]], titles: dict[Key, frozenset[str]], parts: NameParts
) -> dict[Key, str]:
    """Give the persons of one event's articles one name each.

    Takes: how often each (article, local name) is printed how; the words in front of its names; the parts of names.
    Returns: the name in the event by (article, local name).

    >>> from collections import Counter, defaultdict
    >>> from analysis.language.names import compile_parts
    >>> from analysis.lexicons import standard_lexicons
    >>> printed = {("a", "Ana Sol"): Counter({"Ana Sol": 2}), ("b", "Sol"): Counter({"Sol": 1})}
    >>> merge_persons(printed, defaultdict(frozenset), compile_parts(standard_lexicons()))
    {('a', 'Ana Sol'): 'Ana Sol', ('b', 'Sol'): 'Ana Sol'}

    Limits: no knowledge of the world; two persons of one full name are one.
    """
    groups: list[Person] = []
    near: dict[str, list[Person]] = defaultdict(list)
    by_first: dict[str, list[Person]] = defaultdict(list)
    bare: list[Key] = []
    for key in sorted(persons, key=lambda key: (-len(key[1].split()), key)):
        name = fold_name(key[1].split())
        if len(name) < 2:
            bare.append(key)
            continue
        last = surname(name, parts)
        options = near[last[:1] + last[-1:]] + by_first[name[0]]
        home = next((group for group in options if same_full_name(name, group.name, parts)), None)
        if home is None:
            home = Person(name)
            groups.append(home)
            near[last[:1] + last[-1:]].append(home)
            by_first[name[0]].append(home)
        home.add(key, titles[key], persons[key].total())
        home.articles.add(key[0])
    groups = _join_juniors(groups, persons, bare, parts)
    by_last: dict[str, list[Person]] = defaultdict(list)
    for group in groups:
        if not is_junior(group.name, parts):
            by_last[surname(group.name, parts)].append(group)
    singles: dict[str, Person] = {}
    sizes = {id(group): group.n for group in groups}
    for key in bare:
        word = surname(fold_name(key[1].split()), parts)
        options = by_last.get(word) or [g for g in by_first.get(word, []) if titles[key] & g.titles]
        alike = [group for group in options if titles[key] & group.titles]
        # Without a common title, a surname that reading kept apart from a full name of its article stays apart.
        apart = [group for group in options if key[0] not in group.articles]
        home = _leading(alike, sizes) or _leading(apart, sizes) or singles.setdefault(word, Person((word,)))
        home.add(key, frozenset(), persons[key].total())
    named: dict[Key, str] = {}
    for group in [*groups, *singles.values()]:
        named.update(dict.fromkeys(group.keys, choose_name(group.keys, persons)))
    return named


def _join_juniors(
    groups: list[Person], persons: dict[Key, Counter[str]], bare: list[Key], parts: NameParts
) -> list[Person]:
    """*Roger Hunt Jr.* of one article is *Roger Hunt* of another, where *Hunt* alone is he and none has both."""
    alone = {(article, surname(fold_name(name.split()), parts)) for article, name in bare}
    kept = []
    for group in groups:
        if len(group.name) < 3 or not is_junior(group.name, parts):
            kept.append(group)
            continue
        last = surname(group.name, parts)
        same = [
            other
            for other in groups
            if not is_junior(other.name, parts) and same_full_name(group.name[:-1], other.name, parts)
        ]
        called = any(" " not in printed for key in group.keys for printed in persons[key])
        apart = len(same) == 1 and not group.articles & same[0].articles
        if called and apart and not any((article, last) in alone for article in group.articles):
            for key in group.keys:
                same[0].add(key, frozenset(group.titles), 0)
            same[0].n += group.n
            same[0].articles |= group.articles
        else:
            kept.append(group)
    return kept


def _leading(options: list[Person], sizes: dict[int, int]) -> Person | None:
    """The only candidate, or one that is named three times as often as all the others."""
    if len(options) < 2:
        return options[0] if options else None
    best = max(options, key=lambda group: (sizes[id(group)], group.name))
    return best if sizes[id(best)] >= 3 * (sum(sizes[id(g)] for g in options) - sizes[id(best)]) else None


def choose_name(group: list[Key], printed: dict[Key, Counter[str]]) -> str:
    """The local name of several words that the most mentions carry; the alphabet decides a tie."""
    votes: Counter[str] = Counter()
    for key in group:
        votes[key[1]] += max(1, printed[key].total())
    return min(votes, key=lambda name: (len(name.split()) < 2, -votes[name], name))
