from collections.abc import Callable

import pytest

from analysis.lexicons import standard_lexicons
from analysis.reading.people.candidates import find_candidates
from analysis.reading.people.clusters import People
from analysis.reading.people.roles import load_roles


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ana Sol met the residents.", ["Ana Sol", "residents"]),
        ("The survey named Ana Sol.", ["Ana Sol", "survey"]),
        ("Ana Sol wept in Brown Tower.", ["Ana Sol"]),
        ("Ana Sol read “Bleak House.”", ["Ana Sol"]),
        ("The rain met the wind.", []),
    ],
)
def test_who_and_what_a_pronoun_can_mean(find: Callable[[str], People], text: str, names: list[str]) -> None:
    people = find(text)
    found = find_candidates(people.tree, people, load_roles(standard_lexicons()))
    assert [candidate.entity.name for candidate in found] == names
