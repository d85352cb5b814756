import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.corpus import columns
from analysis.corpus.articles import read_corpus
from analysis.corpus.columns import fold_name, host_of, map_columns, names_of, take_fields
from analysis.corpus.found import RefusedError
from analysis.corpus.options import Options
from analysis.errors import RequestError
from analysis.lexicons import standard_lexicons

LEXICONS = standard_lexicons()
LONG = "The harbour board met on Monday and Ines Kolb left the room before the vote was taken by the others there."
Row = dict[str, str]


def choose(rows: list[Row], options: Options | None = None) -> dict[str, str]:
    header = list(rows[0])
    chosen = map_columns(header, rows, name="t.csv", options=options or Options(), lexicons=LEXICONS)
    return {field: columns[0] for field, columns in chosen.columns.items()}


@pytest.mark.parametrize(
    "name",
    ["text", "Text", " full_text", "Full Text", "fullText", "body", "content", "Article_Content", "maintext", "BODY"],
)
def test_the_text_is_known_by_the_names_of_the_field(name: str) -> None:
    assert choose([{name: LONG, "note": "x"}]) == {"text": name}


@pytest.mark.parametrize(
    ("name", "field"),
    [("NewsSource", "source"), ("Publication", "source"), ("medium", "source"), ("doc_id", "article_id"),
     ("published_at", "date"), ("Date", "date"), ("URL", "url"), ("byline", "author"), ("Headline", "title")],
)  # fmt: skip
def test_capitals_spaces_and_lines_do_not_count(name: str, field: str) -> None:
    assert choose([{"text": LONG, name: "x"}])[field] == name


def test_a_column_that_is_empty_stops_no_look_for_another() -> None:
    assert choose([{"text": "", "maintext": LONG}])["text"] == "maintext"


def test_two_different_texts_are_asked_about_and_equal_ones_are_not() -> None:
    with pytest.raises(RefusedError, match=r"two columns could be the text.*--column text=full_text"):
        choose([{"content": "One sentence only, cut.", "full_text": LONG}])
    assert choose([{"body": f"<p>{LONG}</p>", "bodyText": LONG}])["text"] == "body"


def test_a_teaser_or_an_unknown_column_is_never_taken_by_itself() -> None:
    with pytest.raises(RefusedError, match="--column text=description"):
        choose([{"title": "Row", "description": LONG}])
    with pytest.raises(RefusedError, match=r"'artikel' holds the longest texts .*--column text=artikel"):
        choose([{"kop": "Row", "artikel": LONG * 2}])
    with pytest.raises(RefusedError, match="by address"):
        choose([{"title": "Row", "url": "http://a.example"}])


def test_what_a_person_says_stands() -> None:
    rows = [{"text": "short", "artikel": LONG, "krant": "De Kade", "source": "x"}]
    said = choose(rows, Options(columns={"text": "Artikel", "source": "krant"}))
    assert (said["text"], said["source"]) == ("artikel", "krant")
    assert "source" not in choose(rows, Options(columns={"source": ""}))


def test_a_source_that_is_an_address_is_the_address() -> None:
    rows = [{"text": LONG, "source": "https://www.quay.example/a"}, {"text": LONG, "source": "https://tide.example/b"}]
    chosen = map_columns(list(rows[0]), rows, name="t.csv", options=Options(), lexicons=LEXICONS)
    assert [take_fields(chosen, row)["source"] for row in rows] == ["quay.example", "tide.example"]
    assert take_fields(chosen, rows[0])["url"] == "https://www.quay.example/a"


def test_an_author_is_never_the_source_and_an_id_that_repeats_is_none() -> None:
    rows = [{"text": LONG, "author": "Ines Vallory", "id": "1"}] * 5
    assert set(choose(rows)) == {"text", "author"}


def test_every_name_of_the_list_folds_to_itself_alone() -> None:
    folded = [fold_name(row["name"]) for row in LEXICONS["columns"]]
    assert len(folded) == len(set(folded)) == len(names_of(LEXICONS))


def test_a_host_is_a_host_only() -> None:
    assert [host_of(a) for a in ("www.quay.example/a", "http://[bad", "The Quay", "")] == ["quay.example", "", "", ""]


@given(st.text(alphabet="ab \n\u00a0", max_size=40), st.integers(1, 5))
def test_words_are_counted_a_stretch_at_a_time_as_in_one_piece(text: str, stretch: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(columns, "_STRETCH", stretch)
        assert columns._count_words(text) == len(text.split())


@pytest.mark.no_cover  # what measures it needs memory as well
@pytest.mark.parametrize(("name", "frame"), [("a.csv", 'source,text\nQuay,"{}"\n'), ("a.jsonl", '{{"text": "{}"}}\n')])
def test_one_long_line_takes_no_more_than_a_few_copies_of_itself(name: str, frame: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(frame.format("“No” " * 30))
    read_corpus(tmp_path)  # what is imported then is none of it
    text = "“No” " * 600_000
    (tmp_path / name).write_text(frame.format(text))
    tracemalloc.start()
    with pytest.raises(RequestError, match="too long"):
        read_corpus(tmp_path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 16 * len(text)
