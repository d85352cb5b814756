import json
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from pandas.testing import assert_frame_equal

from analysis.checks import check_spans, check_values
from analysis.comparing import sources
from analysis.comparing.tables import Tables
from analysis.corpus.articles import read_corpus
from analysis.errors import RequestError
from analysis.parameters import check_parameters
from analysis.reading.article import read_rows
from analysis.running import executors, pipeline, reader, results
from analysis.running.cache import Cache
from analysis.running.pipeline import make_tables, read_articles
from analysis.running.writing import write_tables
from analysis.schema import CODED_TABLES, COLUMNS, VALUES, WHOLE_SCORER, Columns, columns_of

TEXT = (
    "Ministers Leave Geneva Without a Deal\n\n"
    "GENEVA (AP) — Foreign Minister Ana Ruiz said on Sunday that the talks had failed. “We tried,” she said. "
    "“They would not listen.” Her rival, Tom Okafor, called the outcome a disgrace.\n\n"
    "Protesters carried banners reading \"Peace now\" through the old town."
)  # fmt: skip
HARBOUR = (
    "Divers Search Harbour After Ferry Bombing\n\n"
    "By Lena Marsh, Staff Writer\n\n"
    "HARBOUR CITY — Two dockers were killed by rebels and a drone strike destroyed the old ferry on Monday. Mayor Ana "
    "Ruiz claimed the port was “a safe place.” A poll found that most residents fear another attack. The union denied "
    "that it had planned the strike. Analysts believe the blast will hurt trade.\n\n"
    "Police Arrest Nobody\n\n"
    "Sheriff Tom Okafor warned that arrests would follow. “The killing must stop,” he told reporters. Doctors saw that "
    "the injured were in shock. French officials refused to confirm the report. Paris praised the divers.\n\n"
    "Read also: Fish prices rise"
)
ANSWER = (
    "Mayor: Port Is Safe\n\n"
    "The rebels’ bombing of the ferry was condemned by the United Nations on Monday. “The killing must stop,” Sheriff "
    "Tom Okafor said, according to witnesses. The mayor plans to open the port on Friday. A letter seen by the paper "
    "says the harbour is unsafe. Protesters chanted “Shame!” and accused the governor of lying.\n\n"
    "The dockers were beaten by guards, a spokesman for the clinic admitted. Two people were killed in the blast."
)


@pytest.fixture(scope="module")
def invented(tmp_path_factory: pytest.TempPathFactory) -> Tables:
    """Three sources, every view: most kinds of layout, speech, act and pair."""
    articles = {"one": ("A", HARBOUR), "two": ("B", ANSWER), "three": ("C", HARBOUR), "four": ("C", TEXT)}
    path = corpus_of(tmp_path_factory.mktemp("invented"), **articles)
    return make_tables(check_parameters(corpus=str(path), view="all"))


def corpus_of(folder: Path, **articles: tuple[str, str]) -> Path:
    """A corpus of (source, text) by article_id."""
    path = folder / "corpus.jsonl"
    rows = [{"article_id": key, "source": source, "text": text} for key, (source, text) in articles.items()]
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    return path


def read(path: Path, cache: Path, **options: object) -> tuple[Tables, dict[str, int]]:
    tables, _, counts = read_articles(read_corpus(path)[0], cache=Cache(cache), **options)  # type: ignore[arg-type]
    return tables, counts


@pytest.mark.parametrize("name", sorted(set(COLUMNS) - set(CODED_TABLES) - {"corrections"}))
def test_every_table_of_the_seeds_has_the_columns_of_the_dictionary(seeds: Tables, name: str) -> None:
    assert list(seeds[name].columns) == columns_of(name)


@pytest.mark.parametrize(
    "name", sorted(name for name in set(COLUMNS) - {"articles", "corrections"} if "start" in COLUMNS[name].split())
)
def test_every_span_of_every_table_slices_back_to_its_text(seeds: Tables, name: str) -> None:
    assert len(seeds[name])
    assert check_spans(seeds[name], seeds["articles"]).empty


