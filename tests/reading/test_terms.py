"""Counts of words and two-word terms in each voice."""

import re

import pytest

from analysis.lexicons import Lexicons
from analysis.reading.article import parse_page, read_article
from analysis.reading.page import read_page
from analysis.reading.segments import Segment
from analysis.reading.terms import Term, compile_boilerplate, count_terms
from analysis.reading.views import as_columns
from analysis.schema import shape_table


def count(*rows, sentence_ids=()):
    """Count terms of an article made of (voice, sentence) rows."""
    text = " ".join(sentence for _, sentence in rows)
    segments, at = [], 0
    for number, (voice, sentence) in enumerate(rows):
        sentence_id = sentence_ids[number] if sentence_ids else "s001"
        segments.append(Segment(sentence_id, "g001", "body", voice, "", "", at, at + len(sentence), 1))
        at += len(sentence) + 1
    terms = count_terms(parse_page(read_page(text))[0], segments)
    return shape_table("terms", as_columns(Term, terms))


def as_dict(terms, voice="own", size=1):
    rows = terms[(terms["voice"] == voice) & (terms["n_words"] == size)]
    return dict(zip(rows["term"], rows["n"], strict=True))


def test_words_are_counted_in_their_voice():
    terms = count(
        ("own", "Thousands rallied in the port city."), ("direct", "“We will stay in the port,”"), ("own", "she said.")
    )
    assert as_dict(terms)["port"] == 1
    assert as_dict(terms, "direct")["port"] == 1
    assert as_dict(terms)["said"] == 1


def test_a_word_is_counted_in_the_sentence_where_it_stands():
    terms = count(("own", "The port closed."), ("own", "The old port stood empty."), sentence_ids=["s001", "s002"])
    rows = terms[terms["term"].isin(["port", "old port"])]
    assert rows[["sentence_id", "term", "n"]].values.tolist() == [
        ["s001", "port", 1], ["s002", "port", 1], ["s002", "old port", 1],
    ]  # fmt: skip


def test_every_word_is_counted_once():
    terms = count(("own", "The U.S. envoy met 9 Shi’ite clerics on Sunday."))
    assert as_dict(terms) == {
        "the": 1, "united states": 1, "envoy": 1, "met": 1, "shiite": 1, "clerics": 1, "on": 1, "sunday": 1,
    }  # fmt: skip


@pytest.mark.parametrize(
    "sentence",
    [
        "Police, protesters stood there.",
        "Police (protesters) stood.",
        "Police and protesters.",
        "Police 40 protesters.",
    ],
)
def test_two_word_terms_cross_no_border(sentence):
    assert "police protesters" not in as_dict(count(("own", sentence)), size=2)


def test_two_word_terms_do_not_cross_voices():
    terms = count(("own", "The mayor promised"), ("indirect", "reform of the police force"))
    assert as_dict(terms, size=2) == {"mayor promised": 1}
    assert as_dict(terms, "indirect", size=2) == {"police force": 1}


def test_names_are_told_by_their_places():
    terms = count(
        ("own", "The council of Norvik voted."),
        ("own", "Norvik pays more."),
        ("own", "Prices rose in Norvik."),
    ).set_index("term")
    assert terms.loc["norvik", ["n", "n_proper"]].tolist() == [3, 3]
    assert terms.loc["prices", "n_proper"] == 0


def test_a_sentence_in_capitals_names_nobody():
    terms = count(("own", "THE COUNCIL VOTED AGAINST REFORM.")).set_index("term")
    assert terms.loc["council", "n_proper"] == 0


def test_boilerplate_is_a_voice_of_its_own():
    terms = count(("own", "The harbour closed."), ("own", "Click here for the daily newsletter."))
    assert as_dict(terms, "boilerplate")["newsletter"] == 1
    assert "newsletter" not in as_dict(terms)


def test_only_the_body_counts():
    terms = read_article("Rally in port\n\nThe harbour closed on Monday after a storm.")["terms"]
    assert "rally" not in set(terms["term"])
    assert read_article("")["terms"].dtypes["n"] == "int64"


PATTERNS = ["^read more", "^a|b", r"\bc|d", r"\b(?:e|f) g", r"\bh\|i", r"\b[|(]j|[)]k", "©", r"\b(?:l(?:m|n))o"]
FURNITURE = [
    "Read more", "To read more", "a", "x a", "x b", "c", "xc", "xd", "f g", "xf g", "h|i", "xh|i", "(j", "x)k", "x©",
    "lno", "xlmo", "nothing",
]  # fmt: skip


@pytest.mark.parametrize("chosen", [PATTERNS, PATTERNS[:1], PATTERNS[1:4], PATTERNS[3:6], PATTERNS[6:], []])
def test_boilerplate_is_found_as_if_each_row_was_asked_alone(chosen):
    together = compile_boilerplate(Lexicons(str(chosen), {"boilerplate": "\n".join(["pattern", *chosen])}))
    for text in FURNITURE:
        assert bool(together.search(text)) == any(re.search(p, text, re.IGNORECASE) for p in chosen), text
