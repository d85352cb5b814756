"""Sample: units drawn blindly by chance, in strata, each with a known probability; and the same units found again."""

import hashlib
from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from analysis.errors import RequestError
from analysis.wording import count, join_words

# How much a unit of each kind tells (for Neyman's allocation): long sentences in which words were found tell most.
WEIGHTS: dict[str, dict[str, float]] = {
    "sentences": {"none, short": 1.0, "none, long": 2.0, "some, short": 1.5, "some, long": 3.0},
    "attributions": {"sure": 1.0, "unsure": 1.5},
    "targets": {"other": 1.0, "negative": 1.0},
}
LEAST = 2  # units drawn from a stratum: from one alone no spread can be known
KEY = (
    "unit", "sheet", "source", "article_id", "sentence_id", "start", "end", "stratum", "n_stratum", "n_drawn",
    "probability", "sha256",
)  # fmt: skip


def allocate_units(sizes: Sequence[int], weights: Sequence[float], n: int) -> list[int]:
    """Divide n units to draw among strata: by size times weight, at least 2 in each, never above its size.

    `weights`: how much the units of each stratum tell. Where n is less than the least, the least is drawn.
    Source: Neyman 1934 (optimal allocation), largest remainders.

    >>> allocate_units([100, 100, 5], [1, 3, 1], 40)
    [10, 28, 2]
    """
    most = np.asarray(sizes, float)
    low = np.minimum(LEAST, most)
    wanted = int(np.clip(n, low.sum(), most.sum()))
    mass = most * np.asarray(weights, float)
    share = np.zeros(len(most))
    free = most > 0
    while free.any():
        share[free] = (wanted - share[~free].sum()) * mass[free] / mass[free].sum()
        bounded = np.where(share > most, most, np.maximum(share, low))
        over, under = free & (share > most), free & (share < low)
        fixed = over if over.any() else under
        if not fixed.any():
            break
        share[fixed] = bounded[fixed]
        free &= ~fixed
    whole = np.clip(np.floor(share + 1e-9), low, most)
    while whole.sum() < wanted:
        whole[np.argmax(np.where(whole < most, share - whole, -np.inf))] += 1
    while whole.sum() > wanted:
        whole[np.argmin(np.where(whole > low, share - whole, np.inf))] -= 1
    return [int(n) for n in whole]


def draw_units(units: pd.DataFrame, sheet: str, *, n: int = 100, seed: int = 0) -> pd.DataFrame:
    """Draw about n units of every source at random, in strata of a source and a kind.

    Takes: units of `list_sentences`, `list_attributions` or `list_targets`, and the name of the sheet they go to.
    A stratum of fewer than 2 units is joined to its neighbour; a source with n units or fewer is drawn whole.
    Returns: the key, in random order over all sources: unit, sheet, source, article_id, sentence_id, start, end,
    stratum, n_stratum, n_drawn, probability, sha256 (of the unit's text).
    Raises: RequestError where n is below 1.

    >>> units = pd.DataFrame({"source": "A", "article_id": "a", "sentence_id": ["s1", "s2", "s3"],
    ...                       "start": [0, 9, 20], "end": [8, 19, 30], "kind": "none, short",
    ...                       "text": ["It fell.", "He said so.", "She left."]})
    >>> draw_units(units, "sentences", n=2)[["unit", "stratum", "n_stratum", "n_drawn"]].values.tolist()
    [['s001', 'none, short', 3, 2], ['s002', 'none, short', 3, 2]]

    Limits: every source gets the same n, whatever its length, for sources are what is compared.
    """
    if n < 1:
        raise RequestError(f"{n} units a source cannot be drawn. Give 1 or more.")
    generator = np.random.default_rng(seed)
    drawn = []
    ordered = units.sort_values(["article_id", "start", "end"], kind="stable", ignore_index=True)
    for _, rows in ordered.groupby("source", sort=True):
        strata = join_small(rows["kind"], WEIGHTS[sheet])
        names = [kind for kind in WEIGHTS[sheet] if (strata == kind).any()]
        sizes = [int((strata == kind).sum()) for kind in names]
        numbers = allocate_units(sizes, [WEIGHTS[sheet][kind] for kind in names], n)
        for kind, size, number in zip(names, sizes, numbers, strict=True):
            chosen = generator.choice(strata.index[strata == kind].to_numpy(), number, replace=False)
            part = rows.loc[np.sort(chosen)].assign(stratum=kind, n_stratum=size, n_drawn=number)
            drawn.append(part.assign(probability=number / size))
    if not drawn:
        return pd.DataFrame(columns=list(KEY))
    key = pd.concat(drawn, ignore_index=True)
    key = key.iloc[generator.permutation(len(key))].reset_index(drop=True)
    width = max(3, len(str(len(key))))
    names = [f"{sheet[0]}{number:0{width}d}" for number in range(1, len(key) + 1)]
    return key.assign(unit=names, sheet=sheet, sha256=_hash(key["text"]))[list(KEY)]


