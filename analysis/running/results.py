"""Results: the comparison of a corpus on disk, made batch by batch, so that no table need be held at once."""

import functools
import json
import shutil
import zlib
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from analysis.comparing.counting import find_copied
from analysis.comparing.settings import MATCHED, SETTINGS
from analysis.comparing.tables import Tables, empty_table, join_parts, join_small
from analysis.lexicons import Lexicons
from analysis.parameters import Parameters
from analysis.running.batches import LISTED, Batch
from analysis.running.cache import hash_parts
from analysis.running.memory import release_freed
from analysis.running.shelf import Parts, Shelf
from analysis.running.staging import open_folder, replace_folder
from analysis.running.writing import Source
from analysis.schema import COLUMNS, INTERNAL, columns_of

if TYPE_CHECKING:
    from analysis.comparing.measuring import Load

WHOLE = ("duplicates", "problems")  # made once for the corpus, whatever the settings
SPEAKERS, MADE, ASIDE = "speakers", "made", "aside"
ROWS = 5_000  # of a table of whole sources, that are kept together at least
SUMS = "sums"  # of batches, of which tables of whole sources are made; they depend on no setting of their own
COPIED = "copied"  # the sentences and segments of each batch that are not counted with copies=once


@dataclass(frozen=True)
class Result:
    """The tables of a comparison, each read from disk when it is asked for."""

    shelf: Shelf
    parameters: Parameters
    lexicons: Lexicons

    @functools.cached_property
    def articles(self) -> pd.DataFrame:
        """The articles that were read, without their texts."""
        return list_articles(self.shelf)

    @functools.cached_property
    def n_parts(self) -> int:
        """How many batches there are."""
        return self.shelf.count_parts("articles")

    @property
    def names(self) -> list[str]:
        """The tables that there are, in the order of the dictionary, those that are not written last."""
        there = {path.name for path in self.shelf.folder.iterdir()} | set(SETTINGS)
        return [name for name in (*COLUMNS, *INTERNAL) if name in there]

    def parts(self, name: str) -> Iterator[pd.DataFrame]:
        """Give a table part by part: batch by batch, or all at once where it is one of the whole corpus."""
        columns = columns_of(name)
        if name in SETTINGS:
            yield from self._measure(name)
        elif name in WHOLE:
            yield self.shelf.take(name)[columns]
        else:
            for load in self._batches:
                for table in load(name):
                    yield table[columns]

    def list_sources(self) -> dict[str, Source]:
        """List where the tables that are written come from."""
        return {
            name: Source(functools.partial(self.parts, name), self._folder_of(name) / f"{name}.csv")
            for name in self.names
            if name in COLUMNS
        }

    def load(self, names: Sequence[str] = ()) -> Tables:
        """Load tables, all if none is named."""
        tables = {name: join_parts(name, self.parts(name)) for name in names or self.names}
        return Tables(tables, lexicons=self.lexicons)

    def recall(self, name: str, make: Callable[[], Any]) -> Any:
        """Give what was made of these tables, as JSON can hold it; made and kept if need be."""
        folder = self._folder_of(name)
        for kept in folder.glob(f"{name}-*.json"):
            data = kept.read_bytes()
            if kept.stem == f"{name}-{zlib.crc32(data):08x}":
                return json.loads(data)
            kept.unlink(missing_ok=True)
        folder.mkdir(parents=True, exist_ok=True)
        data = json.dumps(made := make()).encode()
        with open_folder(folder, ".new-") as stage:
            (stage / name).write_bytes(data)
            (stage / name).replace(folder / f"{name}-{zlib.crc32(data):08x}.json")
        return made

    @functools.cached_property
    def _batches(self) -> "Sequence[Load]":
        if self.parameters.copies == "keep":
            return [Batch(self.shelf, part) for part in range(self.n_parts)]

        def find() -> Iterator[pd.DataFrame]:
            duplicates = self.shelf.take("duplicates")
            for part in range(self.n_parts):
                sentences = self.shelf.take("sentences", part=part, texts=False)
                yield find_copied(sentences, self.shelf.take("segments", part=part, texts=False), duplicates)

        copied = self._keep(COPIED, COPIED, find)
        return [Batch(self.shelf, part, copied) for part in range(self.n_parts)]

    def _measure(self, name: str) -> "Iterable[pd.DataFrame]":
        """Give a table of whole sources, made if need be and kept under the settings on which it depends."""

        def make() -> Iterator[pd.DataFrame]:
            from analysis.comparing.measuring import MEASURES, Corpus

            with open_folder(self._folder_of(name), ".aside-") as aside:
                keep = functools.partial(self._keep, SUMS)
                articles = list_articles(self.shelf, columns=["article_id", "source", "event"])
                corpus = Corpus(self._batches, articles, self.parameters, self.lexicons, Shelf(aside), keep)
                yield from join_small(MEASURES[name](corpus), least=ROWS)

        return self._keep(name, name, make)

    def _keep(self, like: str, name: str, make: "Callable[[], Iterable[pd.DataFrame]]") -> "Sequence[pd.DataFrame]":
        """Give the parts of a table, made if need be and kept under the settings on which a table like it depends."""
        kept = Shelf(self._folder_of(like))
        kept.folder.mkdir(parents=True, exist_ok=True)
        if not kept.is_whole([name]):
            with open_folder(kept.folder, ".new-") as stage:
                new = Shelf(stage)
                for table in make():
                    new.put(name, table, part=new.count_parts(name))
                    del table  # or it is held while the next is made
                    release_freed()
                if not new.count_parts(name):
                    new.put(name, empty_table(name))
                replace_folder(stage / name, kept.folder / name)
                if not kept.is_whole([name]):
                    raise OSError(f"'{kept.folder}' does not keep what is written to it.")
        return Parts(kept, name)

    def _folder_of(self, name: str) -> Path:
        """Name the folder of what was made of a table under the settings on which it depends."""
        used = self.parameters.model_dump(include=set(SETTINGS.get(name, {"copies"})))
        return self.shelf.folder / MADE / hash_parts(repr(sorted(used.items())))


