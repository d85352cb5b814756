"""What reading an article costs beside the bare parse, and in which room.

    python benchmarks/reading.py TEXTS.jsonl [--n 60] [--seed 0]

TEXTS rows: text. Bare parse: the shipped model without named entities over the whole text, nothing else. Reading: all
rows of `read_article`, before tables are made, with and without the language model of tone. CPU seconds of one
process, all over the same articles, by turns; the articles are drawn by the seed. The share of a room is that of the
functions that the reading of an article calls there.
"""

import argparse
import importlib
import json
import random
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from typing import Any

from analysis.language.parse import model_name
from analysis.reading import article


@contextmanager
def timed_rooms(spent: Counter[str]) -> Iterator[None]:
    """Let every function of another module that the reading calls add its CPU seconds to those of its room."""
    before = dict(vars(article))
    for name, called in before.items():
        module = getattr(called, "__module__", "")
        own = callable(called) and not isinstance(called, type) and module.startswith("analysis.")
        if own and module != article.__name__:
            setattr(article, name, _timed(called, "/".join(module.split(".")[1:3]), spent))
    try:
        yield
    finally:
        vars(article).update(before)


def _timed(called: Callable[..., Any], place: str, spent: Counter[str]) -> Callable[..., Any]:
    @wraps(called)
    def run(*positional: Any, **named: Any) -> Any:
        begin = time.process_time()
        result = called(*positional, **named)
        spent[place] += time.process_time() - begin
        return result

    return run


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts", type=Path)
    parser.add_argument("--n", type=int, default=60)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    texts = [json.loads(line)["text"] for line in options.texts.read_text(encoding="utf-8").splitlines()]
    first, *texts = random.Random(options.seed).sample(texts, min(options.n + 1, len(texts)))
    model, spent = importlib.import_module(model_name()[0]).load(exclude=["ner"]), Counter[str]()
    model(first)
    article.read_rows(first)  # word lists are compiled once a process; it is not counted
    bare = reading = without = 0.0
    for text in texts:
        begin = time.process_time()
        model(text)
        between = time.process_time()
        article.read_rows(text, tone_model="off")
        bare, without = bare + between - begin, without + time.process_time() - between
        with timed_rooms(spent):
            between = time.process_time()
            article.read_rows(text)
            reading += time.process_time() - between
    print(f"{len(texts)} articles: bare parse {bare:.2f} s, reading {reading:.2f} s, ratio {reading / bare:.2f}")
    print(f"without the language model of tone {without:.2f} s, ratio {without / bare:.2f}")
    print(f"the language model of tone alone: {(reading - without) / bare:.2f} of the bare parse")
    spent["the rest"] = reading - sum(spent.values())
    for place, seconds in spent.most_common():
        print(f"{place:24} {seconds:6.2f} s  {seconds / bare:6.1%} of the bare parse")


if __name__ == "__main__":
    main()
