import pytest

from analysis.language.parse import parse
from analysis.language.tree import PADDING, Tree, build_tree

TEXT = "Rebels shelled the old harbour. “We saw smoke,” the mayor of Lund said."


@pytest.fixture(scope="module")
def tree() -> Tree:
    return build_tree(parse(TEXT), [(0, 31), (32, len(TEXT))])


def test_a_subtree_is_a_slice_of_the_article(tree: Tree) -> None:
    harbour = tree.text.index("harbour")
    assert tree.slice(tree.first[harbour], tree.last[harbour]) == "the old harbour"
    assert tree.subtree(harbour) == [2, 3, 4]
    assert tree.subtree(harbour, without=[3]) == [2, 4]


def test_before_the_first_word_and_after_the_last_there_is_nothing(tree: Tree) -> None:
    assert (tree.text[-1], tree.pos[-1], tree.sentence[-1]) == ("", "", None)
    assert tree.text[tree.n : tree.n + PADDING] == [""] * PADDING
    assert tree.sentence_of(tree.n) == (tree.n, tree.n)
    assert tree.child(None, "nsubj") is None


def test_sentences_and_their_tokens(tree: Tree) -> None:
    said = tree.text.index("said")
    assert [tree.slice(*tree.sentence_of(i)) for i in (0, said)] == [TEXT[:31], TEXT[32:]]


def test_edges_lose_their_marks(tree: Tree) -> None:
    first, last = tree.sentence_of(tree.text.index("said"))
    assert tree.slice(*tree.trim(first, last)) == "We saw smoke,” the mayor of Lund said"
    comma = tree.text.index(",")
    assert tree.trim(comma, comma) == (comma + 1, comma)


def test_a_marked_tree_counts_the_words_of_each_stretch_and_the_first_one_stays_as_it_was(tree: Tree) -> None:
    start, end = TEXT.index("“"), TEXT.index("”") + 1
    marked = tree.mark([(start, end)])
    smoke = tree.text.index("smoke")
    assert (marked.stretch[smoke], marked.stretch_words) == (0, [3])
    assert marked.is_long(smoke, 2)
    assert not marked.is_long(smoke, 3)
    assert tree.stretch[smoke] is None


def test_a_word_hung_elsewhere_takes_along_what_is_below_it_in_a_new_tree(tree: Tree) -> None:
    harbour, said = tree.text.index("harbour"), tree.text.index("said")
    moved = tree.rehang({harbour: said})
    assert moved.head[harbour] == said
    assert moved.first[said] == tree.text.index("the")
    assert harbour in tree.children[tree.text.index("shelled")]
    assert list(moved.ancestors(harbour)) == [said]
