"""Manifest: what went in, how, and what came out, so that a report can be checked and made again."""

import importlib.metadata
import platform
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.corpus.articles import find_corpus
from analysis.corpus.hashing import hash_file
from analysis.corpus.inputs import list_inputs
from analysis.corpus.options import parse_options
from analysis.language.parse import model_name
from analysis.parameters import Parameters
from analysis.reading.tone.passes import MODEL
from analysis.report.counts import count_tables

MODELS = Path(__file__).parents[1] / "models"
LIBRARIES = (
    "datasketch", "feedparser", "ftfy", "jinja2", "lxml", "matplotlib", "nbconvert", "numpy", "onnxruntime", "pandas",
    "papermill", "py3langid", "pypdf", "python-calamine", "scikit-learn", "scipy", "spacy", "striprtf", "textblob",
    "tokenizers", "trafilatura", "vaderSentiment", "warcio",
)  # fmt: skip


def describe_settings(parameters: Parameters) -> dict[str, Any]:
    """Give the settings without any path of this machine: the corpus goes by the name of its folder or file."""
    settings = parameters.model_dump(exclude={"out"})
    return settings | {"corpus": find_corpus(parameters.corpus).resolve().name}


def describe_inputs(parameters: Parameters) -> list[dict[str, Any]]:
    """List the files that were read, those set aside too: sha256 of their bytes, paths in the corpus, what was read."""
    return list_inputs(parameters.corpus, options=parse_options(parameters.corpus_options))


def describe_versions() -> dict[str, str]:
    """Give the versions that results depend on, that of the language model in use among them."""
    python = ".".join(platform.python_version_tuple()[:2])
    versions = {name: importlib.metadata.version(name) for name in LIBRARIES} | dict([model_name()])
    ordered = {name: versions[name] for name in sorted(versions, key=str.lower)}
    return {"samestory": importlib.metadata.version("samestory"), "python": python} | ordered


def describe_models() -> dict[str, str]:
    """List the files of the models and counts that ship with this package, each with the sha256 of its bytes."""
    return {path.name: hash_file(path) for path in (*sorted(MODELS.iterdir()), MODEL) if path.is_file()}


def write_manifest(
    parameters: Parameters,
    tables: Mapping[str, pd.DataFrame],
    stage: Path,
    *,
    failed: Sequence[Mapping[str, Any]] = (),
    kept: Mapping[str, str] | None = None,
) -> dict[str, Any]:
    """Put the manifest together; its outputs are the files of the stage, with the sha256 of their bytes.

    `kept` are the sha256 of files that this report has published already.

    Limits: no clock and no path of this machine, so that the same input gives the same manifest.
    """
    outputs = sorted(path.relative_to(stage).as_posix() for path in stage.rglob("*") if path.is_file())
    return {
        "inputs": describe_inputs(parameters),
        "settings": describe_settings(parameters),
        "versions": describe_versions(),
        "models": describe_models(),
        "counts": count_tables(tables),
        "problems": tables["problems"].to_dict("records"),
        "failed": list(failed),
        "outputs": dict(sorted({**(kept or {}), **{name: hash_file(stage / name) for name in outputs}}.items())),
    }
