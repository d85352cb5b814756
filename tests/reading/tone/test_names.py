"""Names have no tone: what counts as the word of a name, and what a scorer then says."""

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from analysis.lexicons import standard_lexicons
from analysis.reading.article import read_article
from analysis.reading.tone.names import find_name_words, find_names, mask
from analysis.reading.tone.scorers import score_texts

# Persons and places of ten regions; most hold a word that some list rates.
NAMES = {
    "West Africa": ["Goodluck Amadi", "Blessing Okafor", "Precious Adeyemi", "Sunny Eze", "Port Harcourt"],
    "East and southern Africa": ["Hope Mutua", "Happy Ndlovu", "Gift Banda", "Innocent Moyo", "Cape Town"],
    "North Africa and the Middle East": ["Hassan Noor", "Wafa Sadiq", "Amal Habib", "Nabil Fahmy", "Kafr el-Sheikh"],
    "South Asia": ["Prem Das", "Lucky Sharma", "Joy Mukherjee", "Shanti Perera", "Sweet Chowdhury"],
    "East Asia": ["Win Fang", "Grace Poe", "Kim Woo-jin", "Champion Lau", "Sad Hill"],
    "North America": ["Will Grant", "Joy Love", "Rich Strong", "Grand Rapids", "Hope Solo"],
    "Latin America and the Caribbean": ["Justo Bravo", "Dolores Cruz", "Prosper Alexis", "Kill Devil", "Bueno Aires"],
    "Western Europe": ["Frank Worth", "Clement Best", "Felicity Bright", "Victor Hess", "Bad Homburg"],
    "Eastern Europe": ["Vera Lovic", "Ivan Grozny", "Boris Loskov", "Pawel Miller", "Nova Gorica"],
    "Oceania": ["Faith Warner", "Charity Manu", "Pleasant Tuala", "Sunshine Coast", "Useless Loop"],
}
FRAMES = [
    "{} arrived on Monday.",
    "They met {} in May.",
    "{}",
    "Mr. {} and Ms. {} spoke.",
    "“We saw {} there,” he said.",
]


@pytest.mark.parametrize("frame", FRAMES)
def test_a_sentence_of_names_has_no_tone(frame):
    names = [name for group in NAMES.values() for name in group]
    assert len(names) == 50
    scores = score_texts([frame.replace("{}", name) for name in names], scorer="samestory")
    assert abs(np.mean(scores)) <= 0.02
    assert [name for name, score in zip(names, scores, strict=True) if abs(score) > 0.05] == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Great news came. Angry Republicans left.", ["Republicans"]),
        ("He won a GREAT prize.", []),
        ("The Best Western opened.", ["Best", "Western"]),
        ("B. K. Strong and Gen. Hope Fair spoke.", ["K", "Strong", "Gen", "Hope", "Fair"]),
        ("Talks failed; good people left.", []),
        ("“Great work,” she said.", []),
        ("Minister Praises Brave Crew of Lost Ship", []),
        ("Grace Love Wins Top Prize", ["Grace", "Love"]),
    ],
)
def test_which_words_are_names(text, names):
    plain = text.replace("“", '"').replace("”", '"')
    assert [plain[a:b] for a, b in find_name_words(plain, lexicons=standard_lexicons())] == names


def test_the_names_that_an_article_prints_are_known_at_the_beginning_of_a_sentence_too():
    text = "Hope fades."
    assert find_name_words(text, lexicons=standard_lexicons()) == []
    assert find_name_words(text, [(0, 4)], lexicons=standard_lexicons()) == [(0, 4)]
    assert find_name_words("The strong Ms Love", [(4, 18)], lexicons=standard_lexicons()) == [(11, 13), (14, 18)]


def test_names_join_over_points_and_spaces_only():
    text = "They met Gen. Hope Fair, Orla Reed and Joy."
    found = find_names(text, lexicons=standard_lexicons())
    assert [text[a:b] for a, b in found] == ["Gen. Hope Fair", "Orla Reed", "Joy"]


def test_a_pronoun_or_an_article_is_no_name():
    assert find_names("He left.", [(0, 2)], lexicons=standard_lexicons()) == []
    assert find_names("The Mayor left.", [(0, 9)], lexicons=standard_lexicons()) == [(4, 9)]
    assert find_names("So I left.", lexicons=standard_lexicons()) == []


def test_a_name_that_its_article_gives_in_full_is_no_hit_where_it_stands_alone():
    tables = read_article("Police spoke to Felicity Love on Monday. Love sat in the hall.")
    own = tables["hits"][tables["hits"]["scorer"] == "samestory"]
    assert own["text"].tolist() == []


@given(st.text(max_size=60))
@example("🄰")  # a capital that is no letter
def test_masking_keeps_every_place_and_hides_letters_only(text):
    hidden = mask(text, [(0, len(text))])
    assert len(hidden) == len(text)
    assert all(a == b or a.isalpha() for a, b in zip(text, hidden, strict=True))