def join_small(kinds: pd.Series, order: Mapping[str, float]) -> pd.Series:
    """Join a stratum of fewer than 2 units to its neighbour in the order given.

    >>> join_small(pd.Series(["none, short"] * 3 + ["none, long"]), WEIGHTS["sentences"]).tolist()[-1]
    'none, short'
    """
    names, joined = list(order), kinds.copy()
    for at, name in enumerate(names):
        held = joined.value_counts()
        others = [other for other in names if other != name and held.get(other, 0)]
        if held.get(name, 0) == 1 and others:
            nearest = min(others, key=lambda other: (abs(names.index(other) // 2 - at // 2), -held[other]))
            joined = joined.mask(joined == name, nearest)
    return joined


def find_units(units: pd.DataFrame, key: pd.DataFrame) -> pd.DataFrame:
    """Find the drawn units again among those of today.

    Takes: units as they were drawn from, and the key. Returns: units with unit, stratum, n_stratum (empty and 0 where
    a unit was not drawn).
    Raises: RequestError naming every unit whose text has changed, and every source that holds more or fewer units.

    Limits: a sample outlives new rules and word lists, but neither new texts nor other borders of sentences.
    """
    places = {place: at for at, place in enumerate(zip(units["article_id"], units["start"], units["end"], strict=True))}
    today = _hash(units["text"])
    lost: list[str] = []
    found: dict[int, tuple[str, str, int]] = {}
    columns = ["unit", "article_id", "start", "end", "stratum", "n_stratum", "sha256"]
    for unit, article, start, end, stratum, size, digest in key[columns].itertuples(index=False):
        at = places.get((article, int(start), int(end)), -1)
        if at < 0 or today[at] != digest:
            lost.append(f"{unit} (article '{article}', characters {start} to {end})")
        else:
            found[at] = (unit, stratum, int(size))
    if lost:
        more = f" and {count(len(lost) - 8, 'more')}" if len(lost) > 8 else ""
        raise RequestError(
            f"{count(len(lost), 'coded unit')} no longer in the corpus as drawn: {', '.join(lost[:8])}{more}. "
            "Put the texts back as they were, or draw a new sample."
        )
    _check_sizes(units, key)
    cells = [found.get(at, ("", "", 0)) for at in range(len(units))]
    names, strata, sizes = zip(*cells, strict=True) if cells else ((), (), ())
    return units.assign(unit=list(names), stratum=list(strata), n_stratum=list(sizes))


def _check_sizes(units: pd.DataFrame, key: pd.DataFrame) -> None:
    drawn = key.drop_duplicates(["source", "stratum"]).groupby("source")["n_stratum"].sum().astype(int)
    held = units.groupby("source").size()
    changed = [
        f"'{source}' held {drawn.get(source, 0):,}, holds {held.get(source, 0):,}"
        for source in sorted({*drawn.index, *held.index})
        if drawn.get(source, 0) != held.get(source, 0)
    ]
    if changed:
        raise RequestError(
            f"The corpus is not the one that was drawn from: {join_words(changed)} units. "
            "Put the articles back as they were, or draw a new sample."
        )


def _hash(texts: pd.Series) -> list[str]:
    return [hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest() for text in texts]


def expand_key(key: pd.DataFrame) -> pd.DataFrame:
    """Make the population of a key of attributions: the drawn ones, and as many nameless ones as were not drawn.

    Which attributions there are depends on the rules of the day; what was drawn measures those of the day of the draw.
    """
    rows = [key[["unit", "source", "article_id", "stratum", "n_stratum"]]]
    for row in key.drop_duplicates(["source", "stratum"]).to_dict("records"):
        rest = int(row["n_stratum"]) - int(row["n_drawn"])
        rows.append(pd.DataFrame({"unit": "", "source": [row["source"]] * rest, "article_id": "", "stratum": ""}))
    return pd.concat(rows, ignore_index=True).fillna({"n_stratum": 0}).astype({"n_stratum": "int64"})
