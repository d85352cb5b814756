"""Speakers: one name for whoever is printed as a surname, a pronoun, a description or an abbreviation."""

import pytest

from analysis.reading.article import read_article


def read(text):
    return read_article(text)["quotes"]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Foreign minister Ada Lund arrived. Lund said the talks had failed.", "Ada Lund"),
        ("Foreign minister Ada Lund arrived. She said the talks had failed.", "Ada Lund"),
        ("Foreign minister Ada Lund arrived. The foreign minister said the talks had failed.", "Ada Lund"),
        ("Prime Minister Olaf Berg met Senator Ruth Hale. Mr. Berg said the talks had failed.", "Olaf Berg"),
        ("The Norland foreign office replied. The FO said the talks had failed.", "Norland Foreign Office"),
        ("The US Embassy in Rask closed. The embassy said the road was unsafe.", "US Embassy"),
        ("The law was drafted by Senator Ruth Hale, who said the court had erred.", "Ruth Hale"),
        ("Residents said the water was brown.", "Residents"),
        ("A spokeswoman for the port said the crane was safe.", "spokeswoman for the port"),
        ("Ada Lund and Olaf Berg said the talks had failed.", "Ada Lund and Olaf Berg"),
    ],
)
def test_one_name(text, speaker):
    assert read(text)["speaker"].tolist() == [speaker]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Ivo Sandahl ran for office. The former boxer said the race was fair.", "Ivo Sandahl"),
        ("Lena Forss fell twice. The 22-year-old said the ice was soft.", "Lena Forss"),
        ("Kai Berg met Ivo Sandahl. The former boxer said the race was fair.", "former boxer"),
        ("Ivo Sandahl ran for office. A former boxer said the race was fair.", "former boxer"),
        ("Ivo Sandahl ran for office. The driver said the race was fair.", "driver"),
    ],
)
def test_a_description_goes_to_the_only_person_named(text, speaker):
    assert read(text)["speaker"].tolist() == [speaker]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("A flurry of letters came from members of the council who said the road was shut.", "members of the council"),
        ("It drew a storm of protest from drivers who said the road was shut.", "drivers"),
        ("The mayor met a nurse who said the road was shut.", "nurse"),
    ],
)
def test_who_goes_to_the_nearest_persons(text, speaker):
    assert read(text)["speaker"].tolist() == [speaker]


def test_who_is_not_told_is_unknown():
    quotes = read("She said the water was brown.")
    assert quotes[["speaker_text", "speaker", "role"]].values.tolist() == [["She", "unknown", ""]]


def test_a_full_name_beside_its_surname_is_somebody_else():
    quotes = read("President Marsh spoke. Marsh and his wife Ada Marsh left. Marsh said the road was clear.")
    assert quotes["speaker"].tolist() == ["Marsh"]


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Army spokesman Major-General Igor Stahl said the road was clear.", "military"),
        ("Foreign minister Ada Lund said the road was clear.", "government"),
        ("Residents said the road was clear.", "public"),
        ("Geologist Ada Lund, a professor of rock mechanics, said the slope was safe.", "expert"),
        ("The report says the slope is safe.", "document"),
        ("Opposition leader Ada Lund said the road was closed.", "opposition"),
        ("Olaf Berg said the road was clear.", "other"),
    ],
)
def test_roles(text, role):
    assert read(text)["role"].tolist() == [role]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Oban Governor, Amina Yusuf, said the road was clear.", "Amina Yusuf"),
        ("NLC President, Comrade Joe Adeyemi, said the road was clear.", "Joe Adeyemi"),
        ("Rep. Peter King, R-N.Y., said the road was clear.", "Peter King"),
        ("Reacting, the Minister of Labour, Mr Simon Lalo, said the road was clear.", "Simon Lalo"),
        ("Spokesperson V S Rao said the road was clear.", "V S Rao"),
        ("Det Ch Insp Sally Poole said the road was clear.", "Sally Poole"),
        ("The senator said it was late. Mr. Cole paused. Senator Ann Vale wept.", "senator"),
    ],
)
def test_offices_ranks_and_initials_of_many_countries(text: str, speaker: str) -> None:
    assert read_article(text)["quotes"]["speaker"].tolist() == [speaker]
