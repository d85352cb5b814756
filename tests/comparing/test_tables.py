"""Tables know the word lists that they were made with; a plain dict of tables has the standard ones."""

import pandas as pd

from analysis.comparing.tables import Tables, join_small, lexicons_of
from analysis.lexicons import load_lexicons, standard_lexicons


def test_tables_are_a_mapping_that_carries_its_lists() -> None:
    own = load_lexicons()
    tables = Tables({"zones": pd.DataFrame({"zone": ["body"]})}, lexicons=own)
    assert list(tables) == ["zones"]
    assert lexicons_of(tables) is own
    assert lexicons_of(dict(tables)) is standard_lexicons()


def test_small_parts_are_joined_until_they_have_enough_rows() -> None:
    parts = [pd.DataFrame({"n": range(n)}) for n in (2, 1, 5, 1)]
    assert [part["n"].tolist() for part in join_small(parts, least=3)] == [[0, 1, 0], [0, 1, 2, 3, 4], [0]]
    assert list(join_small([], least=3)) == []
