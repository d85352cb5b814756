import pytest

from analysis.language.words import WORD
from analysis.validating.stretches import find_words, fold_words

SENTENCE = "“We won’t strike,” said Ana Ruiz – the union’s leader – but “not yet” she added, the talks being on."


def show(answer: str, sentence: str = SENTENCE) -> str:
    words = WORD.findall(sentence)
    return " ".join(words[at] for at in sorted(find_words(answer, sentence)))


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ("We won’t strike", "We won’t strike"),
        ('"we WON\'T  strike,"', "We won’t strike"),
        ("marks", "We won’t strike not yet"),
        ("Marks", "We won’t strike not yet"),
        ("We ... strike", "We won’t strike"),
        ("we … strike", "We won’t strike"),
        ("the talks being on | not yet", "not yet the talks being on"),
        ("Ruiz - the union's leader", "Ruiz the union’s leader"),
        ("leader – but", "leader but"),
        ("all", " ".join(WORD.findall(SENTENCE))),
    ],
)
def test_words_are_found_however_they_are_written(answer: str, words: str) -> None:
    assert show(answer) == words


@pytest.mark.parametrize(
    ("answer", "problem"),
    [
        ("we shall strike", "'we shall strike' does not stand in the sentence"),
        ("the", "'the' stands 2 times in the sentence. Give a word more"),
        ("the ... leader", "'the' stands 2 times there. Give a word more, or the words as they stand"),
        ("strike ... we", "'we' does not stand in the sentence. Give a word more, or the words as they stand"),
        (" | ", "it names no words. Write the words, `all` or `marks`"),
    ],
)
def test_what_fits_nowhere_or_twice_is_named(answer: str, problem: str) -> None:
    with pytest.raises(ValueError, match="^" + problem.replace("|", r"\|").replace("(", r"\(") + "$"):
        find_words(answer, SENTENCE)


def test_marks_that_opened_in_an_earlier_sentence() -> None:
    assert show("marks", "There is no fuel,” Odu said.") == "There is no fuel"
    assert show("marks", 'There is no fuel," Odu said.') == "There is no fuel"


def test_marks_that_close_in_a_later_sentence() -> None:
    assert show("marks", "Odu said: “There is no fuel.") == "There is no fuel"
    assert show("marks", '"There is no fuel.') == "There is no fuel"


def test_single_marks_are_no_apostrophes() -> None:
    assert show("marks", "The union’s ‘last offer’ is the mayor's.") == "last offer’"


def test_marks_of_two_apostrophes_go_with_the_words_they_close() -> None:
    sentence = "''We won't strike,'' she said."
    assert find_words("''We won't strike,''", sentence) == {0, 1, 2, 3}
    assert find_words("marks", sentence) == {0, 1, 2, 3}


def test_a_sentence_without_marks_has_none() -> None:
    with pytest.raises(ValueError, match="no words of the sentence stand in quotation marks"):
        find_words("marks", "There is no fuel.")


def test_a_word_is_taken_apart_at_its_marks_under_one_number() -> None:
    assert fold_words("The 1990–95 US-led") == [(0, "the"), (1, "1990"), (2, "95"), (3, "us"), (3, "led")]
