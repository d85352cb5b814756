"""Near-copies: passages that several articles print almost word for word."""

import functools
import itertools
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

import numpy as np
import pandas as pd

from analysis.comparing.dates import order_by_date
from analysis.language.folding import split_words
from analysis.lexicons import Lexicons

COLUMNS = ["article_a", "article_b", "start_a", "end_a", "start_b", "end_b", "similarity"]
SHINGLE = 3
SHORTEST = 6  # words of a sentence that may propose a copy; shorter ones only extend it
FEW = 10_000  # sentences up to which every shared shingle proposes; the library for more costs a second to load
N_HASHES, BANDS = 64, 16
CROWD = 50
ALIKE, NEIGHBOUR = 0.5, 0.3
GAP = 3
LEAST_SIMILARITY = 0.65


@dataclass
class _Unit:
    """A sentence: its place in its article, its folded words, and which of them stand outside marks."""

    article: int
    position: int
    start: int
    end: int
    words: tuple[str, ...]
    own: tuple[bool, ...]

    @functools.cached_property
    def shingles(self) -> frozenset[int]:
        return _shingle(self.words)


def find_duplicates(
    articles: pd.DataFrame, sentences: pd.DataFrame, *, least_words: int = 25, lexicons: Lexicons | None = None
) -> pd.DataFrame:
    """Find the passages that two articles have almost word for word: agency copy, reprints, an article given twice.

    Sentences that share word triples propose a pair (MinHash over the whole corpus, whatever the events); the pair
    is then checked word by word and grows sentence by sentence. A passage needs `least_words` common words outside
    quotation marks in both: a quotation that both print is no copy, it is a shared quotation.

    Takes: the tables articles and sentences. Returns: one row a passage, with its span in both articles and
    similarity, the common words in runs of three or more as a share of all (0 to 1). Article a is the earlier one,
    by date, then by article_id; articles without a date come last.
    Source: resemblance by shingles and MinHash (Broder, 1997), computed by datasketch.

    >>> text = "The council closed the old harbour bridge on Monday after divers had found cracks in two of its piers."
    >>> text += " Buses will take another road until the work is done."
    >>> articles = pd.DataFrame({"article_id": ["x", "y"], "date": ["2020-05-02", "2020-05-01"]})
    >>> keys = {"article_id": ["x", "y"], "zone": "body", "paragraph": 1, "start": 0, "end": len(text)}
    >>> find_duplicates(articles, pd.DataFrame({**keys, "text": text})).values.tolist()
    [['y', 'x', 0, 155, 0, 155, 1.0]]

    Limits: a rewritten report is no copy, however close in content; where more than fifty sentences of a corpus are
    one and the same, each is compared with its neighbours in the list only.
    """
    order = order_by_date(articles)
    units = _make_units(sentences, order, lexicons)
    by_article: dict[int, list[_Unit]] = {}
    for unit in units:
        by_article.setdefault(unit.article, []).append(unit)
    seeds: dict[tuple[int, int], set[tuple[int, int]]] = {}
    for one, other in _propose(units):
        left, right = sorted((units[one], units[other]), key=lambda unit: unit.article)
        if left.article != right.article and _contain(left, right) >= ALIKE:
            seeds.setdefault((left.article, right.article), set()).add((left.position, right.position))
    names = list(order)
    rows = []
    for a, b in sorted(seeds):
        for start_a, end_a, start_b, end_b, similarity in _find_passages(
            by_article[a], by_article[b], seeds[a, b], least_words
        ):
            rows.append((names[a], names[b], start_a, end_a, start_b, end_b, round(similarity, 4)))
    return pd.DataFrame(rows, columns=COLUMNS).astype({"similarity": "float64"})


def _make_units(sentences: pd.DataFrame, order: dict[str, int], lexicons: Lexicons | None) -> list[_Unit]:
    body = sentences[sentences["zone"] == "body"]
    columns = [body[name].tolist() for name in ("article_id", "paragraph", "start", "end", "text")]
    rows = sorted(zip(*columns, strict=True), key=lambda row: (order[row[0]], row[2]))
    units: list[_Unit] = []
    place, in_marks = (-1, -1), False
    for article_id, paragraph, start, end, text in rows:
        article = order[article_id]
        position = units[-1].position + 1 if units and units[-1].article == article else 0
        if place != (article, paragraph):
            place, in_marks = (article, paragraph), False
        own, in_marks = _find_own(text, in_marks)
        tokens = split_words(text, lexicons=lexicons)
        words = tuple(token.form for token in tokens)
        outside = tuple(own[token.start] for token in tokens)
        units.append(_Unit(article, position, start, end, words, outside))
    return units


