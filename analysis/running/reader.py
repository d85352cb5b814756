"""Reader: articles are read where the cache does not know them, and their readings joined, some articles at a time."""

import json
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import closing
from itertools import chain
from typing import Any, NamedTuple

import pandas as pd

from analysis.lexicons import Lexicons
from analysis.parameters import ALL_SETTINGS, Settings
from analysis.reading.article import read_rows
from analysis.reading.views import change_view
from analysis.running.budget import limit_time
from analysis.running.cache import Cache, hash_parts, result_version
from analysis.running.executors import BATCH, run_batches
from analysis.running.packing import Reading, join_readings
from analysis.schema import as_table, columns_of

AT_ONCE = 50  # articles whose readings are held at once
Corrections = tuple[dict[str, str], ...]  # those of one article


class Job(NamedTuple):
    """One article to be read; `earlier` is its reading under other settings, where there is one."""

    key: str
    text: str
    settings: Settings
    lexicons: Lexicons
    corrections: Corrections
    earlier: Reading | None = None


Read = tuple[dict[str, Reading], dict[str, str]]  # readings by key, errors by key


class Reader:
    """The readings of some articles: none is in memory but while it is joined."""

    def __init__(
        self,
        articles: pd.DataFrame,
        *,
        view: str,
        tone_model: str = "on",
        lexicons: Lexicons,
        cache: Cache,
        corrections: Mapping[str, Corrections] | None = None,
        add_texts: Callable[[pd.DataFrame], pd.DataFrame] | None = None,
    ) -> None:
        """`articles`: article_id, path, text, sha256; `corrections`: a reader's, by article_id.

        `add_texts`: gives some of the articles their texts, where they have none.
        """
        self._articles, self._lexicons, self._cache = articles, lexicons, cache
        self._add_texts = add_texts or pd.DataFrame.copy
        self._settings = (view, tone_model)
        self._corrections = corrections or {}
        self.keys = dict(
            zip(articles["article_id"], map(self._key, articles["article_id"], articles["sha256"]), strict=True)
        )
        self._earlier: set[str] = set()  # keys of those read under other settings
        self._held: dict[str, Reading] = {}  # what the cache would not take
        self._failed: dict[str, str] = {}
        self.n_read = self.n_cached = 0

    def read(self, *, workers: int = 1, scheduler: str | None = None, progress: bool = False) -> None:
        """Read every article that the cache does not know; one that it knows under other settings is not read again.

        Raises: RuntimeError where not one article can be read.
        """
        from tqdm import tqdm

        known = self._cache.find(self.keys.values())
        key = self._articles["article_id"].map(self.keys)
        jobs = _Jobs(self, self._articles[~key.isin(known) & ~key.duplicated()])
        shown = progress and bool(jobs)
        with tqdm(total=len(jobs), desc="reading", unit=" articles", disable=not shown, leave=False) as bar:
            where: dict[str, Any] = {"workers": workers, "scheduler": scheduler, "tell": bar.write if shown else str}
            with closing(run_batches(_read_batch, jobs, give_up=_give_up, **where)) as batches:
                waiting: dict[str, Reading] = {}
                try:
                    for readings, errors in batches:
                        waiting |= readings
                        if len(waiting) >= BATCH:
                            self._keep(waiting)
                            waiting = {}
                        self._failed |= errors
                        bar.update(len(readings) + len(errors))
                finally:  # also what a stopped run has read
                    self._keep(waiting)
        self._earlier -= self._failed.keys()
        self.n_read = len(jobs) - len(self._failed) - len(self._earlier)
        self.n_cached = len(known) + len(self._earlier)
        if self.keys and not self.n_cached and not self.n_read:
            first = next(iter(self._failed.values()))
            raise RuntimeError(f"None of {len(self._articles)} articles could be read. The first: {first}")

    def _keep(self, readings: dict[str, Reading]) -> None:
        if readings and not self._cache.store(readings):
            self._held |= readings

    def choose_read(self, articles: pd.DataFrame) -> pd.DataFrame:
        """Choose the articles that could be read."""
        if not self._failed:
            return articles
        read = [self.keys[article_id] not in self._failed for article_id in articles["article_id"]]
        return articles[read].reset_index(drop=True)

    def join(
        self, articles: pd.DataFrame, *, texts: Collection[str] | None = None
    ) -> tuple[dict[str, pd.DataFrame], pd.DataFrame]:
        """Join the readings of some of the articles; `texts`: the tables whose spans get their texts, all by default.

        Returns: the tables, and what was remarked of them as problems.
        """
        read = self.choose_read(articles)
        # A reading that is not joined takes ten times as much memory.
        parts = [self._join(read.iloc[first : first + AT_ONCE], texts) for first in range(0, len(read), AT_ONCE)]
        tables = {name: pd.concat([part.pop(name) for part in parts], ignore_index=True) for name in list(parts[0])}
        return tables, as_table("problems", tables.pop("remarks"))

    def _join(self, articles: pd.DataFrame, texts: Collection[str] | None) -> dict[str, pd.DataFrame]:
        kept = self._add_texts(articles)
        keys = [self.keys[article_id] for article_id in kept["article_id"]]
        readings = self._cache.load(keys)
        rows = dict(zip(keys, zip(kept["article_id"], kept["text"], strict=True), strict=True))
        for key, row in rows.items():
            if key not in readings:  # damaged in the meantime, or never taken
                readings[key] = self._held.get(key) or _read_one(self._job(*row))
        return {"articles": kept} | join_readings(kept, keys, readings, texts=texts)

    def list_failed(self) -> pd.DataFrame:
        """List as problems the articles that could not be read."""
        rows = [
            (path, article_id, "could not be read", self._failed[self.keys[article_id]])
            for path, article_id in zip(self._articles["path"], self._articles["article_id"], strict=True)
            if self.keys[article_id] in self._failed
        ]
        return as_table("problems", pd.DataFrame(rows, columns=columns_of("problems")))

    def _find_earlier(self, articles: pd.DataFrame) -> dict[str, Reading]:
        """Find the readings of the same texts under other settings, by the keys that are lacking."""
        # Under the same view the language model is asked of nothing that it has told of.
        order = sorted(ALL_SETTINGS, key=lambda other: (other[1] != "on", other[0] != self._settings[0]))
        rows = zip(articles["article_id"], articles["sha256"], strict=True)
        others = {self.keys[row[0]]: [self._key(*row, settings) for settings in order] for row in rows}
        known = self._cache.load(chain.from_iterable(others.values()))
        nearest = {key: next(filter(known.__contains__, near), None) for key, near in others.items()}
        return {key: known[other] for key, other in nearest.items() if other is not None}

    def _key(self, article_id: str, sha256: str, settings: Settings | None = None) -> str:
        corrections = json.dumps(self._corrections.get(article_id, ()), sort_keys=True)
        told = (*(settings or self._settings), self._lexicons.sha256, corrections)
        return hash_parts(sha256, *told, result_version("reading"))

    def list_jobs(self, articles: pd.DataFrame) -> list[Job]:
        """List what is to be done to read some of the articles."""
        rows = self._add_texts(articles)
        earlier = self._find_earlier(articles)
        self._earlier |= earlier.keys()
        jobs = [self._job(*row) for row in zip(rows["article_id"], rows["text"], strict=True)]
        return [job._replace(earlier=earlier.get(job.key)) for job in jobs]

    def _job(self, article_id: str, text: str) -> Job:
        corrections = self._corrections.get(article_id, ())
        return Job(self.keys[article_id], text, self._settings, self._lexicons, corrections)


