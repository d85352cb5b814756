import pytest

from analysis.reading.article import read_article


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Sen. Ruth Hale left early. The senator said the bill was dead.", "Ruth Hale"),
        ("Rep. Omar Diaz left early. The congressman said the bill was dead.", "Omar Diaz"),
        ("Sen. Ruth Hale, R-S.C., left early. The South Carolina Republican said the bill was dead.", "Ruth Hale"),
        ("Sen. Ruth Hale sold her house. The presidential hopeful said the bill was dead.", "Ruth Hale"),
        ("Ada Lund closed two shops. The hotel magnate and author said the rent was high.", "Ada Lund"),
    ],
)
def test_who_has_just_been_named_is_meant_by_what_he_or_she_is(text: str, speaker: str) -> None:
    assert read_article(text)["quotes"]["speaker"].tolist() == [speaker]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Sen. Ruth Hale left early. A congressman said the bill was dead.", "congressman"),
        ("Rep. Anna Diaz left early. The congressman said the bill was dead.", "congressman"),
        ("Rep. Omar Diaz and Sen. Ruth Hale left early. The lawmaker said the bill was dead.", "lawmaker"),
        ("Sen. Ruth Hale, R-S.C., left early. The Ohio Democrat said the bill was dead.", "Ohio Democrat"),
        ("Vice President Olaf Berg spoke. The sitting president said the bill was dead.", "sitting president"),
        ("Ada Lund closed two shops. The hotel porter said the rent was high.", "hotel porter"),
    ],
)
def test_nobody_is_guessed_where_the_words_fit_somebody_else_or_two(text: str, speaker: str) -> None:
    assert read_article(text)["quotes"]["speaker"].tolist() == [speaker]
