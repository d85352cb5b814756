"""Sentences: cut into words once, where one step after another asks for the words of the same ones."""

import functools

from analysis.language.folding import Word, list_words, split_words
from analysis.lexicons import Lexicons

AT_ONCE = 20_000  # the sentences of a batch of articles, and more


@functools.lru_cache(maxsize=AT_ONCE)
def split_sentence(text: str, lexicons: Lexicons | None) -> tuple[Word, ...]:
    """Split a sentence as `split_words` does, and remember it until as many others came.

    >>> [word.form for word in split_sentence("Talks failed.", None)]
    ['talks', 'failed']

    Limits: remembered words take about four kilobytes a sentence; `split_sentence.cache_clear()` lets go of them.
    """
    return tuple(split_words(text, lexicons=lexicons))


@functools.lru_cache(maxsize=AT_ONCE)
def list_sentence(text: str, lexicons: Lexicons | None) -> tuple[Word, ...]:
    """List the words of a sentence as `list_words` does, and remember them until as many others came.

    >>> [word.form for word in list_sentence("Talks failed.", None)]
    ['talks', 'failed']

    Limits: half a kilobyte a sentence, for words that are alike are one object.
    """
    return tuple(list_words(text, lexicons=lexicons))
