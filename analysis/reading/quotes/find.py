"""Quotations: who is reported as saying, writing, believing what; marks first, then reporting cues."""

import bisect
from collections.abc import Iterable, Iterator, Sequence

from analysis.language.names import compile_parts
from analysis.language.parse import Sentence
from analysis.language.tree import Tree
from analysis.language.words import count_words
from analysis.lexicons import Lexicons, standard_lexicons
from analysis.reading.page import Page
from analysis.reading.page.blocks import Block, find_after_colon, find_turns, with_blocks
from analysis.reading.page.labels import find_labelled, find_posts, find_signed
from analysis.reading.page.marks import Marked
from analysis.reading.page.statements import find_statements
from analysis.reading.people.roles import load_roles
from analysis.reading.quotes.attribute import join_marks
from analysis.reading.quotes.cue_lists import CueLists, load_cues
from analysis.reading.quotes.deep import hide_deep
from analysis.reading.quotes.evidence import can_talk, is_no_report
from analysis.reading.quotes.noun_cues import find_adjective_cues, find_noun_cues
from analysis.reading.quotes.other_cues import (
    find_according_to,
    find_headline_colons,
    find_opening_participles,
    find_passives,
    find_quoted_as_saying,
)
from analysis.reading.quotes.repair import repair_reports
from analysis.reading.quotes.rows import Attribution, Quote, Row
from analysis.reading.quotes.verb_cues import find_verb_cues
from analysis.wording import number_rows

# Share of a rule's finds that people mark too, measured on the development articles and rounded; see docs/methods.md.
CONFIDENCE = {
    "cue after": 0.95, "cue before": 0.9, "signed": 0.95, "transcript": 0.95, "quoted as saying": 0.9,
    "according to": 0.95, "clause": 0.9, "charge": 0.85, "gerund": 0.85, "after its content": 0.8,
    "predicate": 0.75, "stance": 0.7, "object": 0.7, "noun cue": 0.7, "verb and noun": 0.7, "adjective cue": 0.7,
    "infinitive": 0.65, "as": 0.6, "headline": 0.6, "floating": 0.55, "same sentence": 0.55, "marks alone": 0.5,
    "passive": 0.7, "unlisted verb": 0.85,
}  # fmt: skip
WITHOUT_SPEAKER = 0.1
# What a report reads like where its rule tells; all other rules take clauses, or what stands in marks.
FORM = {
    "infinitive": "infinitive", "gerund": "infinitive", "predicate": "predicate", "object": "noun phrase",
    "stance": "noun phrase", "charge": "noun phrase", "as": "noun phrase", "signed": "block", "transcript": "block",
    "passive": "predicate",
}  # fmt: skip
RELATIVES = frozenset(["that", "which"])
MARKED = frozenset(["cue after", "cue before", "unlisted verb", "same sentence", "marks alone", "floating"])


def find_quotes(
    page: Page, tree: Tree, sentences: Sequence[Sentence], *, lexicons: Lexicons | None = None
) -> tuple[list[Quote], Tree]:
    """Find every attribution of an article: what is reported, by which words, and who is printed as the speaker.

    Quotation marks are paired first; then reporting cues over the dependency tree say what is indirect speech and
    to whom marked words belong. Every act of reporting is a row, also beliefs, plans, polls and perceptions.

    Takes: the page, the tree and the sentences of one article.
    Returns: quotes in the order of the text, `speaker` and `role` still empty; and the tree in which they were found,
    repaired around reports, which knows the stretches in marks.

    >>> from analysis.reading.article import parse_page
    >>> from analysis.reading.page import read_page
    >>> page = read_page("Pakistan clarified Sunday it would not take sides, officials said.")
    >>> quotes, tree = find_quotes(page, *parse_page(page))
    >>> page.text[quotes[0].speaker_start : quotes[0].speaker_end], quotes[0].kind
    ('officials', 'indirect')

    Limits: English; a speaker two paragraphs away is found only where nobody else speaks in between.
    """
    lexicons = lexicons or standard_lexicons()
    lists, roles, parts = load_cues(lexicons), load_roles(lexicons), compile_parts(lexicons)
    outer, blocks = _set_off(page, tree, lists)
    tree = repair_reports(tree.mark([(m.outer_start, m.outer_end) for m in outer]), lists.reporting)
    headlines = [number for number, sentence in enumerate(sentences) if sentence.zone == "headline"]
    heard = {*parts.people, *parts.titles, *parts["body"], *roles, *lists.bodies, *lists.media, *lists.polls}
    cues = _find_cues(hide_deep(tree), lists, find_headline_colons(tree, headlines, lists, heard, parts.gender))
    attributions = [a for a in cues if not is_no_report(tree, a, lists, roles)]
    for a in attributions:
        a.act = _act(tree, a, lists, roles)
    rows = join_marks(tree, attributions, outer, blocks, parts.people | parts.titles.keys())
    return _as_quotes(tree, rows, sentences), tree


