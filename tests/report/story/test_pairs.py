import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from analysis.report.story.pairs import find_differences, list_matches, list_statements


def marks(citation):
    return [piece.text for piece in citation.pieces if piece.marked]


def test_the_words_that_only_one_sentence_has_are_marked(told, citations):
    sentences = told["sentences"].set_index("sentence_id")["text"]
    north = sentences[sentences.str.startswith("Three dockers")].index[0]
    row = (north, "south:s001", "close match", 0.5, "Three / five")
    columns = ["sentence_id", "other_sentence_id", "status", "similarity", "conflict"]
    twice = pd.DataFrame([row, ("south:s001", north, *row[2:])], columns=columns)
    (pair,) = list_matches({**told, "coverage": twice}, citations)
    assert marks(pair.first) == ["Three"]
    assert marks(pair.second)[-1].endswith("five")
    assert pair.note == "counts that differ: Three / five"


def test_a_statement_credited_to_two_people_says_so(told, citations):
    quote = told["quotes"]["quote_id"].iloc[0]
    shared = pd.DataFrame(
        [("same words, cut", quote, quote, "Odu", "Sol", False)],
        columns=["kind", "quote_a", "quote_b", "speaker_a", "speaker_b", "same_speaker"],
    )
    (pair,) = list_statements({**told, "shared_quotes": shared}, citations)
    assert pair.note == "the same words, cut short in one; credited to Odu and to Sol"
    assert marks(pair.first) == []


@given(st.text(alphabet="ab ", max_size=20), st.text(alphabet="ab ", max_size=20))
def test_without_the_marked_words_both_texts_have_the_same_words(first, second):
    def rest(text, spans):
        for start, end in reversed(spans):
            text = text[:start] + " " + text[end:]
        return text.split()

    own, theirs = find_differences(first, second)
    assert rest(first, own) == rest(second, theirs)
