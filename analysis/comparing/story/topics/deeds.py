"""Deeds: the acts of harm of an event, by what was done to whom, with the parties that each wording names."""

import functools
import re
from typing import NamedTuple

from analysis.comparing.matching.quantities import number_words
from analysis.comparing.story.events import Event, Row, Sentence
from analysis.language.stems import singular
from analysis.lexicons import Lexicons

OF = re.compile(r"\s+(?:of|on|in|at|from|with|who|whose|carrying|including|outside|near)\s+|,")
COLLECTIVES = {"mob", "crowd", "group", "thousands", "hundreds", "dozens", "scores", "tens", "band", "gang", "number"}
FORCES = frozenset({"police", "security forces"})
PRONOUNS = {"he", "she", "him", "her", "it", "they", "them", "his", "its", "their", "us", "we", "who"}
LETHAL = frozenset({"killing", "shooting"})
SINGLE = re.compile(r"^(?:an?|the|its|his|her|their|this|that)\b|^(?:man|woman|boy|girl)\b", re.IGNORECASE)


class Deed(NamedTuple):
    """An act of harm: the wording, and keys for who did it and to whom; a key is empty where nobody is named."""

    row: Row
    source: str
    sentence: Sentence
    agent: str
    patient: str


def find_deeds(event: Event) -> list[Deed]:
    """Find the acts of harm of an event, and name both parties of each.

    A party is a named person, a group of the list `people` (`police`, `protesters`), or its noun. A man without a
    name who dies is taken for the one named victim of the event whom the sentence or the article names.
    """
    deeds = []
    for row in event.rows["agency"]:
        sentence = event.by_id.get(row["sentence_id"])
        if sentence is not None:
            parties = (name_party(event, row, row[side]) for side in ("agent", "patient"))
            deeds.append(Deed(row, event.source(row), sentence, *parties))
    victims = {deed.patient for deed in deeds if deed.patient.startswith("=")}
    return [_resolve(event, deed, victims) for deed in deeds]


def name_party(event: Event, row: Row, text: str) -> str:
    """Give the key of a party: `=Ana Sol` for a name, `police` for a group, `miner` for another noun."""
    if not text or text.lower() in PRONOUNS:
        return ""
    for name in event.names_in.get(row["sentence_id"], []):
        whole = name["text"] == text or (text.endswith(f" {name['text']}") and " of " not in text)
        if whole and name["form"] in ("name", "title") and " " in name["entity"]:
            return f"={name['entity']}"
    noun = find_noun(text, event.lexicons)
    return read_groups(event.lexicons).get(noun, noun)


def find_noun(text: str, lexicons: Lexicons) -> str:
    """Find the noun that says who: the last word before a preposition, or behind *thousands of*.

    >>> from analysis.lexicons import standard_lexicons
    >>> find_noun("A mob of hawkers", standard_lexicons()), find_noun("two officers in Dorrin", standard_lexicons())
    ('hawker', 'officer')
    """
    parts = [part.split() for part in OF.split(text) if part.split()]
    if len(parts) > 1 and parts[0][-1].lower() in COLLECTIVES | number_words(lexicons):
        parts = parts[1:]
    return singular(parts[0][-1].lower()) if parts else ""


@functools.lru_cache(maxsize=8)
def read_groups(lexicons: Lexicons) -> dict[str, str]:
    """Read the list `people`: noun → group; police and troops are forces, all other groups are one crowd."""
    return {row["word"]: "forces" if row["group"] in FORCES else "crowd" for row in lexicons["people"]} | {
        row["word"]: "crowd" for row in lexicons["loaded_words"] if row["of"] in ("crowd", "sellers", "migrants")
    }


def _resolve(event: Event, deed: Deed, victims: set[str]) -> Deed:
    text = deed.row["patient"]
    one = text.lower() in ("him", "her", "he", "she") or (SINGLE.match(text) and not text.lower().endswith("s"))
    if deed.patient.startswith("=") or deed.row["act"] not in LETHAL or not one:
        return deed
    named = {f"={name['entity']}" for name in event.names_in.get(deed.sentence.sentence_id, [])} & victims
    if not named:
        rows = (n for s in event.sentences[deed.sentence.article_id] for n in event.names_in.get(s.sentence_id, []))
        named = {f"={name['entity']}" for name in rows} & victims
    return deed._replace(patient=named.pop()) if len(named) == 1 else deed
