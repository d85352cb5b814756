"""The tables: their columns in order, their types, and what a column of categories may hold."""

from collections.abc import Container, Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from analysis.errors import RequestError

COLUMNS: dict[str, str] = {
    "articles": "article_id source event event_by date title author url path language n_words text sha256",
    "zones": "article_id zone start end text rule",
    "sentences": "article_id sentence_id paragraph zone start end text n_words",
    "quotes": (
        "article_id quote_id zone kind act form start end text n_words cue_text cue_start cue_end cue_class "
        "speaker_text speaker_start speaker_end speaker role role_text parent_id rule confidence corrected"
    ),
    "segments": "article_id sentence_id segment_id zone voice quote_id speaker start end text n_words",
    "scores": "article_id segment_id voice scorer polarity n_hits n_words",
    "hits": "article_id segment_id scorer start end text contribution",
    "targets": "article_id sentence_id voice entity start end text positive neutral negative label",
    "frame_hits": "article_id sentence_id voice frame start end text",
    "names": "article_id sentence_id voice entity form start end text",
    "agency": "article_id sentence_id voice act form agent patient instrument start end text",
    "shares": "source by name n_quotes n_words share_words share_quotes low high caution",
    "diversity": "source by n_quotes n_speakers shannon simpson effective low high caution",
    "saying": "source voice speaker role cue cue_class n share low high caution",
    "tone": "source voice scorer mean low high n_articles n_segments coverage inference caution",
    "word_shifts": "source_a source_b voice scorer word n_a n_b shift",
    "keywords": (
        "source reference voice term list rule n_source n_reference n_articles n_events per_1000_source "
        "per_1000_reference log_ratio low high log_likelihood z q dispersion quoted_share tier caution"
    ),
    "shared_quotes": (
        "kind quote_a quote_b source_a source_b similarity longest_run differences speaker_a speaker_b same_speaker "
        "marks_a marks_b"
    ),
    "findings": "finding_id event topic rank headline detail source_a source_b evidence strength caution",
    "duplicates": "article_a article_b start_a end_a start_b end_b similarity",
    "coverage": "article_id sentence_id other_source other_sentence_id similarity status conflict",
    "agreement": "sheet variable level n_coders n_units agreed alpha low high caution",
    "errors": "coder measure source share low high n_coded n_base caution",
    "error_differences": ("coder kind measure name source other_source difference low high adjusted_p differs caution"),
    "corrected": (
        "coder measure name source other_source naive estimate low high low_source high_source bias bias_low "
        "bias_high weight worth n_coded n_bearing n_articles caution"
    ),
    "corrections": "article_id sentence_id quote_id effect before after detail start end text",
    "problems": "path article_id problem detail",
}
# Made only where a sample was coded by hand.
CODED_TABLES = ("agreement", "errors", "error_differences", "corrected")
# Not written: counts for keyness, words in marks that are no quotation, and the text that findings show (`deciding`:
# the stretches that decide, as start:end in the article, set apart by spaces).
INTERNAL: dict[str, str] = {
    "terms": "article_id sentence_id voice term n_words n n_proper",
    "asides": "article_id start end text rule",
    "finding_passages": "finding_id side article_id sentence_id start end text deciding",
}

