"""Pieces: a text as the model of tone reads it, cut into word pieces, every name hidden behind a stand-in."""

import functools
import itertools
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from analysis.language.words import read_function_words, straighten
from analysis.lexicons import Lexicons
from analysis.reading.tone.names import Span, find_name_words

if TYPE_CHECKING:
    from tokenizers import Tokenizer

VOCABULARY = Path(__file__).parent / "model" / "word_pieces.txt"
MOST = 138  # pieces the model reads at once, without its two signs for the beginning and the end
UNKNOWN, FIRST, LAST = "[UNK]", "[CLS]", "[SEP]"
# The first name of a text is read as the first of these, whoever is meant, the second as the second; then again from
# the first. Names that women and men bear, each one piece of the list, so that a sentence stays a sentence.
STAND_INS = ("alex", "sam", "chris", "taylor", "jamie", "terry", "robin", "morgan")
JOINING = frozenset(" .\u00a0")  # what may stand between two words of one name
NOT_NAMES = frozenset(["pronoun", "article", "determiner"])  # "The President", "He": their capital is the sentence's


class Piece(NamedTuple):
    """A word piece: its number in the model's list, where it stands, and whether it stands in for a name."""

    number: int
    start: int
    end: int
    hidden: bool = False


def cut_pieces(text: str, known: Iterable[Span] = (), *, lexicons: Lexicons) -> list[Piece]:
    """Cut a text into word pieces; the words of a name together are one piece that does not tell the name.

    Names that end in the same word are one, and the same stand-in is read for them.

    So that the model can neither learn nor show whom its training texts praised: it reads the same, whoever is named.

    Takes: the text; `known`, the spans of names that it is known to hold.
    Returns: pieces in the order of the text.
    Source: WordPiece (Wu et al. 2016) with the list of BERT (Devlin et al. 2019).

    >>> from analysis.lexicons import standard_lexicons
    >>> text = "Critics accused Mayor Orla Reed of fraud."
    >>> [text[piece.start : piece.end] for piece in cut_pieces(text, lexicons=standard_lexicons())]
    ['Critics', 'accused', 'Mayor Orla Reed', 'of', 'fraud', '.']

    Limits: a name of one word that begins a sentence is seen only where it is known; so are names in headlines.
    """
    plain = straighten(text)
    names = find_names(plain, known, lexicons=lexicons)
    found = _tokenizer().encode(plain, add_special_tokens=False)
    endings = [plain[start:end].lower().split()[-1] for start, end in names]
    order = {ending: place for place, ending in enumerate(dict.fromkeys(endings))}
    pieces: list[Piece] = []
    at = 0
    for number, (start, end) in zip(found.ids, found.offsets, strict=True):
        while at < len(names) and names[at][1] <= start:
            at += 1
        if at < len(names) and names[at][0] < end:
            if not pieces or pieces[-1].start != names[at][0]:
                stand_in = STAND_INS[order[endings[at]] % len(STAND_INS)]
                pieces.append(Piece(number_of(stand_in), *names[at], hidden=True))
        else:
            pieces.append(Piece(number, start, end))
    return pieces


def find_names(text: str, known: Iterable[Span] = (), *, lexicons: Lexicons) -> list[Span]:
    """Find the names in a straightened text, each as one span, without a possessive's ending.

    >>> from analysis.lexicons import standard_lexicons
    >>> text = "He met Joy A. Love's mother."
    >>> [text[start:end] for start, end in find_names(text, lexicons=standard_lexicons())]
    ['Joy A. Love']
    """
    kinds = read_function_words(lexicons)
    names: list[Span] = []
    for start, end in find_name_words(text, known, lexicons=lexicons):
        word = text[start:end]
        initial = len(word) == 1 and text.startswith(".", end)
        if not initial and kinds.get(word.lower()) in NOT_NAMES:
            continue
        end -= 2 if word.endswith("'s") else 0
        if names and JOINING.issuperset(text[names[-1][1] : start]):
            names[-1] = (names[-1][0], end)
        else:
            names.append((start, end))
    return names


def split_pieces(pieces: Sequence[Piece]) -> list[Sequence[Piece]]:
    """Split what is too long to be read at once into parts of equal length.

    >>> [len(part) for part in split_pieces([Piece(7, 0, 1)] * 200)]
    [100, 100]
    """
    n_parts = max(1, -(-len(pieces) // MOST))
    borders = [round(len(pieces) * part / n_parts) for part in range(n_parts + 1)]
    return [pieces[first:last] for first, last in itertools.pairwise(borders)]


def number_of(sign: str) -> int:
    """Give the number of a piece that the model's list holds as it is.

    >>> number_of("[CLS]")
    101
    """
    number = _tokenizer().token_to_id(sign)
    if number is None:
        raise ValueError(f"The model's list of word pieces does not hold '{sign}'.")
    return int(number)


@functools.cache
def _tokenizer() -> "Tokenizer":
    from tokenizers import Tokenizer, models, normalizers, pre_tokenizers

    words = VOCABULARY.read_text(encoding="utf-8").splitlines()
    numbers = {word: number for number, word in enumerate(words)}
    tokenizer = Tokenizer(models.WordPiece(numbers, unk_token=UNKNOWN, max_input_chars_per_word=100))
    tokenizer.normalizer = normalizers.BertNormalizer(lowercase=True)
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    return tokenizer
