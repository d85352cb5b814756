from analysis.report.story.tone import SCORER, Mean, compare_tones, describe_tones


def test_the_words_that_made_the_tone_add_up_to_it_and_lead_to_their_sentences(told, citations):
    tone = compare_tones(told, citations)
    assert tone is not None
    for source, words in tone.words.items():
        for word in words:
            hits = told["hits"][(told["hits"]["scorer"] == SCORER) & (told["hits"]["text"].str.casefold() == word.word)]
            own = hits[hits["article_id"].map(told["articles"].set_index("article_id")["source"]) == source]
            assert word.n <= len(own)
            assert all(href.startswith("#a") for href in word.hrefs)


def test_where_nothing_was_scored_nothing_is_told(told, citations):
    assert compare_tones({name: table for name, table in told.items() if name != "tone"}, citations) is None


def test_sources_that_are_grimmer_than_the_same_ones_share_a_sentence():
    low = Mean("A", "quoted", -0.4, -0.5, -0.3, 0, 0, 0)
    means = [low, low._replace(source="B"), low._replace(source="C", low=0.1, high=0.2)]
    assert describe_tones(means) == "The words that A and B report or quote are grimmer than those of C."
