import pytest

from analysis.language.names import compile_parts
from analysis.language.parse import parse
from analysis.language.tree import build_tree
from analysis.lexicons import standard_lexicons
from analysis.reading.people.runs import find_runs


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("Ana de la Sol met Omar al-Rashid.", ["Ana de la Sol", "Omar al-Rashid"]),
        ("The Department of the Interior sued Hale & Sons.", ["Department of the Interior", "Hale & Sons"]),
        ("Peter Lunt Jr. spoke on Monday.", ["Peter Lunt Jr."]),
        ("On Tuesday in March nobody came.", []),
        ("She said Ruth Hale-Berg had left.", ["Ruth Hale-Berg"]),
        ("Berg’s brother met Hale.", ["Berg", "Hale"]),
    ],
)
def test_where_a_name_begins_and_ends(text, runs):
    tree = build_tree(parse(text))
    assert [tree.slice(*run) for run in find_runs(tree, compile_parts(standard_lexicons()), set())] == runs
