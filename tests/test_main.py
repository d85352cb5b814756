import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from typer.testing import CliRunner

from analysis.__main__ import app
from analysis.errors import RequestError
from analysis.report.making import Report
from analysis.report.notebook_runs import Run


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "harbour"
    folder.mkdir()
    (folder / "a.txt").write_text("Odu said: “We will strike.” The dockers went home.")
    return folder


@pytest.fixture
def run():
    """Run a command; give its exit code, its output and its errors."""

    def run(*words: object) -> tuple[int, str, str]:
        result = CliRunner().invoke(app, [str(word) for word in words], prog_name="python -m analysis")
        assert "Traceback" not in result.output
        return result.exit_code, result.stdout, result.stderr

    return run


@pytest.fixture
def nothing_starts(monkeypatch):
    """Fail where an article is read or a notebook is run."""
    import analysis.running.validation  # noqa: F401  # loaded only now, it would keep what is put in below

    def start(*args, **more):
        raise AssertionError("something was started")

    monkeypatch.setattr("analysis.running.reader.Reader.read", start)
    monkeypatch.setattr("analysis.report.making.run_notebook", start)


def test_check_tells_and_writes_nothing(run, corpus):
    code, out, err = run("check", corpus)
    assert (code, err) == (0, "")
    assert out.startswith("1 article, 1 source, 9 words.\n")
    assert sorted(path.name for path in corpus.parent.iterdir()) == ["harbour"]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["-p", "tpo_n=3"], "Unknown parameter 'tpo_n'. Did you mean 'top_n'?"),
        (["-p", "top_n=0"], "top_n is '0'; it must be a whole number, 1 to 50."),
        (["-p", "view=loud"], "view is 'loud'; it must be 'strict', 'speech' or 'all'."),
        (["-p", "top_n"], "'top_n' is not a setting. Write it as name=value, for example top_n=20."),
        (["-p", "sources=b"], "Unknown source 'b'. There are: 'a'."),
        (["-p", "reference=b"], "Unknown reference 'b'. There are: 'a'."),
        (["-p", "corpus=x"], "'corpus' is set by the argument CORPUS. Leave it out of -p."),
        (["-p", "out=x"], "'out' is set by --out. Leave it out of -p."),
    ],
)
@pytest.mark.parametrize("command", ["tables", "report"])
def test_a_wrong_setting_starts_nothing(command, words, message, run, corpus, tmp_path, nothing_starts):
    assert run(command, corpus, "--out", tmp_path / "new", *words) == (2, "", message + "\n")
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize("command", ["check", "tables", "report"])
def test_a_missing_or_empty_corpus_starts_nothing(command, run, tmp_path, nothing_starts):
    (tmp_path / "empty").mkdir()
    (tmp_path / "empty" / "a.pdf").write_bytes(b"%PDF")
    more = [] if command == "check" else ["--out", tmp_path / "new"]
    code, out, err = run(command, tmp_path / "none", *more)
    assert (code, out) == (2, "")
    assert err.startswith(f"No corpus at '{tmp_path / 'none'}'")
    code, out, err = run(command, tmp_path / "empty", *more)
    assert (code, out) == (2, "")
    assert err.startswith(f"No articles in '{tmp_path / 'empty'}'. Found: 1 .pdf. Readable: ")
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize("command", ["tables", "report"])
def test_writing_into_the_corpus_starts_nothing(command, run, corpus, nothing_starts):
    code, _, err = run(command, corpus, "--out", corpus)
    assert (code, err) == (2, f"The output '{corpus}' is the corpus itself. Choose another folder with --out.\n")


@pytest.mark.parametrize(
    "words",
    [[], ["tabels"], ["tables"], ["tables", "x"], ["tables", "x", "--out", "y", "--format", "xls"], ["check", "--all"]],
)
def test_a_command_that_cannot_be_understood_is_a_wrong_request(words, run):
    assert run(*words)[0] == 2


@pytest.mark.parametrize("command", ["check", "tables", "report"])
def test_a_word_list_that_no_rule_can_read_starts_nothing(command, run, corpus, tmp_path, nothing_starts):
    (corpus / "lexicons").mkdir()
    (corpus / "lexicons" / "cues.csv").write_text("cue,kind,takes,act,class,note\nsay,vreb,clause,speech,neutral,\n")
    code, out, err = run(command, corpus, *([] if command == "check" else ["--out", tmp_path / "new"]))
    assert (code, out) == (2, "")
    assert err.startswith(f"'cues.csv' in '{corpus / 'lexicons'}', line 2 ('say'): kind is 'vreb'; it must be one of ")
    assert not (tmp_path / "new").exists()


