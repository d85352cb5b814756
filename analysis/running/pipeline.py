"""Pipeline: each article is read once, by one pure function; the readings are kept, joined and compared."""

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from analysis.comparing.tables import Tables
from analysis.corpus.articles import find_corpus, read_lexicons
from analysis.corpus.corrections import read_corrections
from analysis.errors import RequestError
from analysis.lexicons import Lexicons, standard_lexicons
from analysis.parameters import ALL_SETTINGS, Parameters, check_sources
from analysis.running.batches import cut_batches
from analysis.running.cache import COMPARISONS, OFF, PLACE, Cache, cache_folder, hash_parts, result_version
from analysis.running.corpora import PLACES, hold
from analysis.running.memory import release_freed
from analysis.running.results import WHOLE, Result, list_articles, shelve_batches
from analysis.running.shelf import WITH_TEXTS, Shelf
from analysis.running.staging import open_folder, put_in_place
from analysis.schema import COLUMNS, INTERNAL

if TYPE_CHECKING:
    from analysis.running.reader import Corrections, Reader


def read_articles(
    articles: pd.DataFrame,
    *,
    view: str = "speech",
    tone_model: str = "on",
    lexicons: Lexicons | None = None,
    workers: int = 1,
    scheduler: str | None = None,
    progress: bool = False,
    cache: Cache | None = None,
    corrections: "dict[str, Corrections] | None" = None,
) -> tuple[dict[str, pd.DataFrame], pd.DataFrame, dict[str, int]]:
    """Read every article that the cache does not know, and join the readings of all.

    Takes: `articles`; `workers` processes on this computer, or the address of a Dask `scheduler`; a reader's
    `corrections` by article_id.
    Returns: the joined tables, problems (an article that could not be read is named there and left out), and
    counts (n_read, n_cached).
    """
    from analysis.running.reader import Reader

    how: dict[str, Any] = {"view": view, "tone_model": tone_model, "lexicons": lexicons or standard_lexicons()}
    reader = Reader(articles, **how, cache=cache or Cache(), corrections=corrections)
    reader.read(workers=workers, scheduler=scheduler, progress=progress)
    tables, remarks = reader.join(articles)
    problems = pd.concat([reader.list_failed(), remarks], ignore_index=True)
    return tables, problems, {"n_read": reader.n_read, "n_cached": reader.n_cached}


def make_tables(
    parameters: Parameters, *, workers: int = 1, scheduler: str | None = None, progress: bool = False
) -> Tables:
    """Read a corpus and compare its sources: every table, in one call.

    Takes: checked parameters. Returns: the tables by name, with the columns and the order of the dictionary, and the
    word lists that they were made with (`tables.lexicons`).
    Raises: RequestError where the corpus, a source or a word list is not what was asked for.

    Limits: all in memory; `open_result` is for a corpus that does not fit.
    """
    with open_result(parameters, workers=workers, scheduler=scheduler, progress=progress) as result:
        return result.load()


@contextmanager
def open_result(
    parameters: Parameters, *, workers: int = 1, scheduler: str | None = None, progress: bool = False
) -> Iterator[Result]:
    """Read a corpus and compare its sources, batch by batch, or find what an earlier run made of the same.

    Takes and raises: as `make_tables`. Returns: the tables on disk, for as long as the context is open. A comparison
    of which an article could not be read is not kept.
    """
    if scheduler and workers > 1:
        raise RequestError("Both workers and scheduler are given. Leave one out: a scheduler has its own workers.")
    _keep_apart(parameters.corpus)
    lexicons, cache = read_lexicons(parameters.corpus), Cache()
    home = cache.folder / COMPARISONS
    home.mkdir(parents=True, exist_ok=True)
    with open_folder(home, ".new-") as stage:
        how: dict[str, Any] = {"workers": workers, "scheduler": scheduler, "progress": progress}
        place = _find_comparison(parameters, lexicons, cache, stage, how)
        os.utime(place)
        yield Result(Shelf(place), parameters, lexicons)
    cache.trim()


