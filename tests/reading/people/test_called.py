"""Called: the name and the role that a printed speaker is given."""

import pytest

from analysis.language.names import compile_parts
from analysis.lexicons import standard_lexicons
from analysis.reading.people.called import NOBODY, Named, plain_name, tell_role


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("a porter known to all as “Spoons", "porter"),
        ("the guard, who had the keys", "guard"),
        ("some of the guards", "some of the guards"),
        ("little known poets", "little known poets"),
        ("the mayor’s", "mayor"),
    ],
)
def test_a_description_is_a_name_without_its_article_and_its_clauses(printed: str, name: str) -> None:
    assert plain_name(printed, compile_parts(standard_lexicons())) == name


def test_a_country_that_speaks_is_a_state_and_nobody_has_no_role() -> None:
    assert tell_role(Named("Norway", kind="country"), {}, frozenset()) == ("state", "Norway")
    assert tell_role(NOBODY, {}, frozenset()) == ("", "")
