"""Groups: crowds, bodies in small letters, and what belongs to a named person (*the Trump administration*)."""

from analysis.language.names import NameParts
from analysis.language.phrases import left_edge, phrase
from analysis.language.sameness import POSSESSIVE, fold_name
from analysis.language.tree import Tree
from analysis.reading.people.aliases import Found
from analysis.reading.people.printed import DEFINITE, Mention, new_mention, read_modifiers

PLURAL = {"NNS", "NNPS", "NN", "NNP"}
SIDES = {"pro", "anti", "counter", "rival"}
VAGUE = {"group", "crowd"}
TAKING_PART = {"part", "participate", "join"}


def find_owned(tree: Tree, parts: NameParts, mentions: list[Mention]) -> list[Mention]:
    """Find phrases that hold a person's name and are not the person: *the Trump administration*, *her lawyers*."""
    found = []
    for mention in mentions:
        at = mention.at
        if mention.kind == "body" or tree.dep[at] not in {"poss", "compound", "nmod"}:
            continue
        owner = tree.head[at]
        if tree.pos[owner] not in {"NOUN", "PROPN"} or owner <= at or owner - at > 6:
            continue
        lemma, lower = tree.lemma[owner], tree.lower[owner]
        people = tree.dep[at] == "poss" and (lemma in parts.people or lemma in parts.titles)
        if not (people or lower in parts["owned body"] or lemma in parts["owned body"]):
            continue
        if people and tree.tag[owner] in {"NN", "NNP"} and tree.child(owner, "appos") is not None:
            continue
        first, last = left_edge(tree, owner), owner
        owned = new_mention(tree, min(first, mention.first), last, owner, "body", "description")
        printed = (mention.name or mention.entity.split())[-1]
        printed = POSSESSIVE.sub("", printed)
        owned.entity = f"{printed} {lemma}" if tree.dep[at] != "poss" else f"{printed}’s {lemma}"
        found.append(owned)
    return found


