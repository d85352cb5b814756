import pytest

from analysis.reading.article import read_article


@pytest.mark.parametrize(
    ("text", "asides"),
    [
        ("The “reform” cost the town a fortune.", [["reform", "scare quotes"]]),
        ("Her novel “The Silent Harbour” won a prize.", [["The Silent Harbour", "title of a work"]]),
        ("The film “Songs of the Grey Sea” opens on Friday.", [["Songs of the Grey Sea", "title of a work"]]),
        ("“We will not close the port,” the mayor said.", []),
        ("Mayor Ana Ruiz called the plan “a disgrace” on Monday.", []),
        ("Nobody said a word.", []),
    ],
)
def test_words_in_marks_that_are_no_quotation_say_by_which_rule(text: str, asides: list[list[str]]) -> None:
    table = read_article(text)["asides"]
    assert table[["text", "rule"]].values.tolist() == asides
    assert all(
        text[start:end] == words for start, end, words in table[["start", "end", "text"]].itertuples(index=False)
    )
