"""Likeness of articles: their telling words, weighed by how rare they are in the news."""

import functools
import gzip
import itertools
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from analysis.language.folding import split_words
from analysis.language.words import COMPARED, words_without_content
from analysis.lexicons import Lexicons, standard_lexicons

COUNTS = Path(__file__).resolve().parents[1] / "models" / "article_counts.csv.gz"
# What an event is stands at the top of a report; a long one must not differ from a short one by its length alone.
CHARACTERS_READ = 4_000
WORDS_OF_LEAD = 80
WORDS_KEPT = 120
# Added to every count, so that a word that no counted article has is not infinitely rare.
PRIOR = 0.5


class Counts(NamedTuple):
    """In how many articles each stem stands, and how many articles were counted."""

    n_articles: int
    stems: dict[str, int]


class Weighed(NamedTuple):
    """Articles as weighed stems, one row an article, each row of length 1; and how a stem is printed."""

    matrix: Any  # scipy.sparse.csr_matrix
    words: list[str]


class _Stems(dict[str, tuple[int, ...]]):
    """The stems of what stands between spaces, content words only, as numbers; in `words` word by word.

    A corpus says the same words again and again, and no word that is compared holds a space.
    """

    def __init__(self, lexicons: Lexicons) -> None:
        self.lexicons, self.empty = lexicons, words_without_content(lexicons)
        self.numbers: dict[str, int] = {}
        self.printed: dict[str, tuple[int, ...]] = {}
        self.words: dict[str, tuple[tuple[int, ...], ...]] = {}

    def __missing__(self, piece: str) -> tuple[int, ...]:
        self.words[piece] = tuple(map(self._number, COMPARED.findall(piece)))
        self[piece] = tuple(itertools.chain.from_iterable(self.words[piece]))
        return self[piece]

    def _number(self, word: str) -> tuple[int, ...]:
        if word not in self.printed:
            found = [part.stem for part in split_words(word, lexicons=self.lexicons) if part.form not in self.empty]
            self.printed[word] = tuple(self.numbers.setdefault(stem, len(self.numbers)) for stem in found)
        return self.printed[word]

    def count(self, pieces: Iterable[str]) -> Counter[int]:
        """How often each stem stands in pieces of a text."""
        return Counter(itertools.chain.from_iterable(map(self.__getitem__, pieces)))

    def find_lead(self, pieces: Iterable[str]) -> Iterator[int]:
        """The stems of the first 80 words; a function word has none, `US-led` has two."""
        words = itertools.chain.from_iterable(map(self.words.__getitem__, pieces))
        return itertools.chain.from_iterable(itertools.islice(words, WORDS_OF_LEAD))

    def print_stems(self) -> dict[int, str]:
        """The shortest word as printed of every stem, in small letters where it has been printed so."""
        best: dict[int, tuple[int, int, str]] = {}
        for word, stems in self.printed.items():
            for stem in stems if len(stems) == 1 else ():
                rank = len(word), sum(map(str.isupper, word)), word
                best[stem] = min(best.get(stem, rank), rank)
        return {stem: word for stem, (_, _, word) in best.items()}


def count_stems(texts: Sequence[str], *, lexicons: Lexicons | None = None) -> Counts:
    """Count in how many texts each stem of a content word stands.

    >>> count_stems(["The dam burst.", "A dam holds; dams do."])
    Counts(n_articles=2, stems={'burst': 1, 'dam': 2, 'hold': 1})

    Limits: the first 4,000 characters of a text, as everywhere here.
    """
    stems, counts = _Stems(lexicons or standard_lexicons()), Counter[int]()
    for text in texts:
        counts.update(stems.count(_cut(text)).keys())
    return Counts(len(texts), {stem: counts[number] for stem, number in sorted(stems.numbers.items())})


