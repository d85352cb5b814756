import json
from pathlib import Path

import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from analysis.comparing import sources
from analysis.corpus.articles import read_corpus
from analysis.errors import RequestError
from analysis.parameters import check_parameters
from analysis.reading.article import read_article, read_rows
from analysis.running import pipeline
from analysis.running.cache import Cache
from analysis.running.pipeline import make_tables, read_articles, write_tables
from analysis.schema import COLUMNS, INTERNAL, Columns, check_spans, columns_of

TEXT = (
    "Ministers Leave Geneva Without a Deal\n\n"
    "GENEVA (AP) — Foreign Minister Ana Ruiz said on Sunday that the talks had failed. “We tried,” she said. "
    "“They would not listen.” Her rival, Tom Okafor, called the outcome a disgrace.\n\n"
    "Protesters carried banners reading \"Peace now\" through the old town."
)  # fmt: skip


@pytest.fixture(scope="module")
def seeds() -> pipeline.Tables:
    return make_tables(check_parameters(corpus="seeds"))


def corpus_of(folder: Path, **articles: tuple[str, str]) -> Path:
    """A corpus of (source, text) by article_id."""
    path = folder / "corpus.jsonl"
    rows = [{"article_id": key, "source": source, "text": text} for key, (source, text) in articles.items()]
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    return path


def read(path: Path, cache: Path, **options: object) -> tuple[pipeline.Tables, dict[str, int]]:
    tables, _, counts = read_articles(read_corpus(path)[0], cache=Cache(cache), **options)  # type: ignore[arg-type]
    return tables, counts


@pytest.mark.parametrize("name", sorted(set(COLUMNS)))
def test_every_table_of_the_seeds_has_the_columns_of_the_dictionary(seeds: pipeline.Tables, name: str) -> None:
    if name not in seeds:
        pytest.skip(f"'{name}' is not made yet")
    assert list(seeds[name].columns) == columns_of(name)


@pytest.mark.parametrize("name", [name for name in COLUMNS if "start" in COLUMNS[name].split() and name != "articles"])
def test_every_span_of_every_table_slices_back_to_its_text(seeds: pipeline.Tables, name: str) -> None:
    if name not in seeds:
        pytest.skip(f"'{name}' is not made yet")
    assert len(seeds[name])
    assert check_spans(seeds[name], seeds["articles"]).empty


def test_ids_are_unique_and_lead_back_to_their_rows(seeds: pipeline.Tables) -> None:
    for name, key in [("sentences", "sentence_id"), ("quotes", "quote_id"), ("segments", "segment_id")]:
        assert seeds[name][key].is_unique
        assert (seeds[name][key].str.split(":").str[0] == seeds[name]["article_id"]).all()
    quoted = set(seeds["segments"]["quote_id"]) - {""}
    assert quoted <= set(seeds["quotes"]["quote_id"])
    assert set(seeds["hits"]["segment_id"]) <= set(seeds["segments"]["segment_id"])
    assert set(seeds["quotes"]["parent_id"]) - {""} <= set(seeds["quotes"]["quote_id"])


def test_contributions_of_words_sum_to_the_score(seeds: pipeline.Tables) -> None:
    sums = seeds["hits"].groupby(["segment_id", "scorer"])["contribution"].sum()
    scores = seeds["scores"].set_index(["segment_id", "scorer"])["polarity"]
    assert (sums.reindex(scores.index, fill_value=0.0) - scores).abs().max() < 1e-9


def test_related_links_count_nowhere(seeds: pipeline.Tables) -> None:
    links = seeds["zones"].query("zone == 'related link'")
    assert len(links) == 3
    for name in ("segments", "frame_hits", "hits"):
        for row in links.itertuples() if name in seeds else ():
            rows = seeds[name][seeds[name]["article_id"] == row.article_id]
            assert not ((rows["start"] < row.end) & (rows["end"] > row.start)).any()


def test_with_one_article_a_source_nothing_is_supported(seeds: pipeline.Tables) -> None:
    assert set(seeds["keywords"]["tier"]) == {"descriptive"}
    assert (seeds["keywords"]["caution"] != "").all()
    assert set(seeds["tone"]["inference"]) == {"none (1 article per source)"}


