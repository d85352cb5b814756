"""Validation: draw a sample of a corpus for hand coding, read what comes back, and correct the figures with it."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from analysis.corpus.articles import read_corpus, read_lexicons
from analysis.corpus.options import Options, parse_options, write_options
from analysis.errors import RequestError
from analysis.lexicons import Lexicons
from analysis.running.coded_places import KEY_FILE, find_validation
from analysis.running.coded_problems import Problem, list_problems
from analysis.running.coded_sheets import (
    CODEBOOK,
    SETTINGS,
    VIEWS,
    decide_together,
    raise_faults,
    read_codings,
    read_key,
    write_codebook,
    write_files,
)
from analysis.running.pipeline import read_articles
from analysis.running.writing import write_tables
from analysis.schema import CODED_TABLES, COLUMNS, UNKNOWN, as_table
from analysis.validating.answers import Coding
from analysis.validating.measures import Measure
from analysis.validating.plan import plan_sample
from analysis.validating.results import Result, measure_sheet
from analysis.validating.sample import draw_units, expand_key, find_units
from analysis.validating.sheets import Format, fill_sheet, list_choices, write_sheet
from analysis.validating.units import list_attributions, list_sentences, list_targets
from analysis.wording import count

CODERS = "abcdefgh"
Tables = dict[str, pd.DataFrame]


class NothingCodedError(RequestError):
    """Raised where a sample is drawn, but not one of its rows is filled in."""


class Validation(NamedTuple):
    """What a coded sample came to."""

    tables: Tables  # agreement, errors, error_differences, corrected and problems
    lines: list[str]  # how the sample was drawn, how much of it is coded, what waits for a decision
    coded: pd.DataFrame  # the sentences with the codes that count, and the figures, to plan a further sample from
    measures: list[Measure]


def draw_validation(
    corpus: str,
    *,
    coded: int = 100,
    attributions: int = 50,
    targets: int = 50,
    coders: int = 2,
    seed: int = 0,
    view: str = "speech",
    format: Format = "csv",
    options: Options | None = None,
) -> list[Path]:
    """Draw the sample of a corpus and write its sheets, its codebook and its key.

    `coded`, `attributions`, `targets`: units a source on each sheet; 0 leaves a sheet out. `coders`: copies of each.
    `options`: how the corpus is read; they are kept with the sample.
    Returns: the files. Raises: RequestError where a sample is there already: new sheets would not fit its key.

    Limits: the key is not for coders; a text that names its own source names it to them too.
    """
    folder = find_validation(corpus)
    if (folder / KEY_FILE).exists():
        raise RequestError(f"'{folder}' holds a sample already. Move it away before you draw another one.")
    if not 1 <= coders <= len(CODERS):
        raise RequestError(f"coders is {coders}; it must be 1 to {len(CODERS)}.")
    lexicons = read_lexicons(corpus)
    _, units = _list_units(corpus, view, lexicons, options)
    roles = list_roles(lexicons)
    files = {CODEBOOK: write_codebook(roles, view).encode()}
    numbers = {"sentences": coded, "attributions": attributions, "targets": targets}
    keys = []
    for sheet, n in numbers.items():
        if n and len(units[sheet]):
            key = draw_units(units[sheet], sheet, n=n, seed=seed)
            table = fill_sheet(find_units(units[sheet], key), key, sheet)
            data = write_sheet(table, format=format, choices=list_choices(sheet, roles))
            files |= {f"{sheet}-{coder}.{format}": data for coder in CODERS[:coders]}
            keys.append(key)
    if not keys:
        raise RequestError("Nothing to draw: coded, attributions and targets are 0, or the corpus holds none of them.")
    settings = {"seed": seed, "view": view, **numbers, "lexicons": lexicons.sha256}
    settings["corpus_options"] = write_options(options) if options else ""
    files[SETTINGS] = (json.dumps(settings, indent=1) + "\n").encode()
    files[KEY_FILE] = pd.concat(keys).to_csv(index=False, lineterminator="\n").encode()
    return write_files(folder, files)


def plan_validation(corpus: str, *, view: str = "speech", options: Options | None = None) -> pd.DataFrame:
    """Say how many coded sentences buy which width: from the coded sample where there is one, else from assumed errors.

    Returns: see plan_sample. Raises: as read_validation, where a sheet that is filled in does not fit.
    """
    if (find_validation(corpus) / KEY_FILE).exists():
        try:
            read = read_validation(corpus, write=False)
        except NothingCodedError:
            pass
        else:
            if read.measures:
                return plan_sample(read.coded, read.measures, pilot=True)
    _, units = _list_units(corpus, view, read_lexicons(corpus), options)
    return plan_sample(units["sentences"])


def read_validation(corpus: str, *, write: bool = True) -> Validation:
    """Read what the coders of a corpus wrote, and correct its figures with it.

    With `write`, `disagreements-SHEET.csv` is written into the folder of the sample where coders differ; a decision in
    it is kept. Where the rules name others today than on the day of the draw, the sheet of targets is a problem row.
    Raises: RequestError naming every fault of every sheet, or the units that are no longer in the corpus as drawn;
    NothingCodedError where all sheets are still empty.

    Limits: predictions are read without corrections.csv: to mend what was coded would make the rules perfect there.
    """
    folder = find_validation(corpus)
    key, settings = read_key(folder)
    lexicons = read_lexicons(corpus)
    roles = list_roles(lexicons)
    articles, units = _list_units(corpus, settings["view"], lexicons, parse_options(settings["corpus_options"]))
    keys = {str(sheet): own.reset_index(drop=True) for sheet, own in key.groupby("sheet", sort=False)}
    found, problems = _find_drawn(units, keys)
    texts = {sheet: _list_texts(found[sheet], keys[sheet]) for sheet in found}
    codings: dict[str, dict[str, Coding]] = {}
    faults: list[str] = []
    for sheet in found:
        held, wrong = read_codings(folder, sheet, texts[sheet], roles)
        faults += wrong
        if any(coding.answers for coding in held.values()):
            codings[sheet] = held
    raise_faults(faults)
    if not codings:
        if problems:
            raise RequestError(problems[0][-1])
        raise NothingCodedError(f"No sheet in '{folder}' is coded yet. Fill in the first rows of one.")
    results: dict[str, Result] = {}
    lines = []
    for sheet, held in codings.items():
        decisions, faults = decide_together(folder, sheet, held, texts[sheet], roles, write=write)
        raise_faults(faults)
        results[sheet] = measure_sheet(
            found[sheet], keys[sheet], sheet, held, decisions=decisions, seed=settings["seed"]
        )
        lines += _describe(sheet, keys[sheet], held, results[sheet].undecided, settings["seed"])
    tables = {
        name: as_table(name, pd.concat([result.tables[name] for result in results.values()], ignore_index=True))
        for name in CODED_TABLES
    }
    tables["problems"] = list_problems(corpus, articles, key, texts.get("sentences", {}), others=problems)
    sentences = results.get("sentences")
    return Validation(tables, lines, *((sentences.coded, sentences.measures) if sentences else (pd.DataFrame(), [])))


def write_validation(tables: Tables, folder: Path, *, format: str = "csv") -> list[Path]:
    """Write the tables of a coded sample.

    Raises: RequestError where the folder holds the tables of a comparison, which these would replace.
    """
    others = [name for name in COLUMNS if name not in tables and any(folder.glob(f"{name}.*"))]
    if others:
        raise RequestError(f"'{folder}' holds other tables ('{others[0]}' is one). Choose another folder with --out.")
    return write_tables(tables, folder, format=format)


def list_roles(lexicons: Lexicons) -> list[str]:
    """List the roles that a coder may give.

    >>> from analysis.lexicons import standard_lexicons
    >>> list_roles(standard_lexicons())[-2:]
    ['other', 'unknown']
    """
    roles = {row["role"] for row in lexicons["roles"]} | {"state"}
    return [*sorted(roles - {"other", UNKNOWN}), "other", UNKNOWN]


def _list_units(corpus: str, view: str, lexicons: Lexicons, options: Options | None) -> tuple[pd.DataFrame, Tables]:
    """The articles, and everything in them that can be coded, as the rules read it without a reader's corrections.

    Corrections stay out everywhere, not only in coded units: were the others mended, they would no longer err as the
    coded ones do.
    """
    if view not in VIEWS:
        raise RequestError(f"view is '{view}'; it must be {' or '.join(VIEWS)}.")
    articles, _ = read_corpus(corpus, options=options)
    tables, _, _ = read_articles(articles, view=view, lexicons=lexicons)
    sentences = list_sentences(tables["sentences"], tables["segments"], tables["quotes"], tables["articles"])
    return articles, {
        "sentences": sentences,
        "attributions": list_attributions(tables["quotes"], sentences, view=view),
        "targets": list_targets(tables["targets"], sentences),
    }


def _find_drawn(units: Tables, keys: Mapping[str, pd.DataFrame]) -> tuple[Tables, list[Problem]]:
    """The drawn units among those of today. Which targets there are depends on the rules, which texts there are not."""
    found, problems = {}, []
    for sheet, own in keys.items():
        try:
            found[sheet] = expand_key(own) if sheet == "attributions" else find_units(units[sheet], own)
        except RequestError as error:
            if sheet != "targets":
                raise
            reason = f"the rules find other names today than when it was drawn. {error}"
            problems.append((KEY_FILE, "", "coded targets not read", reason))
    return found, problems


def _list_texts(units: pd.DataFrame, key: pd.DataFrame) -> dict[str, str]:
    """Texts by unit, in the order of the key; empty where the sheet alone knows them."""
    texts = dict(zip(units["unit"], units["text"], strict=True)) if "text" in units else {}
    return {unit: texts.get(unit, "") for unit in key["unit"]}


def _describe(
    sheet: str, key: pd.DataFrame, codings: Mapping[str, Coding], undecided: list[str], seed: int
) -> list[str]:
    strata = key.drop_duplicates(["source", "stratum"])
    coded = ", ".join(f"{len(coding.answers)} by {coder}" for coder, coding in codings.items())
    lines = [
        f"{sheet.capitalize()}: {len(key):,} of {strata['n_stratum'].sum():,} drawn with seed {seed} in "
        f"{count(len(strata), 'stratum', 'strata')} of {count(key['source'].nunique(), 'source')}; coded: {coded}."
    ]
    if undecided:
        wait = count(len(undecided), "unit waits", "units wait")
        lines.append(f"{wait} for a decision in disagreements-{sheet}; until then every coder stands alone.")
    return lines
