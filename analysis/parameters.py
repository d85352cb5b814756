"""The settings of a comparison: one model for the command line, the notebooks and the pipeline."""

import csv
from collections.abc import Collection, Iterable
from itertools import product
from typing import Any, Literal, get_args

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator
from pydantic.fields import FieldInfo

from analysis.errors import RequestError, suggest

VIEW = "speech; strict: marked words and full clauses only; all: beliefs, plans and polls too"


class Parameters(BaseModel):
    """The settings, checked. The descriptions are also the comments of every notebook's parameters cell."""

    model_config = ConfigDict(extra="forbid", frozen=True, coerce_numbers_to_str=True)

    corpus: str = Field("seeds", description="folder or file with the articles")
    corpus_options: str = Field("", description="how to read it, as on the command line: --events none")
    out: str = Field("", description="folder to write the tables to; empty: none are written")
    view: Literal["strict", "speech", "all"] = Field("speech", description=VIEW)
    voice: Literal["own", "quoted", "all"] = Field("own", description="own, quoted or all: whose words to compare")
    sources: str = Field("", description="sources to compare, with commas between; empty: all")
    reference: str = Field("", description="source to compare with; empty: all the others")
    copies: Literal["keep", "once"] = Field("keep", description="keep, or once: a passage printed twice counts once")
    tone_model: Literal["on", "off"] = Field("on", description="on, or off: no language model of tone, no targets")
    top_n: int = Field(15, ge=1, le=50, description="rows to show in a table or plot")
    n_boot: int = Field(1000, ge=100, le=100_000, description="resamples behind an interval")
    seed: int = Field(0, ge=0, description="start of the random numbers")

    @field_validator("top_n", "n_boot", "seed", mode="before")
    @classmethod
    def _refuse_bool(cls, value: object) -> object:
        # Python counts True as 1; nobody who writes `top_n=True` means one row.
        if isinstance(value, bool):
            raise ValueError("not a number")
        return value


Settings = tuple[str, str]  # view and tone_model, which decide what a reading holds
ALL_SETTINGS: tuple[Settings, ...] = tuple(
    product(*(get_args(Parameters.model_fields[name].annotation) for name in ("view", "tone_model")))
)


def check_parameters(**values: Any) -> Parameters:
    """Check the settings of a comparison before anything is started.

    Numbers may be given as text, as a command line does.

    Returns: Parameters, which cannot be changed afterwards.
    Raises: RequestError that names each unknown or ill-typed parameter and what it may be.

    >>> check_parameters(top_n="20").top_n
    20
    >>> check_parameters(tpo_n=20)
    Traceback (most recent call last):
    analysis.errors.RequestError: Unknown parameter 'tpo_n'. Did you mean 'top_n'?

    Limits: whether the corpus and the sources exist is checked where they are read.
    """
    try:
        return Parameters(**values)
    except ValidationError as error:
        raise RequestError(" ".join(_word(str(item["loc"][0]), values) for item in error.errors())) from None


def read_settings(pairs: Iterable[str]) -> dict[str, str]:
    """Read settings written as `name=value`.

    Returns: value by name, both text.
    Raises: RequestError where a pair has no `=`, or a name is given twice.

    >>> read_settings(["view=all", "sources=A,B"])
    {'view': 'all', 'sources': 'A,B'}

    Limits: names and values are not checked here, see check_parameters.
    """
    settings: dict[str, str] = {}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        name = name.strip()
        if not equals or not name:
            raise RequestError(f"'{pair}' is not a setting. Write it as name=value, for example top_n=20.")
        if name in settings:
            raise RequestError(f"'{name}' is given twice, as '{settings[name]}' and as '{value}'. Give it once.")
        settings[name] = value
    return settings


def split_sources(sources: str) -> list[str]:
    """Split a list of sources at its commas; a name that holds a comma stands in quotation marks.

    Raises: RequestError for more than one line.

    >>> split_sources('A, "Herald, The"')
    ['A', 'Herald, The']
    """
    if len(sources.splitlines()) > 1:
        raise RequestError(f"sources is {sources!r}: the names of sources stand in one line, with commas between.")
    row = next(csv.reader(sources.splitlines(), skipinitialspace=True), [])
    return list(dict.fromkeys(name.strip() for name in row if name.strip()))


def check_sources(parameters: Parameters, known: Collection[str]) -> list[str]:
    """Check that the chosen sources, and the reference, are sources of the corpus.

    `known` are the sources of the corpus.

    Returns: the sources to compare, in the order of `known`.
    Raises: RequestError that names the unknown source and lists what exists.

    >>> check_sources(check_parameters(sources="B"), ["A", "B", "C"])
    ['B']
    >>> check_sources(check_parameters(reference="b"), ["A", "B"])
    Traceback (most recent call last):
    analysis.errors.RequestError: Unknown reference 'b'. Did you mean 'B'? There are: 'A', 'B'.

    Limits: names are compared letter by letter.
    """
    chosen = split_sources(parameters.sources) or list(known)
    for source in chosen:
        _require_source("source", source, known)
    if parameters.reference:
        _require_source("reference", parameters.reference, known)
        if parameters.reference not in chosen:
            raise RequestError(
                f"The reference '{parameters.reference}' is not among the chosen sources {_list(chosen)}. "
                "Add it to sources, or choose another reference."
            )
    return [source for source in known if source in chosen]


def _require_source(kind: str, source: str, known: Collection[str]) -> None:
    if source not in known:
        raise RequestError(f"Unknown {kind} '{source}'.{suggest(source, known)} There are: {_list(known)}.")


def _list(names: Iterable[str]) -> str:
    return ", ".join(f"'{name}'" for name in names)


def _word(name: str, values: dict[str, Any]) -> str:
    if name not in Parameters.model_fields:
        known = Parameters.model_fields
        return f"Unknown parameter '{name}'." + (suggest(name, known) or f" There are: {', '.join(known)}.")
    value = values[name]
    shown = f"'{value}'" if isinstance(value, str) else repr(value)
    return f"{name} is {shown}; it must be {_allowed(Parameters.model_fields[name])}."


def _allowed(field: FieldInfo) -> str:
    if choices := get_args(field.annotation):
        return " or ".join([_list(choices[:-1]), _list(choices[-1:])])
    if field.annotation is not int:
        return "text"
    limits = {key: getattr(rule, key) for rule in field.metadata for key in ("ge", "le") if hasattr(rule, key)}
    return f"a whole number, {limits['ge']} " + (f"to {limits['le']}" if "le" in limits else "or more")
