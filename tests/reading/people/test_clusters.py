import pytest


def test_everybody_that_is_mentioned_is_an_entity(find):
    people = find("Finance Minister Ana Sol met Kai Berg in Norway. The minister left. Sol smiled.")
    assert {m.entity for m in people.mentions} == set(people.entities) == {"Ana Sol", "Kai Berg", "Norway"}


@pytest.mark.parametrize(
    ("text", "name", "gender"),
    [
        ("Mrs. Sol left.", "Sol", "female"),
        ("Maria Sol left.", "Maria Sol", "female"),
        ("Spokesman Sol left.", "Sol", "male"),
        ("Senator Sol left.", "Sol", ""),
    ],
)
def test_gender_from_titles_and_first_names(find, text, name, gender):
    assert find(text).called(name).gender == gender


@pytest.mark.parametrize(
    ("text", "name", "person"),
    [
        ("Ana Sol left.", "Ana Sol", True),
        ("The Harbour Authority left.", "Harbour Authority", False),
        ("Norway left.", "Norway", False),
    ],
)
def test_who_is_a_person(find, text, name, person):
    assert find(text).called(name).person is person


def test_many_of_a_people_are_no_state(called):
    found = called("Many Norwegians fled. Norway paid.")
    assert ("Norwegians", "Norwegians") in found
    assert ("Norway", "Norway") in found