def _find_own(text: str, in_marks: bool) -> tuple[list[bool], bool]:
    """Whether each character stands outside quotation marks, and whether the text ends inside them."""
    if not in_marks and '"' not in text and "“" not in text:
        return [True] * len(text), False
    own, before = [], ""
    for character in text:
        if character == "“" or (character == '"' and not in_marks):
            in_marks = True
        elif character in '”"' and character != before:  # a mark set twice is one mark
            in_marks = False
        own.append(not in_marks)
        before = character
    return own, in_marks


def _shingle(words: Sequence[str]) -> frozenset[int]:
    if len(words) < SHINGLE:
        return frozenset([zlib.crc32(" ".join(words).encode())])
    return frozenset(
        zlib.crc32(" ".join(words[start : start + SHINGLE]).encode()) for start in range(len(words) - SHINGLE + 1)
    )


def _propose(units: Sequence[_Unit]) -> Iterator[tuple[int, int]]:
    """Pairs of sentences that may be copies; some of them are not, few are left out."""
    able = [number for number, unit in enumerate(units) if len(unit.words) >= SHORTEST]
    buckets: dict[object, list[int]] = {}
    if len(units) <= FEW:
        for number in able:
            for shingle in units[number].shingles:
                buckets.setdefault(shingle, []).append(number)
        yield from _pair_up(buckets.values())
        return
    # Shingles of sentences that never become candidates are not kept: they would be most of the memory.
    signatures = _sign((_shingle(units[number].words) for number in able), len(able))
    width = N_HASHES // BANDS
    for band in range(BANDS):  # one band at a time, so that memory stays that of the signatures
        buckets = {}
        for number, row in zip(able, signatures[:, band * width : (band + 1) * width], strict=True):
            buckets.setdefault(row.tobytes(), []).append(number)
        yield from _pair_up(buckets.values())


def _sign(sets: Iterable[frozenset[int]], size: int) -> "np.ndarray":
    from datasketch import MinHash

    signatures = np.empty((size, N_HASHES), dtype=np.uint32)
    hashes = MinHash.generator((sorted(found) for found in sets), num_perm=N_HASHES, seed=1, hashfunc=int)
    for row, signature in enumerate(hashes):
        signatures[row] = signature.hashvalues
    return signatures


def _pair_up(buckets: Iterable[list[int]]) -> Iterator[tuple[int, int]]:
    for members in buckets:
        if len(members) <= CROWD:
            yield from itertools.combinations(members, 2)
        else:
            yield from itertools.pairwise(members)


def _contain(a: _Unit, b: _Unit) -> float:
    return len(a.shingles & b.shingles) / min(len(a.shingles), len(b.shingles))


def _find_passages(
    first: Sequence[_Unit], second: Sequence[_Unit], seeds: set[tuple[int, int]], least_words: int
) -> Iterator[tuple[int, int, int, int, float]]:
    """Grow the pairs of sentences to passages, and keep those with enough common words outside marks."""
    pairs, waiting = set(seeds), sorted(seeds)
    while waiting:
        i, j = waiting.pop()
        for near in ((i + 1, j + 1), (i - 1, j - 1), (i + 1, j), (i - 1, j), (i, j + 1), (i, j - 1)):
            inside = 0 <= near[0] < len(first) and 0 <= near[1] < len(second)
            if near not in pairs and inside and _contain(first[near[0]], second[near[1]]) >= NEIGHBOUR:
                pairs.add(near)
                waiting.append(near)
    chains: list[list[tuple[int, int]]] = []
    for i, j in sorted(pairs):
        for chain in reversed(chains):
            if i - chain[-1][0] <= GAP and 0 <= j - chain[-1][1] <= GAP:
                chain.append((i, j))
                break
        else:
            chains.append([(i, j)])
    for chain in chains:
        # A neighbour that is barely alike may stand inside a passage, never at its edge.
        sure = [place for place, (i, j) in enumerate(chain) if _contain(first[i], second[j]) >= ALIKE]
        chain = chain[sure[0] : sure[-1] + 1] if sure else chain[:1]
        a = first[chain[0][0] : chain[-1][0] + 1]
        b = second[chain[0][1] : chain[-1][1] + 1]
        words_a, words_b = ([word for unit in side for word in unit.words] for side in (a, b))
        own = [[outside for unit in side for outside in unit.own] for side in (a, b)]
        matcher = SequenceMatcher(None, words_a, words_b, autojunk=False)
        blocks = [block for block in matcher.get_matching_blocks() if block.size >= SHINGLE]
        similarity = 2 * sum(block.size for block in blocks) / (len(words_a) + len(words_b))
        common = sum(own[0][block.a + p] and own[1][block.b + p] for block in blocks for p in range(block.size))
        if common >= least_words and similarity >= LEAST_SIMILARITY:
            yield a[0].start, a[-1].end, b[0].start, b[-1].end, similarity