def _keep_apart(corpus: str) -> None:
    """Refuse a cache inside the corpus, where the next run would read it as articles; hidden folders are not read."""
    place, folder = find_corpus(corpus).resolve(), cache_folder().resolve()
    if not folder.is_relative_to(place) or folder.name == OFF:
        return
    if not any(part.startswith(".") for part in folder.relative_to(place).parts):
        raise RequestError(
            f"The cache '{folder}' lies inside the corpus '{corpus}' and would be read as part of it. "
            f"Set ${PLACE} to another folder, or to {OFF}."
        )


def _find_comparison(
    parameters: Parameters, lexicons: Lexicons, cache: Cache, stage: Path, how: dict[str, Any]
) -> Path:
    """Give the folder of a comparison, made if need be; what was known of articles meanwhile is held no longer."""
    with hold(parameters.corpus, parameters.corpus_options, lexicons, cache) as corpus:
        sources = check_sources(parameters, sorted(set(corpus.articles["source"])))
        chosen = corpus.articles[corpus.articles["source"].isin(sources)].reset_index(drop=True)
        corrections, unknown = read_corrections(parameters.corpus, corpus.articles, add_texts=corpus.add_texts)
        facts = [table.drop(columns=PLACES, errors="ignore").to_json() for table in (chosen, corpus.problems, unknown)]
        told = [json.dumps(corrections, sort_keys=True), lexicons.sha256, result_version("comparison")]
        same = hash_parts(*facts, *told)
        places = {settings: cache.place_of(hash_parts(same, *settings)) for settings in ALL_SETTINGS}
        place = places.pop((parameters.view, parameters.tone_model))
        del facts  # as long as all metadata
        release_freed()
        if _is_complete(place):
            return place
        from analysis.comparing.matching.coverage import name_large_events
        from analysis.running.reader import Reader

        reading: dict[str, Any] = {"view": parameters.view, "tone_model": parameters.tone_model, "lexicons": lexicons}
        reader = Reader(chosen, **reading, cache=cache, corrections=corrections, add_texts=corpus.add_texts)
        reader.read(**how)
        failed = reader.list_failed()
        remarks = [corpus.problems, unknown, failed]
        made = Shelf(stage / "made")
        read = _join_batches(reader, chosen, remarks)
        del reader, chosen, corpus  # so that it alone knows all articles, and lets go of them when the last are joined
        shelve_batches(made, read, lexicons=lexicons, others=map(Shelf, places.values()))
        remarks.append(name_large_events(list_articles(made, columns=["article_id", "source", "event", "event_by"])))
        made.put("problems", pd.concat(remarks, ignore_index=True))
        if not corrections:
            shutil.rmtree(made.folder / "corrections")
        if not failed.empty:
            return made.folder
        put_in_place(made.folder, place, _is_complete)
        return place


def _join_batches(
    reader: "Reader", articles: pd.DataFrame, remarks: list[pd.DataFrame]
) -> Iterator[dict[str, pd.DataFrame]]:
    """Join the readings of one batch after another; what was remarked of each is added to `remarks`."""

    def join(batch: pd.DataFrame) -> dict[str, pd.DataFrame]:
        tables, more = reader.join(batch, texts=["names", *WITH_TEXTS])
        remarks.append(more)
        return tables

    yield from map(join, cut_batches(reader.choose_read(articles)))  # no batch is held when the next is joined


def _is_complete(place: Path) -> bool:
    """Whether a comparison is there as it was written: it comes to its place whole, but may be damaged there."""
    names = {path.name for path in place.glob("*")} & {*COLUMNS, *INTERNAL}
    shelf = Shelf(place)
    by_batch = sorted(names - {"articles", *WHOLE})
    return bool(names) and shelf.is_whole(["articles", *by_batch]) and shelf.is_whole(WHOLE)
