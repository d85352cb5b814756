import pytest

from analysis.reading.article import read_article


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("The warden said the weir was cracked.", "the weir was cracked"),
        ("The warden told reporters that the weir was cracked.", "the weir was cracked"),
        ("The warden asked whether the weir would hold.", "whether the weir would hold"),
        ("The warden promised to mend the weir.", "to mend the weir"),
        ("The warden called for the minister to resign.", "the minister to resign"),
        ("The warden denied breaking the weir.", "breaking the weir"),
    ],
)
def test_each_frame_of_a_verb_has_its_content(text: str, content: str) -> None:
    [found] = read_article(text)["quotes"]["text"]
    assert found == content


@pytest.mark.parametrize(
    "text",
    [
        "The warden said nothing.",
        "The warden told the truth about nobody.",
        "The warden opened a gate.",
    ],
)
def test_what_is_no_report_has_no_content(text: str) -> None:
    assert read_article(text)["quotes"].empty


def test_the_verb_of_a_reported_clause_is_never_lost_behind_a_long_subject() -> None:
    text = "The warden said that the weir which the council had built in 1962 with borrowed money was not safe."
    [content] = read_article(text)["quotes"]["text"]
    assert content.endswith("was not safe")
