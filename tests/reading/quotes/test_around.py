import pytest

from analysis.reading.article import read_article


@pytest.mark.parametrize(
    ("text", "speaker", "content"),
    [
        ("The dam will hold, the engineer said.", "the engineer", "The dam will hold"),
        ("The dam is old, the engineer said, but it will hold.", "the engineer", "The dam is old"),
        ("As the Morning Gazette reported, the dam is cracked.", "the Morning Gazette", "the dam is cracked"),
        ("The dam is cracked, as engineers have noted since May.", "engineers", "The dam is cracked"),
    ],
)
def test_content_before_and_behind_its_cue(text: str, speaker: str, content: str) -> None:
    [row] = read_article(text)["quotes"][["speaker_text", "text"]].values.tolist()
    assert row[0] == speaker
    assert row[1].startswith(content)


def test_a_second_half_goes_on_reporting_and_a_new_report_does_not() -> None:
    quotes = read_article("The count was fair, the clerk said, and the hall was full.")["quotes"]
    assert quotes["text"].tolist() == ["The count was fair, the clerk said, and the hall was full"]
    quotes = read_article("The count was fair, the clerk said, as the hall filled.")["quotes"]
    assert quotes["text"].tolist() == ["The count was fair"]
