"""Report: tables, executed notebooks, pages and manifest, made aside and published whole."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.corpus.articles import PROJECT
from analysis.errors import RequestError
from analysis.parameters import Parameters
from analysis.report import contents, manifest, pages, places
from analysis.report.notebook_runs import (
    SECONDS_A_CELL,
    Run,
    find_notebooks,
    find_parameters,
    leave_out_validation,
    run_notebook,
)
from analysis.report.stage import INDEX, MANIFEST, check_output, open_stage, publish

NOTEBOOKS = PROJECT / "notebooks"


@dataclass(frozen=True)
class Report:
    """What a report came to: its counts in sentences, the notebooks that failed, and its first page."""

    lines: list[str]
    failed: list[Run]
    index: Path


def write_report(
    parameters: Parameters,
    out: str | Path,
    *,
    settings: Mapping[str, str] | None = None,
    notebooks: Path = NOTEBOOKS,
    workers: int = 1,
    seconds: int = SECONDS_A_CELL,
    progress: bool = False,
) -> Report:
    """Compare the sources of a corpus and write all of it to a folder.

    `settings` are the parameters that were given, as opposed to those left as they are; each notebook gets those
    that it knows. `notebooks` is the folder of the numbered ones, `seconds` what one of their cells may take.
    Nothing is written to its final place before everything has been made; a notebook that fails goes to
    `out`/failed, and what an older report made of it is removed.

    Returns: Report.
    Raises: RequestError before anything is written, where the request is wrong.

    Limits: two reports at once into one folder give whole files, but perhaps of either.
    """
    from analysis.running.coded_tables import add_coded_tables
    from analysis.running.pipeline import make_tables
    from analysis.running.writing import write_tables

    check_output(out, parameters.corpus)
    if Path(out).resolve() == notebooks.resolve():
        raise RequestError(f"The output '{out}' is the folder of the notebooks and would replace them. Choose another.")
    given = dict(settings or {})
    sources = leave_out_validation(find_notebooks(notebooks), parameters.corpus)
    known = find_parameters(sources, given)
    tables = make_tables(parameters, workers=workers, progress=progress)
    tables = add_coded_tables(tables, parameters.corpus)
    described = manifest.describe_settings(parameters)
    with open_stage(Path(out)) as stage:
        kernel, made = stage / "kernel", stage / "made"
        kernel.mkdir()
        write_tables(tables, made / "tables")
        runs = []
        for source in _show_progress(sources, progress):
            chosen = {name: value for name, value in _typed(parameters, given).items() if name in known[source.stem]}
            published = chosen | {name: described[name] for name in ("corpus",) if name in chosen}
            runs.append(run_notebook(source, kernel, settings=chosen, published=published, seconds=seconds))
        runs = _write_pages(made, tables, runs, described)
        failed = [run for run in runs if run.failure]
        facts = [{"notebook": run.name, "code_cell": run.cell, "failure": run.failure} for run in failed]
        _write_json(made / MANIFEST, lambda: manifest.write_manifest(parameters, tables, made, failed=facts))
        publish(made, Path(out))
    return Report(contents.describe_counts(manifest.count_tables(tables)), failed, Path(out) / INDEX)


def _write_pages(
    made: Path, tables: Mapping[str, pd.DataFrame], runs: list[Run], settings: Mapping[str, Any]
) -> list[Run]:
    """Write notebooks, their pages, the articles' pages and the contents; give the runs with what failed here."""
    import nbformat

    files = places.name_articles(list(tables["articles"]["article_id"]))
    found = places.find_places(tables, files)
    bodies: dict[str, tuple[str, str]] = {}
    checked: list[Run] = []
    for run in runs:
        if not run.failure:
            try:
                title = pages.find_title(run.notebook, run.name)
                bodies[f"{run.name}.html"] = (title, pages.write_notebook_body(run.notebook, found))
            except ValueError as error:
                run = replace(run, failure=str(error))
        checked.append(run)
        if run.notebook is not None:
            kept = made / ("failed" if run.failure else "") / f"{run.name}.ipynb"
            kept.parent.mkdir(exist_ok=True)
            nbformat.write(run.notebook, kept)  # type: ignore[no-untyped-call]
    links = [(file, title) for file, (title, _) in bodies.items()]
    menu = [(INDEX, "Contents"), *links]
    for file, (title, body) in bodies.items():
        _write(made / file, pages.write_page(title, pages=menu, current=file, body=body))
    for article_id, own in pages.split_articles(tables):
        _write(made / files[article_id], pages.write_article(own, article_id, found, pages=menu))
    first = contents.write_contents(
        tables,
        settings=settings,
        versions=manifest.describe_versions(),
        counts=manifest.count_tables(tables),
        pages=links,
        places=found,
        failed=[run for run in checked if run.failure],
    )
    _write(made / INDEX, first)
    return checked


def _typed(parameters: Parameters, given: Mapping[str, str]) -> dict[str, Any]:
    """The settings that were given, with their types, and always the corpus."""
    return {name: value for name, value in parameters.model_dump().items() if name in given or name == "corpus"}


def _show_progress(sources: list[Path], progress: bool) -> Any:
    from tqdm import tqdm

    # None: a bar where there is a terminal, nothing in a log.
    return tqdm(sources, desc="notebooks", unit=" notebooks", disable=None if progress else True, leave=False)


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8", newline="\n")


def _write_json(file: Path, make: Callable[[], Any]) -> None:
    _write(file, json.dumps(make(), ensure_ascii=False, indent=2, sort_keys=False) + "\n")