def test_every_column_of_categories_holds_only_what_it_may(seeds: Tables, invented: Tables) -> None:
    assert [line for name, table in seeds.items() for line in check_values(name, table)] == []
    assert [line for name, table in invented.items() for line in check_values(name, table)] == []


def test_the_invented_corpus_shows_most_values(invented: Tables) -> None:
    for name, column in [("zones", "zone"), ("quotes", "kind"), ("terms", "voice"), ("coverage", "status")]:
        allowed = VALUES.get(f"{name}.{column}", VALUES.get(column, ()))
        assert set(invented[name][column]) >= set(allowed) - {"boilerplate"}, name


def test_ids_are_unique_and_lead_back_to_their_rows(seeds: Tables) -> None:
    for name, key in [("sentences", "sentence_id"), ("quotes", "quote_id"), ("segments", "segment_id")]:
        assert seeds[name][key].is_unique
        assert (seeds[name][key].str.split(":").str[0] == seeds[name]["article_id"]).all()
    quoted = set(seeds["segments"]["quote_id"]) - {""}
    assert quoted <= set(seeds["quotes"]["quote_id"])
    assert set(seeds["hits"]["segment_id"]) <= set(seeds["segments"]["segment_id"])
    assert set(seeds["quotes"]["parent_id"]) - {""} <= set(seeds["quotes"]["quote_id"])


def test_contributions_of_words_sum_to_the_score(seeds: Tables) -> None:
    # What the language model says of a stretch as a whole is its part of the score of `samestory`.
    hits = seeds["hits"].replace({"scorer": {WHOLE_SCORER: "samestory"}})
    sums = hits.groupby(["segment_id", "scorer"])["contribution"].sum()
    scores = seeds["scores"].set_index(["segment_id", "scorer"])["polarity"]
    assert (sums.reindex(scores.index, fill_value=0.0) - scores).abs().max() < 1e-9


def test_related_links_count_nowhere(seeds: Tables) -> None:
    links = seeds["zones"].query("zone == 'related link'")
    assert len(links) == 3
    for name in ("segments", "frame_hits", "hits"):
        for row in links.itertuples() if name in seeds else ():
            rows = seeds[name][seeds[name]["article_id"] == row.article_id]
            assert not ((rows["start"] < row.end) & (rows["end"] > row.start)).any()


def test_with_one_article_a_source_nothing_is_supported(seeds: Tables) -> None:
    assert set(seeds["keywords"]["tier"]) == {"descriptive"}
    assert (seeds["keywords"]["caution"] != "").all()
    assert set(seeds["tone"]["inference"]) == {"none (1 article per source)"}


def test_keywords_of_the_seeds_are_not_led_by_house_style(seeds: Tables) -> None:
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


def test_one_changed_character_reads_one_article(tmp_path: Path) -> None:
    path = corpus_of(tmp_path, one=("A", TEXT), two=("B", TEXT + " More followed."))
    read(path, tmp_path / "cache")
    path = corpus_of(tmp_path, one=("A", TEXT), two=("B", TEXT + " More follows."))
    assert read(path, tmp_path / "cache")[1] == {"n_read": 1, "n_cached": 1}