def shelve_batches(
    shelf: Shelf, read: Iterator[dict[str, pd.DataFrame]], *, lexicons: Lexicons, others: Iterable[Shelf] = ()
) -> None:
    """Compare what has been read, batch by batch, and put it on a shelf.

    `read`: the tables of `read_articles` of one batch after the other; `others`: where comparisons of the same corpus
    under other settings may lie: sentences, and what is matched of them, are the same in each.
    """
    from analysis.comparing.matching.copies import find_copies
    from analysis.comparing.sources import match_sources, name_entities

    n_parts = 0
    for tables in read:
        for name, table in name_entities(tables, lexicons=lexicons).items():
            shelf.put(name if name != "quotes" else SPEAKERS, table, part=n_parts)
        del tables, table  # or they are held while the next are joined
        release_freed()
        n_parts += 1
    spellings = _choose_spellings(shelf, n_parts)
    same = next((other for other in others if _has_same_sentences(other, shelf)), None)

    def match(part: int) -> pd.DataFrame:
        needed = {name: shelf.take(name, part=part) for name in ("sentences", "segments")}
        needed["articles"] = shelf.take("articles", part=part, columns=LISTED)
        needed["quotes"] = shelf.take(SPEAKERS, part=part, texts=False)
        coverage = same.take("coverage", part=part) if same else None
        found = match_sources(needed, spellings, lexicons=lexicons, coverage=coverage)
        for name in ("quotes", "segments", *MATCHED):
            shelf.put(name, found[name], part=part)
        release_freed()
        return needed["sentences"]  # whose words are known still

    parts = map(match, range(n_parts))
    if same:
        deque(parts, maxlen=0)  # matched for what is put aside
        duplicates = same.take("duplicates")
    else:
        store, dated = Shelf(shelf.folder / ASIDE), list_articles(shelf, columns=["article_id", "date"])
        duplicates = find_copies(dated, parts, lexicons=lexicons, store=store)
    shelf.put("duplicates", duplicates)
    for name in (SPEAKERS, ASIDE):
        shutil.rmtree(shelf.folder / name, ignore_errors=True)


def _has_same_sentences(other: Shelf, shelf: Shelf) -> bool:
    """Whether a comparison is there whose batches hold the same articles, whatever could not be read then or now."""
    if not all(other.count_parts(name) for name in ("articles", "duplicates")):
        return False
    try:
        ids = (list_articles(one, columns=["article_id"])["article_id"].tolist() for one in (other, shelf))
        return next(ids) == next(ids) and other.is_whole(["articles", "coverage"]) and other.has("duplicates")
    except OSError:
        return False


def _choose_spellings(shelf: Shelf, n_parts: int) -> dict[str, str]:
    """Choose the spelling of speakers who differ by capitals only; none is held but those."""
    from analysis.comparing.speakers.entities import choose_spellings

    def read(part: int) -> list[str]:
        speakers: list[str] = shelf.take(SPEAKERS, part=part, columns=["speaker"])["speaker"].tolist()
        return speakers

    pairs = [np.array([(hash(one.casefold()), hash(one)) for one in {"", *read(part)}]) for part in range(n_parts)]
    folded, n = np.unique(np.unique(np.concatenate(pairs), axis=0)[:, 0], return_counts=True)
    several = set(folded[n > 1].tolist())
    found = (name for part in range(n_parts) for name in read(part) if hash(name.casefold()) in several)
    return choose_spellings(Counter(found))


def list_articles(shelf: Shelf, *, columns: Sequence[str] = LISTED) -> pd.DataFrame:
    """List the articles of a shelf, without their texts."""
    parts = range(shelf.count_parts("articles"))
    return pd.concat([shelf.take("articles", part=part, columns=columns) for part in parts], ignore_index=True)