ZONES = ("headline", "dateline", "crosshead", "byline", "related link", "body")
VOICES: dict[str, tuple[str, ...]] = {  # a voice of a comparison and the voices of the text that it takes together
    "own": ("own",),
    "quoted": ("direct", "indirect"),
    "all": ("own", "direct", "indirect"),
}
BOILERPLATE = "boilerplate"  # terms of web furniture and captions are counted apart; they are the source's own
TERM_VOICES = {voice: (*parts, BOILERPLATE) if "own" in parts else parts for voice, parts in VOICES.items()}
ACTS = ("speech", "slogan", "document", "belief", "plan", "poll", "perception")
SPEECH_ACTS = frozenset(ACTS[:3])
QUOTE_KINDS = ("direct", "indirect", "mixed")
QUOTE_FORMS = ("marked", "block", "clause", "noun phrase", "infinitive", "predicate")
VIEWS: dict[str, tuple[frozenset[str], frozenset[str]]] = {  # which acts a view counts, in which forms
    "strict": (SPEECH_ACTS, frozenset(QUOTE_FORMS[:3])),
    "speech": (SPEECH_ACTS, frozenset(QUOTE_FORMS)),
    "all": (frozenset(ACTS), frozenset(QUOTE_FORMS)),
}
_CLASSES = "neutral asserting confirming admitting denying doubting demanding promising warning attacking praising"
CUE_CLASSES = tuple(_CLASSES.split())
UNKNOWN = "unknown"  # the speaker of a quotation that is nobody's
ROLES = (
    "government", "foreign government", "state", "legislature", "politics", "opposition", "military",
    "police and security", "justice", "expert", "health", "business", "civil society", "religion", "sport", "media",
    "public", "international body", "document", "spokesperson or source", "other",
)  # fmt: skip
NAME_FORMS = ("name", "title", "description", "adjective", "metonym")
NAME_KINDS = ("person", "body", "party", "country", "seat", "people", "group", "religion", "name")
HARMS = (
    "killing", "shooting", "injuring", "torture", "sexual violence", "attack", "bombing", "invasion", "clash", "arrest",
    "abduction", "restraint", "destruction", "threat",
)  # fmt: skip
AGENCY_FORMS = ("active", "passive with agent", "passive without agent", "nominal", "instrument as subject")
SCORERS = ("textblob", "textblob_neutralised", "vader", "samestory")
WHOLE_SCORER = "samestory model"  # the part of `samestory` that its language model says of a whole stretch
LABELS, UNCLEAR = ("positive", "neutral", "negative"), "unclear"
LISTS = ("framing", "name", "style", "boilerplate")
PAIR_KINDS = ("same words", "same words, cut", "marked in one only", "paraphrase")
TOPICS = ("opening", "voices", "counts", "acts", "statements", "labels", "saying", "tone")
STRENGTHS = ("supported", "descriptive")
MARKS = ("in marks", "partly in marks", "no marks")

# What a column of categories may hold, in one table or in all. What a word list or the corpus decides is open.
VALUES: dict[str, tuple[str, ...]] = {
    **{"zone": ZONES, "segments.zone": ("body",)},
    "voice": VOICES["all"],
    **{f"{name}.voice": tuple(VOICES) for name in ("tone", "word_shifts", "keywords")},
    "terms.voice": TERM_VOICES["all"],
    **{"quotes.kind": QUOTE_KINDS, "quotes.act": ACTS, "quotes.form": QUOTE_FORMS},
    "cue_class": ("", *CUE_CLASSES),
    **dict.fromkeys(("quotes.role", "saying.role"), ("", *ROLES)),
    "scorer": SCORERS,
    "hits.scorer": (*SCORERS, WHOLE_SCORER),
    "targets.label": (*LABELS, UNCLEAR),
    **{"names.form": NAME_FORMS, "names.kind": NAME_KINDS},
    **{"agency.act": HARMS, "agency.form": AGENCY_FORMS},
    **{"by": ("speaker", "role"), "keywords.list": LISTS, "side": ("a", "b")},
    **dict.fromkeys(("keywords.tier", "findings.strength"), STRENGTHS),
    "findings.topic": TOPICS,
    "shared_quotes.kind": PAIR_KINDS,
    **dict.fromkeys(("marks_a", "marks_b"), MARKS),
    "status": ("close match", "weak match", "no close match"),
    "effect": ("added", "changed", "confirmed", "removed", "without effect"),
}

INTEGERS = {"start", "end", "paragraph", "longest_run", "rank"}
INTEGERS_OR_NONE = {"cue_start", "cue_end", "speaker_start", "speaker_end", "start_a", "end_a", "start_b", "end_b"}
_NUMBERS = (
    "polarity contribution positive neutral negative share_words share_quotes low high shannon simpson effective mean "
    "coverage shift per_1000_source per_1000_reference log_ratio log_likelihood z q dispersion quoted_share similarity "
    "confidence agreed alpha share difference adjusted_p naive estimate low_source high_source bias bias_low bias_high "
    "weight worth"
)
NUMBERS = frozenset(_NUMBERS.split())
BOOLEANS = {"corrected", "same_speaker", "told", "differs"}
SPANS = ("", "cue_", "speaker_")
Columns = dict[str, list[Any]]


def columns_of(name: str) -> list[str]:
    """List the columns of a table in their order.

    >>> columns_of("problems")
    ['path', 'article_id', 'problem', 'detail']
    """
    return ({**COLUMNS, **INTERNAL})[name].split()


