"""Shares of frames: how many sentences of each source and voice hold a word of each frame."""

from collections.abc import Sequence

import pandas as pd

from analysis.comparing.cautions import join_cautions, warn_of_few, warn_of_one_article
from analysis.comparing.intervals import bootstrap_ratio
from analysis.schema import VOICES, choose_voice

COLUMNS = {
    "source": "str", "voice": "str", "frame": "str", "n_hits": "int64", "n_sentences": "int64", "share": "float64",
    "low": "float64", "high": "float64", "per_1000": "float64", "caution": "str",
}  # fmt: skip
FEW_HITS = 5


def share_frames(
    frame_hits: pd.DataFrame,
    segments: pd.DataFrame,
    articles: pd.DataFrame,
    *,
    voices: Sequence[str] = tuple(VOICES),
    n_boot: int = 1000,
    seed: int = 0,
) -> pd.DataFrame:
    """Share out the sentences of each source among the frames whose words they hold.

    `frame_hits`: the table of `find_frames` with article_id; `segments`: article_id, sentence_id, voice, n_words;
    `articles`: article_id, source. A sentence counts for a voice if words of that voice stand in it; it may count for
    several frames, so shares do not add up to 1.

    Returns: source, voice (own, quoted, all), frame, n_hits, n_sentences (that hold the frame in that voice), share
    (of the sentences with that voice, 0..1) with low and high (95 %), per_1000 (hits in 1,000 words of the voice),
    caution; sorted by source, voice, falling share, frame. Frames without a hit in a source have a row of zeros.
    The interval resamples articles; with one article a source it resamples sentences and describes that text.

    >>> hits = pd.DataFrame({"article_id": ["a"], "sentence_id": ["s1"], "voice": ["own"], "frame": ["protest"]})
    >>> segments = pd.DataFrame({"article_id": "a", "sentence_id": ["s1", "s2"], "voice": "own", "n_words": [8, 12]})
    >>> shares = share_frames(hits, segments, pd.DataFrame({"article_id": ["a"], "source": ["A"]}), voices=["own"])
    >>> shares[["frame", "n_hits", "n_sentences", "share", "per_1000"]].values.tolist()
    [['protest', 1, 1, 0.5, 50.0]]

    Limits: counts words of a list; a frame can be built without any of them, and a word can stand for none.
    """
    sources = dict(zip(articles["article_id"], articles["source"], strict=True))
    frames = sorted(set(frame_hits["frame"]))
    rows = []
    for source in sorted(set(sources.values())):
        for voice in voices:
            inside = choose_voice(segments[segments["article_id"].map(sources).eq(source)], voice)
            inside = inside[inside["n_words"] > 0]
            if inside.empty:
                continue
            hits = frame_hits[frame_hits["article_id"].map(sources).eq(source)]
            hits = choose_voice(hits, voice)
            sentences = inside[["article_id", "sentence_id"]].drop_duplicates()
            n_articles = sentences["article_id"].nunique()
            groups = sentences["article_id"].tolist() if n_articles > 1 else None
            for frame in frames:
                found = hits[hits["frame"] == frame]
                held = sentences["sentence_id"].isin(set(found["sentence_id"])).to_numpy(dtype=float)
                low, high = bootstrap_ratio(held, held * 0 + 1, groups=groups, n_boot=n_boot, seed=seed)
                caution = join_cautions(warn_of_one_article(n_articles), warn_of_few(len(found), FEW_HITS, "hits"))
                per_1000 = 1000 * len(found) / int(inside["n_words"].sum())
                numbers = (len(found), int(held.sum()), float(held.mean()), low, high, per_1000)
                rows.append((source, voice, frame, *numbers, caution))
    order = {voice: rank for rank, voice in enumerate(VOICES)}
    rows.sort(key=lambda row: (row[0], order[row[1]], -row[5], row[2]))
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype(COLUMNS)
