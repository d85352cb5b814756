"""Comparison: how a notebook begins, from settings as they are written to all tables of a corpus."""

from typing import Any

import pandas as pd

from analysis.corpus.articles import find_corpus
from analysis.lexicons import Lexicons, load_lexicons, standard_lexicons
from analysis.parameters import check_parameters


def compare_corpus(**settings: Any) -> dict[str, pd.DataFrame]:
    """Check the settings, compare the sources of a corpus, and write the tables where `out` names a folder.

    `settings` are those of `check_parameters`; one that is left out has its default.

    Returns: the tables by name, as `make_tables` gives them.
    Raises: RequestError where a setting, the corpus, a source or a word list is not what was asked for.

    Limits: reads in this process alone; many articles are read faster by the command line with --workers, and what
    it has read is not read again here.
    """
    from analysis.running.pipeline import make_tables, write_tables

    parameters = check_parameters(**settings)
    tables = make_tables(parameters)
    if parameters.out:
        write_tables(tables, parameters.out)
    return tables


def read_lexicons(corpus: str) -> Lexicons:
    """Read the word lists of a corpus: those in its own folder `lexicons` replace the standard ones.

    Raises: ValueError or RequestError where one of its lists cannot be read.
    """
    place = find_corpus(corpus)
    return load_lexicons(place / "lexicons") if place.is_dir() else standard_lexicons()
