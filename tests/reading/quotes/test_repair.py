from analysis.language.parse import parse
from analysis.language.tree import Tree, build_tree
from analysis.lexicons import standard_lexicons
from analysis.reading.article import read_article
from analysis.reading.quotes.cue_lists import load_cues
from analysis.reading.quotes.repair import repair_reports


def read_tree(text: str) -> Tree:
    return build_tree(parse(text), [(0, len(text))])


def test_what_needs_no_repair_is_the_same_tree() -> None:
    tree = read_tree("The clerk said the vote was fair.")
    assert repair_reports(tree, load_cues(standard_lexicons()).reporting) is tree


def test_a_repair_is_a_new_tree_in_which_every_word_still_has_a_head() -> None:
    tree = read_tree("The clerk said the plan had failed, citing delays, and warned that the vote would be late.")
    heads = list(tree.head)
    repaired = repair_reports(tree, load_cues(standard_lexicons()).reporting)
    assert tree.head == heads
    assert all(i in repaired.children[repaired.head[i]] for i in range(tree.n) if repaired.head[i] != i)


def test_who_warns_after_a_report_is_who_reported() -> None:
    quotes = read_article("The clerk said the plan had failed and warned that the vote would be late.")["quotes"]
    assert quotes[["speaker_text", "text"]].values.tolist() == [
        ["The clerk", "the plan had failed"],
        ["The clerk", "the vote would be late"],
    ]


def test_bare_verbs_belong_to_the_infinitive_before_them() -> None:
    text = "The clerk wants to triple the budget, hire guards and create a reserve."
    [content] = read_article(text, view="all")["quotes"]["text"]
    assert content == "to triple the budget, hire guards and create a reserve"
