"""Validation: draw a sample of a corpus for hand coding, read what comes back, and correct the figures with it."""

import json
import os
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from analysis.corpus.articles import CORRECTIONS, find_corpus, read_corpus, read_corrections
from analysis.errors import RequestError
from analysis.lexicons import Lexicons
from analysis.running.pipeline import load_corpus_lexicons, read_articles, write_tables
from analysis.schema import COLUMNS, as_table, columns_of
from analysis.validating.answers import Answer, Coding, read_answers
from analysis.validating.coding import list_disagreements, read_decisions
from analysis.validating.measures import Measure
from analysis.validating.plan import plan_sample
from analysis.validating.results import TABLES, measure_sheet
from analysis.validating.sample import KEY, draw_units, expand_key, find_units
from analysis.validating.sheets import Format, fill_sheet, list_choices, read_sheet, write_codebook, write_sheet
from analysis.validating.units import UNKNOWN, list_attributions, list_sentences, list_targets
from analysis.wording import count

KEY_FILE, SETTINGS, CODEBOOK = "key.csv", "validation.json", "codebook.md"
READABLE = (".csv", ".xlsx", ".xls", ".ods")
CODERS = "abcdefgh"
MOST_FAULTS = 40
Tables = dict[str, pd.DataFrame]


class Validation(NamedTuple):
    """What a coded sample came to."""

    tables: Tables  # agreement, errors, error_differences, corrected and problems
    lines: list[str]  # how the sample was drawn, how much of it is coded, what waits for a decision
    coded: pd.DataFrame  # the sentences with the codes that count, and the figures, to plan a further sample from
    measures: list[Measure]


def find_validation(corpus: str) -> Path:
    """Name the folder of the coded sample of a corpus: `validation` in its folder, or beside its file."""
    place = find_corpus(corpus)
    return place / "validation" if place.is_dir() else place.with_name(f"{place.stem}-validation")


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
) -> list[Path]:
    """Draw the sample of a corpus and write its sheets, its key and its codebook.

    `coded`, `attributions`, `targets`: units a source on each sheet; 0 leaves a sheet out. `coders`: copies of each.
    Returns: the files. Raises: RequestError where a sample is there already: new sheets would not fit its key.

    Limits: the key is not for coders; a text that names its own source names it to them too.
    """
    folder = find_validation(corpus)
    if (folder / KEY_FILE).exists():
        raise RequestError(f"'{folder}' holds a sample already. Move it away before you draw another one.")
    if not 1 <= coders <= len(CODERS):
        raise RequestError(f"coders is {coders}; it must be 1 to {len(CODERS)}.")
    lexicons = load_corpus_lexicons(corpus)
    units = _list_units(corpus, view, lexicons)
    numbers = {"sentences": coded, "attributions": attributions, "targets": targets}
    drawn = {
        sheet: draw_units(units[sheet], sheet, n=n, seed=seed) for sheet, n in numbers.items() if n and len(units[sheet])
    }
    roles = _list_roles(lexicons)
    files = {CODEBOOK: write_codebook(roles, view).encode()}
    for sheet, key in drawn.items():
        table = fill_sheet(find_units(units[sheet], key), key, sheet)
        data = write_sheet(table, format=format, choices=list_choices(sheet, roles))
        files |= {f"{sheet}-{coder}.{format}": data for coder in CODERS[:coders]}
    settings = {"seed": seed, "view": view, **numbers, "lexicons": lexicons.sha256}
    files[SETTINGS] = (json.dumps(settings, indent=1) + "\n").encode()
    files[KEY_FILE] = pd.concat(drawn.values()).to_csv(index=False, lineterminator="\n").encode()
    return _write_files(folder, files)


def plan_validation(corpus: str, *, view: str = "speech") -> pd.DataFrame:
    """Say how many coded sentences buy which width: from a coded sample where there is one, else from assumed errors.

    Returns: see plan_sample.
    """
    folder = find_validation(corpus)
    if (folder / KEY_FILE).exists() and any(_find_sheets(folder, "sentences")):
        try:
            read = read_validation(corpus)
        except NothingCodedError:
            pass
        else:
            return plan_sample(read.coded, read.measures, pilot=True)
    return plan_sample(_list_units(corpus, view, load_corpus_lexicons(corpus))["sentences"])


def read_validation(corpus: str) -> Validation:
    """Read what the coders of a corpus wrote, and correct its figures with it.

    Writes `disagreements-SHEET.csv` into the folder of the sample where coders differ; a decision in it is kept.
    Raises: RequestError naming every fault of every sheet, or the units that are no longer in the corpus as drawn;
    NothingCodedError where all sheets are still empty.

    Limits: predictions are read without corrections.csv: who mends what was coded would make the rules perfect there.
    """
    folder = find_validation(corpus)
    key, settings = _read_key(folder)
    lexicons = load_corpus_lexicons(corpus)
    units = _list_units(corpus, settings["view"], lexicons)
    faults: list[str] = []
    texts: dict[str, dict[str, str]] = {}
    codings: dict[str, dict[str, Coding]] = {}
    found: dict[str, pd.DataFrame] = {}
    for sheet, own in key.groupby("sheet", sort=False):
        name = str(sheet)
        found[name] = expand_key(own) if name == "attributions" else find_units(units[name], own)
        held = found[name].set_index("unit")
        texts[name] = {unit: held["text"].get(unit, "") if "text" in held else "" for unit in own["unit"]}
        codings[name] = _read_codings(folder, name, texts[name], _list_roles(lexicons), faults)
    _raise_faults(faults)
    coded = {name: held for name, held in codings.items() if any(coding.answers for coding in held.values())}
    if not coded:
        raise NothingCodedError(f"No sheet in '{folder}' is coded yet. Fill in at least the first rows of one.")
    return _measure(folder, corpus, key, settings, found, texts, coded, faults, lexicons)