def _set_off(page: Page, tree: Tree, lists: CueLists) -> tuple[list[Marked], dict[int, Block]]:
    """The outermost stretches, in marks or set off by the page, and the blocks among them by their number."""
    outer = [m for m in page.marked if m.depth == 0 and m.end > m.start]
    turns = [*find_turns(page.text, page.zones), *find_posts(page.text, page.zones)]
    turns = turns or find_statements(page.text, page.zones)
    after_colon = find_after_colon(tree, page.zones, outer, lists.before_colon)
    outer = with_blocks(outer, [(b.start, b.end) for b in turns] or after_colon)
    begun = {block.start: block for block in turns}
    blocks = {n: begun[m.start] for n, m in enumerate(outer) if m.start in begun}
    names = find_labelled(page.text, page.zones, outer) | find_signed(page.text, page.zones, outer)
    return outer, blocks | names


def _find_cues(tree: Tree, lists: CueLists, colons: Iterable[Attribution]) -> Iterator[Attribution]:
    """What all cues report; a cue inside *quoted as saying* is none of its own."""
    quoted = list(find_quoted_as_saying(tree))
    taken = {k for a in quoted for k in a.cue}
    others = (
        *find_verb_cues(tree, lists),
        *find_opening_participles(tree, lists),
        *find_according_to(tree, lists),
        *find_passives(tree, lists),
        *find_noun_cues(tree, lists),
        *find_adjective_cues(tree, lists),
        *colons,
    )
    yield from quoted
    yield from (a for a in others if not taken.intersection(a.cue))


def _act(tree: Tree, a: Attribution, lists: CueLists, roles: dict[str, str]) -> str:
    """The act of a report where its speaker is a text or a poll: `the survey found`, `the letter says`."""
    if a.speaker_head is None:
        return a.act
    head = a.speaker_head
    if tree.lower[head] in RELATIVES and tree.dep[tree.head[head]] == "relcl":
        head = tree.head[tree.head[head]]  # A test that showed: what *that* stands for.
    lemma = tree.lemma[head]
    if lemma in lists.polls and a.act in ("document", "belief"):
        return "poll"
    if a.act == "document" and a.rule == "clause":
        texts = {*roles, *lists.bodies, *lists.polls, *lists.media}
        if not can_talk(tree, head, texts):
            return "perception"  # The delay shows that nobody had a plan: no text says so.
    text = roles.get(lemma) or roles.get(tree.lower[a.speaker_head])
    return "document" if a.act == "speech" and text == "document" else a.act


def _confidence(row: Row) -> float:
    return round(CONFIDENCE[row.rule] - (0 if row.speaker else WITHOUT_SPEAKER), 2)


def _form(tree: Tree, row: Row) -> str:
    """What the content is made of: marked words, a block that the page sets off, a clause, or less than one."""
    if row.rule in FORM and (FORM[row.rule] == "block" or row.kind != "direct"):
        return FORM[row.rule]
    if row.kind == "direct" or row.rule in MARKED:
        return "marked"
    begin = bisect.bisect_left(tree.start, row.pieces[0][0])
    bare = tree.lower[begin] == "to" and tree.tag[begin] == "TO"
    return "infinitive" if bare else "clause"


def _as_quotes(tree: Tree, rows: list[Row], sentences: Sequence[Sentence]) -> list[Quote]:
    rows = sorted(rows, key=lambda r: (r.pieces[0][0], -r.pieces[-1][1], r.cue))
    ids = {id(row): name for row, name in zip(rows, number_rows("q", len(rows)), strict=True)}
    quotes = []
    for row in rows:
        cue_start, cue_end = (tree.start[min(row.cue)], tree.end[max(row.cue)]) if row.cue else (None, None)
        speaker_start, speaker_end = row.speaker or (None, None)
        zone = "body" if row.sentence is None else sentences[row.sentence].zone
        parent = ids[id(row.parent)] if row.parent is not None else ""
        n_words = sum(count_words(tree.source[start:end]) for start, end in row.pieces)
        quotes.append(
            Quote(
                ids[id(row)],
                zone,
                row.kind,
                row.act,
                _form(tree, row),
                row.pieces[0][0],
                row.pieces[-1][1],
                n_words,
                cue_start,
                cue_end,
                row.cue_class,
                speaker_start,
                speaker_end,
                "",
                "",
                "",
                parent,
                row.rule,
                _confidence(row),
                False,
                tuple(row.pieces),
                tuple(row.marked),
            )
        )
    return quotes