def test_validate_plans_draws_and_says_that_nothing_is_coded(run, corpus):
    code, out, err = run("validate", "plan", corpus)
    assert (code, err) == (0, "")
    assert out.startswith("a, reported words, points of 100: all 2 coded, no error left.\n")
    code, out, err = run("validate", "draw", corpus, "--attributions", "0", "--targets", "0")
    assert (code, err) == (0, "")
    assert out.splitlines()[:3] == [
        f"'{corpus / 'validation' / name}'" for name in ("codebook.md", "sentences-a.csv", "sentences-b.csv")
    ]
    code, out, err = run("validate", "read", corpus)
    assert (code, out) == (2, "")
    assert err == f"No sheet in '{corpus / 'validation'}' is coded yet. Fill in the first rows of one.\n"


def test_validate_reads_what_a_coder_filled_in(run, corpus):
    run("validate", "draw", corpus, "--attributions", "0", "--targets", "0", "--coders", "1")
    sheet = corpus / "validation" / "sentences-a.csv"
    text = sheet.read_text(encoding="utf-8-sig")
    asked = '"",' * 10
    for sentence, answer in (("strike", '"y","marks","Odu","public",'), ("dockers", '"n","","","",')):
        line = next(line for line in text.splitlines() if sentence in line.split('","')[2])
        text = text.replace(line, line.replace(asked, answer + '"",' * 6, 1) if asked in line else line)
    sheet.write_text(text, encoding="utf-8")
    code, out, err = run("validate", "read", corpus)
    assert (code, err) == (0, "")
    assert out.splitlines()[0].startswith("Sentences: 2 of 2 drawn with seed 0")
    assert out.splitlines()[-1] == f"5 tables in '{corpus / 'validation' / 'tables'}'."
    assert (corpus / "validation" / "tables" / "corrected.csv").exists()


@pytest.mark.parametrize(
    "words", [["draw"], ["read", "x", "--format", "xls"], ["plan", "x", "--view", "loud"], ["sing"]]
)
def test_validate_refuses_what_it_cannot_understand(words, run):
    assert run("validate", *words)[0] == 2


def test_workers_and_a_scheduler_exclude_each_other(run, corpus, tmp_path, nothing_starts):
    more = ["--out", tmp_path / "new", "--workers", "2", "--scheduler", "tcp://127.0.0.1:1"]
    assert run("tables", corpus, *more)[0] == 2
    assert run("tables", corpus, "--out", tmp_path / "new", "--workers", "0")[0] == 2


def test_a_report_that_is_done_says_what_was_read_and_where_it_is(run, corpus, tmp_path, monkeypatch):
    given = {}
    done = Report(["1 article, 1 source."], [], tmp_path / "new" / "index.html")
    monkeypatch.setattr("analysis.report.making.write_report", lambda *args, **more: given.update(more) or done)
    expected = (0, f"1 article, 1 source.\nReport: '{done.index}'.\n", "")
    assert run("report", corpus, "--out", tmp_path / "new", "-p", "top_n=3", "--timeout", "5") == expected
    assert (given["settings"], given["seconds"]) == ({"top_n": "3"}, 5)


@pytest.mark.parametrize(
    ("words", "pages", "text"),
    [([], "all", "full"), (["--pages", "story"], "story", "full"), (["--text", "evidence"], "story", "evidence")],
)
def test_a_report_makes_the_pages_that_were_asked_for(words, pages, text, run, corpus, tmp_path, monkeypatch):
    given = {}
    done = Report([], [], tmp_path / "index.html")
    monkeypatch.setattr("analysis.report.making.write_report", lambda *args, **more: given.update(more) or done)
    assert run("report", corpus, "--out", tmp_path / "new", *words)[0] == 0
    assert (given["pages"], given["text"]) == (pages, text)


@pytest.mark.parametrize(("words", "n_opened"), [([], 0), (["--open"], 1)])
def test_a_report_opens_nothing_unasked(words, n_opened, run, corpus, tmp_path, monkeypatch):
    opened = []

    def write(parameters, out, *, ready, **more):
        ready(tmp_path / "index.html", 0)
        return Report([], [], tmp_path / "index.html")

    monkeypatch.setattr("analysis.report.making.write_report", write)
    monkeypatch.setattr("webbrowser.open", lambda address: opened.append(address) or True)
    assert run("report", corpus, "--out", tmp_path / "new", *words)[0] == 0
    assert opened == [(tmp_path / "index.html").resolve().as_uri()] * n_opened


