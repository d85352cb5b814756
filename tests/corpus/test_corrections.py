from pathlib import Path

import pandas as pd
import pytest

from analysis.corpus.articles import read_corpus
from analysis.corpus.corrections import check_corrections, read_corrections
from analysis.errors import RequestError


def make(folder: Path, corrections: str) -> tuple[str, pd.DataFrame]:
    (folder / "a.txt").write_text("“No,” said Kolb.")
    (folder / "corrections.csv").write_text(corrections)
    return str(folder), read_corpus(folder)[0]


def test_corrections_are_listed_by_article_named_by_its_id_or_file(tmp_path: Path) -> None:
    found, problems = read_corrections(*make(tmp_path, "article,text,speaker\na,No,Ines Kolb\na.txt,Yes,Bo\nb,No,Bo\n"))
    assert found == {"a": ({"text": "No", "speaker": "Ines Kolb"}, {"text": "Yes", "speaker": "Bo"})}
    assert (
        problems["detail"].tolist() == ["No article 'b'. Closest: 'a'."] or "No article 'b'." in problems["detail"][0]
    )


def test_a_correction_that_can_fit_nothing_is_named_before_anything_is_read(tmp_path: Path) -> None:
    rows = "article,start,end,text,speaker\na,0,5,,Bo\na,5,900,,Bo\na,x,²,,Bo\na,,,Never,Bo\na,,,No,Bo\nb,,,No,Bo\n"
    details = check_corrections(*make(tmp_path, rows))["detail"].tolist()
    assert [detail.split(" in an")[0] for detail in details] == [
        "No article 'b'.",
        "No place from '5' to '900'",
        "No place from 'x' to '²'",
        "'Never' does not stand in the article.",
    ]


def test_a_file_without_its_column_or_unclosed_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RequestError, match="lacks the column article"):
        read_corrections(*make(tmp_path, "file,text\na,No\n"))
    with pytest.raises(RequestError, match="cannot be read"):
        read_corrections(*make(tmp_path, 'article,text\na,"No\n'))
