from pathlib import Path

from analysis.running.coded_places import find_validation


def test_the_sample_lies_in_the_folder_of_the_articles_or_beside_their_file(tmp_path: Path) -> None:
    (tmp_path / "few.csv").write_text("text\nIt is quiet.\n")
    assert find_validation(str(tmp_path)) == tmp_path / "validation"
    assert find_validation(str(tmp_path / "few.csv")) == tmp_path / "few-validation"
