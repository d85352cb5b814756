"""One role: a person or body has one role in an event, whatever its articles call it."""

from collections import Counter, defaultdict
from collections.abc import Mapping

import pandas as pd

OTHER_ROLE = "other"


def give_one_role(
    quotes: pd.DataFrame, canonical: Mapping[tuple[str, str], str], events: Mapping[str, str]
) -> pd.DataFrame:
    """Give a person or body the role that most of its quotations in an event have; one that tells beats `other`.

    `quotes`: article_id, speaker, role, and role_text and corrected if they are known; `canonical`: the name that an
    event gives a person or body by (article_id, local name); `events`: by article_id.
    Returns: new quotes; what a reader corrected stays.

    >>> quotes = pd.DataFrame({"article_id": "a", "speaker": "Ana Sol", "role": ["politics", "other", "politics"]})
    >>> give_one_role(quotes, {("a", "Sol"): "Ana Sol"}, {"a": "vote"})["role"].tolist()
    ['politics', 'politics', 'politics']

    Limits: within an event only.
    """
    if quotes.empty or "role" not in quotes:
        return quotes
    known = {(events.get(article, article), name) for (article, _), name in canonical.items()}
    keys = [
        (events.get(a, a), name)
        for a, name in zip(quotes["article_id"].tolist(), quotes["speaker"].tolist(), strict=True)
    ]
    counts: dict[tuple[str, str], Counter[tuple[str, str]]] = defaultdict(Counter)
    texts = quotes["role_text"] if "role_text" in quotes else quotes["role"]
    told = list(zip(quotes["role"].tolist(), texts.tolist(), strict=True))
    for key, role in zip(keys, told, strict=True):
        if key in known and role[0] not in ("", OTHER_ROLE):
            counts[key][role] += 1
    best = {key: _commonest_role(roles) for key, roles in counts.items()}
    free = ~quotes["corrected"].astype(bool) if "corrected" in quotes else [True] * len(quotes)
    given = [best.get(key, role) if open_ else role for key, role, open_ in zip(keys, told, free, strict=True)]
    columns = {"role": [role for role, _ in given]}
    if "role_text" in quotes:
        columns["role_text"] = [text for _, text in given]
    return quotes.assign(**{c: pd.Series(v, index=quotes.index, dtype=quotes[c].dtype) for c, v in columns.items()})


def _commonest_role(roles: Counter[tuple[str, str]]) -> tuple[str, str]:
    """The role of most quotations, with the words that decided it most often; the first of equals."""
    by_role: Counter[str] = Counter()
    for (role, _), n in roles.items():
        by_role[role] += n
    role = max(by_role, key=lambda r: by_role[r])
    return max((pair for pair in roles if pair[0] == role), key=lambda pair: roles[pair])
