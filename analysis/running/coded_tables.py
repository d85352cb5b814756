"""Coded tables: what a hand-coded sample says of a corpus, for a report and a notebook; a plan where there is none."""

from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from analysis.comparing.tables import Tables, lexicons_of
from analysis.corpus.articles import read_corpus
from analysis.corpus.options import parse_options
from analysis.errors import RequestError
from analysis.parameters import check_parameters, check_sources
from analysis.running.coded_places import KEY_FILE, find_validation
from analysis.schema import CODED_TABLES, as_table, columns_of

PROBLEM = "coded sample not read"


class Coded(NamedTuple):
    """What is known of the errors of the rules in a corpus."""

    plan: pd.DataFrame  # how many coded sentences buy which width, see plan_sample
    tables: dict[str, pd.DataFrame]  # agreement, errors, error_differences, corrected, problems; without rows if none
    lines: list[str]  # how the sample was drawn, how much of it is coded, what waits for a decision
    sheets: pd.DataFrame  # sheet, coder, n_coded, n_units: one row a sheet that a coder has


def has_sample(corpus: str) -> bool:
    """Tell whether a sample of a corpus was drawn.

    >>> has_sample("seeds")
    False
    """
    return (find_validation(corpus) / KEY_FILE).exists()


def validate_corpus(**settings: Any) -> Coded:
    """Check the settings, and read the coded sample of a corpus, or plan one.

    `settings` are those of `check_parameters`; `sources` narrows the rows, `out` is where the tables go.
    Raises: RequestError where a setting or the corpus is not what was asked for, or a sheet does not fit.

    Limits: voice, reference and copies do not change these figures: they are of all reported words.
    """
    from analysis.running.validation import NothingCodedError, plan_validation, read_validation, write_validation

    parameters = check_parameters(**settings)
    options = parse_options(parameters.corpus_options)
    articles, _ = read_corpus(parameters.corpus, options=options)
    sources = check_sources(parameters, sorted(set(articles["source"])))
    tables = {name: as_table(name, {column: [] for column in columns_of(name)}) for name in (*CODED_TABLES, "problems")}
    lines = ["No sample of this corpus was drawn yet."]
    if has_sample(parameters.corpus):
        try:
            read = read_validation(parameters.corpus, write=False)
        except NothingCodedError as error:
            lines = [str(error)]
        else:
            tables, lines = read.tables, read.lines
            if parameters.out:
                write_validation(tables, Path(parameters.out))
    plan = plan_validation(parameters.corpus, view=parameters.view, options=options)
    kept = {name: _keep_sources(table, sources) for name, table in tables.items()}
    return Coded(_keep_sources(plan, sources), kept, lines, list_sheets(parameters.corpus))


def add_coded_tables(tables: Tables, corpus: str) -> Tables:
    """Add the four tables of a coded sample to those of a comparison, where there is one; a fault is a problem row.

    Returns: the tables, in no way changed where no sample was drawn or nothing of it is coded.
    """
    if not has_sample(corpus):
        return tables
    from analysis.running.validation import NothingCodedError, read_validation

    try:
        read = read_validation(corpus, write=False).tables
    except NothingCodedError:
        return tables
    except RequestError as error:
        rows = [(KEY_FILE, "", PROBLEM, line) for line in str(error).splitlines()]
        read = {"problems": as_table("problems", pd.DataFrame(rows, columns=columns_of("problems")))}
    problems = pd.concat([tables["problems"], read["problems"]], ignore_index=True)
    return Tables(tables | read | {"problems": problems}, lexicons=lexicons_of(tables))


def list_sheets(corpus: str) -> pd.DataFrame:
    """List the sheets of a sample, by coder, and how much of each is filled in.

    Returns: sheet, coder, n_coded, n_units; without rows where no sample was drawn.
    """
    from analysis.running.coded_sheets import find_sheets, read_rows
    from analysis.validating.sheets import ASKED

    rows = []
    for sheet in ASKED:
        for coder, path in find_sheets(find_validation(corpus), sheet).items():
            cells = [row.cells for row in read_rows(path)]
            n_coded = sum(any(row.get(column) for column in ASKED[sheet]) for row in cells)
            rows.append((sheet, coder, n_coded, len(cells)))
    return pd.DataFrame(rows, columns=["sheet", "coder", "n_coded", "n_units"])


def _keep_sources(table: pd.DataFrame, sources: list[str]) -> pd.DataFrame:
    """Keep the rows of some sources, and of differences between two of them."""
    kept = table
    for column in ("source", "other_source"):
        if column in table:
            kept = kept[kept[column].isin([*sources, ""])]
    return kept.reset_index(drop=True)
