"""Coded problems: corrections that a reader made inside of what was coded, which must not reach the figures."""

from collections.abc import Mapping, Sequence

import pandas as pd

from analysis.corpus.corrections import CORRECTIONS, read_corrections
from analysis.schema import as_table, columns_of

NOT_READ = "the rules are measured here as they are without corrections"
Problem = tuple[str, str, str, str]


def list_problems(
    corpus: str,
    articles: pd.DataFrame,
    key: pd.DataFrame,
    texts: Mapping[str, str],
    *,
    others: Sequence[Problem] = (),
) -> pd.DataFrame:
    """List a problem for every correction inside a coded sentence: it does not reach the predictions there.

    Takes: the corpus and its articles; the key; the texts of the drawn sentences by unit; problems known already.
    Returns: problems, those known already first.
    """
    corrections, _ = read_corrections(corpus, articles)
    drawn = key[(key["sheet"] == "sentences") & key["article_id"].isin(list(corrections))]
    rows = [
        (CORRECTIONS, unit["article_id"], "correction inside a coded unit", f"{unit['unit']}: {NOT_READ}")
        for unit in drawn.to_dict("records")
        for row in corrections[unit["article_id"]]
        if _lies_in(row, unit["start"], unit["end"], texts.get(unit["unit"], ""))
    ]
    return as_table("problems", pd.DataFrame([*others, *rows], columns=columns_of("problems")))


def _lies_in(correction: Mapping[str, str], start: int, end: int, text: str) -> bool:
    first, last = correction.get("start") or "", correction.get("end") or ""
    if first.isdigit() and last.isdigit():
        return int(first) < end and int(last) > start
    wanted, held = (" ".join(part.split()) for part in (correction.get("text") or "", text))
    return bool(wanted) and (wanted in held or held in wanted)
