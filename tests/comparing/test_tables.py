"""Tables know the word lists that they were made with; a plain dict of tables has the standard ones."""

import pandas as pd

from analysis.comparing.tables import Tables, lexicons_of
from analysis.lexicons import load_lexicons, standard_lexicons


def test_tables_are_a_mapping_that_carries_its_lists() -> None:
    own = load_lexicons()
    tables = Tables({"zones": pd.DataFrame({"zone": ["body"]})}, lexicons=own)
    assert list(tables) == ["zones"]
    assert lexicons_of(tables) is own
    assert lexicons_of(dict(tables)) is standard_lexicons()