def test_keywords_of_the_seeds_are_not_led_by_house_style(seeds: pipeline.Tables) -> None:
    framing = seeds["keywords"].query("list == 'framing' and z > 0")
    first = framing.sort_values("z", ascending=False).groupby(["source", "voice"]).head(15)["term"].str.lower()
    assert not set(first) & {"us", "u.s", "u.s.", "read", "shiite", "shi’ite"}


def test_the_same_corpus_gives_the_same_bytes(tmp_path: Path) -> None:
    parameters = check_parameters(corpus="seeds")
    first = write_tables(make_tables(parameters), tmp_path / "first")
    second = write_tables(make_tables(parameters), tmp_path / "second")
    assert [path.name for path in first] == [path.name for path in second]
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]


def test_an_article_is_read_once_and_relabelling_reads_none(tmp_path: Path) -> None:
    path = corpus_of(tmp_path, one=("A", TEXT), two=("B", TEXT + " More followed."))
    assert read(path, tmp_path / "cache")[1] == {"n_read": 2, "n_cached": 0}
    assert read(path, tmp_path / "cache")[1] == {"n_read": 0, "n_cached": 2}
    path = corpus_of(tmp_path, one=("C", TEXT), two=("B", TEXT + " More followed."))
    tables, counts = read(path, tmp_path / "cache")
    assert counts == {"n_read": 0, "n_cached": 2}
    assert tables["articles"]["source"].tolist() == ["C", "B"]


def test_one_changed_character_reads_one_article_and_another_view_reads_all(tmp_path: Path) -> None:
    path = corpus_of(tmp_path, one=("A", TEXT), two=("B", TEXT + " More followed."))
    read(path, tmp_path / "cache")
    path = corpus_of(tmp_path, one=("A", TEXT), two=("B", TEXT + " More follows."))
    assert read(path, tmp_path / "cache")[1] == {"n_read": 1, "n_cached": 1}
    assert read(path, tmp_path / "cache", view="all")[1] == {"n_read": 2, "n_cached": 0}


def test_one_text_under_two_sources_is_read_once_and_stays_two_articles(tmp_path: Path) -> None:
    path = corpus_of(tmp_path, one=("A", TEXT), two=("B", TEXT))
    tables, counts = read(path, tmp_path / "cache")
    assert counts["n_read"] == 1
    assert tables["quotes"]["article_id"].value_counts().tolist() == [len(tables["quotes"]) / 2] * 2


def test_a_warm_run_gives_what_a_cold_run_gave(tmp_path: Path) -> None:
    path = corpus_of(tmp_path, one=("A", TEXT))
    cold, _ = read(path, tmp_path / "cache")
    warm, _ = read(path, tmp_path / "cache")
    for name in cold:
        assert_frame_equal(cold[name], warm[name])


