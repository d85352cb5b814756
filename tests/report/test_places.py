from pathlib import Path

from analysis.report.pages import split_articles, write_article
from analysis.report.places import find_places, link_rows, name_articles


def test_every_article_has_a_file_of_its_own_that_every_system_takes() -> None:
    ids = ["a/b", "a b", "A_B", "..", "München: 1", "x" * 200]
    files = list(name_articles(ids).values())
    assert files[:5] == [
        "articles/a_b.html",
        "articles/a_b-2.html",
        "articles/A_B-3.html",
        "articles/article.html",
        "articles/München_1.html",
    ]
    assert max(map(len, files)) < 120


def test_every_sentence_segment_and_quotation_has_a_place_in_its_article(tables) -> None:
    files = name_articles(list(tables["articles"]["article_id"]))
    places = find_places(tables, files)
    assert places["north/lead:q001"] == "articles/north_lead.html#north/lead:q001"
    bodies = {files[name]: write_article(own, name, places, pages=[]) for name, own in split_articles(tables)}
    assert list(bodies) == list(files.values())
    for row_id, place in places.items():
        file, _, anchor = place.partition("#")
        assert not anchor or f'id="{anchor}"' in bodies[file], row_id


def test_a_quotation_without_segments_is_found_at_its_sentence(tables) -> None:
    nested = tables["quotes"].assign(quote_id="north/lead:q002", parent_id="north/lead:q001")
    places = find_places(tables | {"quotes": nested}, name_articles(list(tables["articles"]["article_id"])))
    assert places["north/lead:q002"] == "articles/north_lead.html#north/lead:s001"


def test_ids_become_links_and_other_words_stay() -> None:
    html = '<li>a:q1 <small>[<span class="row">a:q1</span>, <span class="row">b &amp; c</span>]</small></li>'
    linked = link_rows(html, {"a:q1": "a.html#q", "b & c": 'b".html'})
    assert linked == '<li>a:q1 <small>[<a href="a.html#q">a:q1</a>, <a href=\'b".html\'>b &amp; c</a>]</small></li>'
    assert link_rows(html, {}) == html


def test_a_long_id_of_letters_that_take_four_bytes_has_a_name_that_every_system_takes() -> None:
    names = name_articles(["\U0001d400" * 100, "\U0001d400" * 101])
    assert all(len(Path(name).name.encode()) <= 120 for name in names.values())
    assert len({name.casefold() for name in names.values()}) == 2
