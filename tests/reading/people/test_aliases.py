import pytest


@pytest.mark.parametrize(
    ("text", "printed", "entity"),
    [
        ("Talks between Oslo and Lima failed.", "Oslo", "Norway"),
        ("Envoys accused Lima of delay.", "Lima", "Peru"),
        ("Lima’s answer came late.", "Lima", "Peru"),
        ("The U.S.-Peru treaty was signed.", "Peru", "Peru"),
        ("Backing Peru’s claim, he left.", "Peru", "Peru"),
        ("Sharing Norway’s concern, she stayed.", "Norway", "Norway"),
        ("Ignoring Kenya’s offer, they walked out.", "Kenya", "Kenya"),
    ],
)
def test_a_country_and_the_capital_that_acts_for_it(called, text, printed, entity):
    assert (printed, entity) in called(text)


@pytest.mark.parametrize(
    "text",
    [
        "They met in Lima.",
        "Lima’s airport reopened.",
        "Michael Jordan retired.",
        "Mr. Jordan said the bill would pass.",
        "Coach Jordan said the team would win.",
    ],
)
def test_a_city_or_a_person_is_no_country(find, text):
    assert "country" not in [mention.kind for mention in find(text).mentions]
