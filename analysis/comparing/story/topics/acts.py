"""Acts: one deed told in different forms: who did it is named or not, who did it to whom, and with which word."""

from collections.abc import Iterator

from analysis.comparing.story.candidates import Candidate, Passage, choose_headline, clip, quote_as, show
from analysis.comparing.story.events import Event
from analysis.comparing.story.topics.deeds import Deed, find_deeds, find_noun
from analysis.comparing.story.topics.loaded import read_words
from analysis.language.stems import stem

FAMILIES = {"killing": "harm", "shooting": "harm", "injuring": "harm", "bombing": "harm", "attack": "harm"}
STRUGGLES = frozenset({"attack", "injuring", "clash", "restraint", "shooting", "bombing"})
DOERS = {"killing": "the killer", "shooting": "the shooter"}
PASSIVE = "passive without agent"
LONGEST = 10
OWN = "Both stand in the sources’ own words."


def tell_acts(event: Event) -> Iterator[Candidate]:
    """Tell of deeds that one source leaves without a doer, turns round, or calls by a coloured word."""
    deeds = find_deeds(event)
    yield from _tell_hidden(event, deeds)
    yield from _tell_turned(event, deeds)
    yield from _tell_words(event, deeds)


def _group_harms(deeds: list[Deed]) -> dict[str, list[Deed]]:
    """Deeds done to one named person, or to people of one description; a wounding counts where he is named."""
    grouped: dict[str, list[Deed]] = {}
    for deed in deeds:
        if deed.row["act"] in FAMILIES and deed.patient.startswith("="):
            grouped.setdefault(deed.patient, []).append(deed)
    return {key: rows for key, rows in sorted(grouped.items()) if len({deed.source for deed in rows}) > 1}


def _tell_hidden(event: Event, deeds: list[Deed]) -> Iterator[Candidate]:
    """A source that names who did it, and one that nowhere does, where it tells the deed."""
    for victim, rows in _group_harms(deeds).items():
        named = [deed for deed in rows if deed.agent]
        namers = {deed.source for deed in named}
        doers = {find_noun(deed.row["agent"], event.lexicons) for deed in named}
        hidden = [
            deed
            for deed in rows
            if deed.row["form"] == PASSIVE and not deed.row["instrument"] and deed.source not in namers
            and not any(stem(doer) in _stems(deed.sentence.text) for doer in doers)
        ]  # fmt: skip
        if not (named and hidden):
            continue
        one = min(named, key=lambda d: (d.row["voice"] != "own", d.sentence.depth, d.source, d.row["start"]))
        two = min(hidden, key=lambda d: (d.row["voice"] != "own", d.sentence.depth, d.source, d.row["start"]))
        headline = choose_headline(
            f"{told}, no one named as {DOERS.get(two.row['act'], 'doing it')}." for told in _word(victim, one, two)
        )
        yield _make(headline, (one, two), f"deed {victim}", 1.0, "hidden", 0.9)


def _tell_turned(event: Event, deeds: list[Deed]) -> Iterator[Candidate]:
    """A party that acts in one source and is acted upon in another: *stopped by police*, *clashed with police*."""
    fights = [
        deed for deed in deeds if deed.row["act"] in STRUGGLES and {deed.agent, deed.patient} == {"forces", "crowd"}
    ]
    acting = [deed for deed in fights if deed.agent == "forces"]
    suffering = [deed for deed in fights if deed.patient == "forces"]
    pairs = [
        (one.row["voice"] != "own", two.row["voice"] != "own", one.row["act"] == two.row["act"] == "clash", one, two)
        for one in acting
        for two in suffering
        if one.source != two.source and not _tells_both(one.source, two.source, acting, suffering)
    ]
    best = min(
        (pair for pair in pairs if not pair[2]),
        key=lambda p: (
            p[0] + p[1],
            p[3].sentence.depth + p[4].sentence.depth,
            p[3].source,
            p[4].source,
            p[3].row["start"],
        ),
        default=None,
    )
    if best is None:
        return
    one, two = sorted(best[3:], key=lambda deed: deed.source)
    headline = choose_headline(
        f"In {one.source} {_print_whole(event, one, n)}; in {two.source} {_print_whole(event, two, n)}."
        for n in (LONGEST, 7, 5)
    )
    yield _make(headline, (one, two), "struggle", 0.9, "turned", 0.9)


