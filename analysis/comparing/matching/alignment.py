"""Word alignment of two wordings: what runs through both, and what stands in one only, in words."""

from collections.abc import Sequence
from difflib import SequenceMatcher

from analysis.language.folding import Word

Block = tuple[int, int, int]


def align_words(first: Sequence[Word], second: Sequence[Word]) -> list[Block]:
    """Align two wordings word by word, whatever the case, marks and spelling variants.

    Takes: two lists of words. Returns: runs of equal words as (position in first, position in second, length).
    Source: Ratcliff and Metzener (1988), as in Python's difflib.

    >>> from analysis.language.folding import split_words
    >>> align_words(split_words("any other State"), split_words("of any other state"))
    [(0, 1, 3)]

    Limits: words that changed places are not aligned.
    """
    matcher = SequenceMatcher(None, [word.form for word in first], [word.form for word in second], autojunk=False)
    return [(block.a, block.b, block.size) for block in matcher.get_matching_blocks() if block.size]


def find_longest_run(blocks: Sequence[Block]) -> Block:
    """Find the longest run of equal words; the first one if several are as long.

    >>> find_longest_run([(0, 0, 2), (5, 4, 7)])
    (5, 4, 7)

    Limits: (0, 0, 0) where the two share no word.
    """
    return max(blocks, key=lambda block: (block[2], -block[0], -block[1]), default=(0, 0, 0))


def describe_differences(
    first: Sequence[Word],
    second: Sequence[Word],
    blocks: Sequence[Block],
    *,
    names: tuple[str, str] = ("a", "b"),
    most: int = 8,
) -> str:
    """Say in words how two aligned wordings differ.

    Takes: two lists of words, their aligned runs, the names of the two sides; `most` is how many differences
    are written out. Returns: differences in reading order, set apart by `; `; empty where there is none.

    >>> from analysis.language.folding import split_words
    >>> a, b = split_words("The minister said any State may"), split_words("The minister also said any state may")
    >>> describe_differences(a, b, align_words(a, b), names=("A", "B"))
    'also only in B; State / state'

    Limits: the capital of a first word and the shape of an apostrophe are no differences.
    """
    found: list[str] = []
    before = (0, 0)
    for start_a, start_b, size in [*blocks, (len(first), len(second), 0)]:
        left = _join(first[before[0] : start_a])
        right = _join(second[before[1] : start_b])
        if left and right:
            found.append(f"{left} / {right}")
        elif left or right:
            found.append(f"{left} only in {names[0]}" if left else f"{right} only in {names[1]}")
        for a, b in zip(range(start_a, start_a + size), range(start_b, start_b + size), strict=True):
            printed = first[a].text.replace("’", "'"), second[b].text.replace("’", "'")
            opens = a == 0 or b == 0
            if printed[0] != printed[1] and not (opens and printed[0].lower() == printed[1].lower()):
                found.append(f"{first[a].text} / {second[b].text}")
        before = start_a + size, start_b + size
    left_out = len(found) - most
    return "; ".join(found[:most] + ([f"and {left_out} more"] if left_out > 0 else []))


def _join(words: Sequence[Word]) -> str:
    return " ".join(word.text for word in words)
