"""What counts as a word, in one place: every `n_words` of every table rests on it."""

import re

WORD = re.compile(r"[\w’'%-]+")
STRAIGHT = str.maketrans({**dict.fromkeys("‘’‚‛", "'"), **dict.fromkeys("“”„‟«»", '"')})


def count_words(text: str) -> int:
    """Count the words of a text.

    A word is a run of letters, digits, apostrophes, hyphens and `%`; `U.S.` therefore counts as two, and so
    does a hyphen that stands alone, once.

    >>> count_words("Thousands of people rallied Sunday in Pakistan’s largest city.")
    9

    Limits: keyness has its own tokens, because there `US` and `U.S.` must be one.
    """
    return len(WORD.findall(text))


def straighten(text: str) -> str:
    """Replace typographic quotation marks and apostrophes by plain ones, code point for code point.

    Two sources must not differ in tone because one of them sets its quotation marks in another way: the scorers
    know `wasn't` and `"good"` only with plain marks.

    >>> straighten("It wasn’t “good”.")
    'It wasn\\'t "good".'

    Limits: marks only; dashes and ellipses stay as they are.
    """
    return text.translate(STRAIGHT)
