"""Events: which articles report the same, where nobody has said so."""

import difflib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.corpus.likeness import Counts, Weighed, weigh_articles
from analysis.corpus.linkage import find_nearest, link_articles, sum_groups
from analysis.corpus.metadata import index_articles
from analysis.errors import RequestError, suggest
from analysis.lexicons import Lexicons
from analysis.schema import as_table, columns_of

WAYS = ("group", "given", "none")
DECISIONS = "events.csv"
# The same for every corpus, in the middle of the range in which all development corpora come out well.
LEAST, APART, ALIKE = 0.14, 0.65, 0.35
NEARLY = 0.7
WORDS_OF_NAME, SHORTEST_WORD, LONGEST_TITLE = 3, 3, 80
FIT = ("likeness", "next_event", "next_likeness", "doubtful")


class Events(NamedTuple):
    """Articles with `event` and `event_by`, and a table that says how well each fits its event."""

    articles: pd.DataFrame
    members: pd.DataFrame


def find_events(
    articles: pd.DataFrame, *, how: str = "group", counts: Counts | None = None, lexicons: Lexicons | None = None
) -> Events:
    """Give every article an event: the one that is given, else that of the articles that report the same.

    Articles are like one another by the words of title and text (`weigh_articles`), and grouped by average linkage
    (`link_articles`): two groups are one event if the mean cosine of their pairs is at least .14, unless they are
    look-alikes, far less alike across than within. Articles whose event is given take no part. A group is named by
    the three words that weigh most in it, since a headline would be one source's words; an article without words by
    its article_id.

    Takes: articles (article_id, text; title and event where they have them); `how`: group, given (nothing is
    grouped), none (no article has an event); counts and word lists, those that ship if none are given.
    Returns: the articles with event and event_by (given, grouped, none), in the order given; and `members`, a row an
    article, large events first: event, event_by, article_id, title, likeness (mean cosine with the rest of its
    event, 0..1; missing if it stands alone or was not grouped), next_event (the nearest other group), next_likeness,
    doubtful (next_likeness more than seven tenths of likeness or, alone, of what joining takes).
    Raises: RequestError for an unknown `how`.

    >>> articles = pd.DataFrame({"article_id": ["a", "b", "c"], "text": [
    ...     "The Norby dam burst on Monday.", "On Monday a dam burst near Norby.", "Ferry crews went on strike."]})
    >>> find_events(articles).members[["event", "article_id"]].values.tolist()
    [['dam, Norby, burst', 'a'], ['dam, Norby, burst', 'b'], ['Ferry, crews, strike', 'c']]

    Limits: a proposal. Look-alike events (two quakes in one region, two rulings in one trial) may become one, and a
    story that runs for weeks several. English.
    """
    if how not in WAYS:
        raise RequestError(f"Unknown way to find events '{how}'. There are: {', '.join(WAYS)}.{suggest(how, WAYS)}")
    ids, titles, texts = (_cells(articles, name) for name in ("article_id", "title", "text"))
    given = [""] * len(ids) if how == "none" else _cells(articles, "event")
    # Sorted, so that the order of the articles decides nothing.
    places = sorted((i for i in range(len(ids)) if how == "group" and not given[i]), key=lambda i: (ids[i], texts[i]))
    events = dict(enumerate(given))
    fit = pd.DataFrame(columns=list(FIT))
    if places:
        weighed = weigh_articles(
            [titles[i] for i in places], [texts[i] for i in places], counts=counts, lexicons=lexicons
        )
        group = link_articles(weighed.matrix, least=LEAST, apart=APART, alike=ALIKE)
        names = _name_groups(weighed, group, [ids[i] for i in places], given)
        events |= {i: names[number] for i, number in zip(places, group.tolist(), strict=True)}
        fit = _measure_fit(weighed.matrix, group, names).set_index(pd.Index(places))
    by = ["given" if given[i] else "grouped" if events[i] else "none" for i in range(len(ids))]
    shown = {"article_id": ids, "title": list(map(_show_title, titles, texts))}
    members = pd.DataFrame({"event": list(events.values()), "event_by": by, **shown}).join(fit)
    found = articles.assign(event=members["event"].to_numpy(), event_by=members["event_by"].to_numpy())
    return Events(found, _arrange_members(members))


