"""A corpus of two short articles, its tables typed by hand, and small notebooks: a report without the reading."""

from pathlib import Path

import nbformat
import pandas as pd
import pytest

from analysis.corpus.articles import read_corpus
from analysis.parameters import Parameters
from analysis.schema import as_table, columns_of

TEXTS = {"north/lead": "Odu said “no deal”.\n\nRead also: Harbour news", "south": "Harbour workers strike."}


@pytest.fixture(scope="session")
def corpus(tmp_path_factory):
    """Make the folder of the two articles."""
    folder = tmp_path_factory.mktemp("somewhere") / "harbour"
    for name, text in TEXTS.items():
        path = folder / f"{name}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    (folder / "articles.csv").write_text("file,source\nnorth/lead.txt,North\nsouth.txt,South\n")
    return folder


@pytest.fixture(scope="session")
def tables(corpus):
    """Type the tables of the two articles."""
    articles, _ = read_corpus(corpus)
    a, b = "north/lead", "south"

    def table(name, *rows):
        columns = columns_of(name)
        return as_table(name, pd.DataFrame([dict(zip(columns, row, strict=True)) for row in rows], columns=columns))

    no = [pd.NA, pd.NA]
    return {
        "articles": articles,
        "zones": table(
            "zones",
            (a, "body", 0, 19, "Odu said “no deal”.", "paragraph"),
            (a, "related link", 21, 44, "Read also: Harbour news", "label before a link"),
            (b, "body", 0, 23, "Harbour workers strike.", "paragraph"),
        ),
        "sentences": table(
            "sentences",
            (a, f"{a}:s001", 1, "body", 0, 19, "Odu said “no deal”.", 4),
            (b, f"{b}:s001", 1, "body", 0, 23, "Harbour workers strike.", 3),
        ),
        "quotes": table(
            "quotes",
            (
                *(a, f"{a}:q001", "body", "mixed", "speech", "marked", 10, 17, "no deal", 2, "said", 4, 8, "neutral"),
                *("Odu", 0, 3, "Odu", "unknown", "", "", "marks", 0.9, False),
            ),
        ),
        "segments": table(
            "segments",
            (a, f"{a}:s001", f"{a}:g001", "body", "own", "", "", 0, 8, "Odu said", 2),
            (a, f"{a}:s001", f"{a}:g002", "body", "direct", f"{a}:q001", "Odu", 10, 17, "no deal", 2),
            (b, f"{b}:s001", f"{b}:g001", "body", "own", "", "", 0, 23, "Harbour workers strike.", 3),
        ),
        "shares": table("shares", ("North", "speaker", "Odu", 1, 2, 1.0, 1.0, *no, "1 article; one quotation")),
        "problems": table("problems", ("south.txt", b, "short article", "it has 3 words")),
    }


@pytest.fixture
def parameters(corpus):
    return Parameters(corpus=str(corpus), top_n=3)


@pytest.fixture
def made_tables(monkeypatch, tables):
    """Let the pipeline give the typed tables."""
    monkeypatch.setattr("analysis.running.pipeline.make_tables", lambda parameters, **more: dict(tables))


@pytest.fixture(scope="session")
def write_notebook():
    """Write notebooks with a title, a tagged parameters cell and the given code cells."""

    def write(folder: Path, name: str, *cells: str) -> Path:
        folder.mkdir(parents=True, exist_ok=True)
        values = 'corpus: str = "seeds"  # folder\ntop_n: int = 15  # rows'
        parameters = nbformat.v4.new_code_cell(values, id="parameters", metadata={"tags": ["parameters"]})
        code = [nbformat.v4.new_code_cell(source, id=f"cell-{number}") for number, source in enumerate(cells)]
        title = nbformat.v4.new_markdown_cell(f"# Title of *{name}*\n\nWhat you will learn.", id="title")
        path = folder / f"{name}.ipynb"
        kernel = {"display_name": "Somebody's", "language": "python", "name": "somebodys"}
        notebook = nbformat.v4.new_notebook(cells=[title, parameters, *code], metadata={"kernelspec": kernel})
        nbformat.write(notebook, path)
        return path

    return write
