from analysis.language.spellings import compile_folding, spell
from analysis.lexicons import standard_lexicons

FOLDING = compile_folding(standard_lexicons())


def test_british_and_american_spellings_are_one_word() -> None:
    assert spell("Organised", FOLDING) == spell("organized", FOLDING) == "organized"


def test_an_acronym_is_not_the_pronoun_of_the_same_letters() -> None:
    assert spell("US", FOLDING) == "united states"
    assert spell("us", FOLDING) == "us"


def test_the_words_for_a_people_are_the_country() -> None:
    assert FOLDING.nations["Iranians"] == FOLDING.nations["Iranian"] == "iran"


def test_a_word_is_asked_for_beginnings_as_long_as_the_list_has_and_no_longer() -> None:
    longest = max(FOLDING.prefixes, key=len)
    assert FOLDING.reach == len(longest)
    assert spell(longest + "x" * 50, FOLDING) == FOLDING.prefixes[longest] + "x" * 50
