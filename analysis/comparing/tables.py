"""The tables of a corpus, with what they were made with: whoever is handed the tables has its word lists too."""

from collections.abc import Iterable, Iterator, Mapping

import pandas as pd

from analysis.lexicons import Lexicons, standard_lexicons
from analysis.schema import as_table, columns_of


class Tables(dict[str, pd.DataFrame]):
    """Tables by name, and the word lists that they were made with.

    >>> Tables({"zones": pd.DataFrame()}, lexicons=standard_lexicons())["zones"].empty
    True

    Limits: `|` and `copy` give a plain dict, which has the standard lists.
    """

    def __init__(self, tables: Mapping[str, pd.DataFrame], *, lexicons: Lexicons) -> None:
        super().__init__(tables)
        self.lexicons = lexicons


def lexicons_of(tables: Mapping[str, pd.DataFrame]) -> Lexicons:
    """Give the word lists that tables were made with; the standard ones where nothing is said.

    >>> lexicons_of({}) is standard_lexicons()
    True
    """
    return tables.lexicons if isinstance(tables, Tables) else standard_lexicons()


def empty_table(name: str) -> pd.DataFrame:
    """Make a table without rows.

    >>> empty_table("duplicates").shape
    (0, 7)
    """
    return as_table(name, {column: [] for column in columns_of(name)})


def join_parts(name: str, parts: Iterable[pd.DataFrame]) -> pd.DataFrame:
    """Join a table that comes part by part.

    >>> part = empty_table("duplicates")
    >>> join_parts("duplicates", [part]) is part
    True
    """
    made = list(parts)
    if len(made) == 1:
        return made[0]
    return pd.concat(made, ignore_index=True) if made else empty_table(name)


def join_small(parts: Iterable[pd.DataFrame], *, least: int) -> Iterator[pd.DataFrame]:
    """Join parts that follow each other until they have so many rows together: each is kept and read at a cost.

    >>> part = pd.DataFrame({"n": [1, 2]})
    >>> [len(joined) for joined in join_small([part, part, part], least=3)]
    [4, 2]
    """
    held: list[pd.DataFrame] = []
    for part in parts:
        held.append(part)
        if sum(map(len, held)) >= least:
            yield join_parts("", held)
            held.clear()
    if held:
        yield join_parts("", held)
