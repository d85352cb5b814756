"""Statements: what several sources quote, cut, marked or credited differently."""

from collections.abc import Iterator

from analysis.comparing.story.candidates import Candidate, choose_headline, quote, show
from analysis.comparing.story.events import Event, Row


def tell_statements(event: Event) -> Iterator[Candidate]:
    """Tell which statement two sources credit to different speakers."""
    quotes = {row["quote_id"]: row for row in event.rows["quotes"]}
    for pair in event.rows["shared_quotes"]:
        one, two = quotes.get(pair["quote_a"]), quotes.get(pair["quote_b"])
        if not (one and two and one["speaker_text"] and two["speaker_text"]):
            continue
        if pair["kind"] != "paraphrase" and not pair["same_speaker"]:
            yield from _tell_credit(event, pair, one, two)


def _tell_credit(event: Event, pair: Row, one: Row, two: Row) -> Iterator[Candidate]:
    first = event.sentence_at(one["article_id"], one["start"])
    second = event.sentence_at(two["article_id"], two["start"])
    if first is None or second is None:
        return
    a, b = pair["source_a"], pair["source_b"]
    headline = choose_headline(
        [
            f"One statement, two speakers: {a} credits {quote(one['speaker_text'])}, {b} {quote(two['speaker_text'])}.",
            f"{a} credits {quote(one['speaker_text'], 5)}, {b} {quote(two['speaker_text'], 5)} with one statement.",
        ]
    )
    spans = [(int(row["speaker_start"]), int(row["speaker_end"])) for row in (one, two)]
    yield Candidate(
        "statements",
        headline,
        f"The wording differs so: {pair['differences']}." if pair["differences"] else "The wording is the same.",
        (a, b),
        (show("a", first, spans[0]), show("b", second, spans[1])),
        (one["quote_id"], two["quote_id"]),
        frozenset({one["quote_id"], two["quote_id"]}),
        min(1.0, pair["longest_run"] / 20),
        min(float(one["confidence"]), float(two["confidence"])),
        trait="credit",
    )