def test_a_run_that_stops_after_the_story_says_where_that_is(run, corpus, tmp_path, monkeypatch):
    def write(parameters, out, *, ready, **more):
        ready(tmp_path / "index.html", 0)
        raise KeyboardInterrupt

    monkeypatch.setattr("analysis.report.making.write_report", write)
    code, _, err = run("report", corpus, "--out", tmp_path / "new")
    assert (code, err) == (130, f"Stopped. The story and its tables are done: '{tmp_path / 'index.html'}'.\n")


def test_a_notebook_that_fails_is_named_with_its_cell_and_its_last_lines(run, corpus, tmp_path, monkeypatch):
    failed = [Run("2-tone", object(), 4, "ValueError: no words", ("    fail()", "ValueError: no words"))]
    done = Report(["1 article."], failed, tmp_path / "index.html")
    monkeypatch.setattr("analysis.report.making.write_report", lambda *args, **more: done)
    code, out, err = run("report", corpus, "--out", tmp_path)
    assert (code, out) == (1, "1 article.\n")
    assert err.splitlines() == [
        f"2-tone failed in code cell 4: ValueError: no words. As far as it ran: '{tmp_path}/failed/2-tone.ipynb'.",
        "        fail()",
        "    ValueError: no words",
        f"Report, not complete: '{done.index}'.",
    ]


@pytest.mark.parametrize(
    ("trouble", "code", "message"),
    [
        (RequestError("Wrong."), 2, "Wrong."),
        (OSError(28, "No space left on device"), 1, "No space left on device. 'OUT' holds nothing new."),
        (PermissionError(13, "Permission denied", "/x"), 1, "Permission denied: '/x'. 'OUT' holds nothing new."),
        (KeyError("x"), 1, "KeyError: 'x' (analysis/__main__.py, line 0). 'OUT' holds nothing new."),
        (KeyboardInterrupt(), 130, "Stopped. 'OUT' holds nothing new."),
    ],
)
def test_whatever_goes_wrong_is_told_in_one_sentence(trouble, code, message, run, corpus, tmp_path, monkeypatch):
    def fail(*args, **more):
        raise trouble

    monkeypatch.setattr("analysis.running.pipeline.open_result", fail)
    found, out, err = run("tables", corpus, "--out", tmp_path / "new")
    assert (found, out) == (code, "")
    expected = message.replace("OUT", str(tmp_path / "new")).replace("line 0", "line ")
    assert err.startswith(expected[:40])
    assert err.endswith(expected[-15:] + "\n")


SLOW = """
import signal, sys, time
# A shell that runs its jobs in the background has them ignore the interrupt.
signal.signal(signal.SIGINT, signal.default_int_handler)
from analysis.report import making
from analysis.__main__ import app
from analysis.running import pipeline, writing

def wait(*args, **more):
    print("started", flush=True)
    time.sleep(60)

pipeline.make_tables = lambda *args, **more: {}
writing.write_tables = wait
app(["report", sys.argv[1], "--out", sys.argv[2]])
"""


@pytest.mark.parametrize(("name", "code"), [("SIGINT", 130), ("SIGTERM", 143)])
def test_a_run_that_is_stopped_from_outside_leaves_nothing(name, code, corpus, tmp_path):
    out = tmp_path / "new"
    words = [sys.executable, "-c", SLOW, str(corpus), str(out)]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=os.environ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "started\n"
        assert list(out.glob(".run-*"))
        time.sleep(0.1)
        process.send_signal(signal.Signals[name])
        _, err = process.communicate(timeout=30)
    assert process.returncode == code
    assert "Traceback" not in err
    assert not out.exists()


def test_the_cache_says_where_it_is_and_can_be_cleared(run, corpus, tmp_path, monkeypatch):
    monkeypatch.setenv("SAMESTORY_CACHE", str(tmp_path / "kept"))
    assert run("tables", corpus, "--out", tmp_path / "out", "-p", "n_boot=100")[0] == 0
    code, out, _ = run("cache")
    assert (code, out.startswith(f"'{tmp_path / 'kept'}': ")) == (0, True)
    assert run("cache", "--clear")[1].endswith(" MB removed.\n")
    assert not list((tmp_path / "kept").iterdir())
    monkeypatch.setenv("SAMESTORY_CACHE", "off")
    assert run("cache")[1].startswith("Nothing is kept")
