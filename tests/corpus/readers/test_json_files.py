import gc
import json
from collections.abc import Callable
from typing import Any

import pytest

from analysis.corpus.found import Reading, RefusedError
from analysis.corpus.options import Options
from analysis.corpus.readers.json_files import read_json
from analysis.corpus.tables import Context
from analysis.lexicons import standard_lexicons

FILES = {
    "fundus_json": "northmere-gazette.json",
    "gnews_json": "search.json",
    "guardian_json": "search.json",
    "newsplease_jsonl": "news.jsonl",
    "trafilatura_json": "a.json",
}


def parse(value: Any) -> Reading:
    return read_json(value if isinstance(value, str) else json.dumps(value), "t.json", Context.plain())


def texts(value: Any) -> list[str]:
    return [found.text for found in parse(value).found]


@pytest.mark.parametrize("folder", FILES)
def test_the_files_of_crawlers_and_news_interfaces_are_read(
    folder: str, read: Callable, expected: Callable, facts: Callable
) -> None:  # type: ignore[type-arg]
    found = facts(read(f"{folder}/{FILES[folder]}"))
    named = {row[1:] for row in expected(folder)}  # the source may be the file's name, given later
    whole = [row for row in found if "chars]" not in row[3]]
    assert whole
    assert {row[1:] for row in whole} <= named


def test_an_answer_without_texts_is_refused_with_the_option_that_answers(read: Callable) -> None:  # type: ignore[type-arg]
    with pytest.raises(RefusedError, match="--column text=lead_paragraph"):
        read("nyt_json/articlesearch.json")


@pytest.mark.parametrize(
    "value",
    [
        [{"text": "One."}, {"text": "Two."}],
        {"status": "ok", "articles": [{"content": "One."}, {"content": "Two."}]},
        {"hits": {"total": 2, "hits": [{"_source": {"body": "One."}}, {"_source": {"body": "Two."}}]}},
        {"text": {"0": "One.", "1": "Two."}, "source": {"0": "Quay", "1": "Tide"}},
        {"columns": ["source", "text"], "index": [0, 1], "data": [["Quay", "One."], ["Tide", "Two."]]},
        {"a1": {"text": "One."}, "a2": {"text": "Two."}},
        '{"text": "One."}\n{"text": "Two."}\n',
        '{\n "text": "One."\n}\n{\n "text": "Two."\n}\n',
    ],
    ids=["list", "answer", "hits", "by column", "split", "by id", "lines", "objects"],
)
def test_the_list_of_articles_is_found_wherever_it_stands(value: Any) -> None:
    assert texts(value) == ["One.", "Two."]


def test_a_list_of_paragraphs_is_one_text() -> None:
    assert texts([{"body": ["One.", "Two."]}]) == ["One.\n\nTwo."]


def test_the_id_of_an_outlet_is_no_id_of_an_article() -> None:
    (found,) = parse([{"source": {"id": "s1", "name": "The Quay"}, "content": "One."}]).found
    assert (found.source, found.article_id) == ("The Quay", "")


def test_items_and_lines_that_are_no_articles_are_named() -> None:
    assert [item.aside for item in parse([{"text": "One."}, 5]).found][1] == (
        "unreadable item",
        "item 2 is no object but int; it was skipped",
    )
    damaged = parse('{"text": "One."}\n{"text": \n[1]\n').found
    assert [item.aside is not None for item in damaged] == [False, True, True]
    assert damaged[1].aside is not None
    assert damaged[1].aside[1].startswith("line 2: ")


def test_a_list_that_breaks_off_gives_what_is_whole_and_names_the_rest() -> None:
    found = parse('[{"text": "One."}, {"text": "Two."}, {"text": "Thr').found
    assert [item.text for item in found] == ["One.", "Two.", ""]
    assert found[2].aside is not None
    assert "breaks off" in found[2].aside[1]


def test_what_is_no_json_is_refused() -> None:
    with pytest.raises(RefusedError, match="cannot be read as JSON"):
        parse("{nothing")
    with pytest.raises(RefusedError, match="nested too deep"):
        parse("[" * 200_000)


def test_the_text_of_an_annotation_is_read(read: Callable) -> None:  # type: ignore[type-arg]
    (found,) = read("inception_cas_json/a.json").found
    assert found.text.startswith("Ferry firm halts crossings after crack found in hull\n\nPORT ELLERY")


def test_what_was_read_of_a_file_of_lines_goes_from_memory_at_once() -> None:
    gc.collect()
    gc.disable()  # what stands in a ring waits for the next look, and is kept for us to see
    gc.set_debug(gc.DEBUG_SAVEALL)
    try:
        parse('{"text": "The first."}\n{"text": "The second."}')
        gc.collect()
        assert not [left for left in gc.garbage if isinstance(left, json.JSONDecodeError)]
    finally:
        gc.set_debug(0)
        gc.garbage.clear()
        gc.enable()


def test_parts_of_other_kinds_are_passed_over_and_the_words_beside_them_are_read() -> None:
    assert texts({"columns": ["source", "text"], "data": [5, ["Quay", "One."]]}) == ["", "One."]
    assert texts({"body": {"sections": [{"headline": 5, "paragraphs": ["One."]}], "summary": "Two."}}) == [
        "Two.\n\nOne."
    ]
    with pytest.raises(RefusedError, match="lacks the column text"):
        parse({"body": {"sections": [], "summary": 5}})


def test_lists_of_articles_side_by_side_are_all_read_and_what_else_is_listed_is_named() -> None:
    reading = parse({"bbc": [{"text": "One."}, {"text": "Two."}], "cnn": [{"text": "Three."}], "tags": [{"name": "a"}]})
    assert [found.text for found in reading.found] == ["One.", "Two.", "Three."]
    assert reading.said[0] == (
        "The lists bbc and cnn are read one after another. "
        "Their names are no source: to have one, give each article a field source."
    )
    assert reading.said[-1] == "not read, since it holds other things: tags"
    nested = {"articles": [{"text": "One.", "source": "Quay"}], "more": {"articles": [{"text": "Two."}, 5]}}
    assert texts(nested) == ["One.", "Two.", ""]
    assert parse(nested).said[0] == "The lists articles and more.articles are read one after another."


def test_lists_whose_column_of_texts_has_a_name_of_its_own_are_read_together_too() -> None:
    context = Context(Options(columns={"text": "told"}), standard_lexicons())
    value = {"bbc": [{"told": "One."}], "cnn": [{"told": "Two."}]}
    assert [found.text for found in read_json(json.dumps(value), "t.json", context).found] == ["One.", "Two."]


@pytest.mark.parametrize(
    "text",
    [
        '[{"text": "One.", "text": "Two."}]',
        '{"text": "One.", "text": "Two."}\n{"text": "Three."}',
        '[{"text": "One.", "text": "Two."}, {',
    ],
    ids=["list", "lines", "broken off"],
)
def test_a_name_that_one_object_has_twice_is_named(text: str) -> None:
    reading = parse(text)
    assert reading.found[0].text == "Two."
    detail = "the name text stands twice in 1 object; the last is read, the first is lost"
    assert reading.problems == [("name given twice", detail)]
