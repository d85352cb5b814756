"""Comparison: how a notebook begins, from settings as they are written to all tables of a corpus."""

from typing import Any

from analysis.comparing.tables import Tables
from analysis.parameters import check_parameters


def compare_corpus(**settings: Any) -> Tables:
    """Check the settings, compare the sources of a corpus, and write the tables where `out` names a folder.

    `settings` are those of `check_parameters`; one that is left out has its default.

    Returns: the tables by name, as `make_tables` gives them, with the word lists that they were made with.
    Raises: RequestError where a setting, the corpus, a source or a word list is not what was asked for.

    Limits: reads in this process alone; many articles are read faster by the command line with --workers, and what
    it has read is not read again here.
    """
    from analysis.running.pipeline import make_tables
    from analysis.running.writing import write_tables

    parameters = check_parameters(**settings)
    tables = make_tables(parameters)
    if parameters.out:
        write_tables(tables, parameters.out)
    return tables
