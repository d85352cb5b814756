import shutil
from pathlib import Path

import pandas as pd
import pytest

from analysis.corpus.articles import PROJECT, read_corpus
from analysis.running.coded_problems import list_problems

KEY = pd.DataFrame(
    {"unit": ["s001"], "sheet": "sentences", "article_id": "000_f1ff09710e15aa11", "start": [100], "end": [150]}
)


@pytest.mark.parametrize(
    ("place", "found"),
    [
        ("120,130,", True),
        ("90,101,", True),
        ("90,100,", False),
        ("150,160,", False),
        (",,that it failed", True),
        (",,quite another sentence", False),
    ],
)
def test_a_correction_is_a_problem_where_it_touches_a_coded_sentence(place: str, found: bool, tmp_path: Path) -> None:
    corpus = Path(shutil.copytree(PROJECT / "seeds", tmp_path / "seeds"))
    (corpus / "corrections.csv").write_text(
        f"article,start,end,text,speaker\n{KEY['article_id'][0]},{place},Ada\n", encoding="utf-8"
    )
    articles, _ = read_corpus(corpus)
    problems = list_problems(str(corpus), articles, KEY, {"s001": "They say that it failed again."})
    assert len(problems) == found
    if found:
        assert problems["detail"].iloc[0].startswith("s001: ")


def test_problems_known_already_come_first() -> None:
    articles, _ = read_corpus("seeds")
    problems = list_problems("seeds", articles, KEY, {}, others=[("key.csv", "", "coded targets not read", "why")])
    assert problems.values.tolist() == [["key.csv", "", "coded targets not read", "why"]]
