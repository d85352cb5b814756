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


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Captain Mia Stone praised the bowlers. Stone said the pitch was slow.", "sport"),
        ("Captain Mia Stone led the soldiers. Stone said the road was mined.", "military"),
        ("Captain Mia Stone smiled. Stone said the day was long.", "other"),
        ("Surgeon General Ida Moss said the air was bad.", "health"),
        ("Olga Brandt, president of the dockers’ union, said the offer was poor.", "civil society"),
        ("Party chairman Bo Frisk said the vote was fair.", "politics"),
        ("President Bo Frisk said the vote was fair.", "government"),
        ("Olga Brandt, who runs the survey, said the town was tired.", "other"),
        ("The book publisher Tidewater said sales were up.", "media"),
        ("A report released by the port said the crane was old.", "document"),
    ],
)
def test_the_words_of_an_article_and_the_body_beside_a_post_decide(text: str, role: str) -> None:
    assert read_article(text)["quotes"]["role"].tolist()[-1] == role


def test_the_words_that_decided_stand_beside_the_role() -> None:
    quotes = read_article("Army spokesman Igor Stahl said the road was clear.")["quotes"]
    assert quotes[["role", "role_text"]].values.tolist() == [["military", "Army"]]
