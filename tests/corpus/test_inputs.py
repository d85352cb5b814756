"""The files that were read can be told by the sums of their bytes."""

from pathlib import Path

from analysis.corpus.hashing import hash_text
from analysis.corpus.inputs import list_inputs


def test_the_files_that_were_read_are_listed_with_what_was_taken_from_where(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Kolb left.")
    (tmp_path / "t.csv").write_text("body,outlet\nShe stayed.,Quay\n")
    (tmp_path / "corrections.csv").write_text("article\n")
    inputs = list_inputs(tmp_path)
    assert [row["path"] for row in inputs] == ["a.txt", "corrections.csv", "t.csv"]
    assert inputs[0] == {"path": "a.txt", "sha256": hash_text("Kolb left.")}
    assert inputs[2]["read_as"] == "CSV, 1 row"
    assert "source from outlet: 1 of 1 filled" in inputs[2]["notes"]
