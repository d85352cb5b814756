from analysis.report.counts import count_parts, count_problems, count_tables, describe_counts


def test_counts(tables):
    assert count_tables(tables) == {
        "articles": 2,
        "sources": 2,
        "events": 1,
        "words": 11,
        "words_in_body": 7,
        "quotes": {"mixed": 1},
        "zones": {"related link": 1},
        "problems": {"short article": 1},
    }


def test_counts_are_told_in_sentences(tables):
    assert describe_counts(count_tables(tables)) == [
        "2 articles, 2 sources, 11 words; 1 attribution (1 mixed).",
        "Set aside, and not counted as text of the article: 1 related link (see zones).",
        "1 problem: 1 short article (see problems).",
    ]


def test_nothing_set_aside_is_not_mentioned():
    counts = {"articles": 1, "sources": 1, "words": 0, "quotes": {}, "zones": {}, "problems": {}}
    assert describe_counts(counts) == ["1 article, 1 source, 0 words; 0 attributions."]


def test_parts_of_tables_come_to_what_the_tables_come_to(tables):
    parts = {name: [table.head(1), table.iloc[1:]] for name, table in tables.items()}
    assert count_parts(lambda name: parts[name]) == count_tables(tables)
    assert count_problems(parts["problems"]) == {"short article": 1}
