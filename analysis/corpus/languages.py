"""Languages: whether an article is English; its own label first, then its small words, then a library."""

import functools
import re
from typing import TYPE_CHECKING

from analysis.language.words import WORD

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

# Function words that no other language shares in such numbers.
_ENGLISH = frozenset(
    [
        "the",
        "and",
        "to",
        "that",
        "with",
        "it",
        "they",
        "she",
        "his",
        "are",
        "were",
        "from",
        "said",
        "has",
        "not",
        "but",
        "this",
        "who",
        "after",
        "before",
        "what",
        "you",
        "did",
        "there",
        "out",
        "all",
        "would",
        "up",
        "their",
        "which",
        "been",
        "be",
        "he’s",
        "it’s",
        "she’s",
    ]
)
_NAMES = {
    **dict.fromkeys(("english", "anglais", "eng"), "en"),
    **dict.fromkeys(("german", "deutsch", "ger", "deu"), "de"),
    **dict.fromkeys(("french", "français", "fre", "fra"), "fr"),
    **dict.fromkeys(("spanish", "español", "spa"), "es"),
    **{"dutch": "nl", "italian": "it", "swedish": "sv", "portuguese": "pt", "danish": "da", "norwegian": "no"},
}
_CODE = re.compile(r"([a-z]{2,3})(?:[-_][A-Za-z]{2,4})?", re.IGNORECASE)
_SHARE, _SHORT, _SURE = 0.09, 60, 0.95
_MOST = 2000


def read_label(label: str) -> str:
    """Read what a file says of its language.

    >>> read_label("English"), read_label("de_DE"), read_label("x-unspecified")
    ('en', 'de_DE', '')
    """
    label = label.strip()
    first = re.split(r"[;,/ ]", label.casefold())[0]
    if first in _NAMES:
        return _NAMES[first]
    return label if _CODE.fullmatch(label) else ""


def detect_language(text: str) -> str:
    """Find the language of a text, where it is not plainly English by its small words.

    Returns: a code of two letters. A text that is too short to tell is taken for English.

    >>> detect_language("Talks fail"), detect_language("Der Minister sagte, dass niemand in Gefahr gewesen sei. " * 3)
    ('en', 'de')

    Limits: py3langid knows 97 languages (Lui and Baldwin, 2012); of a short text it has to be sure.
    """
    head = text[:_MOST]
    words = WORD.findall(head.lower())
    share = sum(map(_ENGLISH.__contains__, words)) / len(words) if words else 1.0
    if share >= _SHARE or (len(words) < 6 and head.isascii()):
        return "en"
    foreign = sum(not c.isascii() and c.isalpha() for c in head) / len(head)
    if len(words) < 6 and foreign < 0.2:
        return "en"
    code, certain = _identifier().classify(head)
    sure = float(certain) >= _SURE and (len(words) >= _SHORT or share < _SHARE / 2)
    return str(code) if sure or foreign > 0.5 else "en"


@functools.cache
def _identifier() -> "LanguageIdentifier":
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
