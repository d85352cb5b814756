"""Pieces: a text as the model of tone reads it, cut into word pieces, every person under a name of our own."""

import functools
import itertools
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from analysis.reading.tone.mentions import Mention
from analysis.reading.tone.names import Span

if TYPE_CHECKING:
    from tokenizers import Tokenizer

VOCABULARY = Path(__file__).parent / "model" / "word_pieces.txt"
MOST = 138  # pieces the model reads at once, without its two signs for the beginning and the end
UNKNOWN, FIRST, LAST, PADDING = "[UNK]", "[CLS]", "[SEP]", "[PAD]"
# The first person of a text is read as the first of these, whoever is meant, the second as the second; then again from
# the first. Common surnames, each one piece of the list, so that a sentence stays a sentence.
SURNAMES = ("parker", "wilson", "carter", "mitchell", "turner", "collins", "bennett", "murphy")


class Piece(NamedTuple):
    """A word piece: its number in the model's list, where it stands, and whether it stands in for a person's name."""

    number: int
    start: int
    end: int
    hidden: bool = False


def give_stand_in(mention: Mention) -> str:
    """Give the word that is read for a mention: it tells who of several is meant, never the name.

    >>> give_stand_in(Mention(0, 9, person=0)), give_stand_in(Mention(14, 18, person=8))
    ('parker', 'parker')
    """
    return SURNAMES[mention.person % len(SURNAMES)]


def cut_pieces(
    plain: str, mentions: Sequence[Mention] = (), name: Callable[[Mention], str] = give_stand_in
) -> list[Piece]:
    """Cut a text into word pieces, as it reads when other names are written for those of its persons.

    So that the model can neither learn nor show whom its training texts praised: it reads the same, whoever is named.
    Titles, parties, bodies and places it reads as they are printed.

    Takes: a straightened text; its mentions of persons; `name`, what is read for a mention.
    Returns: pieces in the order of the text; each piece of a name spans all of it.
    Source: WordPiece (Wu et al. 2016) with the list of BERT (Devlin et al. 2019).

    >>> text = "Critics accused Mayor Orla Reed of fraud."
    >>> pieces = cut_pieces(text, [Mention(22, 31, person=0)])
    >>> [text[piece.start : piece.end] for piece in pieces]
    ['Critics', 'accused', 'Mayor', 'Orla Reed', 'of', 'fraud', '.']

    Limits: reads small letters only.
    """
    parts: list[str] = []
    borders: list[Span] = []  # of the names in the text as it is read
    at = length = 0
    for mention in mentions:
        parts += [plain[at : mention.start], name(mention)]
        first = length + len(parts[-2])
        at, length = mention.end, first + len(parts[-1])
        borders.append((first, length))
    found = _tokenizer().encode("".join([*parts, plain[at:]]), add_special_tokens=False)
    pieces: list[Piece] = []
    n = moved = 0
    for number, (start, end) in zip(found.ids, found.offsets, strict=True):
        while n < len(borders) and borders[n][1] <= start:
            moved = mentions[n].end - borders[n][1]
            n += 1
        if n < len(borders) and borders[n][0] < end:
            pieces.append(Piece(number, mentions[n].start, mentions[n].end, hidden=True))
        else:
            pieces.append(Piece(number, start + moved, end + moved))
    return pieces


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
