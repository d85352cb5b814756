"""Saying: which verbs and phrases of saying each source uses for whom."""

import bisect
import functools
import re
from collections import Counter
from collections.abc import Iterator, Sequence

import pandas as pd

from analysis.comparing.cautions import join_cautions, warn_of_few, warn_of_one_article
from analysis.comparing.intervals import wilson
from analysis.comparing.stores import gather_sources
from analysis.comparing.tables import join_parts
from analysis.language.stems import singular, stem
from analysis.lexicons import Lexicons, standard_lexicons
from analysis.schema import UNKNOWN, as_table, in_view

FEW_QUOTES = 5
SAYING = ("verb", "phrase", "noun", "adjective", "support")
WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
ROWS = 20_000  # that are made at once
KEYS = ["source", "voice", "speaker", "cue", "cue_class"]


def count_saying(
    quotes: pd.DataFrame,
    segments: pd.DataFrame,
    articles: pd.DataFrame,
    *,
    view: str = "speech",
    lexicons: Lexicons | None = None,
) -> pd.DataFrame:
    """Count which verbs and phrases of saying each source uses for whom: said, claimed, admitted, warned.

    Counted are the attributions of the body that stand in the view and have a word of saying, nested ones too. `voice`
    says whose word it is: the source's own, or that of the quotation in which it stands (*"He claimed it," she said*).
    `share` is of all that the source says of this speaker in this voice; `low` and `high` bound it (Wilson 1927).

    Takes: quotes, segments, articles (article_id, source).
    Returns: source, voice, speaker, role (the one most often given), cue (its base form), cue_class, n, share (0 to
    1), low, high, caution; by source and voice, the speakers with most first, then the commonest cue. The keys source,
    voice, speaker, cue and cue_class lead back to the quotations of `list_saying`.

    >>> quotes = pd.DataFrame([("q1", "said"), ("q2", "says"), ("q3", "claimed")], columns=["quote_id", "cue_text"])
    >>> quotes = quotes.assign(article_id="a", zone="body", act="speech", form="clause", cue_start=[5, 15, 25],
    ...     speaker="Ana Sol", role="politics", cue_class=["neutral", "neutral", "doubting"])
    >>> segments = pd.DataFrame({"article_id": ["a"], "voice": ["own"], "start": [0], "end": [40]})
    >>> table = count_saying(quotes, segments, pd.DataFrame({"article_id": ["a"], "source": ["A"]}))
    >>> table[["cue", "n", "share", "low", "high"]].round(2).values.tolist()
    [['say', 2, 0.67, 0.21, 0.94], ['claim', 1, 0.33, 0.06, 0.79]]

    Limits: the interval takes the quotations as independent of each other, though those of one article are not; a
    verb has one class, whatever it means where it stands.
    """
    parts = [sum_saying(quotes, segments, articles, view=view, lexicons=lexicons)]
    return join_parts("saying", summarise_saying(parts))


def sum_saying(
    quotes: pd.DataFrame,
    segments: pd.DataFrame,
    articles: pd.DataFrame,
    *,
    view: str = "speech",
    lexicons: Lexicons | None = None,
) -> pd.DataFrame:
    """Count what `list_saying` lists of some articles: all that `summarise_saying` needs of them.

    Returns: source, voice, speaker, cue, cue_class, role, n, and n_articles, which adds up to those of a source.
    """
    listed = list_saying(quotes, segments, articles, view=view, lexicons=lexicons)
    n_articles = Counter(listed.drop_duplicates("article_id")["source"].tolist())
    counts = Counter(zip(*(listed[column].tolist() for column in (*KEYS, "role")), strict=True))
    first = {key[0]: key for key in reversed(counts)}
    rows = [(*key, n, n_articles[key[0]] if first[key[0]] == key else 0) for key, n in counts.items()]
    texts, numbers = [*KEYS, "role"], ["n", "n_articles"]
    table = pd.DataFrame(rows, columns=[*texts, *numbers])
    return table.astype(dict.fromkeys(texts, "category")).astype(dict.fromkeys(numbers, "int64"))


