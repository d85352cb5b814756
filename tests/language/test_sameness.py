"""When two printed names are one person's or one body's."""

import pytest

from analysis.language.names import compile_parts
from analysis.language.sameness import content_words, fold_name, initials, is_acronym, is_junior, surname
from analysis.lexicons import load_lexicons, standard_lexicons

PARTS = compile_parts(standard_lexicons())


def test_two_orders_of_a_bodys_name_have_the_same_telling_words():
    names = (("Department", "of", "Justice"), ("Justice", "Department"))
    assert len({content_words(fold_name(name), PARTS) for name in names}) == 1


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Central Bank of the North", "cbn"),
        ("Homes & Health for All", "hha"),
        ("Médecins du Monde", "mm"),
    ],
)
def test_small_words_are_not_in_the_initials(name, letters):
    assert initials(name.split(), PARTS) == letters


@pytest.mark.parametrize(
    ("name", "last"),
    [("moqtada al-sadr", "sadr"), ("robert downey jr", "downey"), ("ana sol", "sol"), ("jr", "jr")],
)
def test_the_surname_stands_before_a_suffix_and_behind_an_article(name, last):
    assert surname(name.split(), PARTS) == last


def test_a_junior_is_another_person():
    assert [is_junior(name.split(), PARTS) for name in ("donald trump jr", "donald trump", "")] == [True, False, False]


def test_an_acronym_is_capitals_with_points_or_without():
    assert [is_acronym((name,)) for name in ("DOJ", "D.O.J.", "Doj", "D")] == [True, True, False, False]


def test_a_readers_own_small_words_are_asked(tmp_path):
    (tmp_path / "name_parts.csv").write_text(
        "word,kind,class,gender,note\nJr.,suffix,,,\nvan,small word,,,\n", encoding="utf-8"
    )
    assert initials(("Bank", "van", "Norby"), compile_parts(load_lexicons(tmp_path))) == "bn"
