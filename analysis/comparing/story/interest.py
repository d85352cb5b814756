"""Interest: how worth telling a candidate is, and which candidates are told in which order."""

import functools
from collections import Counter
from collections.abc import Iterable

from analysis.comparing.story.candidates import Candidate
from analysis.lexicons import Lexicons


@functools.lru_cache(maxsize=8)
def read_weights(lexicons: Lexicons) -> dict[tuple[str, str], float]:
    """Read lexicons/interest.csv: (topic, trait) → weight; the row without a trait is the topic's own."""
    return {(row["topic"], row["trait"]): float(row["weight"]) for row in lexicons["interest"]}


def measure_interest(candidate: Candidate, lexicons: Lexicons) -> float:
    """Measure how worth telling a candidate is.

    The weight of its topic (or of the trait that it has within the topic), times its certainty, times the mean of its
    size and its prominence with the shares that lexicons/interest.csv gives them. Prominence: 1 for a passage that
    opens its article, 0 for one that ends it; the higher of the two sides counts.
    """
    weights = read_weights(lexicons)
    weight = weights.get((candidate.topic, candidate.trait), weights[candidate.topic, ""])
    prominence = max((1 - passage.sentence.depth for passage in candidate.passages), default=0.0)
    base, size, place = (weights["share", name] for name in ("base", "size", "prominence"))
    return weight * candidate.certainty * (base + size * candidate.size + place * prominence)


def rank_candidates(candidates: Iterable[Candidate], lexicons: Lexicons) -> list[Candidate]:
    """Choose and order candidates: the most interesting first, none of a fact that is told already.

    Each further finding of a topic counts for less (the weight `repeat`), so that the first few are of several
    topics. Ties go by topic and headline.
    """
    repeat = read_weights(lexicons)["share", "repeat"]
    least = read_weights(lexicons)["share", "least"]
    scored = [(measure_interest(candidate, lexicons), candidate) for candidate in candidates]
    left = sorted(scored, key=lambda pair: (-pair[0], pair[1].topic, pair[1].headline))
    told: set[str] = set()
    topics: Counter[str] = Counter()
    ranked: list[Candidate] = []
    while left:
        left = [pair for pair in left if not pair[1].facts & told]
        best = max(left, key=lambda pair: pair[0] * repeat ** topics[pair[1].topic], default=None)
        if best is None or best[0] < least:
            break
        left.remove(best)
        ranked.append(best[1])
        told |= best[1].facts
        topics[best[1].topic] += 1
    return ranked
