"""Colophon: how the report was made, how right it is, how to cite it, and what there is to take away."""

import csv
import hashlib
import re
import sysconfig
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.corpus.articles import PROJECT
from analysis.report.story.citations import Citation, Citations
from analysis.report.story.masthead import describe_dates, name_event
from analysis.report.story.sources import read_rows
from analysis.wording import count, join_words, tally

Tables = Mapping[str, pd.DataFrame]
ROWS = {
    "findings": "a finding",
    "articles": "an article",
    "zones": "a stretch of layout",
    "sentences": "a sentence",
    "quotes": "an attribution",
    "segments": "a stretch of one voice",
    "scores": "a segment under one scorer",
    "hits": "a scored word",
    "targets": "a named target in a sentence",
    "frame_hits": "a frame word",
    "names": "a mention",
    "agency": "an act of harm or force",
    "shares": "a speaker or role in a source",
    "diversity": "a source",
    "saying": "a verb or phrase of saying, by source and speaker",
    "tone": "a source in one voice under one scorer",
    "word_shifts": "a word between two sources",
    "keywords": "a term in a comparison",
    "shared_quotes": "a pair of quotations across sources",
    "duplicates": "a near-copy",
    "coverage": "a body sentence and another source",
    "agreement": "a thing that two people coded",
    "errors": "an error rate of the rules in a source",
    "error_differences": "two sources in which the rules may err differently",
    "corrected": "a figure corrected by a coded sample",
    "corrections": "what a reader's correction did",
    "problems": "something that went wrong or was set aside",
}
MOST_CAUTIONS, MOST_PROBLEMS = 8, 50
OF_SOME = re.compile(r"\b\d[\d,]* of \d[\d,]*\b")
ACCURACY = "accuracy.csv"


def describe_methods(tables: Tables, settings: Mapping[str, Any], versions: Mapping[str, str]) -> str:
    """Describe the methods in a paragraph that can be copied into a paper."""
    articles = tables["articles"]
    sources = sorted(set(articles["source"]))
    model = next((f"{name} {version}" for name, version in versions.items() if name.startswith("en")), "a small model")
    read = f"{count(len(articles), 'article')} from {join_words(sources)}"
    scored = "by a lexicon" if settings.get("tone_model") == "off" else "by a lexicon and a small language model"
    return (
        f"We compared {read} ({count(int(articles['n_words'].sum()), 'word')}) with Samestory {versions['samestory']}. "
        f"Sentences were parsed with spaCy {versions['spacy']} ({model}); quotations and reported speech with speakers "
        "were found by rules over the parse, and every sentence was split into the source’s own voice and those it "
        f"reports (view: {settings.get('view', 'speech')}). Shares of speakers count words. Sentences of different "
        "sources were matched by rare words, words of like meaning and acts that they share. Tone is the tone of "
        f"wording, scored {scored} over each voice apart. Intervals are 95 per cent bootstrap intervals over articles "
        f"({settings.get('n_boot', 1000)} resamples, seed {settings.get('seed', 0)}). Nothing was sent anywhere."
    )


def cite_report(tables: Tables, settings: Mapping[str, Any], versions: Mapping[str, str]) -> str:
    """Word the citation of this report: what, of which days, with which version, and the hash that tells it apart."""
    articles = tables["articles"]
    sources = join_words(sorted(set(articles["source"])))
    days = describe_dates([str(date) for date in articles["date"]])
    dated = f", articles of {days}" if days[0].isdigit() else ""
    made = f"Made with Samestory {versions['samestory']}. Report {hash_report(tables, settings, versions)}."
    return f"“{name_event(tables)}”: a comparison of {sources}{dated}. {made}"


def hash_report(tables: Tables, settings: Mapping[str, Any], versions: Mapping[str, str]) -> str:
    """Hash what a report stands on: the articles, the settings, the versions. The same gives the same twelve digits."""
    facts = [*sorted(tables["articles"]["sha256"]), sorted(settings.items()), sorted(versions.items())]
    return hashlib.sha256(repr(facts).encode()).hexdigest()[:12]


def read_accuracy() -> list[dict[str, str]]:
    """Read the measured accuracy: of the project's folder, else what was installed with the package."""
    places = (PROJECT / "docs" / ACCURACY, Path(sysconfig.get_path("data")) / "share" / "samestory" / ACCURACY)
    place = next((place for place in places if place.exists()), None)
    if place is None:
        return []
    with place.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def list_tables(tables: Tables) -> list[tuple[str, str, str]]:
    """List the tables to take away: name, how many rows, what a row is."""
    return [(name, count(len(tables[name]), "row"), row) for name, row in ROWS.items() if name in tables]


def find_cautions(tables: Tables) -> list[str]:
    """List the kinds of cautions in the tables with the tables that carry them, the most frequent first.

    Cautions that differ in their counts only (`3 of 8 segments ...`) are one kind.
    """
    rows: Counter[str] = Counter()
    carriers: dict[str, list[str]] = {}
    for name, table in tables.items():
        for caution in table.get("caution", []):
            for kind in {OF_SOME.sub("some", part) for part in str(caution).split("; ") if part}:
                rows[kind] += 1
                if name not in carriers.setdefault(kind, []):
                    carriers[kind].append(name)
    ordered = sorted(carriers, key=lambda kind: (-rows[kind], kind))
    found = [f"{kind} ({join_words(carriers[kind])})" for kind in ordered[:MOST_CAUTIONS]]
    more = len(ordered) - len(found)
    return found + ([f"and {count(more, 'rarer one')}, in the column caution"] if more else [])


def describe_reading(tables: Tables) -> list[str]:
    """Say what was set aside, what is doubtful and what went wrong in the reading."""
    lines = []
    zones, quotes, problems = tables["zones"], tables["quotes"], tables["problems"]
    aside = Counter(zone for zone in zones["zone"] if zone != "body")
    if aside:
        lines.append(f"Set aside and not counted as text: {tally(aside, plural=True)}.")
    nobody = int(quotes["speaker"].isin(["", "unknown"]).sum())
    if nobody:
        lines.append(f"Speaker unknown: {nobody} of {count(len(quotes), 'attribution')}.")
    corrected = int(quotes["corrected"].sum())
    if corrected:
        lines.append(f"Corrected by hand: {count(corrected, 'attribution')}.")
    if len(problems):
        lines.append(f"{count(len(problems), 'remark')} on the reading: {tally(Counter(problems['problem']))}.")
    return lines


def list_problems(tables: Tables) -> list[tuple[str, str]]:
    """List what went wrong or was set aside, with its details."""
    rows = tables["problems"].head(MOST_PROBLEMS)
    return [(str(row.problem), f"{row.article_id or row.path}: {row.detail}") for row in read_rows(rows)]


def list_corrections(tables: Tables, citations: Citations) -> list[tuple[str, Citation]]:
    """List what a reader's corrections changed: in words, and the place."""
    if "corrections" not in tables:
        return []
    found = []
    for row in read_rows(tables["corrections"]):
        told = f"{row.effect}: {row.before or 'nothing'} → {row.after or 'nothing'}"
        found.append((told, citations.cite(row.article_id, int(row.start), int(row.end), whole=False)))
    return found
