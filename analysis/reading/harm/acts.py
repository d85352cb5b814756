"""Agency: for every act of harm or force, who does what to whom, and in which grammatical form that is told."""

import bisect
from typing import TYPE_CHECKING

import pandas as pd

from analysis.language.phrases import left_edge, phrase
from analysis.language.tree import Tree, build_tree
from analysis.lexicons import Lexicons, standard_lexicons
from analysis.reading.harm.find import read_acts
from analysis.reading.harm.lexicon import compile_harm
from analysis.reading.harm.verbs import Act

if TYPE_CHECKING:
    from spacy.tokens import Doc

COLUMNS = ["sentence_id", "voice", "act", "form", "agent", "patient", "instrument", "start", "end", "text"]
SET_ASIDE = {"related link", "byline", "dateline"}


def find_agency(
    doc: "Doc", segments: pd.DataFrame, sentences: pd.DataFrame, *, lexicons: Lexicons | None = None
) -> pd.DataFrame:
    """Find acts of harm and force, and the form in which each is told.

    Forms: active (*rebels shot him*), passive with agent (*was shot by rebels*), passive without agent (*was shot*;
    a means behind *by* or *in* is no agent), nominal (*the killing of*), instrument as subject (*an airstrike
    killed*). The words are in lexicons/harm.csv; who may be harmed, in lexicons/people.csv.

    Takes: the Doc of `parse`, the segments of `split_voices`, the sentences of `split_sentences`.
    Returns: sentence_id, voice (own, direct, indirect; own outside the body), act, form, agent, patient,
    instrument (as printed, empty where the text does not say), start, end, text.
    Source: forms after Trew (1979) and van Leeuwen (1996) on agent deletion, counted over a dependency parse.

    >>> from analysis.reading.page.zones import split_zones
    >>> from analysis.language.parse import parse, split_sentences
    >>> text = "Soleimani was killed in a US drone strike in Baghdad on Friday."
    >>> zones = split_zones(text)
    >>> doc = parse(text, zones)
    >>> found = find_agency(doc, pd.DataFrame(), split_sentences(doc, zones))
    >>> found[["form", "agent", "patient", "instrument"]].values.tolist()
    [['passive without agent', '', 'Soleimani', 'a US drone strike']]

    Limits: negated acts are left out, intended and feared ones are not; agents stay as printed (*he*); no verdict
    on metaphors beyond the lexicon's own list of objects that cannot be harmed.
    """
    harm = compile_harm(lexicons or standard_lexicons())
    tree = build_tree(doc)
    kept = sentences[~sentences["zone"].isin(SET_ASIDE)]
    borders = list(zip(kept["start"], kept["end"], kept["sentence_id"], strict=True))
    voices = _voices(segments)
    rows = []
    for act in read_acts(tree, harm):
        first, last = _span(tree, act)
        start, end = tree.start[first], tree.end[last]
        place = bisect.bisect_right(borders, (tree.start[act.at], float("inf"))) - 1
        if place < 0 or borders[place][1] <= tree.start[act.at]:
            continue
        parts = [_printed(tree, at, places) for at, places in ((act.agent, True), (act.patient, True))]
        parts.append(_printed(tree, act.instrument, False))
        voice = _voice(voices, tree.start[act.at])
        rows.append((borders[place][2], voice, act.act, act.form, *parts, start, end, tree.source[start:end]))
    rows.sort(key=lambda row: (row[7], row[8], row[2]))
    return pd.DataFrame(rows, columns=COLUMNS).astype({"start": "int64", "end": "int64"})


def _voices(segments: pd.DataFrame) -> list[tuple[int, int, str]]:
    if segments.empty:
        return []
    return sorted(zip(segments["start"].tolist(), segments["end"].tolist(), segments["voice"].tolist(), strict=True))


def _voice(voices: list[tuple[int, int, str]], offset: int) -> str:
    place = bisect.bisect_right(voices, (offset, float("inf"), "")) - 1
    return voices[place][2] if place >= 0 and voices[place][1] > offset else "own"


def _printed(tree: Tree, at: int, places: bool) -> str:
    return tree.slice(*phrase(tree, at, places=places, joined=places)) if at >= 0 else ""


def _span(tree: Tree, act: Act) -> tuple[int, int]:
    """A passive begins with its auxiliary; everything else with the first of its parts."""
    # A subject that the verb shares with an earlier one stands elsewhere in the sentence and stays outside.
    shared = act.form == "active" and tree.head[act.agent] != act.at
    agent = -1 if shared else act.agent
    parts = [at for at in (agent, act.patient) if at >= 0]
    spans = [phrase(tree, at, places=True, joined=True) for at in parts]
    if act.instrument >= 0:
        spans.append(phrase(tree, act.instrument))
    if act.form.startswith("passive"):
        first = min([act.at, *(c for c in tree.children[act.at] if tree.dep[c] in {"aux", "auxpass"})])
    else:
        # In a headline's capitals the words before the noun are often its verb: "Rally Protests Killing".
        own = left_edge(tree, act.at) if act.form == "nominal" and tree.pos[act.at] != "PROPN" else act.at
        first = min([own, *(first for first, _ in spans)])
    return first, max([act.at, *(last for _, last in spans)])
