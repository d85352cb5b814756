"""Report: the story page and the tables first, then executed notebooks, their pages and the manifest."""

import json
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

import pandas as pd

from analysis.corpus.articles import PROJECT
from analysis.errors import RequestError
from analysis.parameters import Parameters
from analysis.report import counts, labels, manifest, pages, places
from analysis.report.downloads import write_downloads
from analysis.report.events import Overview, has_several, write_event_pages, write_overview
from analysis.report.notebook_runs import (
    SECONDS_A_CELL,
    Run,
    find_notebooks,
    find_parameters,
    leave_out_validation,
    run_abreast,
    run_notebook,
)
from analysis.report.stage import BRIEF, DOWNLOADS, INDEX, MANIFEST, check_output, open_stage, publish
from analysis.report.story import Links, Text, write_brief, write_story
from analysis.running.shared_cache import share_cache

NOTEBOOKS = PROJECT / "notebooks"
MOST_ABREAST, FEW_ARTICLES = 4, 500


@dataclass(frozen=True)
class Report:
    """What a report came to: its counts in sentences, the notebooks that failed, and its first page."""

    lines: list[str]
    failed: list[Run]
    index: Path


@share_cache()
def write_report(
    parameters: Parameters,
    out: str | Path,
    *,
    settings: Mapping[str, str] | None = None,
    pages: Literal["story", "all"] = "all",
    text: Text = "full",
    notebooks: Path = NOTEBOOKS,
    workers: int = 1,
    seconds: int = SECONDS_A_CELL,
    progress: bool = False,
    ready: Callable[[Path, int], None] = lambda index, left: None,
) -> Report:
    """Compare the sources of a corpus and write all of it to a folder.

    The tables and the story page come first and are published at once; then the notebooks run, and their pages join
    them. `settings` are the parameters that were given, as opposed to those left as they are; each notebook gets those
    that it knows. `pages`: the story page alone, or all; `text`: how much of the articles the story page holds. Pages
    of notebooks and articles hold whole texts and are made for `full` only. `notebooks` is the folder of the numbered
    ones, `seconds` what one of their cells may take. `ready` is called when the story page can be read, with its path
    and how many notebooks are left. A file goes to its final place only when it is whole; a notebook that fails goes
    to `out`/failed, and what an older report made of it is removed.

    Returns: Report.
    Raises: RequestError before anything is written, where the request is wrong.

    Limits: two reports at once into one folder give whole files, but perhaps of either.
    """
    from analysis.running.coded_tables import add_coded_tables
    from analysis.running.pipeline import make_tables

    check_output(out, parameters.corpus)
    if Path(out).resolve() == notebooks.resolve():
        raise RequestError(f"The output '{out}' is the folder of the notebooks and would replace them. Choose another.")
    if pages == "all" and text != "full":
        raise RequestError(f"All pages together hold whole texts. With --text {text}, make --pages story.")
    given = dict(settings or {})
    sources = leave_out_validation(find_notebooks(notebooks), parameters.corpus) if pages == "all" else []
    known = find_parameters(sources, given) if sources else {}
    tables = make_tables(parameters, workers=workers, progress=progress)
    tables = add_coded_tables(tables, parameters.corpus)
    described = manifest.describe_settings(parameters)
    with open_stage(Path(out)) as stage:
        kernel, made = stage / "kernel", stage / "made"
        kernel.mkdir()
        write_downloads(tables, made / "tables", made / DOWNLOADS)
        files = places.name_articles(list(tables["articles"]["article_id"])) if sources else {}
        overview = _write_events(made, tables, parameters, described, Links(articles=files), text)
        _write_story(made, tables, described, Links(), text, overview)
        described_first = manifest.write_manifest(parameters, tables, made)
        _write_json(made / MANIFEST, lambda: described_first)
        publish(made, Path(out))
        ready(Path(out) / INDEX, len(sources))

        def run(source: Path) -> Run:
            chosen = {name: value for name, value in _typed(parameters, given).items() if name in known[source.stem]}
            published = chosen | {name: described[name] for name in ("corpus",) if name in chosen}
            return run_notebook(source, kernel, settings=chosen, published=published, seconds=seconds)

        # Many articles fill the memory of each kernel.
        abreast = min(os.cpu_count() or 1, MOST_ABREAST) if len(tables["articles"]) <= FEW_ARTICLES else 1
        runs = run_abreast(run, sources, workers=abreast, progress=progress)
        failed = []
        if sources:
            failed = [run for run in _write_workings(made, tables, runs, described, overview) if run.failure]
            facts = [{"notebook": run.name, "code_cell": run.cell, "failure": run.failure} for run in failed]
            kept = described_first["outputs"]
            _write_json(
                made / MANIFEST, lambda: manifest.write_manifest(parameters, tables, made, failed=facts, kept=kept)
            )
            publish(made, Path(out), kept=kept)
    return Report(counts.describe_counts(counts.count_tables(tables)), failed, Path(out) / INDEX)


