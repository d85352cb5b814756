import pytest

from analysis.language.parse import parse
from analysis.language.phrases import find_subject, mention_span, phrase
from analysis.language.tree import build_tree


def read(text):
    return build_tree(parse(text))


@pytest.mark.parametrize(
    ("text", "verb", "subject"),
    [
        ("The mayor resigned.", "resigned", "mayor"),
        ("The mayor resigned, citing delays.", "citing", "mayor"),
        ("The judge was criticised by lawyers.", "criticised", "lawyers"),
        ("The judge was criticised.", "criticised", ""),
        ("The union met on Monday and voted to strike.", "voted", "union"),
    ],
)
def test_the_subject_is_who_does_what_the_verb_says(text: str, verb: str, subject: str) -> None:
    tree = read(text)
    found = find_subject(tree, tree.text.index(verb))
    assert ("" if found is None else tree.text[found]) == subject


def test_a_speaker_is_printed_with_title_and_apposition_but_without_what_he_was_doing() -> None:
    tree = read("Harbour master Hugo Brand, a former pilot, speaking in Oslo, said the port was full.")
    assert tree.slice(*mention_span(tree, tree.text.index("Brand"), set())).startswith("Harbour master Hugo Brand")
    assert "Oslo" not in tree.slice(*mention_span(tree, tree.text.index("Brand"), set()))


def test_a_noun_phrase_takes_in_of_and_leaves_out_other_prepositions() -> None:
    tree = read("The head of the port in Lund resigned.")
    assert tree.slice(*phrase(tree, tree.text.index("head"))) == "The head of the port"
