"""Pipeline: each article is read once, by one pure function; the readings are kept, joined and compared."""

import json
import os
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.corpus.articles import find_corpus, read_corpus, read_corrections
from analysis.errors import RequestError
from analysis.lexicons import Lexicons, load_lexicons, standard_lexicons
from analysis.parameters import Parameters, check_sources
from analysis.reading.article import read_rows
from analysis.running.cache import Cache, Reading, code_version, hash_parts
from analysis.running.executors import run_batches
from analysis.running.packing import join_readings, pack_tables, unpack_tables
from analysis.schema import COLUMNS, INTERNAL, as_table, columns_of

Tables = dict[str, pd.DataFrame]
Corrections = tuple[dict[str, str], ...]  # those of one article
Job = tuple[str, str, str, Lexicons, Corrections]  # key, text, view, lexicons, corrections
Read = tuple[dict[str, Reading], dict[str, str]]  # readings by key, errors by key
FORMATS = ("csv", "parquet")
KEPT_ARTICLES = 2000  # comparisons of more articles are made anew, and only their readings kept


def read_articles(
    articles: pd.DataFrame,
    *,
    view: str = "speech",
    lexicons: Lexicons | None = None,
    workers: int = 1,
    scheduler: str | None = None,
    progress: bool = False,
    cache: Cache | None = None,
    corrections: dict[str, Corrections] | None = None,
) -> tuple[Tables, pd.DataFrame, dict[str, int]]:
    """Read every article that the cache does not know, and join the readings of all.

    Takes: `articles`; `workers` processes on this computer, or the address of a Dask `scheduler`; a reader's
    `corrections` by article_id.
    Returns: the joined tables, problems (an article that could not be read is named there and left out), and
    counts (n_read, n_cached).
    """
    lexicons = lexicons or standard_lexicons()
    cache = cache or Cache()
    mended = [(corrections or {}).get(article_id, ()) for article_id in articles["article_id"]]
    keys = [_key(sha256, view, lexicons, rows) for sha256, rows in zip(articles["sha256"], mended, strict=True)]
    known = cache.load(keys)
    n_cached = len(known)
    unread: dict[str, Job] = {
        key: (key, text, view, lexicons, rows)
        for key, text, rows in zip(keys, articles["text"], mended, strict=True)
        if key not in known
    }
    failed: dict[str, str] = {}
    jobs = list(unread.values())
    from tqdm import tqdm

    with tqdm(total=len(jobs), desc="reading", unit=" articles", disable=not (progress and jobs), leave=False) as bar:
        for readings, errors in run_batches(_read_batch, jobs, workers=workers, scheduler=scheduler):
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


def compare_sources(tables: Tables, parameters: Parameters, *, lexicons: Lexicons | None = None) -> Tables:
    """Compare the sources: shares, diversity, tone, word shifts, keywords, shared quotations, coverage.

    Takes: the tables of `read_articles`. Returns: new tables beside them; nothing is changed in place.
    """
    from analysis.comparing.keywords.keyness import compare_terms
    from analysis.comparing.matching.copies import drop_copies, find_duplicates
    from analysis.comparing.matching.coverage import compare_coverage
    from analysis.comparing.matching.statements import match_quotes
    from analysis.comparing.speakers.entities import merge_entities
    from analysis.comparing.speakers.shares import measure_diversity, share_quotes
    from analysis.comparing.tone.means import compare_tone
    from analysis.comparing.tone.word_shifts import shift_words

    articles, sentences = tables["articles"], tables["sentences"]
    names, quotes, targets = merge_entities(
        tables["names"], tables["quotes"], articles, targets=tables["targets"], lexicons=lexicons
    )
    # What a reader has corrected stays as it is.
    quotes = quotes.assign(speaker=quotes["speaker"].where(~quotes["told"], tables["quotes"]["speaker"]))
    speakers = dict(zip(quotes["quote_id"], quotes["speaker"], strict=True))
    segments = tables["segments"].assign(speaker=[speakers.get(key, "") for key in tables["segments"]["quote_id"]])
    duplicates = find_duplicates(articles, sentences, lexicons=lexicons)
    counted = drop_copies(segments, duplicates) if parameters.copies == "once" else segments
    draws: dict[str, Any] = {"n_boot": parameters.n_boot, "seed": parameters.seed}
    return tables | {
        "names": names,
        "targets": targets if targets is not None else tables["targets"],
        "quotes": quotes,
        "segments": segments,
        "shares": share_quotes(quotes, counted, articles, view=parameters.view, **draws),
        "diversity": measure_diversity(quotes, counted, articles, view=parameters.view, **draws),
        "tone": compare_tone(tables["scores"], counted, articles, **draws),
        "word_shifts": shift_words(tables["hits"], tables["scores"], counted, articles),
        "keywords": compare_terms(
            tables["terms"], articles, reference=parameters.reference, seed=parameters.seed, lexicons=lexicons
        ),
        "shared_quotes": match_quotes(quotes, segments, articles, lexicons=lexicons),
        "duplicates": duplicates,
        "coverage": compare_coverage(sentences, articles, lexicons=lexicons),
    }


