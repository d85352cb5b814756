from analysis.report.story.tone import SCORER, compare_tones


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
