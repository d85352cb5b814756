"""Pipeline: each article is read once, by one pure function; the readings are kept, joined and compared."""

import json
from collections.abc import Sequence
from contextlib import closing
from typing import Any

import pandas as pd

from analysis.comparing.tables import Tables
from analysis.corpus.articles import read_corpus, read_lexicons
from analysis.corpus.corrections import read_corrections
from analysis.corpus.options import parse_options
from analysis.lexicons import Lexicons, standard_lexicons
from analysis.parameters import Parameters, check_sources
from analysis.reading.article import read_rows
from analysis.running.cache import Cache, Reading, hash_parts, result_version
from analysis.running.executors import run_batches
from analysis.running.packing import join_readings, pack_tables, unpack_tables
from analysis.schema import COLUMNS, INTERNAL, as_table, columns_of

Corrections = tuple[dict[str, str], ...]  # those of one article
Job = tuple[str, str, str, str, Lexicons, Corrections]  # key, text, view, tone_model, lexicons, corrections
Read = tuple[dict[str, Reading], dict[str, str]]  # readings by key, errors by key
WITHOUT_EFFECT = {"corpus", "corpus_options", "out", "voice", "top_n"}  # settings on which no table depends
KEPT_ARTICLES = 2000  # comparisons of more articles are made anew, and only their readings kept


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
    corrections: dict[str, Corrections] | None = None,
) -> tuple[dict[str, pd.DataFrame], pd.DataFrame, dict[str, int]]:
    """Read every article that the cache does not know, and join the readings of all.

    Takes: `articles`; `workers` processes on this computer, or the address of a Dask `scheduler`; a reader's
    `corrections` by article_id.
    Returns: the joined tables, problems (an article that could not be read is named there and left out), and
    counts (n_read, n_cached).
    """
    lexicons = lexicons or standard_lexicons()
    cache = cache or Cache()
    mended = [(corrections or {}).get(article_id, ()) for article_id in articles["article_id"]]
    hashes = zip(articles["sha256"], mended, strict=True)
    keys = [_key(sha256, view, tone_model, lexicons, rows) for sha256, rows in hashes]
    known = cache.load(keys)
    n_cached = len(known)
    unread: dict[str, Job] = {
        key: (key, text, view, tone_model, lexicons, rows)
        for key, text, rows in zip(keys, articles["text"], mended, strict=True)
        if key not in known
    }
    failed: dict[str, str] = {}
    jobs = list(unread.values())
    from tqdm import tqdm

    with tqdm(total=len(jobs), desc="reading", unit=" articles", disable=not (progress and jobs), leave=False) as bar:
        tell = bar.write if progress else str
        where: dict[str, Any] = {"workers": workers, "scheduler": scheduler, "tell": tell}
        with closing(run_batches(_read_batch, jobs, give_up=_give_up, **where)) as batches:
            for readings, errors in batches:
                cache.store(readings)
                known |= readings
                failed |= errors
                bar.update(len(readings) + len(errors))
    read = [key in known for key in keys]
    if not any(read):
        raise RuntimeError(f"None of {len(articles)} articles could be read. The first: {next(iter(failed.values()))}")
    rows = articles[["path", "article_id"]].assign(key=keys)
    problems = [
        (path, article_id, "could not be read", failed[key])
        for path, article_id, key in rows.itertuples(index=False, name=None)
        if key in failed
    ]
    kept = rows[read]
    tables = {"articles": articles[read].reset_index(drop=True)} | join_readings(
        articles[read], list(kept["key"]), known
    )
    remarks = tables.pop("remarks")
    problems += list(remarks[columns_of("problems")].itertuples(index=False, name=None))
    table = as_table("problems", pd.DataFrame(problems, columns=columns_of("problems")))
    return tables, table, {"n_read": len(jobs) - len(failed), "n_cached": n_cached}


def make_tables(
    parameters: Parameters, *, workers: int = 1, scheduler: str | None = None, progress: bool = False
) -> Tables:
    """Read a corpus and compare its sources: every table, in one call.

    Takes: checked parameters. Returns: the tables by name, with the columns and the order of the dictionary, and the
    word lists that they were made with (`tables.lexicons`).
    Raises: RequestError where the corpus, a source or a word list is not what was asked for.
    """
    from analysis.comparing.matching.coverage import name_large_events
    from analysis.comparing.sources import compare_sources

    lexicons = read_lexicons(parameters.corpus)
    articles, problems = read_corpus(parameters.corpus, options=parse_options(parameters.corpus_options))
    sources = check_sources(parameters, sorted(set(articles["source"])))
    chosen = articles[articles["source"].isin(sources)].reset_index(drop=True)
    corrections, unknown = read_corrections(parameters.corpus, articles)
    cache = Cache()
    facts = [table.drop(columns="text", errors="ignore").to_json() for table in (chosen, problems, unknown)]
    settings = [parameters.model_dump_json(exclude=WITHOUT_EFFECT), json.dumps(corrections, sort_keys=True)]
    key = hash_parts("comparison", *facts, *settings, lexicons.sha256, result_version("comparison"))
    if key in (known := cache.load([key])):
        return Tables(unpack_tables(known[key]), lexicons=lexicons)
    read, more, _ = read_articles(
        chosen,
        view=parameters.view,
        tone_model=parameters.tone_model,
        lexicons=lexicons,
        workers=workers,
        scheduler=scheduler,
        progress=progress,
        cache=cache,
        corrections=corrections,
    )
    compared = compare_sources(read, parameters, lexicons=lexicons)
    large = name_large_events(read["articles"])
    compared["problems"] = pd.concat([problems, unknown, more, large], ignore_index=True)
    if not corrections:
        del compared["corrections"]
    made = {name: as_table(name, compared[name]) for name in (*COLUMNS, *INTERNAL) if name in compared}
    tables = Tables(made, lexicons=lexicons)
    if len(tables["articles"]) == len(chosen) <= KEPT_ARTICLES:
        cache.store({key: pack_tables(tables)})
    return tables


def _key(sha256: str, view: str, tone_model: str, lexicons: Lexicons, corrections: Corrections) -> str:
    mended = json.dumps(corrections, sort_keys=True)
    return hash_parts(sha256, view, tone_model, lexicons.sha256, mended, result_version("reading"))


def _read_batch(jobs: Sequence[Job]) -> Read:
    readings: dict[str, Reading] = {}
    errors: dict[str, str] = {}
    for key, text, view, tone_model, lexicons, corrections in jobs:
        try:
            readings[key] = read_rows(
                text, view=view, tone_model=tone_model, lexicons=lexicons, corrections=corrections
            )
        except Exception as error:  # one bad article never stops a run
            errors[key] = f"{type(error).__name__}: {error}"
    return readings, errors


def _give_up(job: Job, why: str) -> Read:
    return {}, {job[0]: why}