@functools.cache
def read_counts() -> Counts:
    """Read the counts that ship: in how many of some thousand news texts each stem stands.

    >>> counts = read_counts()
    >>> counts.stems["polic"] > 10 * counts.stems["bridg"] > 0
    True

    Limits: news in English, most of it from the United States, 2008 to 2019.
    """
    counts: dict[str, int] = {}
    n_articles = 0
    with gzip.open(COUNTS, "rt", encoding="utf-8") as lines:
        for line in lines:
            stem, _, n = line.rstrip("\n").rpartition(",")
            if line.startswith("# articles"):
                n_articles = int(n)
            elif n.isdigit():
                counts[stem] = int(n)
    return Counts(n_articles, counts)


def weigh_articles(
    titles: Sequence[str], texts: Sequence[str], *, counts: Counts | None = None, lexicons: Lexicons | None = None
) -> Weighed:
    """Weigh the stems of articles: (1 + ln n) ln((N + 1) / (d + .5)), rows brought to length 1.

    n: how often the article has the stem, where words of the title and of the lead count twice; d of N: in how many
    articles it stands, of those counted beforehand and of these together. The 120 heaviest stems of an article count.

    Takes: title and text of each article; counts, those that ship if none are given; word lists.
    Returns: the weighed articles, in order; a dot product of two rows is their cosine.
    Source: TF-IDF (Spärck Jones, 1972; Salton and Buckley, 1988).

    >>> titles = ["Dam bursts", "Burst dam floods Norby", "Ferry strike"]
    >>> matrix = weigh_articles(titles, ["", "", ""]).matrix
    >>> (matrix @ matrix.T).toarray().round(1).tolist()
    [[1.0, 0.7, 0.0], [0.7, 1.0, 0.0], [0.0, 0.0, 1.0]]

    Limits: names of several words count word by word; the text beyond 4,000 characters is not read.
    """
    stems, counts = _Stems(lexicons or standard_lexicons()), counts or read_counts()
    matrix = _count_in_articles(titles, texts, stems)
    vocabulary = sorted(stems.numbers)
    n_articles = counts.n_articles + len(texts)
    n_with = np.bincount(matrix.indices, minlength=len(vocabulary)) + [counts.stems.get(stem, 0) for stem in vocabulary]
    weight = np.maximum(0.0, np.log((n_articles + 1) / (n_with + PRIOR)))
    matrix.data = (1 + np.log(matrix.data)) * weight[matrix.indices]
    printed = stems.print_stems()
    words = [printed.get(stems.numbers[stem], stem) for stem in vocabulary]
    return Weighed(_bring_to_length_1(_keep_heaviest(matrix)), words)


def _count_in_articles(titles: Sequence[str], texts: Sequence[str], stems: _Stems) -> Any:
    """How often each article has each stem, columns in the alphabetical order of stems."""
    # scikit-learn counts just so, but to import it takes as long as to check a thousand articles.
    from scipy.sparse import csr_matrix

    counts, numbers, ends = array("i"), array("i"), array("i", [0])
    for title, text in zip(titles, texts, strict=True):
        first, pieces = _cut(title), _cut(text)
        bag = stems.count(first + first + pieces)
        bag.update(stems.find_lead(pieces))
        counts.extend(bag.values())
        numbers.extend(bag)
        ends.append(len(numbers))
    place = np.zeros(len(stems.numbers), dtype=np.int32)
    place[[stems.numbers[stem] for stem in sorted(stems.numbers)]] = np.arange(len(place))
    columns = place[np.array(numbers, dtype=np.int32)]
    matrix = csr_matrix((np.array(counts), columns, np.array(ends)), shape=(len(texts), len(place)))
    matrix.sort_indices()
    return matrix


def _cut(text: str) -> list[str]:
    return text[:CHARACTERS_READ].split()


def _keep_heaviest(matrix: Any) -> Any:
    for start, end in itertools.pairwise(matrix.indptr):
        if end - start > WORDS_KEPT:
            matrix.data[start + np.argsort(-matrix.data[start:end], kind="stable")[WORDS_KEPT:]] = 0.0
    matrix.eliminate_zeros()
    return matrix


def _bring_to_length_1(matrix: Any) -> Any:
    length = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel())
    matrix.data /= np.repeat(np.where(length > 0, length, 1.0), np.diff(matrix.indptr))
    return matrix
