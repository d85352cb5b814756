from analysis.report.story.brief import choose_sentences, list_cited, measure_depths, read_findings, write_brief


def test_findings_come_by_rank_each_side_with_its_passages(told, citations):
    first, second = read_findings(told, citations)
    assert first.headline == "North counts three hurt, South & Co five."
    assert [side.source.name for side in first.sides] == ["North", "South & Co"]
    marked = [p.text for side in first.sides for passage in side.passages for p in passage.citation.pieces if p.marked]
    assert marked == ["Three", "five"]
    assert [len(side.passages) for side in second.sides] == [0, 1]


def test_without_findings_there_is_nothing_to_tell(told, citations):
    assert read_findings({name: table for name, table in told.items() if name != "findings"}, citations) == []


def test_a_sentence_half_way_down_is_at_half(told):
    depths = measure_depths(told)
    assert depths["south:s001"] == 0
    # 22 words come before, 38 are the body's: 21 + 2 hyphen-free counts are those of the table.
    before = told["sentences"].query("sentence_id == 'south:s001'")["n_words"].iloc[0]
    body = told["sentences"].query("article_id == 'south' and zone == 'body'")["n_words"].sum()
    assert depths["south:s002"] == int(100 * round(before / body, 4) + 0.5)


def test_only_what_findings_show_is_cited(told):
    assert list_cited(told) == {"north:s004", "south:s001", "south:s002"} or len(list_cited(told)) == 3


def test_the_brief_as_markdown_holds_no_markup_of_an_article(told):
    brief = write_brief(told)
    assert "## North counts three hurt, South & Co five." in brief.replace("\\&", "&")
    assert "**Three**" in brief
    assert "<script" not in brief.replace("\\<", "")


def test_the_brief_without_texts_quotes_nobody(told):
    assert "yield" not in write_brief(told, text="none")


def test_of_a_large_event_what_findings_show_is_always_in_and_sources_take_turns(told, citations, monkeypatch):
    monkeypatch.setattr("analysis.report.story.brief.MOST_WORDS", 1)
    assert choose_sentences(told, citations.articles, "full") == list_cited(told)
    words = told["articles"].set_index("article_id")["n_words"]
    monkeypatch.setattr("analysis.report.story.brief.MOST_WORDS", int(words["north"]))
    shown = choose_sentences(told, citations.articles, "full")
    assert {key for key in shown if key.startswith("north:")} == {
        key for key in told["sentences"]["sentence_id"] if key.startswith("north:")
    }
    assert "south:s003" not in shown
