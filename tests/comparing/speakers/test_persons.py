from collections import Counter, defaultdict

from analysis.comparing.speakers.persons import merge_persons
from analysis.language.names import compile_parts
from analysis.lexicons import standard_lexicons


def names_of(*printed: tuple[str, str]) -> list[str]:
    """The name in the event of each (article, local name), all printed once."""
    counts = {key: Counter({key[1]: 1}) for key in printed}
    named = merge_persons(counts, defaultdict(frozenset), compile_parts(standard_lexicons()))
    return [named[key] for key in printed]


def test_a_surname_of_one_article_is_the_full_name_of_another() -> None:
    assert names_of(("a", "Ana Sol"), ("b", "Sol")) == ["Ana Sol", "Ana Sol"]


def test_two_spellings_are_one_and_two_first_names_are_two() -> None:
    assert len(set(names_of(("a", "Qasem Moor"), ("b", "Qasim Moor")))) == 1
    assert len(set(names_of(("a", "Ann Moor"), ("b", "David Moor")))) == 2


def names_beside_a_namesake(article: str, *called: str) -> set[str]:
    """Names of Roger Hunt Jr. of article a, called so there, and of Roger Hunt of another."""
    junior, other = ("a", "Roger Hunt Jr."), (article, "Roger Hunt")
    counts = {junior: Counter(["Roger Hunt Jr.", *called]), other: Counter(["Roger Hunt"])}
    named = merge_persons(counts, defaultdict(frozenset), compile_parts(standard_lexicons()))
    return {named[junior], named[other]}


def test_a_junior_is_the_namesake_of_another_article_only_where_the_bare_surname_is_his() -> None:
    assert len(names_beside_a_namesake("b", "Hunt")) == 1
    assert len(names_beside_a_namesake("b")) == 2
    assert len(names_beside_a_namesake("a", "Hunt")) == 2