def make_tables(
    parameters: Parameters, *, workers: int = 1, scheduler: str | None = None, progress: bool = False
) -> Tables:
    """Read a corpus and compare its sources: every table, in one call.

    Takes: checked parameters. Returns: the tables by name, with the columns and the order of the dictionary.
    Raises: RequestError where the corpus, a source or a word list is not what was asked for.
    """
    articles, problems = read_corpus(parameters.corpus)
    sources = check_sources(parameters, sorted(set(articles["source"])))
    chosen = articles[articles["source"].isin(sources)].reset_index(drop=True)
    lexicons = _corpus_lexicons(parameters.corpus)
    corrections, unknown = read_corrections(parameters.corpus, articles)
    cache = Cache()
    facts = [table.drop(columns="text", errors="ignore").to_json() for table in (chosen, problems, unknown)]
    settings = [parameters.model_dump_json(exclude={"corpus", "out"}), json.dumps(corrections, sort_keys=True)]
    key = hash_parts("comparison", *facts, *settings, lexicons.sha256, code_version("**/*.py"))
    if key in (known := cache.load([key])):
        return unpack_tables(known[key])
    tables, more, _ = read_articles(
        chosen,
        view=parameters.view,
        lexicons=lexicons,
        workers=workers,
        scheduler=scheduler,
        progress=progress,
        cache=cache,
        corrections=corrections,
    )
    tables = compare_sources(tables, parameters, lexicons=lexicons)
    tables["problems"] = pd.concat([problems, unknown, more], ignore_index=True)
    tables = {name: as_table(name, tables[name]) for name in (*COLUMNS, *INTERNAL) if name in tables}
    if len(tables["articles"]) == len(chosen) <= KEPT_ARTICLES:
        cache.store({key: pack_tables(tables)})
    return tables


def write_tables(tables: Tables, folder: str | Path, *, format: str = "csv") -> list[Path]:
    """Write tables as files, each whole or not at all; tables of an older run that are no longer made go.

    Takes: tables by name, a folder that is made where it is lacking, and csv or parquet.
    Returns: the paths that were written, in the order of the dictionary.
    """
    if format not in FORMATS:
        raise RequestError(f"format is '{format}'; it must be {' or '.join(FORMATS)}.")
    target = Path(folder)
    target.mkdir(parents=True, exist_ok=True)
    stage = Path(tempfile.mkdtemp(prefix=".tables-", dir=target))
    try:
        names = [name for name in COLUMNS if name in tables]
        for name in names:
            if format == "csv":
                tables[name].to_csv(stage / f"{name}.csv", index=False, float_format="%.12g", lineterminator="\n")
            else:
                tables[name].to_parquet(stage / f"{name}.parquet", index=False, compression="zstd")
        for name in COLUMNS:
            for other in FORMATS:
                if name not in names or other != format:
                    (target / f"{name}.{other}").unlink(missing_ok=True)
        for name in names:
            os.replace(stage / f"{name}.{format}", target / f"{name}.{format}")
    finally:
        shutil.rmtree(stage, ignore_errors=True)
    return [target / f"{name}.{format}" for name in names]


def _corpus_lexicons(corpus: str) -> Lexicons:
    place = find_corpus(corpus)
    try:
        return load_lexicons(place / "lexicons") if place.is_dir() else standard_lexicons()
    except ValueError as error:
        raise RequestError(str(error)) from error


def _key(sha256: str, view: str, lexicons: Lexicons, corrections: Corrections) -> str:
    code = code_version("language/**/*.py", "reading/**/*.py")
    return hash_parts(sha256, view, lexicons.sha256, json.dumps(corrections, sort_keys=True), code)


def _read_batch(jobs: Sequence[Job]) -> Read:
    readings: dict[str, Reading] = {}
    errors: dict[str, str] = {}
    for key, text, view, lexicons, corrections in jobs:
        try:
            readings[key] = read_rows(text, view=view, lexicons=lexicons, corrections=corrections)
        except Exception as error:  # one bad article never stops a run
            errors[key] = f"{type(error).__name__}: {error}"
    return readings, errors
