import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.lexicons import standard_lexicons
from analysis.reading.article import parse_page
from analysis.reading.page import read_page
from analysis.reading.people.clusters import find_people


@pytest.mark.parametrize(
    ("text", "letters", "entity"),
    [
        ("Used supplies were shipped on Monday. The US said the ports were safe.", "US", "United States"),
        ("White House officials met. The WHO said the ports were safe.", "WHO", "World Health Organization"),
        ("An unusual number of ships came. The UN said the ports were safe.", "UN", "United Nations"),
        ("An early union of ports failed. The EU said the ports were safe.", "EU", "European Union"),
        ("Few big issues remained. The FBI said the ports were safe.", "FBI", "Federal Bureau of Investigation"),
        ("Marijuana or softened penalties for possession. The MPP said so.", "MPP", "MPP"),
        ("Tanzeem Zar (TZ) marched. TZ denied it.", "TZ", "Tanzeem Zar"),
    ],
)
def test_letters_are_expanded_only_where_the_article_prints_them_with_the_name(called, text, letters, entity):
    assert dict(called(text))[letters] == entity


LETTERS = st.text(alphabet="BCDFGHKLMNPRSTVW", min_size=2, max_size=4)


@settings(max_examples=25, deadline=None)
@given(letters=LETTERS)
def test_letters_never_become_words_in_small_letters(letters):
    words = {"B": "big", "C": "cold", "D": "dry", "F": "few", "G": "good", "H": "hard", "K": "kind", "L": "late"}
    words |= {"M": "many", "N": "new", "P": "poor", "R": "rich", "S": "slow", "T": "tall", "V": "vast", "W": "wide"}
    text = f"They saw {' '.join(words[letter] for letter in letters)} things. The {letters} said so."
    people = find_people(*parse_page(read_page(text)), standard_lexicons())
    named = [m for m in people.mentions if text[m.start : m.end].endswith(letters)]
    assert all(m.entity[0].isupper() for m in named)


def test_half_a_name_of_a_country(called):
    assert dict(called("South Korea voted. The South spoke first."))["South"] == "South Korea"


def test_a_headline_believes_only_names_of_the_body(called):
    text = "Big Storm Leaves Orlova Stranded\n\nMaria Orlova was stranded by a storm, she said on Monday in Odrava."
    assert ("Orlova", "Maria Orlova") in called(text)
    assert "Big Storm" not in dict(called(text))
