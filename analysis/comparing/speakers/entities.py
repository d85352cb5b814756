"""Entities: one canonical name for the same person, body, country or group across the articles of an event."""

from collections import Counter, defaultdict
from collections.abc import Mapping

import pandas as pd

from analysis.comparing.matching.similarity import read_events
from analysis.comparing.speakers.one_role import give_one_role
from analysis.comparing.speakers.persons import Key, choose_name, merge_persons
from analysis.language.names import NameParts, compile_parts
from analysis.language.sameness import content_words, fold_name, initials
from analysis.lexicons import Lexicons, standard_lexicons


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
    Returns: new tables names, quotes (`speaker` canonical where the article's clusters know it, one `role` a person or
    body over the event, unless a reader corrected it) and targets (or None).

    >>> rows = [("a", "Qasem Soleimani"), ("b", "Qasim Soleimani"), ("b", "Qasim Soleimani")]
    >>> names = pd.DataFrame([(i, n, "name", n, 0, 9) for i, n in rows],
    ...     columns=["article_id", "entity", "kind", "bare", "start", "end"])
    >>> quotes = pd.DataFrame(columns=["article_id", "speaker", "speaker_start", "speaker_end"])
    >>> articles = pd.DataFrame({"article_id": ["a", "b"], "event": ["e", "e"]})
    >>> merge_entities(names, quotes, articles)[0]["entity"].unique().tolist()
    ['Qasim Soleimani']

    Limits: within an event only; two persons of one surname, neither with a first name, become one.
    """
    merged, named, aimed = merge_events(names, quotes, articles, targets=targets, lexicons=lexicons)
    return merged, fold_speakers(named, choose_spellings(Counter(named["speaker"]))), aimed


def merge_events(
    names: pd.DataFrame,
    quotes: pd.DataFrame,
    articles: pd.DataFrame,
    *,
    targets: pd.DataFrame | None = None,
    lexicons: Lexicons | None = None,
) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame | None]:
    """Merge as `merge_entities` does whatever can be told from the events alone, some events of a corpus at a time.

    Returns: as there, but for speakers who differ by capitals only: see `fold_speakers`.
    """
    parts = compile_parts(lexicons or standard_lexicons())
    events = read_events(articles)
    clusters = _clusters(names, events)
    titles = _titles(names)
    canonical: dict[Key, str] = {}
    for _, members in sorted(clusters.items()):
        canonical.update(_merge_event(members, titles, parts))
    pairs = zip(names["article_id"].tolist(), names["entity"].tolist(), strict=True)
    merged = names.assign(entity=[canonical.get(pair, pair[1]) for pair in pairs])
    aimed = None
    if targets is not None:
        pairs = zip(targets["article_id"].tolist(), targets["entity"].tolist(), strict=True)
        aimed = targets.assign(entity=[canonical.get(pair, pair[1]) for pair in pairs])
    return merged, give_one_role(_name_speakers(quotes, canonical), canonical, events), aimed


def choose_spellings(counts: Mapping[str, int]) -> dict[str, str]:
    """Choose one spelling for speakers who differ by capitals only, "officials" and "Officials": that printed most.

    `counts`: how often each speaker of `merge_events` stands in the whole corpus. Returns: the spelling of each of them
    that has another one.

    >>> choose_spellings({"officials": 3, "Officials": 2, "Ana Sol": 1})
    {'Officials': 'officials'}
    """
    best: dict[str, str] = {}
    for speaker, n in counts.items():
        known = best.setdefault(speaker.casefold(), speaker)
        if (-n, speaker) < (-counts[known], known):
            best[speaker.casefold()] = speaker
    return {speaker: spelling for speaker in counts if (spelling := best[speaker.casefold()]) != speaker}


def fold_speakers(quotes: pd.DataFrame, spellings: Mapping[str, str]) -> pd.DataFrame:
    """Give speakers the spelling of `choose_spellings`. Returns: new quotes."""
    folded = [spellings.get(speaker, speaker) for speaker in quotes["speaker"].tolist()]
    return quotes.assign(speaker=pd.Series(folded, index=quotes.index, dtype=quotes["speaker"].dtype))


Members = dict[Key, tuple[str, Counter[str]]]


def _clusters(names: pd.DataFrame, events: dict[str, str]) -> dict[str, Members]:
    """Per event: (article, local entity) → its kind and how often each bare name is printed."""
    found: dict[str, Members] = defaultdict(dict)
    columns = (names[column].tolist() for column in ("article_id", "entity", "kind", "bare"))
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
        columns = (names[column].tolist() for column in ("article_id", "entity", "text", "bare"))
        for article, entity, text, bare in zip(*columns, strict=True):
            if bare and text != bare and text.endswith(bare):
                found[article, entity] |= set(fold_name(text[: -len(bare)].split()))
    return defaultdict(frozenset, {key: frozenset(words) - {"the", "a", "former"} for key, words in found.items()})


def _merge_event(members: Members, titles: dict[Key, frozenset[str]], parts: NameParts) -> dict[Key, str]:
    canonical: dict[Key, str] = {}
    persons: dict[Key, Counter[str]] = {}
    bodies: dict[Key, Counter[str]] = {}
    crowds: dict[str, list[Key]] = defaultdict(list)
    for key, (kind, printed) in members.items():
        if kind in {"name", "person"}:
            persons[key] = printed
        elif kind == "body":
            bodies[key] = printed
        else:
            canonical[key] = key[1]
            if kind == "group":
                crowds[parts.group_of(key[1])].append(key)
    for keys in crowds.values():
        # Each article calls a crowd by its own word; the event's name for it is the commonest of them.
        words = Counter(word for _, word in keys)
        canonical.update(dict.fromkeys(keys, min(words, key=lambda w: (-words[w], not w.endswith("s"), w))))
    canonical.update(merge_persons(persons, titles, parts))
    canonical.update(_merge_bodies(bodies, parts))
    return canonical


def _merge_bodies(bodies: dict[Key, Counter[str]], parts: NameParts) -> dict[Key, str]:
    groups: dict[object, list[Key]] = defaultdict(list)
    letters: dict[str, frozenset[str]] = {}
    for key in sorted(bodies, key=lambda key: (-len(key[1].split()), key)):
        name = key[1].split()
        if len(name) > 1:
            telling = content_words(fold_name(name), parts)
            groups[telling].append(key)
            letters.setdefault(initials(name, parts), telling)
            continue
        word = fold_name(name)[0]
        groups[letters.get(word, frozenset({word}))].append(key)
    named: dict[Key, str] = {}
    for group in groups.values():
        named.update(dict.fromkeys(group, choose_name(group, bodies)))
    return named


def _name_speakers(quotes: pd.DataFrame, canonical: dict[Key, str]) -> pd.DataFrame:
    """A speaker whom the article's clusters know takes the name that the event gives it; others keep their words."""
    if quotes.empty:
        return quotes.copy()
    pairs = zip(quotes["article_id"].tolist(), quotes["speaker"].tolist(), strict=True)
    speakers = [" and ".join(canonical.get((article, name), name) for name in speaker.split(" and "))
                if (article, speaker) not in canonical else canonical[article, speaker]
                for article, speaker in pairs]  # fmt: skip
    return quotes.assign(speaker=pd.Series(speakers, index=quotes.index, dtype=quotes["speaker"].dtype))
