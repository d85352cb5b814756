"""Voices and views: which voices a comparison takes together, and which acts a view counts, in one place."""

import pandas as pd

from analysis.errors import RequestError

VOICES: dict[str, tuple[str, ...]] = {
    "own": ("own",),
    "quoted": ("direct", "indirect"),
    "all": ("own", "direct", "indirect"),
}


SPEECH_ACTS = frozenset(("speech", "slogan", "document"))
VIEWS: dict[str, frozenset[str]] = {
    "speech": SPEECH_ACTS,
    "all": SPEECH_ACTS | {"belief", "plan", "poll", "perception"},
}


def voices_of(voice: str) -> tuple[str, ...]:
    """Give the voices of segments that a voice of a comparison takes together.

    Raises: RequestError for a voice that is not own, quoted or all.

    >>> voices_of("quoted")
    ('direct', 'indirect')
    """
    if voice not in VOICES:
        raise RequestError(f"voice is '{voice}'; it must be 'own', 'quoted' or 'all'.")
    return VOICES[voice]


def choose_voice(rows: pd.DataFrame, voice: str) -> pd.DataFrame:
    """Keep the rows of one voice: own, quoted (direct and indirect) or all.

    >>> choose_voice(pd.DataFrame({"voice": ["own", "direct", "indirect"]}), "quoted")["voice"].tolist()
    ['direct', 'indirect']
    """
    return rows[rows["voice"].isin(voices_of(voice))]
