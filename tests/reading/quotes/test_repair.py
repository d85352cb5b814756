import pytest

from analysis.reading.article import read_article


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("The mayor said he would order a review and warned against delay.", ["The mayor", "The mayor"]),
        ("The clerk thanked the man who found the cat, saying that he was kind.", ["The clerk"]),
        ("The mayor said the plan had failed, citing delays at the port.", ["The mayor", "The mayor"]),
    ],
)
def test_a_verb_around_a_report_has_the_speaker_that_reporting_gives_it(text: str, speakers: list[str]) -> None:
    quotes = read_article(text)["quotes"]
    assert quotes.loc[quotes["act"] == "speech", "speaker_text"].tolist() == speakers


def test_a_bare_verb_goes_on_with_what_is_wanted() -> None:
    quotes = read_article("The mayor wants to triple the budget, grow the corps and create a reserve.")["quotes"]
    assert quotes["text"].tolist() == ["to triple the budget, grow the corps and create a reserve"]
