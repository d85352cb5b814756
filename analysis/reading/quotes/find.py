"""Quotations: who is reported as saying, writing, believing what; marks first, then reporting cues."""

from typing import TYPE_CHECKING

import pandas as pd

from analysis.language.tree import Tree, build_tree
from analysis.language.words import count_words
from analysis.lexicons import Lexicons, standard_lexicons
from analysis.reading.page.blocks import find_after_colon, find_signed, find_turns, with_blocks
from analysis.reading.page.marks import find_marked
from analysis.reading.people.roles import load_roles
from analysis.reading.quotes.attribute import Row, join_marks
from analysis.reading.quotes.cue_lists import Attribution, CueLists, load_cues
from analysis.reading.quotes.other_cues import (
    find_according_to,
    find_adjective_cues,
    find_headline_colons,
    find_noun_cues,
    find_opening_participles,
    find_quoted_as_saying,
)
from analysis.reading.quotes.repair import repair_reports
from analysis.reading.quotes.verb_cues import find_verb_cues

if TYPE_CHECKING:
    from spacy.tokens import Doc

COLUMNS = [
    "quote_id", "zone", "kind", "act", "start", "end", "text", "n_words", "cue_text", "cue_start", "cue_end",
    "cue_class", "speaker_text", "speaker_start", "speaker_end", "parent_id", "rule", "confidence", "pieces", "marked",
]  # fmt: skip
# Share of a rule's finds that people mark too, measured on the development articles and rounded; see docs/methods.md.
CONFIDENCE = {
    "cue after": 0.95, "cue before": 0.9, "signed": 0.95, "transcript": 0.95, "quoted as saying": 0.9,
    "according to": 0.95, "clause": 0.9, "charge": 0.85, "gerund": 0.85, "after its content": 0.8,
    "predicate": 0.75, "stance": 0.7, "object": 0.7, "noun cue": 0.7, "verb and noun": 0.7, "adjective cue": 0.7,
    "infinitive": 0.65, "as": 0.6, "headline": 0.6, "floating": 0.55, "same sentence": 0.55, "marks alone": 0.5,
}  # fmt: skip
WITHOUT_SPEAKER = 0.1
WHOLE = ["start", "end", "n_words", "cue_start", "cue_end", "speaker_start", "speaker_end"]


def find_quotes(
    doc: "Doc", zones: pd.DataFrame, sentences: pd.DataFrame, *, lexicons: Lexicons | None = None
) -> pd.DataFrame:
    """Find every attribution of an article: what is reported, by which words, and who is printed as the speaker.

    Quotation marks are paired first; then reporting cues over the dependency tree say what is indirect speech and
    to whom marked words belong. Every act of reporting is a row, also beliefs, plans, polls and perceptions.

    Takes: the Doc, zones and sentences of one article.
    Returns: quote_id, zone, kind, act, start, end, text, n_words, cue_text, cue_start, cue_end, cue_class,
    speaker_text, speaker_start, speaker_end, parent_id, rule, confidence, `pieces`
    (the spans of the content) and `marked` (the spans in marks that it touches).

    >>> from analysis.reading.page.zones import split_zones
    >>> from analysis.language.parse import parse, split_sentences
    >>> text = "Pakistan clarified Sunday it would not take sides, officials said."
    >>> zones = split_zones(text)
    >>> doc = parse(text, zones)
    >>> quotes = find_quotes(doc, zones, split_sentences(doc, zones))
    >>> quotes.loc[0, ["speaker_text", "kind"]].tolist()
    ['officials', 'indirect']

    Limits: English; a speaker two paragraphs away is found only where nobody else speaks in between.
    """
    lexicons = lexicons or standard_lexicons()
    text = doc.text
    marked = find_marked(text, zones)
    lists = load_cues(lexicons)
    outer = [m for m in marked if m.depth == 0]
    turns = find_turns(text, zones)
    after_colon = find_after_colon(doc, zones, outer, lists.before_colon)
    outer = with_blocks(outer, [(b.start, b.end) for b in turns] or after_colon)
    blocks = {n: b for n, m in enumerate(outer) for b in turns if b.start == m.start} | find_signed(text, zones, outer)
    spans = list(zip(sentences["start"].tolist(), sentences["end"].tolist(), strict=True))
    tree = build_tree(doc, spans).mark([(m.outer_start, m.outer_end) for m in outer])
    roles = load_roles(lexicons)
    tree = repair_reports(tree, lists.verbs)
    quoted = list(find_quoted_as_saying(tree))
    taken = {k for a in quoted for k in a.cue}
    others = (
        *find_verb_cues(tree, lists),
        *find_opening_participles(tree, lists),
        *find_according_to(tree, lists),
        *find_noun_cues(tree, lists),
        *find_adjective_cues(tree, lists),
        *find_headline_colons(tree, [n for n, zone in enumerate(sentences["zone"]) if zone == "headline"], lists),
    )
    attributions = [*quoted, *(a for a in others if not taken.intersection(a.cue))]
    for a in attributions:
        a.act = _act(tree, a, lists, roles)
    rows = join_marks(tree, attributions, outer, blocks)
    zone_of = dict(enumerate(sentences["zone"].tolist()))
    return _table(text, tree, rows, zone_of)


def _act(tree: Tree, a: Attribution, lists: CueLists, roles: dict[str, str]) -> str:
    """The act of a report where its speaker is a text or a poll: `the survey found`, `the letter says`."""
    if a.speaker_head is None:
        return a.act
    lemma = tree.lemma[a.speaker_head]
    if lemma in lists.polls and a.act in ("document", "belief"):
        return "poll"
    text = roles.get(lemma) or roles.get(tree.lower[a.speaker_head])
    return "document" if a.act == "speech" and text == "document" else a.act


def _confidence(row: Row) -> float:
    return round(CONFIDENCE[row.rule] - (0 if row.speaker else WITHOUT_SPEAKER), 2)


def _table(text: str, tree: Tree, rows: list[Row], zone_of: dict[int, str]) -> pd.DataFrame:
    rows = sorted(rows, key=lambda r: (r.pieces[0][0], -r.pieces[-1][1], r.cue))
    names = {id(row): f"q{number:03d}" for number, row in enumerate(rows, start=1)}
    table = []
    for row in rows:
        start, end = row.pieces[0][0], row.pieces[-1][1]
        cue_start, cue_end = (tree.start[min(row.cue)], tree.end[max(row.cue)]) if row.cue else (None, None)
        speaker = row.speaker or (None, None)
        zone = "body" if row.sentence is None else zone_of[row.sentence]
        table.append((
            names[id(row)], zone, row.kind, row.act, start, end, text[start:end],
            sum(count_words(text[a:b]) for a, b in row.pieces),
            text[cue_start:cue_end] if row.cue else "", cue_start, cue_end, row.cue_class,
            text[speaker[0] : speaker[1]] if row.speaker else "", *speaker,
            names[id(row.parent)] if row.parent is not None else "", row.rule, _confidence(row),
            tuple(row.pieces), tuple(row.marked),
        ))  # fmt: skip
    result = pd.DataFrame(table, columns=COLUMNS)
    return result.astype(dict.fromkeys(WHOLE, "Int64") | {"confidence": "float64"})
