from collections.abc import Callable
from pathlib import Path

import pytest

from analysis.corpus.found import RefusedError
from analysis.corpus.readers.warc import read_warc
from analysis.corpus.tables import Context


def test_the_pages_of_an_archive_are_articles(read: Callable, expected: Callable, facts: Callable) -> None:  # type: ignore[type-arg]
    reading = read("ccnews_warc/CC-NEWS-20260322103100-00001.warc.gz")
    assert sorted(facts(reading)) == sorted(expected("ccnews_warc"))


def test_an_archive_that_breaks_off_gives_what_is_whole_and_says_so(samples: Path) -> None:
    data = (samples / "ccnews_warc" / "CC-NEWS-20260322103100-00001.warc.gz").read_bytes()
    with pytest.raises(RefusedError):
        read_warc(b"WARC/1.0 nothing", "a.warc", Context.plain())
    half = read_warc(data[: len(data) * 3 // 4], "a.warc.gz", Context.plain())
    assert 0 < len(half.found) <= 3
