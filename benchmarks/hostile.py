"""Read texts that are hostile by their size, at four sizes each, and print what grows faster than the text.

    python benchmarks/hostile.py [--kinds NAME ...] [--sizes 5000 10000 20000 40000] [--tone-model off]

For each kind and size, in a process of its own: seconds of the processor (user and system) and the largest memory, the
model loaded before. `growth` is the largest ratio of seconds from one size to the next where they are long enough to
be compared; sizes double, so about 2 is near-linear. Kinds that name files are read as a corpus, at their own sizes,
and what is said of them is printed.
"""

import argparse
import itertools
import os
import resource
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from analysis.corpus.articles import read_corpus
from analysis.errors import RequestError
from analysis.language.parse import load_model
from analysis.reading.article import read_rows
from analysis.running.budget import limit_time

PROSE = (
    "Ministers met on Monday in the old harbour town, and the union said that it would strike in May. “We will not "
    "pay,” said Ines Kolb, the chair of the board, and she left the room. Nobody was hurt when the roof fell in. "
)
SIZES = [5_000, 10_000, 20_000, 40_000]
ENOUGH = 0.2  # seconds below which a ratio says nothing
REPEATED = {
    "prose, one paragraph": PROSE, "prose, paragraphs": PROSE + "\n\n",
    "hyphens": "-", "dashes": "—", "digits": "7", "numbers": "1,000,", "points": ".", "points, spaced": ". ",
    "ellipses": "…", "commas": ",", "colons": ":", "underscores": "_", "stars": "*", "slashes": "/", "dollars": "$",
    "per cent": "%", "brackets": "(", "pairs of brackets": "()", "square brackets": "[", "straight marks": '"',
    "open marks": "“", "marks of all kinds": "“”\"'‘’«»„", "apostrophes": "'", "marks, spaced": '" ', "emoji": "😀",
    "letters with combining marks": "e\u0301", "combining marks": "\u0301", "zero widths": "\u200b", "zero bytes": "\0",
    "one word": "a", "one word in capitals": "A", "a-b-c-": "a-b-c-", "a/b/": "a/b/", "capitalised words": "Ab ",
    "acronyms": "A.A.", "U.S.": "U.S. ", "Mr.": "Mr. ", "lines": "\n", "lines of a letter": "a\n",
    "paragraphs of a letter": "x\n\n", "list of points": "- a\n", "turns": "A: no\n", "opened paragraphs": '"no\n\n',
    "quoted paragraphs": '"no"\n\n', "tags": "<b>", "entities": "&amp;", "addresses": "http://a.example/",
    "he said": "he said ", "said, in marks": "“said he ” \"x", "no": "no ", "and": "and ", "that": "that ",
    "names": "Ana Sol and ", "killed by": "killed by ", "very good": "very good ", "5 of 10": "5 of 10 ",
    "Chinese": "中文", "spaces": " ",
}  # fmt: skip
FILES: dict[str, tuple[list[int], Callable[[Path, int], None]]] = {
    "one paragraph": ([25_000, 50_000, 100_000, 200_000], lambda at, n: write(at, "a.txt", repeat(PROSE, n))),
    "quotation marks": ([12_500, 25_000, 50_000, 100_000], lambda at, n: write(at, "a.txt", "No. " + "“" * n)),
    "one article": (
        [120_000, 240_000, 480_000, 960_000],
        lambda at, n: write(at, "a.txt", repeat(PROSE + "\n\n", n)),
    ),
    "one large article": (
        [625_000, 1_250_000, 2_500_000, 5_000_000],
        lambda at, n: write(at, "a.txt", repeat(PROSE + "\n\n", n)),
    ),
    "one line of .txt": ([6_250_000, 12_500_000, 25_000_000, 50_000_000], lambda at, n: write(at, "a.txt", "A" * n)),
    "one line of .csv": (
        [6_250_000, 12_500_000, 25_000_000, 50_000_000],
        lambda at, n: write(at, "a.csv", 'source,text\nQuay,"' + repeat(PROSE, n) + '"\n'),
    ),
    "one line of .jsonl": (
        [6_250_000, 12_500_000, 25_000_000, 50_000_000],
        lambda at, n: write(at, "a.jsonl", '{"text": "' + repeat(PROSE, n) + '"}\n'),
    ),
}


def repeat(piece: str, n: int) -> str:
    return (piece * (n // len(piece) + 1))[:n]


def write(folder: Path, name: str, text: str) -> None:
    (folder / name).write_text(text, encoding="utf-8")


def read_text(text: str, tone_model: str) -> str:
    try:
        with limit_time():
            read_rows(text, tone_model=tone_model)
    except TimeoutError as error:
        return f"set aside: {error}"
    return ""


def read_files(folder: Path, tone_model: str) -> str:
    """Read a corpus and its articles. Returns: what was said of what is not read."""
    try:
        articles, problems = read_corpus(folder)
    except RequestError as error:
        return str(error)
    said = "; ".join(f"{row.problem}: {row.detail}" for row in problems.itertuples())
    return "; ".join(filter(None, [said, *(read_text(text, tone_model) for text in articles["text"])]))


def measure(work: Callable[[], str]) -> tuple[float, float, str]:
    """Do something in a fork of this process. Returns: CPU seconds, MB at most, what it said."""
    begin, end = os.pipe()
    child = os.fork()
    if child == 0:
        start = time.process_time()
        try:
            said = work()
        except BaseException as error:
            said = f"FAILED: {type(error).__name__}: {error}"
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        os.write(end, f"{time.process_time() - start:.3f} {memory:.0f} {said[:150]}".encode())
        os._exit(0)
    os.close(end)
    os.waitpid(child, 0)
    told = os.read(begin, 4096).decode(errors="replace") or "0 0 FAILED: killed"
    os.close(begin)
    seconds, memory, said = told.split(" ", 2)
    return float(seconds), float(memory), said


def show(name: str, sizes: list[int], found: list[tuple[float, float, str]]) -> None:
    seconds = [each[0] for each in found]
    ratios = [b / a for a, b in itertools.pairwise(seconds) if a >= ENOUGH]
    growth = f"{max(ratios):.1f}" if ratios else "–"
    spent = ", ".join(f"{second:.2f}" for second in seconds)
    said = next((each[2] for each in reversed(found) if each[2]), "")
    print(" |".join([f"| {name}", *(f" {', '.join(f'{n:,}' for n in sizes)}", f" {spent}", f" {growth}")]), end=" |")
    print(f" {max(each[1] for each in found):.0f} | {said} |", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kinds", nargs="*", default=[*REPEATED, *FILES])
    parser.add_argument("--sizes", type=int, nargs="*", default=SIZES)
    parser.add_argument("--tone-model", choices=["on", "off"], default="off")
    options = parser.parse_args()
    load_model()
    read_rows(PROSE, tone_model="off")
    print("| kind | sizes | CPU s | growth | MB at most | said of the largest |\n|---|---|---|---|---|---|")
    for kind in options.kinds:
        if kind in REPEATED:
            texts = [repeat(REPEATED[kind], n) for n in options.sizes]
            found = [measure(lambda text=text: read_text(text, options.tone_model)) for text in texts]
            show(kind, options.sizes, found)
        else:
            sizes, make = FILES[kind]
            found = []
            for n in sizes:
                with tempfile.TemporaryDirectory() as folder:
                    make(Path(folder), n)
                    found.append(measure(lambda folder=folder: read_files(Path(folder), options.tone_model)))
            show(kind, sizes, found)


if __name__ == "__main__":
    main()
