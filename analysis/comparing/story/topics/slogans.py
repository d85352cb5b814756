"""Slogans: what a crowd is heard to shout in one source and in another."""

import itertools
from collections.abc import Iterator

from analysis.comparing.story.candidates import EDGES, Candidate, choose_headline, quote_all, show_spans
from analysis.comparing.story.events import Event, Row
from analysis.schema import UNKNOWN


def tell_slogans(event: Event) -> Iterator[Candidate]:
    """Tell which slogans of one crowd two sources print, where they have none in common."""
    shouted: dict[str, dict[str, list[Row]]] = {}
    for row in event.rows["quotes"]:
        if row["act"] == "slogan" and row["kind"] == "direct" and row["speaker"] != UNKNOWN:
            shouted.setdefault(row["speaker"], {}).setdefault(event.source(row), []).append(row)
    for speaker, of in sorted(shouted.items()):
        for a, b in itertools.combinations(sorted(of), 2):
            folded = [{row["text"].strip(EDGES).casefold() for row in of[source]} for source in (a, b)]
            if speaker and not folded[0] & folded[1]:
                yield _tell(event, speaker, of[a], of[b])
                break


def _tell(event: Event, speaker: str, one: list[Row], two: list[Row]) -> Candidate:
    a, b = event.source(one[0]), event.source(two[0])
    shown = [quote_all([row["text"] for row in side], 6) for side in (one, two)]
    passages = [
        passage
        for side, rows in zip("ab", (one, two), strict=True)
        for passage in show_spans(event, side, rows[0]["article_id"], [(row["start"], row["end"]) for row in rows])[:2]
    ]
    return Candidate(
        "statements",
        choose_headline([f"The slogans: {a} prints {shown[0]}, {b} {shown[1]}."]),
        f"No slogan of {speaker} is in both.",
        (a, b),
        tuple(passages),
        tuple(row["quote_id"] for row in (*one, *two)),
        frozenset({f"slogans {speaker}"}),
        0.7,
        max(0.7, *(float(row["confidence"]) for row in (*one, *two))),
        trait="slogan",
    )
