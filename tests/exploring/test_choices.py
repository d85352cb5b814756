from analysis.exploring.choices import Choice, choose_first, narrow_tables
from analysis.parameters import check_parameters


def test_one_source_is_counted_alone(seeds):
    kept = narrow_tables(seeds, check_parameters(), sources=["B"])
    assert set(kept["shares"]["source"]) == {"B"}
    assert set(kept["quotes"]["article_id"]) == set(kept["articles"]["article_id"])
    whole = seeds["shares"].query("source == 'B'").reset_index(drop=True)
    assert kept["shares"].equals(whole)


def test_all_sources_are_the_tables_as_they_are(seeds):
    kept = narrow_tables(seeds, check_parameters(), sources=["A", "B"])
    assert kept["shares"] is seeds["shares"]
    assert kept.lexicons is seeds.lexicons


def test_of_an_event_that_there_is_not_nothing_is_left(seeds):
    assert narrow_tables(seeds, check_parameters(), event="nowhere")["articles"].empty


def test_the_speaker_with_most_words_is_chosen_first(seeds):
    assert choose_first(seeds) == Choice("speaker", "Shah Mahmood Qureshi")
    assert choose_first({"shares": seeds["shares"].head(0)}) == Choice("word", "said")
