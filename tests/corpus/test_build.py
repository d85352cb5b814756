from pathlib import Path

import pytest

from analysis.corpus.articles import read_corpus
from analysis.corpus.options import read_options
from analysis.errors import RequestError
from analysis.schema import columns_of

DAM = "The Norby dam burst on Monday and flooded the valley below the town of Norby. "
STRIKE = "Ferry crews went on strike in May over the pay that the ferry line had cut. "


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    for name, text in (("a", DAM), ("b", DAM + "Nobody was hurt."), ("c", STRIKE), ("d", STRIKE + "No ferry left.")):
        (tmp_path / f"{name}.txt").write_text(text)
    return tmp_path


def events(corpus: Path, way: str = "") -> list[list[str]]:
    articles, _ = read_corpus(corpus, options=read_options(events=way))
    return articles[["event", "event_by"]].values.tolist()


def test_the_tables_have_the_columns_of_the_contract(corpus: Path) -> None:
    articles, problems = read_corpus(corpus)
    assert list(articles.columns) == columns_of("articles")
    assert list(problems.columns) == columns_of("problems")


def test_articles_without_an_event_are_grouped_unless_it_is_said_otherwise(corpus: Path) -> None:
    grouped = events(corpus)
    assert grouped[0] == grouped[1]
    assert grouped[2] == grouped[3]
    assert grouped[0] != grouped[2]
    assert {way for _, way in grouped} == {"grouped"}
    assert events(corpus, "given") == events(corpus, "none") == [["", "none"]] * 4


def test_what_is_given_stands_and_events_csv_overrules(corpus: Path) -> None:
    (corpus / "articles.csv").write_text("file,event\na.txt,dam\nb.txt,dam\nc.txt,\nd.txt,\n")
    assert events(corpus)[:2] == [["dam", "given"]] * 2
    (corpus / "events.csv").write_text("article,event\nb,repair\nc.txt,repair\nx,repair\n")
    assert events(corpus)[1:3] == [["repair", "given"]] * 2
    assert read_corpus(corpus)[1]["problem"].tolist() == ["event without effect"]


def test_decisions_that_cannot_be_read_are_refused(corpus: Path) -> None:
    (corpus / "events.csv").write_text("file,event\na,dam\n")
    with pytest.raises(RequestError, match="lacks the column article"):
        read_corpus(corpus)


def test_an_event_with_an_unquoted_comma_is_not_cut_but_named(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The dam burst.")
    (tmp_path / "events.csv").write_text("article,event\ra,Dam, burst\r")
    articles, problems = read_corpus(tmp_path)
    assert articles["event"].tolist() == ["dam, burst"]
    assert articles["event_by"].tolist() == ["grouped"]
    assert problems["detail"].str.startswith("Row 2 has more cells than the header.").tolist() == [True]
