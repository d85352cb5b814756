"""Groups: crowds, bodies in small letters, and what belongs to a named person (*the Trump administration*)."""

from analysis.language.names import NameParts
from analysis.language.phrases import Words, left_edge, phrase
from analysis.language.sameness import POSSESSIVE, fold_name
from analysis.reading.people.aliases import Found
from analysis.reading.people.printed import DEFINITE, Mention, new_mention, read_modifiers

PLURAL = {"NNS", "NNPS", "NN", "NNP"}
SIDES = {"pro", "anti", "counter", "rival"}
VAGUE = {"group", "crowd"}
TAKING_PART = {"part", "participate", "join"}


def find_owned(words: Words, parts: NameParts, mentions: list[Mention]) -> list[Mention]:
    """Find phrases that hold a person's name and are not the person: *the Trump administration*, *her lawyers*."""
    found = []
    for mention in mentions:
        at = mention.at
        if mention.kind == "body" or words.dep[at] not in {"poss", "compound", "nmod"}:
            continue
        owner = words.head[at]
        if words.pos[owner] not in {"NOUN", "PROPN"} or owner <= at or owner - at > 6:
            continue
        lemma, lower = words.lemma[owner], words.lower[owner]
        people = words.dep[at] == "poss" and (lemma in parts.people or lemma in parts.titles)
        if not (people or lower in parts["owned body"] or lemma in parts["owned body"]):
            continue
        if people and words.tag[owner] in {"NN", "NNP"} and words.child(owner, "appos") is not None:
            continue
        first, last = left_edge(words, owner), owner
        owned = new_mention(words, min(first, mention.first), last, owner, "body", "description")
        printed = (mention.name or mention.entity.split())[-1]
        printed = POSSESSIVE.sub("", printed)
        owned.entity = f"{printed} {lemma}" if words.dep[at] != "poss" else f"{printed}’s {lemma}"
        found.append(owned)
    return found


def find_bodies(
    words: Words,
    parts: NameParts,
    mentions: list[Mention],
    owned: list[Mention],
    aliases: dict[int, Found],
    used: set[int],
) -> list[Mention]:
    """Find bodies printed in small letters: *the Pakistan foreign office*, then *the foreign office*, *the FO*."""
    candidates = []
    named: dict[str, list[Mention]] = {}
    for mention in mentions:
        if mention.kind in {"body", "party"} and mention.form == "name":
            named.setdefault(words.lemma[mention.at], []).append(mention)
    covered = {w for f in aliases.values() for w in range(f.first, f.last + 1)} | used
    for at, lemma in enumerate(words.lemma):
        if at in covered or words.tag[at] not in {"NN", "NNP"} or words.dep[at] in {"compound", "nmod", "amod"}:
            continue
        if lemma not in parts["body"] and lemma not in parts["state"]:
            continue
        first = left_edge(words, at)
        if any(w in used for w in range(first, at + 1)) or words.lower[first] in {"a", "an", "any", "no", "another"}:
            continue
        _, nations, _ = read_modifiers(words, parts, first, at, aliases)
        skipped = {w for f in aliases.values() if first <= f.first <= at for w in range(f.first, f.last + 1)}
        own = frozenset(
            words.lower[w]
            for w in range(first, at)
            if w not in skipped
            and words.pos[w] in {"NOUN", "PROPN", "ADJ"}
            and words.tag[w] not in {"VBN", "VBG"}
            and words.lower[w] not in parts["empty"]
        )
        body = new_mention(words, first, at, at, "body", "description")
        body.nations = nations
        candidates.append((body, lemma, own))
    _tie(words, parts, candidates, named, owned)
    found = [body for body, _, _ in candidates if body.entity]
    _name_short_forms(mentions, found)
    return found


def _tie(
    words: Words,
    parts: NameParts,
    candidates: list[tuple[Mention, str, frozenset[str]]],
    named: dict[str, list[Mention]],
    owned: list[Mention],
) -> None:
    """Earlier mentions with the same noun and no word against it; the fullest gives the name."""
    for index, (body, lemma, own) in enumerate(candidates):
        if lemma in parts["state"] and len(body.nations) == 1 and not own - {"central", "federal", "new"}:
            body.entity, body.kind = next(iter(body.nations)), "country"
            continue
        if lemma == "party" and len(body.nations) == 1:
            body.entity, body.kind = next(iter(body.nations)), "party"
            continue
        if words.lower[body.first] not in {"the", "its", "their"} and not body.nations:
            continue
        options = [(m.start, m.entity, fold_name(m.name), m.nations) for m in named.get(lemma, [])]
        options += [(o.start, o.entity, (), set()) for o in owned if words.lemma[o.at] == lemma and not own]
        options = [
            option
            for option in options
            if own <= set(option[2]) and (not body.nations or not option[3] or body.nations & option[3])
        ]
        options = [option for option in options if option[0] < body.start]
        if options:
            body.entity = max(options)[1]
            continue
        for earlier, noun, words_before in candidates[:index]:
            same_nation = not body.nations or body.nations == earlier.nations
            telling = earlier.entity or words_before or earlier.nations
            if noun == lemma and own <= words_before and same_nation and telling:
                if not earlier.entity:
                    earlier.entity = _printed(words, earlier)
                body.entity = earlier.entity
                body.name = earlier.name
                break


def _printed(words: Words, body: Mention) -> str:
    first = body.first + (words.lower[body.first] in DEFINITE)
    # The label leaves out what a participle or an adverb says: "the tightly guarded American consulate".
    while first < body.last and (words.pos[first] in {"ADV", "VERB"} or words.tag[first] in {"VBN", "VBG", "JJS"}):
        first += 1
    text = words.slice(first, body.last)
    return text[0].upper() + text[1:]


