import gzip
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


WORDS = "<p>The union said that it would strike in May, and told the crew why it would.</p>" * 3


def record(kind: str = "response") -> bytes:
    body = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html><body>{WORDS}</body></html>"
    head = f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: http://quay.example/a\r\n"
    head += f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(body)}\r\n"
    return f"{head}\r\n{body}\r\n\r\n".encode()


def pack_half(data: bytes) -> bytes:
    """Pack a record without the end of what is packed."""
    return gzip.compress(data)[:-20]


@pytest.mark.parametrize(
    "data", [record() + record()[:-100], gzip.compress(record()) + pack_half(record())], ids=["plain", "packed"]
)
def test_a_page_in_which_the_archive_breaks_off_is_named_and_not_read_as_a_whole_one(data: bytes) -> None:
    whole, cut = read_warc(data, "a.warc", Context.plain()).found
    assert whole.aside is None
    assert cut.aside is not None
    assert cut.aside[0] == "cut text"
    assert cut.aside[1].startswith("the archive breaks off in this page, ")


def test_an_archive_that_breaks_off_in_what_is_no_page_says_so() -> None:
    reading = read_warc(record() + record("request")[:-104], "a.warc", Context.plain())
    assert [found.aside for found in reading.found] == [None]
    assert reading.problems == [("damaged archive", "after 1 page: it breaks off, 100 bytes before its end")]


def test_what_stands_in_place_of_a_record_is_not_said_in_full() -> None:
    reading = read_warc(record() + b"nothing at all\r\n" * 9, "a.warc", Context.plain())
    assert reading.problems == [("damaged archive", "after 1 page: Invalid WARC record; the rest was not read")]