def find_bodies(
    tree: Tree,
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
            named.setdefault(tree.lemma[mention.at], []).append(mention)
    covered = {w for f in aliases.values() for w in range(f.first, f.last + 1)} | used
    for at in range(tree.n):
        lemma = tree.lemma[at]
        if at in covered or tree.tag[at] not in {"NN", "NNP"} or tree.dep[at] in {"compound", "nmod", "amod"}:
            continue
        if lemma not in parts["body"] and lemma not in parts["state"]:
            continue
        first = left_edge(tree, at)
        if any(w in used for w in range(first, at + 1)) or tree.lower[first] in {"a", "an", "any", "no", "another"}:
            continue
        _, nations, _ = read_modifiers(tree, parts, first, at, aliases)
        skipped = {w for f in aliases.values() if first <= f.first <= at for w in range(f.first, f.last + 1)}
        own = frozenset(
            tree.lower[w]
            for w in range(first, at)
            if w not in skipped
            and tree.pos[w] in {"NOUN", "PROPN", "ADJ"}
            and tree.tag[w] not in {"VBN", "VBG"}
            and tree.lower[w] not in parts["empty"]
        )
        body = new_mention(tree, first, at, at, "body", "description")
        body.nations = nations
        candidates.append((body, lemma, own))
    _tie(tree, parts, candidates, named, owned)
    found = [body for body, _, _ in candidates if body.entity]
    _name_short_forms(mentions, found)
    return found


def _tie(
    tree: Tree,
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
        if tree.lower[body.first] not in {"the", "its", "their"} and not body.nations:
            continue
        options = [(m.start, m.entity, fold_name(m.name), m.nations) for m in named.get(lemma, [])]
        options += [(o.start, o.entity, (), set()) for o in owned if tree.lemma[o.at] == lemma and not own]
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
                    earlier.entity = _printed(tree, earlier)
                body.entity = earlier.entity
                body.name = earlier.name
                break


def _printed(tree: Tree, body: Mention) -> str:
    first = body.first + (tree.lower[body.first] in DEFINITE)
    # The label leaves out what a participle or an adverb says: "the tightly guarded American consulate".
    while first < body.last and (tree.pos[first] in {"ADV", "VERB"} or tree.tag[first] in {"VBN", "VBG", "JJS"}):
        first += 1
    text = tree.slice(first, body.last)
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


def find_crowds(tree: Tree, parts: NameParts, aliases: dict[int, Found], plain: set[int]) -> list[Mention]:
    """Find crowds: protesters and migrants by name, and people who do what crowds do.

    A collective noun becomes the group's once the text says of whom it is: *a caravan of migrants*, *the caravan*.
    """
    found: dict[int, Mention] = {}
    collectives: dict[str, str] = {}
    for at in range(tree.n):
        lemma = tree.lemma[at]
        group = parts.groups.get(lemma, "")
        before = tree.dep[at] in {"compound", "nmod", "amod"}
        other_seeker = lemma == "seeker" and tree.lower[at - 1] not in {"asylum", "-"}
        if not group or other_seeker or not (before or tree.tag[at] in PLURAL):
            continue
        if before and tree.head[at] > at:
            above = tree.head[at]
            if tree.lemma[above] in parts["collective"] and tree.lemma[above] not in VAGUE:
                collectives.setdefault(tree.lemma[above], group)
                _add(tree, found, above, group)
            continue
        head = _whole(tree, parts, at)
        if tree.lemma[head] in parts["collective"] and tree.lemma[head] not in VAGUE:
            collectives.setdefault(tree.lemma[head], group)
        sides = {tree.lower[w] for w in range(left_edge(tree, at), at)} & SIDES
        label = f"{tree.slice(left_edge(tree, at), at).lower().removeprefix('the ')}" if sides else group
        _add(tree, found, head, label)
    for at in range(tree.n):
        lemma = tree.lemma[at]
        if at in found or tree.pos[at] not in {"NOUN", "PROPN", "NUM", "ADJ"}:
            continue
        lower = tree.lower[at]
        if lemma in collectives and tree.tag[at] == "NN" and tree.dep[at] not in {"compound", "nmod"}:
            _add(tree, found, at, collectives[lemma])
        elif tree.dep[at] in {"nsubj", "conj"} and _is_people(tree, parts, at) and _crowd_verb(tree, parts, at):
            _add(tree, found, at, "protesters")
        elif lower in parts.crowds and lower != "protest":
            _read_event(tree, parts, found, at, plain)
    return list(found.values())


def _add(tree: Tree, found: dict[int, Mention], head: int, entity: str) -> None:
    if head in found:
        return
    first, last = phrase(tree, head, joined=False)
    for child in tree.children[head]:
        if tree.lower[child] == "including" and child - last <= 2:
            noun = tree.child(child, "pobj")
            if noun is not None:
                last = phrase(tree, noun, joined=True)[1]
    if tree.lower[head] == "women" or tree.lower[head] == "men":
        last = max(last, phrase(tree, head, joined=True)[1])
    mention = new_mention(tree, first, last, head, "group", "description")
    mention.entity = entity
    found[head] = mention


def _whole(tree: Tree, parts: NameParts, at: int) -> int:
    """*hundreds of protesters*, *a caravan of migrants*: the noun that heads the whole phrase."""
    if tree.dep[at] != "pobj":
        return at
    preposition = tree.head[at]
    noun = tree.head[preposition]
    if tree.lower[preposition] == "of" and tree.pos[noun] in {"NOUN", "NUM"}:
        counted = tree.lower[noun] in parts["quantity"] or tree.lemma[noun] in parts["quantity"] | parts["collective"]
        return noun if counted else at
    return at


def _is_people(tree: Tree, parts: NameParts, at: int) -> bool:
    if tree.lemma[at] in parts.people and tree.tag[at] in {"NNS", "NNPS"}:
        return True
    if tree.lower[at] in parts["quantity"]:
        of = tree.child(at, "prep")
        inner = tree.child(of, "pobj") if of is not None and tree.lower[of] == "of" else None
        return inner is None or tree.lemma[inner] in parts.people
    return False


def _crowd_verb(tree: Tree, parts: NameParts, at: int) -> bool:
    """*rallied*, *marched*, *took part in the protest*"""
    verb = tree.head[at]
    if tree.dep[at] == "conj":
        return False
    if tree.lemma[verb] in parts["crowd verb"]:
        return True
    part = tree.child(verb, "dobj")
    if tree.lemma[verb] in {"take", "participate", "join"}:
        nouns = [w for w in range(verb, min(verb + 8, tree.n)) if tree.lemma[w] in parts.crowds]
        return bool(nouns) and (tree.lemma[verb] != "take" or (part is not None and tree.lemma[part] in TAKING_PART))
    return False


def _read_event(tree: Tree, parts: NameParts, found: dict[int, Mention], at: int, plain: set[int]) -> None:
    """*the rally of mostly Muslims*: who is in it; *the rally dispersed*: the rally as its people."""
    group = parts.crowds[tree.lower[at]]
    for child in tree.children[at]:
        if tree.lower[child] == "of" and child == at + 1:
            noun = tree.child(child, "pobj")
            if noun is not None and tree.tag[noun] in {"NNS", "NNPS"}:
                _add(tree, found, noun, group)
    if at in plain:
        follows = tree.lower[at + 1].rstrip("s") if at + 1 < tree.n else ""
        if follows in parts["crowd verb"]:
            _add(tree, found, at, group)
    elif tree.dep[at] == "nsubj" and tree.lemma[tree.head[at]] in parts["crowd verb"] | {"disperse", "demand"}:
        _add(tree, found, at, group)