def _tells_both(one: str, two: str, acting: list[Deed], suffering: list[Deed]) -> bool:
    """Whether a source tells both ways of it, which is no contrast."""
    return any(deed.source == two for deed in acting) or any(deed.source == one for deed in suffering)


def _tell_words(event: Event, deeds: list[Deed]) -> Iterator[Candidate]:
    """A deed with a word of more or less colour than another source has for it."""
    for victim, rows in _group_harms(deeds).items():
        told = [(colour, deed) for deed in rows if deed.row["form"] != "nominal" and (colour := _colour(event, deed))]
        coloured = [(colour, deed) for colour, deed in told if colour != "plain"]
        users = {deed.source for _, deed in coloured}
        plain = [deed for colour, deed in told if colour == "plain" and deed.source not in users]
        if coloured and plain:
            two = min(plain, key=lambda d: (d.sentence.depth, d.source, d.row["start"]))
            one = min((deed for _, deed in coloured), key=lambda d: (d.sentence.depth, d.source, d.row["start"]))
            first, second = sorted((one, two), key=lambda deed: deed.source)
            headline = choose_headline(f"{told}." for told in _word(victim, first, second))
            yield _make(headline, (first, second), f"deed {victim}", 0.7, "word", 0.9)


def _colour(event: Event, deed: Deed) -> str:
    words = read_words(event.lexicons)
    stems = [stem(word.strip(".,").lower()) for word in deed.row["text"].split()]
    for size in (2, 1):
        for at in range(len(stems) - size + 1):
            for of, colour in words.get(tuple(stems[at : at + size]), []):
                if of == "deed":
                    return colour
    return ""


def _stems(text: str) -> set[str]:
    return {stem(word.strip(".,;:“”\"’'").lower()) for word in text.split()}


def _word(victim: str, one: Deed, two: Deed) -> Iterator[str]:
    """What two sources write of a victim, in ever fewer words."""
    for of, n in ((f"Of {victim[1:]}, ", LONGEST), (f"Of {victim[1:]}, ", 6), ("", LONGEST), ("", 5)):
        yield f"{of}{one.source} writes {quote_as(_print(one), n)}, {two.source} {quote_as(_print(two), n)}"


def _print_whole(event: Event, deed: Deed, most: int) -> str:
    """The words of the act in marks, and before them who they are of, if they do not say it: a crowd by its name."""
    text = " ".join(deed.row["text"].split())
    subject = deed.row["patient"] if deed.row["form"].startswith("passive") else deed.row["agent"]
    if not subject or deed.row["form"] == "nominal" or subject.lower() in text.lower():
        return quote_as(text, most)
    names = {name["text"]: name["entity"] for name in event.names_in.get(deed.sentence.sentence_id, [])}
    crowd = names.get(subject, "")
    shown = crowd if crowd[:1].islower() else clip(f"{subject[0].lower()}{subject[1:]}", 4)
    return f"{shown} {quote_as(text, most)}"


def _print(deed: Deed) -> str:
    text = " ".join(deed.row["text"].split())
    passive = deed.row["form"].startswith("passive")
    subject = deed.row["patient"] if passive else deed.row["agent"]
    bare = deed.row["form"] == "nominal" or not subject or subject.lower() in text.lower()
    return text if bare or len(subject.split()) > 4 or passive else f"{subject} {text}"


def _make(headline: str, deeds: tuple[Deed, Deed], fact: str, size: float, trait: str, sure: float) -> Candidate:
    one, two = sorted(deeds, key=lambda deed: deed.source)
    quoted = [deed.source for deed in (one, two) if deed.row["voice"] != "own"]
    passages: list[Passage] = []
    for side, deed in zip("ab", (one, two), strict=True):
        passages.append(show(side, deed.sentence, (deed.row["start"], deed.row["end"])))
    return Candidate(
        "acts",
        headline,
        f"In {' and '.join(quoted)} these are words that the source reports." if quoted else OWN,
        (one.source, two.source),
        tuple(passages),
        tuple(dict.fromkeys((one.sentence.sentence_id, two.sentence.sentence_id))),
        frozenset({fact}),
        size,
        sure if not quoted else sure - 0.15,
        trait=trait,
    )
