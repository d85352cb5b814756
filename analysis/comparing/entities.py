"""Entities: one canonical name for the same person, body, country or group across the articles of an event."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable

import pandas as pd

from analysis.lexicons import Lexicons, standard_lexicons
from analysis.reading.nameparts import NameParts, compile_parts
from analysis.reading.sameness import content_words, fold_name, initials, is_junior, same_full_name, surname



def merge_entities(
    names: pd.DataFrame,
    quotes: pd.DataFrame,
    articles: pd.DataFrame,
    *,
    targets: pd.DataFrame | None = None,
    lexicons: Lexicons | None = None,
) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame | None]:
    """Give one name to what several articles of an event call by different ones.

    Persons merge by full name (one letter may differ: *Qasem*, *Qasim*), and a bare surname joins the one full name
    of the event that ends in it; bodies by their telling words or initials; countries and groups by the alias
    tables. Precision goes before recall: of several candidates none is chosen unless one clearly leads.

    Takes: names (with `kind` and `bare` of `find_names`), quotes, articles (article_id, event), targets if any.
    Returns: new tables names, quotes (`speaker` canonical where its mention is a name's) and targets (or None).

    >>> rows = [("a", "Qasem Soleimani"), ("b", "Qasim Soleimani"), ("b", "Qasim Soleimani")]
    >>> names = pd.DataFrame([(i, n, "name", n, 0, 9) for i, n in rows],
    ...     columns=["article_id", "entity", "kind", "bare", "start", "end"])
    >>> quotes = pd.DataFrame(columns=["article_id", "speaker", "speaker_start", "speaker_end"])
    >>> articles = pd.DataFrame({"article_id": ["a", "b"], "event": ["e", "e"]})
    >>> merge_entities(names, quotes, articles)[0]["entity"].unique().tolist()
    ['Qasim Soleimani']

    Limits: within an event only; two persons of one surname, neither with a first name, become one.
    """
    parts = compile_parts(lexicons or standard_lexicons())
    keyed = articles["event"].where(articles["event"].astype(bool), articles["article_id"])
    events = dict(zip(articles["article_id"], keyed, strict=True))
    clusters = _clusters(names, events)
    titles = _titles(names)
    canonical: dict[Key, str] = {}
    for _, members in sorted(clusters.items(), key=lambda item: str(item[0])):
        canonical.update(_merge_event(members, titles, parts))
    pairs = zip(names["article_id"], names["entity"], strict=True)
    merged = names.assign(entity=[canonical.get(pair, pair[1]) for pair in pairs])
    spoken = _name_speakers(quotes, merged, canonical)
    aimed = None if targets is None else _name_targets(targets, merged)
    return merged, spoken, aimed


Key = tuple[str, str]
Members = dict[Key, tuple[str, Counter[str]]]


def _clusters(names: pd.DataFrame, events: dict[str, Hashable]) -> dict[Hashable, Members]:
    """Per event: (article, local entity) → its kind and how often each bare name is printed."""
    found: dict[Hashable, Members] = defaultdict(dict)
    columns = (names[column] for column in ("article_id", "entity", "kind", "bare"))
    for article, entity, kind, bare in zip(*columns, strict=True):
        members = found[events.get(article, article)]
        known, printed = members.setdefault((article, entity), (kind, Counter()))
        if kind != known and known in {"person", "name"} and kind == "body":
            members[article, entity] = (kind, printed)
        if bare:
            printed[bare] += 1
    return found


def _titles(names: pd.DataFrame) -> dict[Key, frozenset[str]]:
    """(article, local entity) → the words printed in front of its names: *president*, *mr*."""
    found: dict[Key, set[str]] = defaultdict(set)
    if "text" in names:
        columns = (names[column] for column in ("article_id", "entity", "text", "bare"))
        for article, entity, text, bare in zip(*columns, strict=True):
            if bare and text != bare and text.endswith(bare):
                found[article, entity] |= set(fold_name(text[: -len(bare)].split()))
    return defaultdict(frozenset, {key: frozenset(words) - {"the", "a", "former"} for key, words in found.items()})


def _merge_event(members: Members, titles: dict[Key, frozenset[str]], parts: NameParts) -> dict[Key, str]:
    canonical: dict[Key, str] = {}
    persons: dict[Key, Counter[str]] = {}
    bodies: dict[Key, Counter[str]] = {}
    for key, (kind, printed) in members.items():
        if kind in {"name", "person"}:
            persons[key] = printed
        elif kind == "body":
            bodies[key] = printed
        else:
            canonical[key] = key[1]
    canonical.update(_merge_persons(persons, titles, parts))
    canonical.update(_merge_bodies(bodies))
    return canonical


def _merge_persons(
    persons: dict[Key, Counter[str]], titles: dict[Key, frozenset[str]], parts: NameParts
) -> dict[Key, str]:
    fulls: dict[str, list[list[Key]]] = defaultdict(list)
    ordered = sorted(persons, key=lambda key: (-len(key[1].split()), key))
    group_of: dict[Key, list[Key]] = {}
    by_first: dict[str, list[list[Key]]] = defaultdict(list)
    for key in ordered:
        name = fold_name(key[1].split())
        if len(name) < 2:
            continue
        last = surname(name, parts)
        options = fulls[last[:1] + last[-1:]] + by_first[name[0]]
        home = next((g for g in options if same_full_name(name, fold_name(g[0][1].split()), parts)), None)
        if home is None:
            home = []
            fulls[last[:1] + last[-1:]].append(home)
            by_first[name[0]].append(home)
        home.append(key)
        group_of[key] = home
    by_last: dict[str, dict[int, list[Key]]] = defaultdict(dict)
    for key, home in group_of.items():
        name = fold_name(key[1].split())
        if not is_junior(name):
            by_last[surname(name, parts)][id(home)] = home
    singles: dict[str, list[Key]] = defaultdict(list)
    full_here = set(group_of)
    for key in ordered:
        if key in group_of:
            continue
        word = surname(fold_name(key[1].split()), parts)
        options = list(by_last.get(word, {}).values()) or [
            option for option in _unique(by_first.get(word, [])) if titles[key] or any(titles[other] for other in option)
        ]
        alike = [option for option in options if any(titles[key] & titles[other] for other in option)]
        # Without a common title, a surname that reading kept apart from a full name of its article stays apart.
        apart = [option for option in options if all(other[0] != key[0] for other in option if other in full_here)]
        home = _leading(alike, persons) or _leading(apart, persons)
        if home is None:
            singles[word].append(key)
        else:
            home.append(key)
            group_of[key] = home
    groups = {id(home): home for home in group_of.values()} | {id(g): g for g in singles.values()}
    return {key: _name(home, persons) for home in groups.values() for key in home}


def _unique(groups: Iterable[list[Key]]) -> list[list[Key]]:
    return list({id(group): group for group in groups}.values())


def _leading(
    options: list[list[Key]], persons: dict[Key, Counter[str]]
) -> list[Key] | None:
    """The only candidate, or one that is named three times as often as all the others."""
    if len(options) < 2:
        return options[0] if options else None
    sizes = sorted(((sum(persons[k].total() for k in o), n) for n, o in enumerate(options)), reverse=True)
    return options[sizes[0][1]] if sizes[0][0] >= 3 * sum(size for size, _ in sizes[1:]) else None


def _merge_bodies(bodies: dict[Key, Counter[str]]) -> dict[Key, str]:
    groups: dict[object, list[Key]] = defaultdict(list)
    letters: dict[str, frozenset[str]] = {}
    for key in sorted(bodies, key=lambda key: (-len(key[1].split()), key)):
        name = key[1].split()
        if len(name) > 1:
            telling = content_words(fold_name(name))
            groups[telling].append(key)
            letters.setdefault(initials(name), telling)
            continue
        word = fold_name(name)[0]
        groups[letters.get(word, frozenset({word}))].append(key)
    return {key: _name(group, bodies) for group in groups.values() for key in group}


def _name(group: list[Key], printed: dict[Key, Counter[str]]) -> str:
    """The local name of several words that the most mentions carry; the alphabet decides a tie."""
    votes: Counter[str] = Counter()
    for key in group:
        votes[key[1]] += max(1, printed[key].total())
    return min(votes, key=lambda name: (len(name.split()) < 2, -votes[name], name))


def _name_speakers(
    quotes: pd.DataFrame, names: pd.DataFrame, canonical: dict[Key, str]
) -> pd.DataFrame:
    """The mention that fills the printed speaker decides; else the speaker's own words, if the article knows them."""
    if quotes.empty:
        return quotes.copy()
    spans: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
    columns = (names[column] for column in ("article_id", "start", "end", "entity"))
    for article, start, end, entity in zip(*columns, strict=True):
        spans[article].append((int(start), int(end), entity))
    by_words: dict[Key, str] = {}
    if "text" in names:
        for article, text, entity in zip(names["article_id"], names["text"], names["entity"], strict=True):
            by_words.setdefault((article, text.lower()), entity)
    speakers = []
    columns = (quotes[column] for column in ("article_id", "speaker", "speaker_start", "speaker_end"))
    for article, speaker, start, end in zip(*columns, strict=True):
        known = canonical.get((article, speaker)) or by_words.get((article, str(speaker).lower()))
        if known is None and pd.notna(start) and speaker not in {"", "unknown"}:
            known = _filling(spans[article], int(start), int(end))
        speakers.append(known or speaker)
    return quotes.assign(speaker=pd.Series(speakers, index=quotes.index, dtype=quotes["speaker"].dtype))


def _filling(spans: list[tuple[int, int, str]], start: int, end: int) -> str | None:
    """A mention that covers at least two thirds of the printed speaker and does not run far beyond it."""
    best: tuple[int, str] | None = None
    for first, last, entity in spans:
        shared = min(end, last) - max(start, first)
        if 3 * shared >= 2 * max(end - start, last - first) and (best is None or shared > best[0]):
            best = (shared, entity)
    return best[1] if best else None


def _name_targets(targets: pd.DataFrame, names: pd.DataFrame) -> pd.DataFrame:
    """A target takes the entity of the mention that shares most of its span."""
    spans: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
    columns = (names[column] for column in ("article_id", "start", "end", "entity"))
    for article, start, end, entity in zip(*columns, strict=True):
        spans[article].append((int(start), int(end), entity))
    entities = []
    columns = (targets[column] for column in ("article_id", "start", "end", "entity"))
    for article, start, end, entity in zip(*columns, strict=True):
        options = [
            (min(end, last) - max(start, first), first - last, name)
            for first, last, name in spans[article]
            if 2 * (min(end, last) - max(start, first)) >= min(end - start, last - first) > 0
        ]
        entities.append(max(options)[2] if options else entity)
    return targets.assign(entity=pd.Series(entities, index=targets.index, dtype=targets["entity"].dtype))
