from analysis.comparing.matching.sentences import list_sentence, split_sentence
from analysis.language.folding import split_words

TEXT = "The U.S.-led talks failed."


def test_a_sentence_that_is_asked_for_again_is_not_cut_again() -> None:
    split_sentence.cache_clear()
    first, again = (split_sentence(text, None) for text in (TEXT, str(TEXT)))
    assert first is again
    assert list(first) == split_words(TEXT)
    assert split_sentence.cache_info().misses == 1


def test_a_sentence_is_listed_once() -> None:
    list_sentence.cache_clear()
    first, again = (list_sentence(text, None) for text in (TEXT, str(TEXT)))
    assert first is again
    assert [word.stem for word in first] == [word.stem for word in split_words(TEXT)]