def overrule_events(events: Events, decisions: Iterable[Mapping[str, str]]) -> tuple[Events, pd.DataFrame]:
    """Let a reader's events.csv decide: the articles that it names belong to the event that it names.

    The others stay as they were, so a group can be corrected by naming the few that are wrong in it. An event may be
    one that is there or a new one.

    Takes: events; rows with article (its article_id, or the path of a file: all articles of it) and event, and under
    no name what is wrong with a row.
    Returns: the events, event_by `given` where they were decided, and problems (a row that is wrong, one for an article
    that there is not, one without an event, a second one for an article).

    >>> articles = pd.DataFrame({"article_id": ["a", "b"], "text": ["A dam burst.", "The dam burst."]})
    >>> decided, problems = overrule_events(find_events(articles), [{"article": "b", "event": "repair"}])
    >>> decided.articles[["article_id", "event", "event_by"]].values.tolist()
    [['a', 'dam, burst', 'grouped'], ['b', 'repair', 'given']]

    Limits: an event is known by its name alone, letter for letter.
    """
    known = index_articles(_cells(events.articles, "article_id"), _cells(events.articles, "path"))
    decided: dict[str, str] = {}
    problems: list[tuple[str, str, str, str]] = []

    def remark(key: str, detail: str) -> None:
        problems.append((DECISIONS, key, "event without effect", detail))

    for row in decisions:
        name, event, wrong = row.get("article", ""), row.get("event", ""), row.get("", "")
        keys = known.get(name, [])
        if wrong:
            remark(keys[0] if len(keys) == 1 else "", wrong)
        elif not keys:
            near = difflib.get_close_matches(name, list(known), n=1)
            remark("", f"No article '{name}'." + (f" Closest: '{near[0]}'." if near else ""))
        elif not event:
            remark(keys[0], "The row names no event; the article keeps its own.")
        else:
            for key in keys:
                if decided.setdefault(key, event) != event:
                    remark(key, f"'{decided[key]}' was named before '{event}'.")
    articles, members = (table.copy() for table in events)
    for table in (articles, members):
        hit = table["article_id"].isin(decided)
        table["event"] = table["article_id"].map(decided).where(hit, table["event"])
        table["event_by"] = table["event_by"].mask(hit, "given")
    members[list(FIT)] = members[list(FIT)].mask(members["article_id"].isin(decided))
    listed = pd.DataFrame(problems, columns=columns_of("problems"))
    return Events(articles, _arrange_members(members)), as_table("problems", listed)


def _cells(articles: pd.DataFrame, name: str) -> list[str]:
    cells = articles[name] if name in articles else [""] * len(articles)
    return ["" if pd.isna(cell) else str(cell) for cell in cells]


def _show_title(title: str, text: str) -> str:
    shown = " ".join((title.strip() or text[: 4 * LONGEST_TITLE].strip().partition("\n")[0]).split())
    return shown if len(shown) <= LONGEST_TITLE else shown[: LONGEST_TITLE - 1].rstrip() + "…"


def _arrange_members(members: pd.DataFrame) -> pd.DataFrame:
    """Large events first; what was not measured is missing, and not doubtful."""
    typed = members.assign(
        size=-members.groupby("event")["event"].transform("size"),
        likeness=members["likeness"].astype(float),
        next_event=members["next_event"].astype("str").where(members["next_event"].notna(), ""),
        next_likeness=members["next_likeness"].astype(float),
        doubtful=members["doubtful"].eq(True),
    )
    ordered = typed.sort_values(["size", "event", "article_id"], kind="stable")
    return ordered.drop(columns="size").reset_index(drop=True)


def _name_groups(
    weighed: Weighed, group: NDArray[np.int64], ids: Sequence[str], taken: Iterable[str]
) -> dict[int, str]:
    """A name for each group, by the words that weigh most in all of it; longer where two would have the same."""
    numbers, sums, _ = sum_groups(weighed.matrix, group)
    telling = np.array([len(word) >= SHORTEST_WORD and word[0].isalpha() for word in weighed.words], dtype=bool)
    names: dict[int, str] = {}
    used = set(taken)
    for row, number in enumerate(numbers.tolist()):
        start, end = sums.indptr[row : row + 2]
        order = np.lexsort((sums.indices[start:end], -sums.data[start:end].round(9)))
        columns = sums.indices[start:end][order]
        columns = columns[telling[columns]] if telling[columns].any() else columns
        name = ", ".join(weighed.words[column] for column in columns[:WORDS_OF_NAME]) or ids[number]
        for more in range(WORDS_OF_NAME + 1, len(columns) + 1):
            if name not in used:
                break
            name = ", ".join(weighed.words[column] for column in columns[:more])
        names[number] = name if name not in used else f"{name} ({ids[number]})"
        used.add(names[number])
    return names


def _measure_fit(matrix: Any, group: NDArray[np.int64], names: Mapping[int, str]) -> pd.DataFrame:
    """How near each article is to the rest of its group, and to the nearest other group."""
    numbers, sums, sizes = sum_groups(matrix, group)
    own = np.searchsorted(numbers, group)
    nearest, next_likeness, with_itself = find_nearest(matrix, np.ones(len(group)), sums, sizes, own)
    # Without itself: a row of length 1 adds 1 to its product with the sum of its group.
    rest = sizes[own] - 1
    likeness = np.where(rest > 0, (with_itself * sizes[own] - 1) / np.maximum(1, rest), np.nan)
    has_next = next_likeness > 0
    return pd.DataFrame({
        "likeness": likeness,
        "next_event": [names[int(numbers[i])] if has else "" for i, has in zip(nearest, has_next, strict=True)],
        "next_likeness": np.where(has_next, next_likeness, np.nan),
        "doubtful": next_likeness > NEARLY * np.where(rest > 0, likeness, LEAST),
    })  # fmt: skip
