import pytest

from analysis.reading.article import read_article


@pytest.mark.parametrize(
    ("text", "kind", "content"),
    [
        ("“The weir will hold,” the warden said.", "direct", "The weir will hold,"),
        ("The warden said the weir “will hold” for years.", "mixed", "the weir “will hold” for years"),
        ("The warden said the weir will hold.", "indirect", "the weir will hold"),
    ],
)
def test_the_kind_tells_how_much_stands_in_marks(text: str, kind: str, content: str) -> None:
    quotes = read_article(text)["quotes"]
    assert quotes[["kind", "text"]].values.tolist() == [[kind, content]]


def test_two_halves_around_a_cue_are_one_quotation() -> None:
    text = "“The weir will hold,” the warden said, “if the rain stops by Monday.”"
    [row] = read_article(text)["quotes"].to_dict("records")
    assert (row["speaker_text"], row["kind"]) == ("the warden", "direct")
    assert text[row["start"] : row["end"]] == text[1:-1]


def test_a_paragraph_in_marks_alone_goes_on_with_whoever_was_heard_before() -> None:
    text = "“The weir will hold,” Ana Ruiz said.\n\n“We looked at it on Sunday and found no cracks.”"
    quotes = read_article(text)["quotes"]
    assert quotes["speaker"].tolist() == ["Ana Ruiz", "Ana Ruiz"]
    assert quotes["confidence"].iloc[1] < quotes["confidence"].iloc[0]


def test_a_word_in_marks_that_nobody_says_is_no_quotation() -> None:
    assert read_article("The “temporary” weir has stood for forty years.")["quotes"].empty


def test_what_somebody_reports_inside_a_quotation_stands_below_it() -> None:
    text = "“The mayor told us that the weir is closed,” the warden said."
    quotes = read_article(text)["quotes"].set_index("quote_id")
    inner = quotes[quotes["parent_id"] != ""]
    assert inner["speaker_text"].tolist() == ["The mayor"]
    assert quotes.loc[inner["parent_id"], "speaker_text"].tolist() == ["the warden"]
