"""What reading an article costs beside the bare parse, and in which room.

    python benchmarks/reading.py TEXTS.jsonl [--n 60] [--seed 0]

TEXTS rows: text. Bare parse: the shipped model without named entities over the whole text, nothing else. Reading: all
rows of `read_article`, before tables are made. CPU seconds of one process, both over the same articles, by turns; the
articles are drawn by the seed. The share of a room is that of the functions that the reading of an article calls there.
"""

import argparse
import json
import random
import time
from collections import Counter
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

from analysis.language.parse import load_model
from analysis.reading import article


def time_rooms(spent: Counter[str]) -> None:
    """Let every function of another module that the reading calls add its CPU seconds to those of its room."""
    for name, called in list(vars(article).items()):
        module = getattr(called, "__module__", "")
        own = callable(called) and not isinstance(called, type) and module.startswith("analysis.")
        if own and module != article.__name__:
            setattr(article, name, _timed(called, "/".join(module.split(".")[1:3]), spent))


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
    texts = random.Random(options.seed).sample(texts, min(options.n, len(texts)))
    model, spent = load_model(), Counter[str]()
    model(texts[0])
    article.read_rows(texts[0])  # word lists are compiled once a process
    time_rooms(spent)
    bare = reading = 0.0
    for text in texts:
        begin = time.process_time()
        model(text)
        between = time.process_time()
        article.read_rows(text)
        bare, reading = bare + between - begin, reading + time.process_time() - between
    print(f"{len(texts)} articles: bare parse {bare:.2f} s, reading {reading:.2f} s, ratio {reading / bare:.2f}")
    spent["the rest"] = reading - sum(spent.values())
    for place, seconds in spent.most_common():
        print(f"{place:24} {seconds:6.2f} s  {seconds / bare:6.1%} of the bare parse")


if __name__ == "__main__":
    main()
