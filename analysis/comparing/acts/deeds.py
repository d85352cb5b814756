"""Acts across sources: what each source calls the same act of harm, in which form, and whom it names."""

import re
from collections import Counter, defaultdict
from typing import Any

import pandas as pd

COLUMNS = ["deed", "source", "voice", "form", "text", "agent", "instrument", "n", "sentence_ids"]
FIRST = re.compile(r"^(the|a|an|its|his|her|their)\s+", re.IGNORECASE)
MEANS = {"attack", "bombing", "shooting"}
EXAMPLES = 3


def compare_acts(agency: pd.DataFrame, names: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """Group acts of harm by what was done to whom, and list each source's wordings of it.

    A deed is an act and its patient under the canonical name: *was killed in a US drone strike*, *Soleimani’s
    killing* and *An American airstrike eliminated Soleimani* are one. An attack without a patient (*the deadly
    strike*) is taken for the deed of its article that has such a strike as its means, if there is exactly one.

    Takes: agency, names of `merge_entities`, articles (article_id, source).
    Returns: deed (*killing: Qasim Soleimani*), source, voice, form, text, agent, instrument, n, sentence_ids (up to
    three, joined by "; "); deeds with most wordings first, then by source, place in the text.

    >>> agency = pd.DataFrame([("x", "x:s001", "own", "killing", "nominal", "", "Ana Sol", "", 0, 22, "the killing of Ana Sol")],
    ...     columns=["article_id", "sentence_id", "voice", "act", "form", "agent", "patient", "instrument",
    ...              "start", "end", "text"])
    >>> names = pd.DataFrame([("x", "x:s001", "Ana Sol", "Ana Sol")],
    ...     columns=["article_id", "sentence_id", "entity", "text"])
    >>> compare_acts(agency, names, pd.DataFrame({"article_id": ["x"], "source": ["X"]}))["deed"].tolist()
    ['killing: Ana Sol']

    Limits: a patient without a name is its words; who dies of a shooting and is killed by it are two deeds.
    """  # noqa: E501
    source_of = dict(zip(articles["article_id"], articles["source"], strict=True))
    entities = _entities(names)
    acts = agency.sort_values(["article_id", "start", "end"], kind="stable")
    rows: list[dict[Any, Any]] = acts.to_dict("records")
    means: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for row in rows:
        row["deed"] = _deed(row, entities)
        if row["deed"] and row["instrument"]:
            means[row["article_id"]].add((_head(row["instrument"]), row["deed"]))
    counts: Counter[tuple[str, ...]] = Counter()
    sentences: dict[tuple[str, ...], list[str]] = defaultdict(list)
    key: tuple[str, ...]
    for row in rows:
        if not row["deed"] and row["act"] in MEANS:
            head = _head(row["text"])
            options = {deed for noun, deed in means[row["article_id"]] if noun.endswith(head) or head.endswith(noun)}
            row["deed"] = next(iter(options)) if len(options) == 1 else ""
        if not row["deed"]:
            continue
        source = source_of.get(row["article_id"], row["article_id"])
        text = " ".join(row["text"].split())
        key = (row["deed"], source, row["voice"], row["form"], text, row["agent"], row["instrument"])
        counts[key] += 1
        if len(sentences[key]) < EXAMPLES:
            sentences[key].append(row["sentence_id"])
    total = Counter[str]()
    for key, n in counts.items():
        total[key[0]] += n
    ordered = sorted(counts.items(), key=lambda item: (-total[item[0][0]], item[0][0], item[0][1], sentences[item[0]]))
    table = [(*key, n, "; ".join(sentences[key])) for key, n in ordered]
    return pd.DataFrame(table, columns=COLUMNS).astype({"n": "int64"})


def _entities(names: pd.DataFrame) -> dict[str, list[tuple[str, str]]]:
    """sentence → its mentions, the longest first."""
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for sentence, text, entity in zip(names["sentence_id"], names["text"], names["entity"], strict=True):
        found[sentence].append((text, entity))
    return {sentence: sorted(mentions, key=lambda m: (-len(m[0]), m)) for sentence, mentions in found.items()}


def _deed(row: dict[Any, Any], entities: dict[str, list[tuple[str, str]]]) -> str:
    patient = row["patient"]
    if not patient:
        return ""
    mentions = entities.get(row["sentence_id"], [])
    # A mention names the patient if it is all of it, or ends it: "two aides of Sol" are not Sol.
    whole = next((entity for text, entity in mentions if text == patient), "")
    tail = next((e for text, e in mentions if patient.endswith(f" {text}") and " of " not in patient), "")
    return f"{row['act']}: {whole or tail or FIRST.sub('', patient)}"


def _head(text: str) -> str:
    """The last word before any preposition: *strike* of *a US drone strike in Baghdad*."""
    front = re.split(r"\s+(?:of|on|in|at|against|by|near|with)\s+", text, maxsplit=1)[0]
    return front.split()[-1].lower() if front.split() else ""
