"""Cautions: what a reader must know before quoting a row, in the same words in every table."""

ROUGH = 20  # resampling fewer articles or events than this gives intervals that are too narrow
NO_INFERENCE = "none (1 article per source)"


def join_cautions(*cautions: str) -> str:
    """Join cautions, the empty ones left out.

    >>> join_cautions(warn_of_one_article(1), "", warn_of_few(3, 5, "hits"))
    '1 article: describes this text, not the source; fewer than 5 hits'
    """
    return "; ".join(filter(None, cautions))


def warn_of_one_article(n_articles: int) -> str:
    """Say what a source with one article can stand for; empty where it has more.

    >>> warn_of_one_article(2)
    ''
    """
    return "1 article: describes this text, not the source" if n_articles < 2 else ""


def warn_of_few(n: int, least: int, things: str) -> str:
    """Say that a row rests on few things; empty from `least` on.

    >>> warn_of_few(3, 5, "quotations"), warn_of_few(5, 5, "quotations")
    ('fewer than 5 quotations', '')
    """
    return f"fewer than {least} {things}" if n < least else ""


def warn_of_rough(n: int, units: str) -> str:
    """Say that an interval rests on few resampled units; empty from 20 on.

    >>> warn_of_rough(7, "events"), warn_of_rough(20, "events")
    ('7 events: the interval is rough', '')
    """
    return f"{n} {units}: the interval is rough" if n < ROUGH else ""
