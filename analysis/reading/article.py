"""Article: one text is read once, by one pure function; its parse is made here and handed down."""

from collections import Counter
from collections.abc import Sequence

import pandas as pd

from analysis.language.parse import Sentence, parse, split_sentences
from analysis.language.tree import Tree, build_tree
from analysis.language.words import replace_halves
from analysis.lexicons import Lexicons, standard_lexicons
from analysis.reading.corrections import Change, Correction, Remark, apply_corrections
from analysis.reading.harm.acts import find_agency
from analysis.reading.page import Page, read_page
from analysis.reading.page.continuing import Crowded, Unpaired
from analysis.reading.page.zones import Zone
from analysis.reading.people.clusters import find_people
from analysis.reading.people.names import list_names
from analysis.reading.people.speakers import resolve_speakers
from analysis.reading.quotes.deep import find_deep
from analysis.reading.quotes.find import find_quotes
from analysis.reading.quotes.marked import Aside, list_asides
from analysis.reading.views import KEPT, Grounds, as_columns, read_view
from analysis.schema import Columns, add_texts, shape_table

WITHOUT_SENTENCES = frozenset(["dateline"])


def read_article(
    text: str,
    *,
    view: str = "speech",
    tone_model: str = "on",
    lexicons: Lexicons | None = None,
    corrections: Sequence[Correction] = (),
) -> dict[str, pd.DataFrame]:
    """Read one article: its layout, sentences, quotations, voices, tone, names, acts, frames, terms.

    A pure function that knows no metadata; ids are the article's own (`s001`, `q001`, `g001`).

    Takes: the text; `view` (strict, speech, all) decides which attributions make voices; `tone_model` (on, off): off
    leaves out the language model of tone, and with it the table targets; a reader's corrections.
    Returns: the tables zones, sentences, quotes, segments, scores, hits, targets, frame_hits, names and agency;
    corrections (what each of a reader's did); terms, asides (words in marks that are no quotation) and remarks
    (problem, detail), which are not written.

    >>> quotes = read_article("“We will not take sides,” the minister said.")["quotes"]
    >>> quotes[["kind", "speaker_text"]].values.tolist()
    [['direct', 'the minister']]

    Limits: English; what the parser misreads, the rules misread. Half a letter (a lone surrogate) is read as U+FFFD.
    """
    text = replace_halves(text)
    reading = read_rows(text, view=view, tone_model=tone_model, lexicons=lexicons, corrections=corrections)
    return {name: shape_table(name, add_texts(columns, text)) for name, columns in reading.items() if name != KEPT}


def read_rows(
    text: str,
    *,
    view: str = "speech",
    tone_model: str = "on",
    lexicons: Lexicons | None = None,
    corrections: Sequence[Correction] = (),
) -> dict[str, Columns]:
    """Read one article as `read_article` does, into plain lists: column by name by table, spans without their text.

    Beside the tables it gives what `analysis.reading.views.change_view` makes another view of.

    >>> read_rows("The talks failed.")["sentences"]["end"]
    [17]

    Limits: as `read_article`.
    """
    lexicons = lexicons or standard_lexicons()
    text = replace_halves(text)
    page = read_page(text, lexicons=lexicons)
    tree, sentences = parse_page(page, lexicons=lexicons)
    quotes, tree = find_quotes(page, tree, sentences, lexicons=lexicons)
    people = find_people(tree, sentences, lexicons)
    quotes = resolve_speakers(quotes, tree, people, lexicons=lexicons)
    quotes, changes, without_effect = apply_corrections(quotes, page, sentences, corrections)
    names, agency = list_names(people, sentences), find_agency(tree, sentences, lexicons=lexicons)
    grounds = Grounds(tree, sentences, quotes, names, agency)
    return {
        "zones": as_columns(Zone, page.zones),
        "sentences": as_columns(Sentence, sentences),
        **read_view(grounds, view=view, tone_model=tone_model, lexicons=lexicons),
        "asides": as_columns(Aside, list_asides(page, tree, quotes)),
        "corrections": as_columns(Change, changes),
        "remarks": as_columns(Remark, [*map(_remark, page.unpaired), *_remark_deep(tree, sentences), *without_effect]),
    }


def parse_page(page: Page, *, lexicons: Lexicons | None = None) -> tuple[Tree, list[Sentence]]:
    """Parse an article in one piece, its sentences kept inside the zones of its layout.

    >>> tree, sentences = parse_page(read_page("Talks Fail\\n\\nThe talks failed. They will resume."))
    >>> [tree.source[s.start : s.end] for s in sentences]
    ['Talks Fail', 'The talks failed.', 'They will resume.']

    Limits: a dateline holds no sentence.
    """
    doc = parse(page.text, [zone.start for zone in page.zones], *_sentence_marks(page))
    areas = [zone[:3] for zone in page.zones if zone.zone not in WITHOUT_SENTENCES]
    sentences = split_sentences(doc, areas, lexicons=lexicons)
    return build_tree(doc, [(s.start, s.end) for s in sentences]), sentences


def _sentence_marks(page: Page) -> tuple[set[int], set[int]]:
    """Places of marks that open a quotation after the end of a sentence, and of marks that close one."""
    opening, closing = set(), set()
    for m in page.marked:
        before = page.text[max(0, m.outer_start - 3) : m.outer_start].rstrip()
        capital = m.outer_start < m.start < m.end and page.text[m.start].isupper()
        if capital and before.endswith((".", "!", "?")):
            opening.add(m.outer_start)
        closing.add(m.end)
    return opening, closing


def _remark_deep(tree: Tree, sentences: Sequence[Sentence]) -> list[Remark]:
    numbers = [tree.sentence[i] for i in find_deep(tree)]
    paragraphs = Counter(sentences[number].paragraph for number in numbers if number is not None)
    told = "what they report is read as part of the 64 around them"
    return [
        Remark("clauses inside one another", f"{n:,} heads of clauses in paragraph {paragraph}: {told}")
        for paragraph, n in sorted(paragraphs.items())
    ]


def _remark(mark: Unpaired | Crowded) -> Remark:
    if isinstance(mark, Crowded):
        detail = f"{mark.n_marks:,} quotation marks in paragraph {mark.paragraph}: each was compared with 200 around it"
        return Remark("very many quotation marks", detail)
    detail = f"1 quotation mark without a partner, paragraph {mark.paragraph}: {mark.detail}"
    return Remark("unpaired quotation mark", detail)
