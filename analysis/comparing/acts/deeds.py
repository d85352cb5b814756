"""Acts across sources: what each source calls the same act of harm, in which form, and whom it names."""

import re
from collections import defaultdict
from typing import Any

import pandas as pd

from analysis.comparing.matching.similarity import read_events

COLUMNS = ["event", "deed", "source", "voice", "form", "text", "agent", "instrument", "n", "sentence_ids"]
FIRST = re.compile(r"^(the|a|an|its|his|her|their)\s+", re.IGNORECASE)
MEANS = {"attack", "bombing", "shooting"}
EXAMPLES = 3


def compare_acts(agency: pd.DataFrame, names: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """Group the acts of harm of an event by what was done to whom, and list each source's wordings of it.

    A deed is an act and its patient under the canonical name: *was killed in a US drone strike*, *Soleimani’s
    killing* and *An American airstrike eliminated Soleimani* are one. An attack without a patient (*the deadly
    strike*) is taken for the deed of its article that has such a strike as its means, if there is exactly one.

    Takes: agency, names of `merge_entities`, articles (article_id, source, event).
    Returns: event, deed (*killing: Qasim Soleimani*), source, voice, form, text, agent, instrument, n, sentence_ids
    (up to three, joined by "; "); deeds with most wordings first, then by source, place in the text.

    >>> agency = pd.DataFrame({"article_id": ["x"], "sentence_id": "x:s001", "voice": "own", "act": "killing",
    ...     "form": "nominal", "agent": "", "patient": "Ana Sol", "instrument": "", "start": 0, "end": 22,
    ...     "text": "the killing of Ana Sol"})
    >>> names = pd.DataFrame([("x", "x:s001", "Ana Sol", "Ana Sol")],
    ...     columns=["article_id", "sentence_id", "entity", "text"])
    >>> compare_acts(agency, names, pd.DataFrame({"article_id": ["x"], "source": ["X"]}))["deed"].tolist()
    ['killing: Ana Sol']

    Limits: a patient without a name is its words; who dies of a shooting and is killed by it are two deeds.
    """
    entities = _entities(names)
    acts = agency.sort_values(["article_id", "start", "end"], kind="stable", ignore_index=True)
    deeds = _join_means(acts, [_name_deed(row, entities) for row in acts.to_dict("records")])
    acts = acts.assign(
        event=acts["article_id"].map(read_events(articles)),
        deed=pd.Series(deeds, index=acts.index, dtype="str"),
        source=acts["article_id"].map(articles.set_index("article_id")["source"]),
        text=[" ".join(text.split()) for text in acts["text"]],
    )
    told = acts[acts["deed"] != ""].groupby(COLUMNS[:-2], sort=False, as_index=False)
    table = told.agg(n=("sentence_id", "size"), sentence_ids=("sentence_id", lambda ids: "; ".join(ids[:EXAMPLES])))
    total = table.groupby(["event", "deed"])["n"].transform("sum")
    order = table.assign(total=-total).sort_values(["total", "deed", "event", "source", "sentence_ids"], kind="stable")
    return table.loc[order.index].reset_index(drop=True).astype({"n": "int64"})


def _entities(names: pd.DataFrame) -> dict[str, list[tuple[str, str]]]:
    """sentence → its mentions, the longest first."""
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for sentence, text, entity in zip(names["sentence_id"], names["text"], names["entity"], strict=True):
        found[sentence].append((text, entity))
    return {sentence: sorted(mentions, key=lambda m: (-len(m[0]), m)) for sentence, mentions in found.items()}


def _name_deed(row: dict[Any, Any], entities: dict[str, list[tuple[str, str]]]) -> str:
    patient = row["patient"]
    if not patient:
        return ""
    mentions = entities.get(row["sentence_id"], [])
    # A mention names the patient if it is all of it, or ends it: "two aides of Sol" are not Sol.
    whole = next((entity for text, entity in mentions if text == patient), "")
    tail = next((e for text, e in mentions if patient.endswith(f" {text}") and " of " not in patient), "")
    return f"{row['act']}: {whole or tail or FIRST.sub('', patient)}"


def _join_means(acts: pd.DataFrame, deeds: list[str]) -> list[str]:
    """An attack without a patient joins the one deed of its article that has such a means."""
    means: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for article, instrument, deed in zip(acts["article_id"], acts["instrument"], deeds, strict=True):
        if deed and instrument:
            means[article].add((_head(instrument), deed))
    joined = []
    for article, act, text, deed in zip(acts["article_id"], acts["act"], acts["text"], deeds, strict=True):
        head = _head(text)
        options = {of for noun, of in means[article] if noun.endswith(head) or head.endswith(noun)}
        joined.append(deed or (options.pop() if act in MEANS and len(options) == 1 else ""))
    # "Two people" at the head of a sentence are "two people": the spelling with fewer capitals stands for both.
    spelling: dict[str, str] = {}
    for deed in sorted(set(joined), key=lambda name: (sum(map(str.isupper, name)), name)):
        spelling.setdefault(deed.casefold(), deed)
    return [spelling[deed.casefold()] for deed in joined]


def _head(text: str) -> str:
    """The last word before any preposition: *strike* of *a US drone strike in Baghdad*."""
    front = re.split(r"\s+(?:of|on|in|at|against|by|near|with)\s+", text, maxsplit=1)[0]
    return front.split()[-1].lower() if front.split() else ""
