"""Quotations: one row an attribution, whatever the typography and the construction."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.reading.article import parse_page, read_article
from analysis.reading.page import read_page
from analysis.reading.quotes.find import find_quotes


def read(text):
    return read_article(text)["quotes"]


def rows(text, *columns):
    return read(text)[list(columns)].values.tolist()


def test_columns_and_spans():
    text = "“The dam holds,” Mayor Ada Lund said. She warned of more rain."
    quotes = read(text)
    assert quotes.columns.tolist()[:3] == ["quote_id", "zone", "kind"]
    for row in quotes.itertuples():
        assert text[row.start : row.end] == row.text
        assert text[row.cue_start : row.cue_end] == row.cue_text
        assert text[row.speaker_start : row.speaker_end] == row.speaker_text
    assert quotes["quote_id"].tolist() == ["q001", "q002"]


def test_an_article_without_quotations_gives_an_empty_table_with_all_columns():
    quotes = read("The bridge is long and the river is wide.")
    assert quotes.empty
    assert quotes.columns.tolist()[:3] == ["quote_id", "zone", "kind"]


@pytest.mark.parametrize(
    "text",
    [
        "“It rains,” he said.",
        '"It rains," he said.',
        "''It rains,'' he said.",
        "``It rains,'' he said.",
        "‘It rains,’ he said.",
        "'It rains,' he said.",
        "«It rains», he said.",
        "„It rains“, he said.",
        "”It rains”, he said.",
    ],
)
def test_every_typography(text):
    assert [t.rstrip(",") for t in read(text)["text"]] == ["It rains"]
    assert rows(text, "kind", "speaker_text", "cue_text") == [["direct", "he", "said"]]


def test_a_discontinuous_quotation_counts_the_words_of_its_pieces():
    quotes = read("“We lost,” the coach said, “and we deserved it.”")
    assert quotes["n_words"].tolist() == [6]
    assert quotes["text"].tolist() == ["We lost,” the coach said, “and we deserved it."]


def test_a_nested_report_names_its_parent():
    quotes = read("The ministry said the envoy had promised to leave.")
    assert rows("The ministry said the envoy had promised to leave.", "cue_text", "parent_id") == [
        ["said", ""],
        ["promised", "q001"],
    ]
    assert quotes["act"].tolist() == ["speech", "speech"]


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("The farmer said the well was dry.", "speech"),
        ("Nurses marched, chanting “Staff, not slogans!”", "slogan"),
        ("The report says the well was dry.", "document"),
        ("Farmers believe the well is dry.", "belief"),
        ("The farmer plans to dig a well.", "plan"),
        ("A poll found that farmers distrust the board.", "poll"),
        ("The farmer saw that the well was dry.", "perception"),
    ],
)
def test_acts(text, act):
    assert read(text)["act"].tolist() == [act]


def test_words_in_marks_were_said_whatever_the_cue_calls_them():
    assert read("The mayor believes the plan “will ruin every shop in town.”")["act"].tolist() == ["speech"]


@pytest.mark.parametrize(
    "text",
    [
        "The so-called “golden hour” begins at noon.",
        "Her novel “The Salt Winter” sold out.",
        "It is worth noting that prices had doubled.",
    ],
)
def test_scare_quotes_titles_and_asides_are_no_quotations(text):
    assert read(text).empty


def test_content_stops_where_the_source_speaks_again():
    text = "The sultan said the strait would stay open, amid mounting friction between two navies."
    assert read(text)["text"].tolist() == ["the strait would stay open"]


def test_a_paragraph_without_its_closing_mark_is_closed_and_counted():
    text = (
        "The pilot said: “We turned back at dawn. Nobody was hurt.\n\nThe ferry sails again on Monday, with a new crew."
    )
    assert read(text)["text"].tolist() == ["We turned back at dawn. Nobody was hurt."]
    assert len(read_page(text).unpaired) == 1


def test_half_an_article_is_never_one_quotation():
    text = 'He said the plan was "dead. ' + "The council met on Monday and nobody came to hear it. " * 400
    assert read(text)["n_words"].max() < 400


def test_arguments_are_not_mutated_and_results_repeat():
    page = read_page("“It rains,” she said. Farmers hope for more.")
    tree, sentences = parse_page(page)
    heads, known = list(tree.head), list(sentences)
    first, second = find_quotes(page, tree, sentences)[0], find_quotes(page, tree, sentences)[0]
    assert first == second
    assert (tree.head, sentences) == (heads, known)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "He",
                "said",
                "“",
                "”",
                '"',
                "''",
                "‘",
                "’",
                "that",
                ",",
                ".",
                ":",
                "rain",
                "\n\n",
                "Ada",
                "—",
                "according to",
                "(",
            ]
        ),
        max_size=25,
    )
)
def test_no_text_raises(words):
    text = " ".join(words)
    for row in read(text).itertuples():
        assert text[row.start : row.end] == row.text


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("“The pier is closed,” the warden said.", "marked"),
        ("The warden said “the pier” was closed.", "clause"),
        ("The warden said the pier was closed.", "clause"),
        ("According to the warden, the pier is closed.", "clause"),
        ("The union urged members to leave the port.", "infinitive"),
        ("The warden stressed the need for new railings.", "noun phrase"),
        ("The warden called the pier a death trap.", "predicate"),
    ],
)
def test_form_says_what_the_content_is_made_of(text: str, form: str) -> None:
    assert read(text)["form"].tolist() == [form]
