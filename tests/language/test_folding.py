"""Tokens of keywords and the spellings they fold."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.language.folding import fold_word, list_words, split_terms, split_words, write_pattern
from analysis.lexicons import load_lexicons, standard_lexicons


def words(text):
    return [token.term for token in split_terms(text)]


@pytest.mark.parametrize("spelling", ["US", "U.S.", "U.S", "USA", "U.S.A.", "United States", "the United States’"])
def test_one_country_is_one_term(spelling):
    assert "united states" in words(f"He left {spelling} soil.")
    assert not {"u", "s", "us", "united", "states"} & set(words(f"He left {spelling} soil."))


def test_the_pronoun_us_is_not_the_country():
    assert words("They told us to wait.") == ["they", "told", "us", "to", "wait"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Shi’ite", "Shiite"),
        ("Shi'ites", "Shiites"),
        ("organised", "organized"),
        ("organisations", "organizations"),
        ("defence", "defense"),
        ("neighbours", "neighbors"),
        ("labelled", "labeled"),
        ("protestors", "protesters"),
        ("Muhammad", "Mohammed"),
        ("Qasim", "Qasem"),
        ("U.K.", "UK"),
        ("per cent", "percent"),
        ("e-mail", "email"),
        ("cease-fire", "ceasefire"),
        ("Sept.", "September"),
    ],
)
def test_spellings_of_one_word_are_one_term(one, other):
    assert words(f"They said {one} now") == words(f"They said {other} now")


@pytest.mark.parametrize("word", ["organism", "advised", "promise", "surprise", "exercise", "hour", "four", "tour"])
def test_words_that_only_look_like_variants_stay(word):
    assert fold_word(word, standard_lexicons()) == word


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tehran’s envoy", ["tehran", "envoy"]),
        ("the minister's aides’ cars", ["the", "minister", "aides", "cars"]),
        ("U.S.-led talks", ["united states", "led", "talks"]),
        ("US-led talks", ["united states", "led", "talks"]),
        ("anti-American slogans", ["anti-american", "slogans"]),
        ("covid-19 and 20% of 1,300", ["covid-19", "and", "of"]),
        ("at 6 p.m. in D.C.", ["at", "pm", "in", "dc"]),
        ("don’t", ["don't"]),
        ("", []),
    ],
)
def test_tokens(text, expected):
    assert words(text) == expected


def test_spans_slice_back():
    text = "The U.S.-Iran row: Shi’ites back Tehran’s United States policy."
    tokens = list(split_terms(text))
    assert [text[token.start : token.end] for token in tokens] == [
        "The", "U.S.", "Iran", "row", "Shi’ites", "back", "Tehran’s", "United States", "policy",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "spellings",
    [
        "American Americans America",
        "British Britain Britons",
        "protest protests protester protesters protestor protested protesting",
        "escalate escalated escalating escalation",
        "de-escalating de-escalation deescalate",
        "Shiite Shi’ite Shi'ites",
        "Iran Iranian Iranians Iran’s",
        "Pakistan Pakistani Pakistanis",
        "country countries",
        "organise organised organizer organisation",
        "stop stopped stops",
    ],
)
def test_inflections_and_spellings_of_one_word_are_one_stem(spellings):
    assert len({word.stem for word in split_words(spellings)}) == 1


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("US", "us"),
        ("WHO", "who"),
        ("country", "counterpart"),
        ("police", "policy"),
        ("Iran", "Iraq"),
        ("Polish", "polish"),
        ("America", "US"),
        ("12", "1.2"),
    ],
)
def test_different_words_stay_apart(first, second):
    assert split_words(first)[0].stem != split_words(second)[0].stem


def test_one_country_under_its_short_and_its_long_name_is_one_word():
    forms = [[word.form for word in split_words(text)] for text in ("the U.S. army", "the US army", "the USA army")]
    forms.append([word.form for word in split_words("the United States army")])
    assert all(form == forms[0] for form in forms)


@given(st.text(max_size=200))
def test_words_slice_back_and_never_fail(text):
    for word in split_words(text):
        assert text[word.start : word.end] == word.text
        assert word.form


@pytest.mark.parametrize("word", ["terrorist", "criticism", "nationalist", "capitalism", "optimism", "realistic"])
def test_a_word_is_spelled_alike_for_keywords_and_for_comparison(word):
    (folded,) = split_words(word)
    assert folded.term == folded.form == word


@given(st.text(max_size=200))
def test_every_term_is_a_word_that_is_compared(text):
    compared = split_words(text)
    assert [term for term in split_terms(text) if term not in compared] == []


def test_the_parts_of_a_compound_with_an_acronym_are_words():
    assert [word.stem for word in split_words("U.S.-led and US-led talks")] == [
        "united states", "led", "and", "united states", "led", "talk",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("$1,200.50 and 20%", ["$1,200.50", "and", "20%"]),
        ("5,000-6,000 at 8pm", ["5,000", "6,000", "at", "8", "pm"]),
        ("the 20th of the 1990s", ["the", "20th", "of", "the", "1990s"]),
        ("a 20-year-old and 35 others", ["a", "20-year-old", "and", "35", "others"]),
        ("the protesters’ ‘tired’ vans", ["the", "protesters’", "tired", "vans"]),
    ],
)
def test_amounts_and_marks(text, expected):
    assert [word.text for word in split_words(text)] == expected


def test_a_row_with_a_wrong_case_is_named(tmp_path):
    (tmp_path / "variants.csv").write_text("variant,term,case,note\nUS,united states,exact,\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"line 2 \('US'\): case is 'exact'"):
        load_lexicons(tmp_path)


def test_a_readers_own_list_replaces_ours(tmp_path):
    (tmp_path / "variants.csv").write_text("variant,term,case,note\nkiev,kyiv,any case,\n", encoding="utf-8")
    lexicons = load_lexicons(tmp_path)
    assert [token.term for token in split_terms("Kiev and U.S. aid", lexicons=lexicons)] == ["kyiv", "and", "us", "aid"]


@pytest.mark.parametrize(
    ("term", "text", "expected"),
    [
        ("united states", "US aid; the U.S. left; it told us; united states", ["US", "U.S.", "united states"]),
        ("defense", "Defence and defense", ["Defence", "defense"]),
        ("labor", "labour costs, laborious, Labor", ["labour", "Labor"]),
        ("foreign minister", "the foreign  minister", ["foreign  minister"]),
        ("¹i̇", "¹İ", ["¹İ"]),
        ("ai̇", "A.İ.", ["A.İ."]),
        ("a½", "A.½.", ["A.½."]),
        ("1000s", "1,000s and 1000s", ["1,000s", "1000s"]),
        ("anti-war", "anti-war and anti‑war", ["anti-war", "anti‑war"]),
        ("shiite", "Shi’ite and Shi'ite and Shiite", ["Shi’ite", "Shi'ite", "Shiite"]),
    ],
)
def test_a_pattern_finds_every_spelling(term, text, expected):
    found = re.finditer(rf"(?<!\w)(?:{write_pattern(term)})(?!\w)", text, re.IGNORECASE)
    assert [match.group() for match in found] == expected


def test_the_pattern_of_a_term_finds_an_acronym_that_is_printed_with_points():
    pattern = re.compile(write_pattern("oau"), re.IGNORECASE)
    assert [match[0] for match in pattern.finditer("The O.A.U. met; the OAU said so.")] == ["O.A.U.", "OAU"]


@pytest.mark.parametrize(
    "text", ["US-led talks", "New York’s U.S.-born Shi’ites", "the United\nStates’ $1,200.50", "a.m.", ""]
)
def test_words_without_their_places_are_the_same_words(text):
    assert [word[3:] for word in list_words(text)] == [word[3:] for word in split_words(text)]
    assert [word.text for word in list_words(text)] == [word.text for word in split_words(text)]


@given(st.text("aU.S-’ 1$,tedN", max_size=30))
def test_words_of_any_text_are_the_same_without_their_places(text):
    assert [(word.text, *word[3:]) for word in list_words(text)] == [(w.text, *w[3:]) for w in split_words(text)]


def test_words_that_are_alike_are_one_object():
    first, _, again = list_words("talks about talks")
    assert first is again