def test_a_comparison_is_kept_until_anything_it_depends_on_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SAMESTORY_CACHE", str(tmp_path / "cache"))
    compared: list[int] = []
    compare = sources.compare_sources

    def count(*args: object, **options: object) -> pipeline.Tables:
        compared.append(1)
        return compare(*args, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(sources, "compare_sources", count)
    path = str(corpus_of(tmp_path, one=("A", TEXT), two=("B", TEXT + " More followed.")))
    cold = make_tables(check_parameters(corpus=path))
    warm = make_tables(check_parameters(corpus=path, out="elsewhere"))
    assert len(compared) == 1
    assert list(warm) == list(cold)
    for name in cold:
        assert_frame_equal(cold[name], warm[name])
    make_tables(check_parameters(corpus=path, seed=1))
    corpus_of(tmp_path, one=("C", TEXT), two=("B", TEXT + " More followed."))
    assert set(make_tables(check_parameters(corpus=path))["shares"]["source"]) == {"B", "C"}
    assert len(compared) == 3


def test_one_bad_article_is_named_and_the_rest_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def read_or_fail(text: str, **options: object) -> dict[str, Columns]:
        if "Okafor" in text:
            raise IndexError("no such token")
        return read_rows(text, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(pipeline, "read_rows", read_or_fail)
    path = corpus_of(tmp_path, one=("A", TEXT), two=("B", "The port is shut, the mayor said."))
    tables, problems, _ = read_articles(read_corpus(path)[0], cache=Cache(tmp_path / "cache"))
    assert tables["articles"]["article_id"].tolist() == ["two"]
    assert problems[["article_id", "problem", "detail"]].values.tolist() == [
        ["one", "could not be read", "IndexError: no such token"]
    ]


def test_a_reader_s_corrections_survive_every_run_and_those_without_effect_are_named(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "corrections.csv").write_text(
        "article,start,end,text,speaker,role,kind,verdict\n"
        "a,,,the talks had failed,Foreign Ministry,government,,\n"
        "a.txt,,,They would not listen,,,,not a quotation\n"
        "a,,,never said,Ana Ruiz,,,\n"
        "b,,,We tried,Ana Ruiz,,,\n",
        encoding="utf-8",
    )
    for _ in range(2):
        tables = make_tables(check_parameters(corpus=str(tmp_path)))
        corrected = tables["quotes"][tables["quotes"]["corrected"]]
        assert corrected[["text", "speaker", "role"]].values.tolist() == [
            ["the talks had failed", "Foreign Ministry", "government"]
        ]
        assert "Foreign Ministry" in set(tables["shares"]["name"])
        assert not tables["quotes"]["text"].str.contains("would not listen").any()
        assert tables["problems"]["detail"].tolist() == [
            "No article 'b'.",
            "No quotation matches the text 'never said'.",
        ]


def test_an_unpaired_mark_is_counted_among_the_problems(tmp_path: Path) -> None:
    path = corpus_of(tmp_path, one=("A", "He said: “We tried. Then he left for the port.\n\nNobody followed him."))
    problems = make_tables(check_parameters(corpus=str(path)))["problems"]
    assert problems["article_id"].tolist() == ["one"]
    assert problems["problem"].str.contains("mark").all()


def test_a_view_a_source_and_a_reference_can_be_chosen(tmp_path: Path) -> None:
    path = corpus_of(tmp_path, one=("A", TEXT), two=("B", TEXT.replace("Ruiz", "Silva")), three=("C", TEXT))
    tables = make_tables(check_parameters(corpus=str(path), sources="A,B", reference="B"))
    assert tables["articles"]["source"].tolist() == ["A", "B"]
    assert set(tables["keywords"]["reference"]) == {"B"}
    with pytest.raises(RequestError, match="Unknown source 'D'"):
        make_tables(check_parameters(corpus=str(path), sources="D"))


def test_words_of_the_body_stand_in_exactly_one_segment(seeds: pipeline.Tables) -> None:
    body = seeds["sentences"].query("zone == 'body'")
    for counted in (seeds["segments"], body):
        assert counted.groupby("article_id")["n_words"].sum().tolist() == [471, 392]


def test_written_tables_replace_those_of_an_older_run_whole(tmp_path: Path, seeds: pipeline.Tables) -> None:
    (tmp_path / "targets.csv").write_text("old")
    (tmp_path / "shares.parquet").write_text("old")
    (tmp_path / "mine.csv").write_text("mine")
    written = write_tables({name: seeds[name] for name in ("articles", "shares")}, tmp_path)
    assert [path.name for path in written] == ["articles.csv", "shares.csv"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["articles.csv", "mine.csv", "shares.csv"]
    back = pd.read_csv(tmp_path / "articles.csv", keep_default_na=False)
    assert back["text"].tolist() == seeds["articles"]["text"].tolist()


def test_parquet_holds_the_same(tmp_path: Path, seeds: pipeline.Tables) -> None:
    write_tables(seeds, tmp_path, format="parquet")
    assert_frame_equal(pd.read_parquet(tmp_path / "quotes.parquet"), seeds["quotes"])


def test_internal_counts_are_not_written(tmp_path: Path, seeds: pipeline.Tables) -> None:
    assert not {path.stem for path in write_tables(seeds, tmp_path)} & set(INTERNAL)


@pytest.mark.parametrize("text", ["No marks at all.", "“", '"""""', "''", "…", "\n\n—\n\n", "«Oui", "A\x00B"])
def test_odd_texts_are_read_without_an_exception(text: str) -> None:
    tables = read_article(text)
    assert set(tables) >= {"zones", "sentences", "quotes", "segments", "scores", "hits", "terms"}
