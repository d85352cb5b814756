import pytest

from analysis.language.words import count_words


@pytest.mark.parametrize(
    ("text", "n"),
    [
        ("", 0),
        ("Two words.", 2),
        ("The U.S. consulate", 4),
        ("Soleimani’s killing", 2),
        ("an estimated 20% of more than 200 million", 8),
        ("Major-General Asif Ghafoor", 3),
        ("groups - including one", 4),
    ],
)
def test_words_are_counted_as_the_methods_page_says(text: str, n: int) -> None:
    assert count_words(text) == n