def dtype_of(column: str) -> str:
    """Name the pandas type of a column, which depends on the column's name alone.

    >>> dtype_of("n_words"), dtype_of("cue_start"), dtype_of("text")
    ('int64', 'Int64', 'str')
    """
    if column in INTEGERS or column == "n" or column.startswith("n_"):
        return "int64"
    if column in INTEGERS_OR_NONE:
        return "Int64"
    if column in NUMBERS:
        return "float64"
    return "bool" if column in BOOLEANS else "str"


def as_table(
    name: str, data: Mapping[str, Iterable[Any]] | pd.DataFrame, *, without: Container[str] = ()
) -> pd.DataFrame:
    """Give data the columns, the order and the types of a table; further columns and those `without` are left out.

    Raises: ValueError naming the columns that are lacking.

    >>> as_table("problems", {"path": [], "article_id": [], "problem": [], "detail": []}).shape
    (0, 4)
    """
    wanted = [column for column in columns_of(name) if column not in without]
    lacking = [column for column in wanted if column not in data]
    if lacking:
        raise ValueError(f"'{name}' lacks the columns {', '.join(lacking)}.")
    return pd.DataFrame({column: _typed(data[column], dtype_of(column)) for column in wanted})


def _typed(values: Iterable[Any], dtype: str) -> Any:
    if isinstance(values, pd.Series) and values.dtype == dtype and (dtype != "str" or not values.hasnans):
        return values.array.copy()  # as it should be already: a large table is not gone through cell by cell
    cells = values.tolist() if isinstance(values, pd.Series) else list(values)
    if dtype == "str" and not {str}.issuperset(map(type, cells)):
        cells = ["" if cell is None or cell is pd.NA or cell != cell else cell for cell in cells]
    if dtype in ("Int64", "float64") and not {int, float}.issuperset(map(type, cells)):
        cells = [None if pd.isna(cell) else cell for cell in cells]
    return pd.array(cells, dtype=dtype)  # type: ignore[call-overload]


def add_texts(columns: Columns, text: str | Sequence[str]) -> Columns:
    """Give columns of spans what stands there: `text`, `cue_text`, `speaker_text`.

    Takes: columns; the text of their article, or one text a row.

    >>> add_texts({"start": [4], "end": [9]}, "The talks failed.")
    {'start': [4], 'end': [9], 'text': ['talks']}
    """
    added = dict(columns)
    for prefix in SPANS:
        if f"{prefix}end" in columns:
            starts, ends = columns[f"{prefix}start"], columns[f"{prefix}end"]
            texts = [text] * len(starts) if isinstance(text, str) else text
            spans = zip(texts, starts, ends, strict=True)
            added[f"{prefix}text"] = ["" if start is None else whole[start:end] for whole, start, end in spans]
    return added


def shape_table(name: str, columns: Columns) -> pd.DataFrame:
    """Make a table of the columns that are there: the dictionary's in its order, then what is handed on beside them.

    >>> shape_table("problems", {"detail": ["empty"], "problem": ["left out"], "key": ["k"]}).columns.tolist()
    ['problem', 'detail', 'key']
    """
    known = columns_of(name) if name in COLUMNS or name in INTERNAL else []
    order = [*(column for column in known if column in columns), *(column for column in columns if column not in known)]
    return pd.DataFrame({column: _typed(columns[column], dtype_of(column)) for column in order})


def voices_of(voice: str) -> tuple[str, ...]:
    """Give the voices of the text that a voice of a comparison takes together.

    Raises: RequestError for a voice that is not own, quoted or all.

    >>> voices_of("quoted")
    ('direct', 'indirect')
    """
    if voice not in VOICES:
        raise RequestError(f"voice is '{voice}'; it must be 'own', 'quoted' or 'all'.")
    return VOICES[voice]


def in_view(quotes: pd.DataFrame, view: str) -> "pd.Series[bool]":
    """Tell which rows of `quotes` a view counts, by their act and form.

    >>> in_view(pd.DataFrame({"act": ["speech", "plan"], "form": ["clause", "infinitive"]}), "speech").tolist()
    [True, False]
    """
    acts, forms = VIEWS[view]
    return quotes["act"].isin(acts) & quotes["form"].isin(forms)


def choose_voice(rows: pd.DataFrame, voice: str) -> pd.DataFrame:
    """Keep the rows of one voice: own, quoted (direct and indirect) or all.

    >>> choose_voice(pd.DataFrame({"voice": ["own", "direct", "indirect"]}), "quoted")["voice"].tolist()
    ['direct', 'indirect']
    """
    return rows[rows["voice"].isin(voices_of(voice))]
