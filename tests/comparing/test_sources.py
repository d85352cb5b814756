"""The comparison as a whole: copies count once wherever something is counted, corrections stay, lists travel along."""

import functools
import json
import tempfile
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import check_parameters, compare_sources, make_tables, read_articles
from analysis.comparing.frames import share_frames
from analysis.comparing.speakers.labels import compare_labels
from analysis.comparing.speakers.shares import count_voices
from analysis.comparing.story.summary import summarise
from analysis.comparing.tables import Tables
from analysis.running.cache import Cache

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
    assert problems[["article_id", "problem"]].values.tolist() == [["a", "date not clear"]]


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


# Three persons: {0} {1} is a woman and mayor, {2} {3} a man and engineer, {4} {5} a woman who keeps a shop.
REPORTS = [
    "Mayor {0} {1} said on Monday that the bridge had to close. “We had no choice,” she told reporters. "
    "According to {2} {3}, an engineer, two of its piers are cracked. {4} {5}, who keeps a shop by the quay, "
    "called the plan a mistake. “Nobody asked us,” {5} said. {1} promised a new bridge by May.",
    "“The piers are eighty years old,” said {2} {3}, an engineer. Shop owner {4} {5} said trade would suffer. "
    "Mayor {0} {1} denied that. “Trade will be fine,” {1} said, and {3} warned that storms were coming.",
]
WOMEN = ["Anna", "Maria", "Helen", "Julia", "Laura", "Emma"]
MEN = ["Peter", "Thomas", "Daniel", "Martin", "David", "Robert"]
SURNAMES = ["Keller", "Ortega", "Lindgren", "Novak", "Moretti", "Okafor", "Fischer", "Petrov", "Jansen"]
CAST = ("Anna", "Keller", "Peter", "Novak", "Maria", "Ortega")


@st.composite
def casts(draw: st.DrawFn) -> tuple[str, ...]:
    women, men = draw(st.permutations(WOMEN)), draw(st.permutations(MEN))
    surnames = draw(st.permutations(SURNAMES))
    return (women[0], surnames[0], men[0], surnames[1], women[1], surnames[2])


def compare_texts(*texts: str, order: list[int] | None = None) -> Tables:
    """Read and compare invented articles of one event, each of its own source, listed in some order."""
    rows = [(f"a{n}", f"S{n}", "e", text, f"{n}.txt", text) for n, text in enumerate(texts)]
    columns = ["article_id", "source", "event", "text", "path", "sha256"]
    articles = pd.DataFrame([rows[n] for n in order or range(len(rows))], columns=columns)
    return compare_sources(read_articles(articles)[0], check_parameters(n_boot=100))


@functools.cache
def share_out(people: tuple[str, ...]) -> list[list[object]]:
    """The shares of the reports with these people in them, each under a number instead of a name."""
    table = compare_texts(*(report.format(*people) for report in REPORTS))["shares"]
    known = {f"{first} {last}": n for n, (first, last) in enumerate(zip(people[::2], people[1::2], strict=True))}
    table = table.assign(name=[f"person {known[name]}" if name in known else name for name in table["name"]])
    columns = ["source", "by", "name", "n_quotes", "n_words", "share_words", "share_quotes"]
    return sorted(table[columns].values.tolist(), key=str)


@given(casts())
@settings(max_examples=5, deadline=None)
def test_renaming_every_person_changes_no_share(cast: tuple[str, ...]) -> None:
    assert {f"person {n}" for n in range(3)} <= {
        name for row in share_out(CAST) for name in row if isinstance(name, str)
    }
    assert share_out(cast) == share_out(CAST)


@given(st.permutations(range(4)), st.integers(1, 4))
@settings(max_examples=6, deadline=None)
def test_the_order_and_the_number_of_other_articles_changes_no_reading(order: list[int], n: int) -> None:
    texts = [*(report.format(*CAST) for report in REPORTS), WIRE, "Rain fell. “We wait,” said Jon Tarr of the port."]
    rows = [(f"a{k}", "S", "e", text, f"{k}.txt", text) for k, text in enumerate(texts)]
    columns = ["article_id", "source", "event", "text", "path", "sha256"]
    chosen = order[:n]
    with tempfile.TemporaryDirectory() as folder:  # read anew: a kept reading would be the same by being kept
        some = read_articles(pd.DataFrame([rows[k] for k in chosen], columns=columns), cache=Cache(Path(folder)))[0]
    every = read_articles(pd.DataFrame(rows, columns=columns))[0]
    assert set(some) == set(every)
    for name, table in some.items():
        for k in chosen:
            alone, among = (t[t["article_id"] == f"a{k}"].reset_index(drop=True) for t in (table, every[name]))
            pd.testing.assert_frame_equal(alone, among)


@given(st.permutations(range(3)))
@settings(max_examples=3, deadline=None)
def test_the_order_of_articles_changes_no_comparison(order: list[int]) -> None:
    texts = [*(report.format(*CAST) for report in REPORTS), WIRE]
    first, again = compare_texts(*texts), compare_texts(*texts, order=order)
    for name in ("shares", "diversity", "tone", "word_shifts", "keywords", "shared_quotes", "duplicates"):
        pd.testing.assert_frame_equal(first[name], again[name])