@pytest.mark.parametrize(
    "changed", [{"view": "all"}, {"view": "strict"}, {"tone_model": "on"}, {"view": "all", "tone_model": "on"}]
)
def test_another_setting_reads_no_article_and_gives_what_a_first_reading_gives(
    tmp_path: Path, changed: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    said = "Most residents believe the port is unsafe. She wants to leave, Ana Ruiz told Tom Okafor."
    path = corpus_of(tmp_path, one=("A", TEXT), two=("B", said))
    first, _ = read(path, tmp_path / "cache", view="speech", tone_model="off")
    with monkeypatch.context() as context:
        context.setattr(reader, "read_rows", None)
        again, counts = read(path, tmp_path / "cache", **changed)
    assert counts == {"n_read": 0, "n_cached": 2}
    fresh, counts = read(path, tmp_path / "other", **changed)
    assert counts == {"n_read": 2, "n_cached": 0}
    assert list(again) == list(fresh)
    for name in fresh:
        assert_frame_equal(again[name], fresh[name])
    if "view" in changed:
        assert not again["segments"].equals(first["segments"])


def test_a_cache_inside_the_corpus_is_refused_unless_it_is_hidden(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = str(corpus_of(tmp_path, one=("A", TEXT), two=("B", TEXT + " More followed.")).parent)
    monkeypatch.setenv("SAMESTORY_CACHE", f"{path}/kept")
    with pytest.raises(RequestError, match=r"lies inside the corpus .* Set \$SAMESTORY_CACHE to another folder"):
        make_tables(check_parameters(corpus=path))
    assert not Path(path, "kept").exists()
    monkeypatch.setenv("SAMESTORY_CACHE", f"{path}/.kept")
    for _ in range(2):
        assert len(make_tables(check_parameters(corpus=path, tone_model="off"))["articles"]) == 2


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
    shelve = results.shelve_batches

    def count(*args: Any, **options: Any) -> None:
        compared.append(1)
        shelve(*args, **options)

    monkeypatch.setattr(pipeline, "shelve_batches", count)
    path = str(corpus_of(tmp_path, one=("A", TEXT), two=("B", TEXT + " More followed.")))
    cold = make_tables(check_parameters(corpus=path))
    warm = make_tables(check_parameters(corpus=path, out="elsewhere", voice="quoted", top_n=3))
    assert len(compared) == 1
    assert list(warm) == list(cold)
    for name in cold:
        assert_frame_equal(cold[name], warm[name])
    make_tables(check_parameters(corpus=path, seed=1, copies="once"))
    assert len(compared) == 1
    corpus_of(tmp_path, one=("C", TEXT), two=("B", TEXT + " More followed."))
    assert set(make_tables(check_parameters(corpus=path))["shares"]["source"]) == {"B", "C"}
    assert len(compared) == 2


def test_no_table_depends_on_the_voice_that_is_shown_or_on_how_many_rows_are(tmp_path: Path) -> None:
    tables, _ = read(corpus_of(tmp_path, one=("A", TEXT), two=("B", ANSWER)), tmp_path / "cache")
    one = sources.compare_sources(tables, check_parameters())
    other = sources.compare_sources(tables, check_parameters(voice="quoted", top_n=3))
    for name in one:
        assert_frame_equal(one[name], other[name])


def test_one_bad_article_is_named_and_the_rest_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def read_or_fail(text: str, **options: object) -> dict[str, Columns]:
        if "Okafor" in text:
            raise IndexError("no such token")
        return read_rows(text, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(reader, "read_rows", read_or_fail)
    path = corpus_of(tmp_path, one=("A", TEXT), two=("B", "The port is shut, the mayor said."))
    tables, problems, _ = read_articles(read_corpus(path)[0], cache=Cache(tmp_path / "cache"))
    assert tables["articles"]["article_id"].tolist() == ["two"]
    assert problems[["article_id", "problem", "detail"]].values.tolist() == [
        ["one", "could not be read", "IndexError: no such token"]
    ]


def test_an_article_whose_process_is_killed_is_named_and_the_rest_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def kill_one(function: Any, jobs: Any, *, give_up: Any, **where: Any) -> Iterator[Any]:
        return (give_up(job, "killed") if "Okafor" in job.text else function([job]) for job in jobs)

    monkeypatch.setattr(reader, "run_batches", kill_one)
    path = corpus_of(tmp_path, one=("A", TEXT), two=("B", "The port is shut, the mayor said."))
    tables, problems, counts = read_articles(read_corpus(path)[0], cache=Cache(tmp_path / "cache"))
    assert tables["articles"]["article_id"].tolist() == ["two"]
    assert problems[["article_id", "problem", "detail"]].values.tolist() == [["one", "could not be read", "killed"]]
    assert counts == {"n_read": 1, "n_cached": 0}


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


def test_words_of_the_body_stand_in_exactly_one_segment(seeds: Tables) -> None:
    body = seeds["sentences"].query("zone == 'body'")
    for counted in (seeds["segments"], body):
        assert counted.groupby("article_id")["n_words"].sum().tolist() == [471, 392]


def test_an_added_quotation_counts_in_every_table_and_what_each_correction_did_is_one(tmp_path: Path) -> None:
    for name, text in (("a", "The dam would hold, so Lund. It rained."), ("b", "Rain fell on the dam.")):
        (tmp_path / f"{name}.txt").write_text(text)
    parameters = check_parameters(corpus=str(tmp_path), n_boot=100)
    assert "corrections" not in make_tables(parameters)
    row = "a,The dam would hold,Ada Lund,expert,add"
    (tmp_path / "corrections.csv").write_text(f"article,text,speaker,role,verdict\n{row}\n")
    tables = make_tables(parameters)
    assert tables["quotes"][["speaker", "rule", "corrected"]].values.tolist() == [["Ada Lund", "correction", True]]
    assert tables["shares"][["name", "n_words"]].values.tolist() == [["Ada Lund", 4], ["expert", 4]]
    assert tables["scores"].query("voice == 'indirect'")["segment_id"].nunique() == 1
    assert tables["corrections"][["article_id", "quote_id", "effect", "text"]].values.tolist() == [
        ["a", "a:q001", "added", "The dam would hold"]
    ]
    assert check_spans(tables["corrections"], tables["articles"]).empty
    again = make_tables(parameters)  # from the cache
    assert_frame_equal(again["corrections"], tables["corrections"])


def test_without_events_no_article_is_compared_with_another(tmp_path: Path) -> None:
    said = "“The dam at Norby will hold through the winter,” said mayor Ana Ruiz. Two hundred people left Norby."
    (tmp_path / "a.txt").write_text(said)
    (tmp_path / "b.txt").write_text(said.replace("Two", "Nine") + " It rained on the dam.")
    compared, alone = (
        make_tables(check_parameters(corpus=str(tmp_path), corpus_options=options, n_boot=100))
        for options in ("", "--events none")
    )
    for name in ("coverage", "shared_quotes"):
        assert len(compared[name]), name
        assert alone[name].empty, name
    assert len(alone["shares"]) == len(compared["shares"])


def test_what_another_run_of_the_same_has_put_in_place_is_not_taken_from_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SAMESTORY_CACHE", str(tmp_path / "cache"))
    asked = check_parameters(corpus=str(corpus_of(tmp_path, one=("A", TEXT), two=("B", ANSWER))))
    real = pipeline.shelve_batches
    with ExitStack() as others:

        def shelve_while_another_run_is_faster(*given: Any, **more: Any) -> None:
            monkeypatch.setattr(pipeline, "shelve_batches", real)
            faster.append(others.enter_context(pipeline.open_result(asked)))
            inodes.append(faster[0].shelf.folder.stat().st_ino)
            real(*given, **more)

        faster: list[Any] = []
        inodes: list[int] = []
        monkeypatch.setattr(pipeline, "shelve_batches", shelve_while_another_run_is_faster)
        with pipeline.open_result(asked) as result:
            assert result.shelf.folder.stat().st_ino == inodes[0]


@pytest.mark.slow
@pytest.mark.parametrize("where", ["two processes", "Dask"])
def test_every_executor_gives_the_same_bytes(
    where: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seeds: Tables
) -> None:
    monkeypatch.setenv("SAMESTORY_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(executors, "BATCH", 1)
    seeds_again = check_parameters(corpus="seeds")
    if where == "Dask":
        distributed = pytest.importorskip("dask.distributed", reason="needs the extra 'cluster'")
        with distributed.LocalCluster(n_workers=1, threads_per_worker=1, dashboard_address=None) as cluster:
            tables = make_tables(seeds_again, scheduler=cluster.scheduler_address)
    else:
        tables = make_tables(seeds_again, workers=2)
    for one, other in zip(
        write_tables(seeds, tmp_path / "here"), write_tables(tables, tmp_path / "there"), strict=True
    ):
        assert one.read_bytes() == other.read_bytes(), one.name