def summarise_saying(parts: Sequence[pd.DataFrame]) -> Iterator[pd.DataFrame]:
    """Put what `sum_saying` found in each part of a corpus together.

    Returns: as `count_saying`, source by source, some rows after others.
    """
    for source, counted in gather_sources(parts):
        sums = counted.groupby(KEYS[1:], as_index=False, sort=False)["n"].sum()
        sums["total"] = sums.groupby(["voice", "speaker"])["n"].transform("sum")
        order = sums.assign(total=-sums["total"], n=-sums["n"])
        sums = sums.loc[order.sort_values(["voice", "total", "speaker", "n", "cue", "cue_class"]).index]
        roles = _choose_roles(counted)
        sums = sums.assign(source=source, role=[roles.get(speaker, "") for speaker in sums["speaker"].tolist()])
        n_articles = int(counted["n_articles"].sum())
        for first in range(0, len(sums), ROWS):
            yield _bound_shares(sums.iloc[first : first + ROWS], n_articles)


def _bound_shares(sums: pd.DataFrame, n_articles: int) -> pd.DataFrame:
    """Add the share of each word of saying, its bounds, and what to distrust."""
    pairs = list(zip(sums["n"].tolist(), sums["total"].tolist(), strict=True))
    known = {pair: wilson(*pair) for pair in set(pairs)}
    alone = warn_of_one_article(n_articles)
    few = [warn_of_few(total, FEW_QUOTES, "quotations of this speaker") for _, total in pairs]
    return as_table(
        "saying",
        sums.assign(
            share=[n / total for n, total in pairs],
            low=[known[pair][0] for pair in pairs],
            high=[known[pair][1] for pair in pairs],
            caution=[join_cautions(alone, caution) for caution in few],
        ),
    )


def share_classes(saying: pd.DataFrame) -> pd.DataFrame:
    """Share the words of saying of each source and voice among their classes: neutral, doubting, admitting.

    Takes: the table of `count_saying`. Returns: source, voice, cue_class, n, n_all, share (0 to 1), low, high (Wilson
    1927), caution; by source and voice, the commonest class first.

    >>> saying = pd.DataFrame({"source": "A", "voice": "own", "cue_class": ["neutral", "doubting"], "n": [3, 1]})
    >>> share_classes(saying)[["cue_class", "share"]].values.tolist()
    [['neutral', 0.75], ['doubting', 0.25]]

    Limits: as `count_saying`: the quotations of one article are not independent of each other.
    """
    keys = ["source", "voice", "cue_class"]
    sums = saying.groupby(keys, as_index=False)["n"].sum()
    table = sums.assign(n_all=sums.groupby(keys[:2])["n"].transform("sum"))
    bounds = [wilson(n, n_all) for n, n_all in zip(table["n"], table["n_all"], strict=True)]
    table = table.assign(
        share=table["n"] / table["n_all"],
        low=[low for low, _ in bounds],
        high=[high for _, high in bounds],
        caution=[warn_of_few(n_all, FEW_QUOTES, "quotations") for n_all in table["n_all"]],
        rank=-table["n"],
    )
    order = table.sort_values(["source", "voice", "rank", "cue_class"], kind="stable").index
    ordered: pd.DataFrame = table.loc[order].drop(columns="rank").reset_index(drop=True)
    return ordered


def list_saying(
    quotes: pd.DataFrame,
    segments: pd.DataFrame,
    articles: pd.DataFrame,
    *,
    view: str = "speech",
    lexicons: Lexicons | None = None,
) -> pd.DataFrame:
    """List the quotations that `count_saying` counts, each with its word of saying in its base form.

    An attribution counts where its word of saying stands in a segment: passages that are left out of the segments as
    copies are left out here.

    Returns: quote_id, article_id, source, voice, speaker, role, cue, cue_class, in the order of quotes.

    Limits: as `count_saying`.
    """
    kept = quotes[
        (quotes["zone"] == "body") & in_view(quotes, view) & quotes["cue_text"].str.contains(WORD.pattern, regex=True)
    ]
    lists = lexicons or standard_lexicons()
    found = pd.DataFrame(
        {
            "quote_id": kept["quote_id"],
            "article_id": kept["article_id"],
            "source": kept["article_id"].map(dict(zip(articles["article_id"], articles["source"], strict=True))),
            "voice": _find_voices(kept, segments),
            "speaker": kept["speaker"].where(kept["speaker"] != "", UNKNOWN),
            "role": kept["role"],
            "cue": [name_cue(cue, lexicons=lists) for cue in kept["cue_text"].tolist()],
            "cue_class": kept["cue_class"],
        }
    )
    return found[found["voice"] != ""].reset_index(drop=True)


