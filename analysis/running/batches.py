"""Batches: articles are compared some hundreds at a time, whole events together, and read back as they are counted."""

from collections import Counter
from collections.abc import Iterator, Sequence

import numpy as np
import pandas as pd

from analysis.comparing.counting import drop_copied
from analysis.comparing.settings import MATCHED
from analysis.running.shelf import Shelf
from analysis.schema import columns_of

BATCH = 400  # articles that are compared together, and more where an event has more
LISTED = [column for column in columns_of("articles") if column != "text"]


class Batch:
    """The tables of one batch as they are counted: all that was read, or less what an earlier article has too."""

    def __init__(self, shelf: Shelf, part: int, copied: Sequence[pd.DataFrame] = ()) -> None:
        """`copied`: by part what is not counted, as `find_copied` gives it; nothing where all is counted."""
        self._shelf, self._part, self._copied = shelf, part, copied

    def __call__(self, *names: str, texts: Sequence[str] | None = None) -> Sequence[pd.DataFrame]:
        """Give tables by their names; `texts`: those whose texts are asked for, all by default."""
        tables = [self._take(name, with_text=texts is None or name in texts) for name in names]
        counted = set(names) - {"articles", *MATCHED}
        if not counted or not self._copied:
            return tables
        gone = self._copied[self._part]
        pairs = zip(names, tables, strict=True)
        return [drop_copied(name, table, gone) if name in counted else table for name, table in pairs]

    def _take(self, name: str, *, with_text: bool) -> pd.DataFrame:
        columns = LISTED if name == "articles" and not with_text else None
        return self._shelf.take(name, part=self._part, texts=with_text, columns=columns)


def cut_batches(articles: pd.DataFrame, *, most: int = BATCH) -> Iterator[pd.DataFrame]:
    """Cut articles into batches of whole events, events in the order of their first article.

    Gives: batches of at least `most` articles but for the last, each in the order of `articles`.

    >>> articles = pd.DataFrame({"article_id": list("abcd"), "event": ["x", "y", "x", "z"]})
    >>> [batch["article_id"].tolist() for batch in cut_batches(articles, most=2)]
    [['a', 'c'], ['b', 'd']]
    """
    from analysis.comparing.matching.similarity import read_events

    event_of = read_events(articles)
    sizes = Counter(event_of.values())
    number: dict[str, int] = {}
    batch = filled = 0
    for event in dict.fromkeys(event_of.values()):
        if filled >= most:
            batch, filled = batch + 1, 0
        number[event] = batch
        filled += sizes[event]
    numbers = np.array([number[event_of[article_id]] for article_id in articles["article_id"]])
    del event_of, sizes, number  # which grow with the corpus
    for one in range(batch + 1):
        yield articles[numbers == one].reset_index(drop=True)
