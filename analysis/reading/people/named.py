"""Named: which printed names of an article are one person, one body."""

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


def cluster_names(mentions: Iterable[Mention], parts: NameParts) -> None:
    """Give every named mention the cluster of its article and the fullest name that the article prints."""
    named = [mention for mention in mentions if mention.name]
    folded = [fold_name(mention.name) for mention in named]
    bodies: dict[frozenset[str], int] = {}
    acronyms: dict[str, int] = {}
    full: list[tuple[tuple[str, ...], int]] = []
    weight: Counter[int] = Counter()
    nations: dict[int, set[str]] = defaultdict(set)
    n = 0
    for mention, name in zip(named, folded, strict=True):
        if mention.kind == "body" and len(name) > 1:
            key = content_words(name, parts)
            if key not in bodies:
                bodies[key] = n
                n += 1
            mention.cluster = bodies[key]
            acronyms.setdefault(initials(mention.name, parts), mention.cluster)
        elif mention.kind != "body" and len(name) > 1:
            mention.cluster = next((c for known, c in full if same_full_name(name, known, parts)), -1)
            if mention.cluster < 0:
                mention.cluster = n
                n += 1
            full.append((name, mention.cluster))
        else:
            continue
        weight[mention.cluster] += 1 + 2 * (mention.form == "title")
        nations[mention.cluster] |= mention.nations
    genders = {
        m.cluster: gender
        for m in named
        if m.cluster >= 0 and (gender := m.gender or parts.gender.get(m.name[0].lower(), "") if len(m.name) > 1 else "")
    }
    personal = {m.cluster for m in named if m.cluster >= 0 and m.personal}
    addressed = {name[0] for m, name in zip(named, folded, strict=True) if len(name) == 1 and (m.gender or m.roles)}
    by_last, by_first = defaultdict(set), defaultdict(set)
    for name, cluster in full:
        if not is_junior(name, parts):
            by_last[surname(name, parts)].add(cluster)
        if cluster in personal or name[0] in addressed:
            by_first[name[0]].add(cluster)
    begins: dict[int, int] = {}
    for mention in named:
        begins[mention.cluster] = min(mention.start, begins.get(mention.cluster, mention.start))
    rivals = _rivals(named, folded, parts)
    single: dict[str, int] = {}
    for mention, name in zip(named, folded, strict=True):
        if mention.cluster >= 0:
            continue
        word = name[-1]
        if is_acronym(mention.name) and word in acronyms:
            mention.cluster = acronyms[word]
            continue
        # Who is introduced by a first name alone, before any full name with it, is somebody else.
        first_names = {c for c in by_first.get(word, ()) if begins[c] < mention.start} if len(word) > 2 else set()
        options = by_last.get(surname(name, parts)) or first_names
        options = {c for c in options if not (mention.gender and genders.get(c, mention.gender) != mention.gender)}
        options = {c for c in options if (c, surname(name, parts)) not in rivals}
        # PENCE in capitals is the surname of somebody, not the letters of a body.
        shouted = mention.kind == "body" and len(word) > 3 and bool(by_last.get(word))
        if options and (mention.kind != "body" or shouted):
            mention.kind = "name"
            mention.cluster = min(options, key=lambda c: (-weight[c], c))
            continue
        if word not in single:
            single[word] = n
            n += 1
        mention.cluster = single[word]
    _name_clusters(named, parts)


def _rivals(named: list[Mention], folded: list[tuple[str, ...]], parts: NameParts) -> set[tuple[int, str]]:
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

    def rank(cluster: int, name: tuple[str, ...]) -> tuple[bool, int, int]:
        # A longer name that stands once among many is no full name, unless a title or a first name says that it is.
        counts = printed[cluster]
        known = cluster in titled or name[0].lower() in parts.gender
        full = len(name) > 1 and (known or counts[name] > 1 or 5 * counts[name] >= counts.total())
        return not full, -counts[name], first[cluster, name]

    best = {cluster: min(counts, key=lambda name: rank(cluster, name)) for cluster, counts in printed.items()}
    for mention in named:
        mention.entity = " ".join(best[mention.cluster])
