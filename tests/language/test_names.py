from analysis.language.names import compile_aliases, compile_parts
from analysis.lexicons import standard_lexicons


def test_a_title_has_its_classes_and_a_group_one_word() -> None:
    parts = compile_parts(standard_lexicons())
    assert parts.titles["general"] == frozenset(["military"])
    assert parts.group_of("demonstrators") == parts.group_of("demonstrator") == "protesters"
    assert parts.group_of("bakers") == "bakers"


def test_gender_stands_with_honorifics_and_first_names_only_where_it_is_known() -> None:
    parts = compile_parts(standard_lexicons())
    assert (parts.gender["mary"], parts.gender["john"]) == ("female", "male")
    assert parts.pronouns["they"][1] == "plural"
    assert "general" not in parts.gender


def test_an_unknown_kind_is_an_empty_set() -> None:
    assert compile_parts(standard_lexicons())["no such kind"] == frozenset()


def test_two_spellings_of_a_country_are_one_entity() -> None:
    aliases = compile_aliases(standard_lexicons())
    assert aliases["UK"].entity == aliases["Britain"].entity
