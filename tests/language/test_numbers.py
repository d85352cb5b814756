"""Numbers: in digits, in words, in both; each read whole."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.language.numbers import find_numbers

PARTS = ["two", "twenty", "hundred", "thousand", "million", "a", "half", "and", "or", "to", "dozen", "several", "5"]


def read(text):
    return [(text[number.start : number.end], number.low, number.high) for number in find_numbers(text)]


def test_the_words_of_this_test_are_right(write_number):
    assert write_number(250) == "two hundred and fifty"
    assert write_number(642_109) == "six hundred and forty-two thousand one hundred and nine"
    assert write_number(30_021, joint=" ", hyphen=" ") == "thirty thousand twenty one"


@given(st.integers(0, 999_999), st.sampled_from([" and ", " "]), st.sampled_from(["-", " "]))
def test_a_number_in_words_and_in_digits_is_one_number(write_number, n, joint, hyphen):
    words = write_number(n, joint=joint, hyphen=hyphen)
    assert read(f"They saw {words} birds.") == [(words, n, n)]
    assert read(f"They saw {n:,} birds.") == [(f"{n:,}", n, n)]
    assert read(f"They saw {n} birds.") == [(str(n), n, n)]


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("half a million", 500_000, 500_000),
        ("a half million", 500_000, 500_000),
        ("a quarter of a million", 250_000, 250_000),
        ("two and a half million", 2_500_000, 2_500_000),
        ("a million and a half", 1_500_000, 1_500_000),
        ("a hundred thousand", 100_000, 100_000),
        ("twelve hundred", 1_200, 1_200),
        ("a dozen", 12, 12),
        ("half a dozen", 6, 6),
        ("half-dozen", 6, 6),
        ("two dozen", 24, 24),
        ("1.2 million", 1_200_000, 1_200_000),
        ("1.2m", 1_200_000, 1_200_000),
        ("3bn", 3e9, 3e9),
        ("30 thousand", 30_000, 30_000),
        ("two crore fifty lakh", 25_000_000, 25_000_000),
        ("two thousand million", 2e9, 2e9),
        ("several hundred thousand", 200_000, 999_000),
        ("a couple of hundred", 200, 300),
        ("tens of thousands", 15_000, 149_999),
        ("two or three hundred", 200, 300),
        ("twenty-five to fifty thousand", 25_000, 50_000),
        ("5 to 10 million", 5_000_000, 10_000_000),
        ("500 to a thousand", 500, 1_000),
        ("5,000-6,000", 5_000, 6_000),
        ("5,000 – 6,000", 5_000, 6_000),
    ],
)
def test_a_number_of_several_parts_is_read_whole(text, low, high):
    assert read(f"Some say {text} came.") == [(text, low, high)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("between two and three hundred", [("two and three hundred", 200, 300)]),
        ("two and three hundred", [("two", 2, 2), ("three hundred", 300, 300)]),
        ("two hundred and three hundred", [("two hundred", 200, 200), ("three hundred", 300, 300)]),
        ("in 1900 ten people", [("1900", 1900, 1900), ("ten", 10, 10)]),
        ("two three-room flats", [("two", 2, 2), ("three", 3, 3)]),
        ("odds of twenty to one", [("twenty", 20, 20), ("one", 1, 1)]),
        ("they won 2-1", []),
        ("on 2020-01-05", []),
        ("a tenant often had a hundredth", []),
        ("hundred of them and a half", []),
    ],
)
def test_what_is_not_one_number_stays_apart(text, expected):
    assert read(text) == expected


@given(st.text(alphabet=" ,.-–%$0123456789ahundredandthousandtomillionhalf", max_size=80))
def test_any_text_is_read_in_order_and_slices_back(text):
    found = find_numbers(text)
    assert all(number.low <= number.high for number in found)
    assert all(one.end <= other.start for one, other in itertools.pairwise(found))
    assert all(text[number.start : number.end].strip() for number in found)


@given(
    st.lists(
        st.sampled_from(
            [
                "two",
                "twenty",
                "hundred",
                "thousand",
                "million",
                "a",
                "half",
                "and",
                "or",
                "to",
                "dozen",
                "several",
                "5",
                "1.2",
            ]
        )
    )
)
def test_any_row_of_number_words_is_read(words):
    text = " ".join(words)
    for number in find_numbers(text):
        assert number.low <= number.high
        assert text[number.start : number.end].split()[0] in words