@functools.lru_cache(maxsize=4096)
def name_cue(text: str, *, lexicons: Lexicons) -> str:
    """Give a word or phrase of saying in the form in which lexicons/cues.csv lists it.

    >>> [name_cue(text, lexicons=standard_lexicons()) for text in ("said", "warning Iran against", "made it clear")]
    ['say', 'warn against', 'make clear']

    Limits: what no list knows stays as printed, in small letters.
    """
    bases, phrases = _compile_cues(lexicons)
    words = [word.lower() for word in WORD.findall(text)]
    first, last = (_find_base(word, bases) for word in (words[0], words[-1]))
    if len(words) == 1:
        return first
    if words[0] == "quoted":
        return f"quoted as {words[-1]}"
    outer = f"{first} {words[-1]}"
    return outer if outer in phrases else f"{first} {last}" if last in bases.values() else " ".join(words)


def _find_base(word: str, bases: dict[str, str]) -> str:
    """The listed form of a word; what ends in -ing is rather a verb's (*warning*) than the noun that is listed too."""
    root = bases.get(stem(word), word)
    return root if word.endswith("ing") else bases.get(word) or bases.get(singular(word), root)


@functools.lru_cache(maxsize=8)
def _compile_cues(lexicons: Lexicons) -> tuple[dict[str, str], frozenset[str]]:
    """Base forms by printed form and by stem, and the phrases."""
    cues = [(row["cue"].lower(), row["kind"]) for row in lexicons["cues"] if row["kind"] in SAYING]
    bases: dict[str, str] = {}
    for kind in SAYING:
        for word in (cue.split()[0] for cue, of in cues if of == kind):
            bases.setdefault(word, word)
            bases.setdefault(stem(word), word)
    bases |= {row["form"]: row["base"] for row in lexicons["irregular_verbs"]}
    return bases, frozenset(cue for cue, kind in cues if kind == "phrase")


def _find_voices(quotes: pd.DataFrame, segments: pd.DataFrame) -> list[str]:
    """The voice of the segment in which each word of saying stands; empty where it stands in none."""
    places: dict[str, list[tuple[int, int, str]]] = {}
    for article, *place in zip(*(segments[c].tolist() for c in ("article_id", "start", "end", "voice")), strict=True):
        places.setdefault(article, []).append((place[0], place[1], place[2]))
    for found in places.values():
        found.sort()
    voices = []
    for article, start in zip(quotes["article_id"].tolist(), quotes["cue_start"].tolist(), strict=True):
        spans = places.get(article, [])
        at = bisect.bisect_right(spans, start, key=lambda span: span[0]) - 1
        voices.append(spans[at][2] if at >= 0 and start < spans[at][1] else "")
    return voices


def _choose_roles(counted: pd.DataFrame) -> dict[str, str]:
    """The role that a source gives a speaker most often, by speaker; the first of the alphabet where two lead."""
    counts = counted[counted["role"] != ""].groupby(["speaker", "role"], as_index=False)["n"].sum()
    counts[["speaker", "role"]] = counts[["speaker", "role"]].astype("str")
    leading = counts[counts["n"] == counts.groupby("speaker")["n"].transform("max")]
    tied = leading["speaker"].duplicated(keep=False)
    found = leading[tied].sort_values("role", key=lambda roles: roles.map(lambda role: [-ord(c) for c in role]))
    chosen = pd.concat([leading[~tied], found])
    return dict(zip(chosen["speaker"].tolist(), chosen["role"].tolist(), strict=True))  # of those that lead, the last