def _name_short_forms(mentions: list[Mention], bodies: list[Mention]) -> None:
    """*the FO* after *the foreign office*: initials of a body in small letters."""
    known: dict[str, str] = {}
    for body in bodies:
        letters = "".join(word[0] for word in body.entity.split()).lower()
        for start in range(max(1, len(letters) - 1)):
            known.setdefault(letters[start:], body.entity)
    for mention in mentions:
        word = "".join(mention.name).replace(".", "")
        short = mention.kind == "body" and len(mention.name) == 1 and word.isupper()
        if short and mention.entity == mention.name[0]:
            mention.entity = known.get(word.lower(), mention.entity)


def find_crowds(words: Words, parts: NameParts, aliases: dict[int, Found], plain: set[int]) -> list[Mention]:
    """Find crowds: protesters and migrants by name, and people who do what crowds do.

    A collective noun becomes the group's once the text says of whom it is: *a caravan of migrants*, *the caravan*.
    """
    found: dict[int, Mention] = {}
    collectives: dict[str, str] = {}
    for at, lemma in enumerate(words.lemma):
        group = parts.groups.get(lemma, "")
        before = words.dep[at] in {"compound", "nmod", "amod"}
        other_seeker = lemma == "seeker" and words.lower[at - 1] not in {"asylum", "-"}
        if not group or other_seeker or not (before or words.tag[at] in PLURAL):
            continue
        if before and words.head[at] > at:
            above = words.head[at]
            if words.lemma[above] in parts["collective"] and words.lemma[above] not in VAGUE:
                collectives.setdefault(words.lemma[above], group)
                _add(words, found, above, group)
            continue
        head = _whole(words, parts, at)
        if words.lemma[head] in parts["collective"] and words.lemma[head] not in VAGUE:
            collectives.setdefault(words.lemma[head], group)
        sides = {words.lower[w] for w in range(left_edge(words, at), at)} & SIDES
        label = f"{words.slice(left_edge(words, at), at).lower().removeprefix('the ')}" if sides else group
        _add(words, found, head, label)
    for at, lemma in enumerate(words.lemma):
        if at in found or words.pos[at] not in {"NOUN", "PROPN", "NUM", "ADJ"}:
            continue
        lower = words.lower[at]
        if lemma in collectives and words.tag[at] == "NN" and words.dep[at] not in {"compound", "nmod"}:
            _add(words, found, at, collectives[lemma])
        elif words.dep[at] in {"nsubj", "conj"} and _is_people(words, parts, at) and _crowd_verb(words, parts, at):
            _add(words, found, at, "protesters")
        elif lower in parts.crowds and lower != "protest":
            _read_event(words, parts, found, at, plain)
    return list(found.values())


def _add(words: Words, found: dict[int, Mention], head: int, entity: str) -> None:
    if head in found:
        return
    first, last = phrase(words, head, joined=False)
    for child in words.children[head]:
        if words.lower[child] == "including" and child - last <= 2:
            noun = words.child(child, "pobj")
            if noun is not None:
                last = phrase(words, noun, joined=True)[1]
    if words.lower[head] == "women" or words.lower[head] == "men":
        last = max(last, phrase(words, head, joined=True)[1])
    mention = new_mention(words, first, last, head, "group", "description")
    mention.entity = entity
    found[head] = mention


def _whole(words: Words, parts: NameParts, at: int) -> int:
    """*hundreds of protesters*, *a caravan of migrants*: the noun that heads the whole phrase."""
    if words.dep[at] != "pobj":
        return at
    preposition = words.head[at]
    noun = words.head[preposition]
    if words.lower[preposition] == "of" and words.pos[noun] in {"NOUN", "NUM"}:
        counted = words.lower[noun] in parts["quantity"] or words.lemma[noun] in parts["quantity"] | parts["collective"]
        return noun if counted else at
    return at


def _is_people(words: Words, parts: NameParts, at: int) -> bool:
    if words.lemma[at] in parts.people and words.tag[at] in {"NNS", "NNPS"}:
        return True
    if words.lower[at] in parts["quantity"]:
        of = words.child(at, "prep")
        inner = words.child(of, "pobj") if of is not None and words.lower[of] == "of" else None
        return inner is None or words.lemma[inner] in parts.people
    return False


def _crowd_verb(words: Words, parts: NameParts, at: int) -> bool:
    """*rallied*, *marched*, *took part in the protest*"""
    verb = words.head[at]
    if words.dep[at] == "conj":
        return False
    if words.lemma[verb] in parts["crowd verb"]:
        return True
    part = words.child(verb, "dobj")
    if words.lemma[verb] in {"take", "participate", "join"}:
        nouns = [w for w in range(verb, min(verb + 8, len(words.text))) if words.lemma[w] in parts.crowds]
        return bool(nouns) and (words.lemma[verb] != "take" or (part is not None and words.lemma[part] in TAKING_PART))
    return False


def _read_event(words: Words, parts: NameParts, found: dict[int, Mention], at: int, plain: set[int]) -> None:
    """*the rally of mostly Muslims*: who is in it; *the rally dispersed*: the rally as its people."""
    group = parts.crowds[words.lower[at]]
    for child in words.children[at]:
        if words.lower[child] == "of" and child == at + 1:
            noun = words.child(child, "pobj")
            if noun is not None and words.tag[noun] in {"NNS", "NNPS"}:
                _add(words, found, noun, group)
    if at in plain:
        follows = words.lower[at + 1].rstrip("s") if at + 1 < len(words.text) else ""
        if follows in parts["crowd verb"]:
            _add(words, found, at, group)
    elif words.dep[at] == "nsubj" and words.lemma[words.head[at]] in parts["crowd verb"] | {"disperse", "demand"}:
        _add(words, found, at, group)
