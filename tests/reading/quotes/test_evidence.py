import pytest

from analysis.reading.article import read_article


@pytest.mark.parametrize(
    "text",
    [
        "The mayor called a referendum for the second week of June.",
        "The guards denied the crew food and water.",
        "The stew calls for a spoon of mustard.",
        "The view from the tower offers a lesson in scale.",
        "From the tower you see that the town is a ring.",
        "Nobody remembered that summer better than the baker.",
        "The runner claimed the title on the last lap.",
        "The envoys showed off their friendship in the garden.",
        "Nobody said that the mill was closed.",
        "Not everyone agrees that the mill is closed.",
    ],
)
def test_what_has_the_form_of_a_report_and_is_none(text: str) -> None:
    assert read_article(text)["quotes"].empty


@pytest.mark.parametrize(
    "text",
    [
        "The mayor called the referendum a farce.",
        "The guards denied the charge.",
        "The chemist calls for a ban on the dye.",
        "The mayor offers an apology to the neighbours.",
        "From the tower you said that the town was a ring.",
        "The runner claimed that the title was hers.",
        "The team promised a better season.",
    ],
)
def test_what_somebody_says_in_the_same_words_stays_a_report(text: str) -> None:
    assert len(read_article(text)["quotes"]) == 1
