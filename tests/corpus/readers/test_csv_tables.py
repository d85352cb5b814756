import json
from pathlib import Path

import pytest

from analysis.corpus.articles import read_corpus
from analysis.corpus.found import Reading, RefusedError
from analysis.corpus.readers.csv_tables import find_delimiter, read_csv
from analysis.corpus.tables import Context
from analysis.errors import RequestError

CONTEXT = Context.plain()
TABLES = Path(__file__).parents[1] / "samples" / "tables"
CASES = json.loads((TABLES / "cases.json").read_text(encoding="utf-8"))
FIELDS = ("article_id", "source", "date", "title", "url", "author", "text")


def read(text: str) -> Reading:
    return read_csv(text, "t.csv", CONTEXT)


@pytest.mark.parametrize("case", [case for case in CASES if "articles" in case], ids=lambda case: case["file"])
def test_a_table_gives_its_articles(case: dict) -> None:  # type: ignore[type-arg]
    articles, _ = read_corpus(TABLES / case["file"])
    found = [[" ".join(cell.split()) for cell in row] for row in articles[list(FIELDS)].values.tolist()]
    wanted = [[" ".join(row[name].split()) for name in FIELDS] for row in case["articles"]]
    assert sorted(found) == sorted(wanted)


@pytest.mark.parametrize("case", [case for case in CASES if "problems" in case], ids=lambda case: case["file"])
def test_a_table_names_what_it_sets_aside(case: dict) -> None:  # type: ignore[type-arg]
    _, problems = read_corpus(TABLES / case["file"])
    found = [(row.article_id, row.problem) for row in problems.itertuples()]
    assert sorted((row.get("article_id", ""), row["problem"]) for row in case["problems"]) == sorted(found)


@pytest.mark.parametrize("case", [case for case in CASES if "refuse" in case], ids=lambda case: case["file"])
def test_a_table_that_would_have_to_be_guessed_is_refused_with_the_option_that_answers(case: dict) -> None:  # type: ignore[type-arg]
    with pytest.raises(RequestError) as error:
        read_corpus(TABLES / case["file"])
    assert str(error.value) == case["refuse"]["message"]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_what_parts_the_known_names(delimiter: str) -> None:
    assert find_delimiter(f"source{delimiter}text\nQuay{delimiter}No, no; no, she said.", CONTEXT) == delimiter


def test_a_row_of_another_length_is_named_with_its_line_and_none_is_moved() -> None:
    found = read('source,text\nQuay,"One,\ntwo."\nTide,Three.,more\nReach\nWade,Four.\n').found
    assert [(item.source, item.text) for item in found if not item.aside] == [("Quay", "One,\ntwo."), ("Wade", "Four.")]
    assert [item.aside for item in found if item.aside] == [
        ("too many cells", "line 4: 3 cells, the header has 2; it was skipped"),
        ("too few cells", "line 5: 1 cell, the header has 2; it was skipped"),
    ]


def test_a_row_with_broken_quoting_is_named_and_the_next_is_read() -> None:
    found = read('source,text\nQuay,"The "union" said no."\nTide,"Two."\nReach,Three.\n').found
    assert found[0].aside == ("broken quoting", "line 2: a quotation mark stands inside a cell; skipped")
    assert [(item.source, item.text) for item in found[1:]] == [("Tide", "Two."), ("Reach", "Three.")]


def test_lines_inside_a_broken_cell_become_no_row() -> None:
    found = read(
        'id,text,source\n1,"The "union" said no.\n\nIt left, angry.",Quay\n2,"Two.",Tide\n3,Three.,Reach\n'
    ).found
    assert [item.text for item in found if not item.aside] == ["Two.", "Three."]
    assert sum(item.aside is not None for item in found) == 1


def test_a_cell_that_is_never_closed_refuses_the_file_with_its_place() -> None:
    with pytest.raises(RefusedError, match=r"begins in line 3 \(row 2, column text\) is never closed"):
        read('source,text\nQuay,One.\nTide,"Two.\nReach,Three.\n')


def test_an_empty_cell_too_many_at_the_end_is_no_loss() -> None:
    assert [item.text for item in read("text,source\nOne.,Quay,\nTwo.,Tide,,\n").found] == ["One.", "Two."]


def test_old_line_ends_part_rows_too() -> None:
    assert [item.text for item in read("text,source\rOne.,Quay\rTwo.,Tide\r").found] == ["One.", "Two."]


@pytest.mark.parametrize(
    "above",
    ["# exported by us\n", "Export of May,,\n\n", "'source','text'\n'Wade','Zero.'\n"],
    ids=["note", "title", "single"],
)
def test_what_stands_above_the_names_of_the_columns_is_no_row(above: str) -> None:
    if above.startswith("'"):
        assert [(item.source, item.text) for item in read(above + "'Quay','One, two.'\n").found][1] == (
            "Quay",
            "One, two.",
        )
    else:
        assert [(item.source, item.text) for item in read(f"{above}source,text\nQuay,One.\n").found] == [
            ("Quay", "One.")
        ]


def test_names_that_stand_a_second_time_are_no_article() -> None:
    found = read("source,text\nQuay,One.\nsource,text\nTide,Two.\n").found
    assert [item.aside[0] if item.aside else item.text for item in found] == ["One.", "repeated header", "Two."]


def test_a_table_without_names_is_refused() -> None:
    with pytest.raises(RefusedError, match="has no line that names its columns"):
        read(f"Quay,{'The union said that it would strike in May. ' * 3}\nTide,No.\n")
