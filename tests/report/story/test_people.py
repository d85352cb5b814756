from analysis.report.story.people import (
    describe_rule,
    group_by_speaker,
    list_quotes,
    measure_bars,
    number_speakers,
)


def test_a_bar_is_as_long_as_its_share_of_the_largest(told):
    bars = measure_bars(told, by="speaker", numbers=number_speakers(told), most=9)
    shares = told["shares"].query("by == 'speaker'")
    largest = shares["share_words"].max()
    for bar in bars:
        for source, amount in bar.amounts.items():
            row = shares[(shares["name"] == bar.name) & (shares["source"] == source)].iloc[0]
            assert bar.widths[source] == round(100 * row["share_words"] / largest)
            assert amount.n_words == row["n_words"]


def test_every_quotation_stands_under_its_speaker_with_how_it_was_found(told, citations):
    numbers = number_speakers(told)
    groups = {
        name: quotes for name, _, quotes, _ in group_by_speaker(list_quotes(told, citations, view="speech"), numbers)
    }
    (quote,) = groups["Ben Sol"]
    assert "".join(piece.text for piece in quote.citation.pieces).strip(" ,") == "We will not yield"
    assert quote.how.endswith("through “said”")
    assert quote.sure.endswith(" of 10 such finds are right")


def test_a_colon_is_no_word_through_which_something_was_found():
    assert describe_rule(":", "block") == "a passage set off from the text"


def test_without_shares_there_are_no_bars(told):
    assert measure_bars({"quotes": told["quotes"]}, by="speaker", numbers={}, most=3) == []
