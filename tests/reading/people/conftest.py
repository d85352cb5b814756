"""An article of a few sentences, and everybody in it."""

from collections.abc import Callable

import pytest

from analysis.lexicons import standard_lexicons
from analysis.reading.article import parse_page
from analysis.reading.page import read_page
from analysis.reading.people.clusters import People, find_people


@pytest.fixture
def find() -> Callable[[str], People]:
    return lambda text: find_people(*parse_page(read_page(text)), standard_lexicons())


@pytest.fixture
def called(find: Callable[[str], People]) -> Callable[[str], list[tuple[str, str]]]:
    """Every mention as printed, and who it is."""

    def read(text: str) -> list[tuple[str, str]]:
        people = find(text)
        return [(text[m.start : m.end], m.entity) for m in people.mentions]

    return read