class _Jobs(Sequence[Job]):
    """What is to be done to read articles, each made when it is asked for, so that texts need not be held."""

    def __init__(self, reader: Reader, articles: pd.DataFrame) -> None:
        self._reader, self._articles = reader, articles

    def __len__(self) -> int:
        return len(self._articles)

    def __getitem__(self, place: Any) -> Any:
        chosen = place if isinstance(place, slice) else slice(place, place + 1)
        jobs = self._reader.list_jobs(self._articles.iloc[chosen])
        return jobs if isinstance(place, slice) else jobs[0]


def _read_one(job: Job) -> Reading:
    how: dict[str, Any] = {**dict(zip(("view", "tone_model"), job.settings, strict=True)), "lexicons": job.lexicons}
    with limit_time():
        if job.earlier is not None:
            return change_view(job.earlier, job.text, **how)
        return read_rows(job.text, **how, corrections=job.corrections)


def _read_batch(jobs: Sequence[Job]) -> Read:
    readings: dict[str, Reading] = {}
    errors: dict[str, str] = {}
    for job in jobs:
        try:
            readings[job.key] = _read_one(job)
        except Exception as error:  # one bad article never stops a run
            errors[job.key] = f"{type(error).__name__}: {error}"
    return readings, errors


def _give_up(job: Job, why: str) -> Read:
    return {}, {job.key: why}
