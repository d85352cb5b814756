"""The comparison as a whole: copies count once wherever something is counted, corrections stay, lists travel along."""

import json
from pathlib import Path

import pytest

from analysis import check_parameters, make_tables
from analysis.comparing.frames import share_frames
from analysis.comparing.speakers.labels import compare_labels
from analysis.comparing.speakers.shares import count_voices
from analysis.comparing.story.summary import summarise
from analysis.comparing.tables import Tables

WIRE = (
    "The harbour bridge of the old town was attacked on Monday and a crane fell into the basin and blocked ferries. "
    "Mayor Ana Ruiz said the ferries would not sail before Friday because divers had to cut the crane apart first. "
    "Protesters who sell their catch near the bridge clashed with police and asked the council to open the basin."
)


def corpus_of(folder: Path, *articles: dict[str, str]) -> str:
    (folder / "corpus.jsonl").write_text("\n".join(map(json.dumps, articles)), encoding="utf-8")
    return str(folder / "corpus.jsonl")


def compare(corpus: str, **settings: str) -> Tables:
    return make_tables(check_parameters(corpus=corpus, n_boot=100, **settings))


@pytest.fixture(scope="module")
def reprint(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Tables]:
    """A wire report, the same in a second source under one line of its own, and a report of a third source."""
    corpus = corpus_of(
        tmp_path_factory.mktemp("reprint"),
        {"article_id": "a", "source": "A", "text": WIRE, "date": "9 January 2020"},
        {"article_id": "b", "source": "B", "text": "We saw the calm quay.\n\n" + WIRE, "date": "10 January 2020"},
        {"article_id": "c", "source": "C", "text": "Rain fell on the bridge. “We wait,” said Jon Tarr."},
    )
    return {copies: compare(corpus, copies=copies) for copies in ("keep", "once")}


@pytest.mark.parametrize("table", ["segments", "scores", "hits", "frame_hits", "names", "targets", "agency", "terms"])
def test_a_reprint_counts_once_in_every_table_that_is_counted(reprint: dict[str, Tables], table: str) -> None:
    kept, once = (reprint[copies][table] for copies in ("keep", "once"))
    of_b = once[once["article_id"] == "b"]
    passage = reprint["once"]["duplicates"].iloc[0]
    assert passage["article_b"] == "b"
    assert len(kept[kept["article_id"] == "b"]) > len(of_b)
    assert (
        once[once["article_id"] != "b"]
        .reset_index(drop=True)
        .equals(kept[kept["article_id"] != "b"].reset_index(drop=True))
    )
    if "start" in once:
        assert (of_b["start"] < passage["start_b"]).all()


def test_what_is_computed_from_the_tables_counts_once_too(reprint: dict[str, Tables]) -> None:
    kept, once = reprint["keep"], reprint["once"]

    def n_bridge(tables: Tables, source: str) -> list[int]:
        rows = tables["keywords"].query("term == 'bridge' and voice == 'all' and source == @source")
        return rows[["n_source", "n_reference"]].iloc[0].tolist()

    assert n_bridge(kept, "C") == [1, 4]
    assert n_bridge(once, "C") == [1, 2]
    assert set(kept["shares"]["source"]) == {"A", "B", "C"}
    assert set(once["shares"]["source"]) == {"A", "C"}

    def measures(tables: Tables) -> list[int]:
        frames = share_frames(tables["frame_hits"], tables["segments"], tables["articles"], n_boot=100)
        words = count_voices(tables["segments"], tables["articles"])
        labels = compare_labels(tables["names"], tables["articles"])
        return [
            frames.loc[frames["source"] == "B", "n_hits"].sum(),
            words.loc[words["source"] == "B", "n_words"].sum(),
            labels.loc[labels["source"] == "B", "n"].sum(),
            tables["tone"].loc[tables["tone"]["source"] == "B", "n_segments"].sum(),
        ]

    assert all(fewer < more for fewer, more in zip(measures(once), measures(kept), strict=True))
    assert measures(once)[1] == 5


def test_where_things_stand_and_what_is_matched_keeps_all_of_it(reprint: dict[str, Tables]) -> None:
    for table in ("articles", "zones", "sentences", "quotes", "duplicates", "shared_quotes", "coverage"):
        assert reprint["once"][table].equals(reprint["keep"][table]), table


def test_only_a_corrected_speaker_stays_out_of_the_merging(tmp_path: Path) -> None:
    said = "Foreign Minister {} met farmers. “The well is dry,” {} said."
    articles = [
        {"article_id": "a", "source": "A", "event": "e", "text": said.format("Qasim Orlanda", "Qasim Orlanda") * 2},
        {"article_id": "b", "source": "B", "event": "e", "text": said.format("Qasem Orlanda", "Qasem Orlanda")},
    ]
    (tmp_path / "corpus").mkdir()
    for row in articles:
        (tmp_path / "corpus" / f"{row['article_id']}.txt").write_text(row["text"], encoding="utf-8")
    (tmp_path / "corpus" / "articles.csv").write_text("file,source,event\na.txt,A,e\nb.txt,B,e\n", encoding="utf-8")

    def speakers(correction: str) -> dict[str, list[str]]:
        (tmp_path / "corpus" / "corrections.csv").write_text(correction, encoding="utf-8")
        quotes = compare(str(tmp_path / "corpus"))["quotes"]
        return {"speaker": quotes.query("article_id == 'b'")["speaker"].tolist(),
                "role": quotes.query("article_id == 'b'")["role"].tolist(),
                "corrected": quotes.query("article_id == 'b'")["corrected"].tolist()}  # fmt: skip

    header = "article,text,speaker,role,kind\n"
    assert speakers(header)["speaker"] == ["Qasim Orlanda"]
    of_role = speakers(header + "b.txt,The well is dry,,expert,\n")
    assert of_role == {"speaker": ["Qasim Orlanda"], "role": ["expert"], "corrected": [True]}
    assert speakers(header + "b.txt,The well is dry,,,indirect\n")["speaker"] == ["Qasim Orlanda"]
    assert speakers(header + "b.txt,The well is dry,Qasem Orlanda,,\n")["speaker"] == ["Qasem Orlanda"]


def test_a_date_that_cannot_be_read_is_a_problem(tmp_path: Path) -> None:
    corpus = corpus_of(tmp_path, {"article_id": "a", "source": "A", "text": WIRE, "date": "last Tuesday"})
    problems = compare(corpus)["problems"]
    assert problems[["article_id", "problem"]].values.tolist() == [["a", "date not read"]]


def test_the_word_lists_of_the_corpus_travel_with_its_tables(tmp_path: Path) -> None:
    standard = Path(__file__).parents[2] / "analysis" / "lexicons" / "name_parts.csv"
    (tmp_path / "lexicons").mkdir()
    own = standard.read_text(encoding="utf-8")
    minister = next(line for line in own.splitlines() if line.startswith("minister,title,"))
    own += minister.replace("minister", "vizier", 1) + "\n"
    (tmp_path / "lexicons" / "name_parts.csv").write_text(own, encoding="utf-8")
    (tmp_path / "a.txt").write_text("The vizier Ana Sol spoke. Vizier Ana Sol left.", encoding="utf-8")
    for _ in ("made", "kept in the cache"):
        tables = compare(str(tmp_path))
        labels = compare_labels(tables["names"], tables["articles"], lexicons=tables.lexicons)
        assert "vizier" in set(labels["titles"])
    assert "vizier" not in set(compare_labels(tables["names"], tables["articles"])["titles"])
    assert len(summarise(tables))
