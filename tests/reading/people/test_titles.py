from analysis.language.names import compile_parts
from analysis.language.parse import parse
from analysis.language.tree import build_tree
from analysis.lexicons import standard_lexicons
from analysis.reading.people.aliases import find_aliases
from analysis.reading.people.titles import make_role, read_modifiers

PARTS = compile_parts(standard_lexicons())


def test_a_former_title_and_one_under_another_are_told_apart():
    assert make_role(PARTS, "minister", ["former", "finance"]).former
    assert make_role(PARTS, "president", ["vice"]).under
    assert make_role(PARTS, "minister", ["finance"]).modifiers == {"finance"}


def test_words_before_a_name_give_titles_and_nationalities():
    tree = build_tree(parse("The former Danish foreign minister resigned."))
    aliases = {found.first: found for found in find_aliases(tree, standard_lexicons())}
    roles, nations, _ = read_modifiers(tree, PARTS, 0, 4, aliases)
    assert [(role.noun, sorted(role.modifiers), role.former) for role in roles] == [("minister", ["foreign"], True)]
    assert nations == {"Denmark"}
