import pytest

from analysis.lexicons import standard_lexicons
from analysis.reading.article import read_article
from analysis.reading.people.roles import find_role, load_roles


@pytest.mark.parametrize(
    ("descriptions", "role"),
    [
        (["Velland’s foreign minister"], "government"),
        (["Vellandian army spokesman"], "military"),
        (["the embassy"], "foreign government"),
        (["Vellandian ambassador to Orm"], "foreign government"),
        (["residents"], "public"),
        (["professor of law at the University of Orm"], "expert"),
        (["a spokesman"], "spokesperson or source"),
        (["Ada Lund"], "other"),
        (["the mayor", "Ada Lund"], "government"),
    ],
)
def test_the_post_that_describes_a_speaker_gives_the_role(descriptions: list[str], role: str) -> None:
    assert find_role(descriptions, load_roles(standard_lexicons())).role == role


@pytest.mark.parametrize(
    ("printed", "speaks"),
    [("Norway", True), ("The Netherlands", True), ("The UAE", True), ("Oslo", True), ("Norway Post", False)],
)
def test_a_country_or_its_capital_may_be_said_to_speak(printed: str, speaks: bool) -> None:
    quotes = read_article(f"{printed} said the strait would stay open.")["quotes"]
    assert (quotes["role"].tolist() == ["state"]) is speaks
