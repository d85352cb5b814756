import pandas as pd

from analysis.report.story.terms import choose_terms

COLUMNS = ["source", "voice", "term", "list", "n_source", "n_reference", "log_ratio", "tier"]


def choose(told, citations, *rows):
    return choose_terms({**told, "keywords": pd.DataFrame(rows, columns=COLUMNS)}, citations)


def test_a_word_said_once_is_shown_nowhere_and_a_rare_one_is_folded(told, citations):
    enough, rare = choose(
        told, citations,
        ("North", "own", "dockers", "framing", 5, 1, 2.0, "descriptive"),
        ("North", "own", "gate", "framing", 2, 0, 1.0, "descriptive"),
        ("North", "own", "port", "framing", 1, 0, 1.0, "descriptive"),
    )  # fmt: skip
    assert [term.term for term in enough["North"]] == ["dockers"]
    assert [term.term for term in rare["North"]] == ["gate"]


def test_names_house_style_and_words_of_the_quoted_are_left_out(told, citations):
    rows = [("North", "own", "odu", "name", 9, 0, 2.0, ""), ("North", "quoted", "yield", "framing", 9, 0, 2.0, "")]
    assert choose(told, citations, *rows) == ({}, {})


def test_a_word_leads_to_its_sentences(told, citations):
    enough, _ = choose(told, citations, ("North", "own", "dockers", "framing", 5, 1, 2.0, "supported"))
    start = told["sentences"].query("article_id == 'north'").set_index("sentence_id")["text"].str.startswith("Three")
    assert enough["North"][0].hrefs == [f"#{citations.anchors[start[start].index[0]]}"]
