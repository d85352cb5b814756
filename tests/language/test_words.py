import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import analysis
from analysis.language.words import COMPARED, count_words


@pytest.mark.parametrize(
    ("text", "n"),
    [
        ("", 0),
        ("Two words.", 2),
        ("The U.S. consulate", 4),
        ("Soleimani’s killing", 2),
        ("an estimated 20% of more than 200 million", 8),
        ("Major-General Asif Ghafoor", 3),
        ("groups - including one", 4),
    ],
)
def test_words_are_counted_as_the_methods_page_says(text: str, n: int) -> None:
    assert count_words(text) == n


def test_each_list_of_words_is_read_in_one_place() -> None:
    readers: dict[str, set[str]] = {"variants": set(), "stopwords": set()}
    for path in Path(analysis.__file__).parent.rglob("*.py"):
        for name, found in readers.items():
            if f'lexicons["{name}"]' in path.read_text(encoding="utf-8"):
                found.add(path.name)
    assert readers == {"variants": {"spellings.py"}, "stopwords": {"words.py"}}


@given(st.text(alphabet="aZé1_ .,'’-‑$%sS\n"))
def test_the_short_way_to_most_words_finds_what_the_long_way_finds(text: str) -> None:
    long_way = re.compile(COMPARED.pattern.partition("|")[2])
    assert [m.span() for m in COMPARED.finditer(text)] == [m.span() for m in long_way.finditer(text)]
