from pathlib import Path

import pytest

from analysis.corpus.exports.paragraphs import read_export
from analysis.corpus.found import RefusedError
from analysis.corpus.options import Options
from analysis.corpus.tables import Context
from analysis.lexicons import load_lexicons

CONTEXT = Context.plain()


def test_prose_is_no_export() -> None:
    prose = ["Body of evidence", "", "The report, 523 words long, names Document 1 of 3 only.", "", "Length: unknown."]
    assert read_export(prose, "a.txt", CONTEXT, kind="text") is None


def test_documents_that_are_counted_but_not_there_are_named() -> None:
    document = "{} of 4 DOCUMENTS\n\nQuay\n\nMarch 4, 2026\n\nBridge row\n\nLENGTH: 2 words\n\nKolb left."
    document += "\n\nLOAD-DATE: May 1, 2026\n"
    text = document.format(1) + "\n" + document.format(3)
    reading = read_export(text.split("\n"), "a.txt", CONTEXT, kind="text")
    assert reading is not None
    assert [detail.split(" is ")[0] for _, detail in reading.problems] == ["document 2 of 4", "document 4 of 4"]


@pytest.mark.parametrize(
    ("line", "database"),
    [
        ("EBSCOhost Connection. Persistent link to this record (Permalink):", "EBSCO"),
        ("Copyright 2026 NewsBank, from Access World News", "NewsBank"),
    ],
)
def test_an_export_that_is_known_but_not_read_is_refused_with_the_way_out(line: str, database: str) -> None:
    with pytest.raises(RefusedError, match=f"an export of {database}, which is not read yet. Export it"):
        read_export(["Bridge row", line], "a.txt", CONTEXT, kind="text")


def test_no_text_is_an_export_of_a_database_that_has_no_signs(tmp_path: Path) -> None:
    (tmp_path / "export_labels.csv").write_text("database,part,label,note\nEBSCO,sign,ZZ,\n", encoding="utf-8")
    context = Context(Options(), load_lexicons(tmp_path))
    assert read_export(["Rain fell."], "a.txt", context, kind="text") is None
