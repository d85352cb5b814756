import pytest

from analysis.wording import count, join_words, tally


@pytest.mark.parametrize(
    ("n", "noun", "plural", "expected"),
    [
        (0, "article", "", "0 articles"),
        (1, "quotation mark without a partner", "", "1 quotation mark without a partner"),
        (2, "line set aside", "lines set aside", "2 lines set aside"),
        (12345, "word", "", "12,345 words"),
    ],
)
def test_counts_agree_with_their_noun(n: int, noun: str, plural: str, expected: str) -> None:
    assert count(n, noun, plural) == expected


@pytest.mark.parametrize(
    ("words", "expected"), [([], ""), (["A"], "A"), (["A", "B"], "A and B"), (["A", "B", "C"], "A, B and C")]
)
def test_lists_read_as_a_sentence_does(words: list[str], expected: str) -> None:
    assert join_words(words) == expected


def test_a_tally_is_sorted_by_count_then_by_name() -> None:
    assert tally({"b": 1, "a": 1, "c": 1200}) == "1,200 c, 1 a, 1 b"
    assert tally({}) == ""