def _write_events(
    made: Path,
    tables: Mapping[str, pd.DataFrame],
    parameters: Parameters,
    settings: Mapping[str, Any],
    links: Links,
    text: Text,
) -> Overview | None:
    """Write the story of each event, where there are several; give what the index of them needs."""
    if not has_several(tables["articles"]):
        return None
    overview, versions = Overview(), manifest.describe_versions()
    told = {"settings": settings, "versions": versions, "links": links}
    for file, page in write_event_pages(tables, parameters, overview, text=text, **told):  # type: ignore[arg-type]
        _write(made / file, page)
    return overview


def _write_story(
    made: Path,
    tables: Mapping[str, pd.DataFrame],
    settings: Mapping[str, Any],
    links: Links,
    text: Text,
    overview: Overview | None = None,
) -> None:
    """Write the first page: the story of the one event, or the index of several with the page across them."""
    versions = manifest.describe_versions()
    if overview is not None:
        for file, page in write_overview(tables, overview, settings=settings, versions=versions, links=links):
            _write(made / file, page)
        _write(made / BRIEF, write_brief(tables, text=text))
        return
    _write(made / INDEX, write_story(tables, settings=settings, versions=versions, links=links, text=text) + "\n")
    _write(made / BRIEF, write_brief(tables, text=text))


def _write_workings(
    made: Path,
    tables: Mapping[str, pd.DataFrame],
    runs: list[Run],
    settings: Mapping[str, Any],
    overview: Overview | None,
) -> list[Run]:
    """Write notebooks, their pages and the articles' pages, and the story again with its links to them.

    Returns: the runs, with what failed here.
    """
    import nbformat

    files = places.name_articles(list(tables["articles"]["article_id"]))
    found = places.find_places(tables, files)
    names = labels.name_rows(tables)
    bodies: dict[str, tuple[str, str]] = {}
    checked: list[Run] = []
    for run in runs:
        if not run.failure:
            try:
                title = pages.find_title(run.notebook, run.name)
                bodies[f"{run.name}.html"] = (title, pages.write_notebook_body(run.notebook, found, names))
            except ValueError as error:
                run = replace(run, failure=str(error))
        checked.append(run)
        if run.notebook is not None:
            kept = made / ("failed" if run.failure else "") / f"{run.name}.ipynb"
            kept.parent.mkdir(exist_ok=True)
            nbformat.write(run.notebook, kept)  # type: ignore[no-untyped-call]
    links = [(file, title) for file, (title, _) in bodies.items()]
    menu = [(INDEX, "The story" if overview is None else "All events"), *links]
    for file, (title, body) in bodies.items():
        _write(made / file, pages.write_page(title, pages=menu, current=file, body=body))
    for article_id, own in pages.split_articles(tables):
        _write(made / files[article_id], pages.write_article(own, article_id, found, pages=menu, names=names))
    failed = [
        (run.sentence, f"failed/{run.name}.ipynb" if run.notebook is not None else "") for run in checked if run.failure
    ]
    _write_story(made, tables, settings, Links(workings=links, articles=files, failed=failed), "full", overview)
    return checked


def _typed(parameters: Parameters, given: Mapping[str, str]) -> dict[str, Any]:
    """The settings that were given, with their types, and always the corpus."""
    return {name: value for name, value in parameters.model_dump().items() if name in given or name == "corpus"}


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8", newline="\n")


def _write_json(file: Path, make: Callable[[], Any]) -> None:
    _write(file, json.dumps(make(), ensure_ascii=False, indent=2, sort_keys=False) + "\n")
