"""Gathering: the files of a corpus are read one after another; what cannot be read is named, the rest is complete."""

from collections import Counter
from pathlib import Path, PurePosixPath

from analysis.corpus.files import BESIDE, File, Problem, clean_name, require_inside
from analysis.corpus.formats import read_file, readable_suffixes
from analysis.corpus.found import Article, Corpus, Found, Reading, RefusedError, fold_space
from analysis.corpus.listing import is_hidden, is_note, list_files, open_file
from analysis.corpus.mending import mend_text, spell
from analysis.corpus.metadata import ARTICLES, describes_files, read_metadata
from analysis.corpus.screening import screen_text
from analysis.corpus.sources import name_sources
from analysis.corpus.tables import Context
from analysis.corpus.texts import Texts
from analysis.errors import RequestError, shorten
from analysis.wording import count

MENDED = "mended text"
SET_APART = "; "
_REASON = 200  # characters of what a library says; some of them say the whole file
SHARED = ("source", "event", "date", "language")  # what all articles of a file may have in common


def read_single(place: Path, name: str, context: Context, texts: Texts | None = None) -> Corpus:
    """Read a corpus that is one file, or one package of files; with `texts`, texts are put there."""
    problems: list[Problem] = []
    files = list(open_file(File(place.name, place), problems, context.lexicons))
    if files != [File(place.name, place)]:
        return _read_files(files, problems, name, place.stem, {}, context, texts)
    try:
        reading = _read(files[0], context)
    except RefusedError as error:
        raise RequestError(str(error)) from error
    placed = _place(files[0], reading, {}, context, texts)
    corpus = Corpus(placed, _file_problems(place.name, reading), [(place.name, reading)])
    _name_sources(corpus, "", context)
    return corpus


def read_folder(folder: Path, name: str, context: Context, texts: Texts | None = None) -> Corpus:
    files, problems = list_files(folder, context.lexicons)
    paths = [file.path for file in files]
    if not files:
        _raise_no_files(problems, name, context)
    metadata: dict[str, dict[str, str]] = {}
    said: list[str] = []
    for place in sorted(folder.rglob(ARTICLES)):
        below = place.parent.relative_to(folder).as_posix()
        if is_hidden(below) or below.split("/")[0] in BESIDE:
            continue
        require_inside(place, folder, name)
        if not describes_files(place.parent, context):
            files += [File(ARTICLES, place)] if below == "." else []
            continue
        prefix = "" if below == "." else f"{below}/"
        inside = [
            path.removeprefix(prefix) for path in paths if path.startswith(prefix) and path != f"{prefix}{ARTICLES}"
        ]
        rows, more, lines = read_metadata(place.parent, f"{name}/{below}" if prefix else name, inside, context)
        metadata |= {f"{prefix}{file}": row for file, row in rows.items()}
        problems += [(f"{prefix}{path}", problem, detail) for path, problem, detail in more]
        said += [f"{prefix}{ARTICLES}: {line}" for line in lines]
        files = [file for file in files if file.path != f"{prefix}{ARTICLES}"]
    kept = []
    for file in files:
        if is_note(file.path) and file.path not in metadata and len(files) > 1:
            detail = "by its name it is a note, no article; to have it read, list it in articles.csv"
            problems.append((file.path, "file not read", detail))
        else:
            kept.append(file)
    corpus = _read_files(kept, problems, name, folder.resolve().name, metadata, context, texts)
    corpus.said = said + corpus.said
    return corpus


def _read_files(
    files: list[File],
    problems: list[Problem],
    name: str,
    root: str,
    metadata: dict[str, dict[str, str]],
    context: Context,
    texts: Texts | None,
) -> Corpus:
    corpus = Corpus([], [(path, "", problem, detail) for path, problem, detail in problems])
    refused = []
    stems = Counter(file.path.rpartition(".")[0] or file.path for file in files)
    for file in files:
        try:
            reading = _read(file, context)
        except RefusedError as error:
            refused.append(str(error))
            corpus.problems.append((file.path, "", error.problem, str(error)))
            continue
        twin = stems[file.path.rpartition(".")[0] or file.path] > 1
        corpus.inputs.append((file.path, reading))
        corpus.problems += _name_unused(file.path, reading, metadata.get(file.path, {}))
        corpus.articles += _place(file, reading, metadata.get(file.path, {}), context, texts, twin=twin)
        corpus.problems += _file_problems(file.path, reading)
        if metadata and file.path not in metadata and not reading.many:
            source = corpus.articles[-1].found.source or file.stem
            detail = f"source '{source}'" + ("" if corpus.articles[-1].found.source else " is the file's stem")
            corpus.problems.append((file.path, corpus.articles[-1].article_id, "not in articles.csv", detail))
    if not corpus.articles:
        _raise_refused(refused, [file.path for file in files], name, context)
    _name_sources(corpus, root, context)
    return corpus


def _read(file: File, context: Context) -> Reading:
    """Read a file; whatever a reader stumbles over becomes the reason why this file is not read."""
    try:
        return read_file(file.read(), file.path, context)
    except RefusedError:
        raise
    except BaseException as error:  # a library written in Rust raises what is no Exception
        if not isinstance(error, Exception) and type(error).__name__ != "PanicException":
            raise
        reason = ": ".join(filter(None, (type(error).__name__, fold_space(str(error))[:_REASON])))
        raise RefusedError(
            f"'{file.path}' cannot be read ({reason}). Open it and save it anew, or leave it out."
        ) from error


def _place(
    file: File,
    reading: Reading,
    metadata: dict[str, str],
    context: Context,
    texts: Texts | None,
    *,
    twin: bool = False,
) -> list[Article]:
    """Give the articles of a file their ids, and the fields that are known from elsewhere; their texts are mended."""
    named = file.path if twin else file.path.rpartition(".")[0] or file.path
    width = max(3, len(str(len(reading.found))))
    placed: list[Article] = []
    changed: dict[int, tuple[str, str]] = {}
    alone = not reading.many or len(reading.found) == 1
    for number, found in enumerate(reading.found, start=1):
        for name, value in metadata.items():
            if value and (alone or (name in SHARED and not getattr(found, name))):
                setattr(found, name, value)
        for name, value in context.options.values.items():
            setattr(found, name, value)
        found.text, done = mend_text(found.text)
        found.remarks += [(MENDED, deed) for deed in done]
        screen_text(found, context.lexicons)
        article_id, done = _name_article(found, f"{named}-{number:0{width}d}" if reading.many else named)
        if done:
            changed[len(placed)] = (found.article_id or named, ", ".join(done))
        article = Article(article_id, file.path, found, by_file=not found.source)
        if texts:
            article.held, found.text = texts.add(found.text), ""
        placed.append(article)
    _tell_changed(changed, placed, reading)
    return placed


def _name_article(found: Found, by_number: str) -> tuple[str, list[str]]:
    """Give an article the id that it brings, or its file's, and what had to be mended in it."""
    mended, done = mend_text(found.article_id)
    article_id = fold_space(mended)
    if article_id != mended.strip():
        done.append("white space folded")
    if not article_id:
        article_id = clean_name(by_number)
        if article_id != by_number:
            done.append("what cannot be printed became �")
    if SET_APART in article_id:  # in tables
        done.append(f"'{SET_APART}' sets ids apart")
        article_id = article_id.replace(SET_APART, ", ")
    return article_id, done


def _tell_changed(changed: dict[int, tuple[str, str]], placed: list[Article], reading: Reading) -> None:
    """Say of each article that its id is not the one given; once where it is so of a whole file for one reason."""
    told = {at: (shorten(spell(given)), how) for at, (given, how) in changed.items()}
    if len(told) == len(placed) > 1 and len({how for _, how in told.values()}) == 1:
        first, how = told[0]
        detail = f"{how}, in all {len(placed)} ids: the first, '{first}', became '{shorten(placed[0].article_id)}'"
        reading.problems.append(("article_id changed", detail))
        return
    for at, (given, how) in told.items():
        placed[at].found.remarks.append(("article_id changed", f"'{given}' became this id: {how}"))


def _name_unused(path: str, reading: Reading, row: dict[str, str]) -> list[tuple[str, str, str, str]]:
    """Name the fields of a row in articles.csv that a file of several articles has no use for."""
    if not reading.many or len(reading.found) == 1:
        return []
    unused = [
        name
        for name, value in row.items()
        if value and (name not in SHARED or all(getattr(found, name) for found in reading.found if not found.aside))
    ]
    detail = f"it holds {len(reading.found)} articles, each with its own; not used of its row in articles.csv: "
    return [(path, "", "metadata not clear", detail + ", ".join(unused))] if unused else []


def _file_problems(path: str, reading: Reading) -> list[tuple[str, str, str, str]]:
    return [(path, "", problem, detail) for problem, detail in reading.problems]


def _name_sources(corpus: Corpus, root: str, context: Context) -> None:
    """Give a source to every article whose file does not name one."""
    unnamed = [article for article in corpus.articles if article.by_file]
    paths = list(dict.fromkeys(article.path for article in unnamed))
    sources, said, problems = name_sources(paths, root, context.lexicons)
    for article in unnamed:
        article.found.source = sources[article.path]
    corpus.said += said
    tables = {path for path, reading in corpus.inputs if reading.header and path in sources}
    for path in sorted(tables):
        n = sum(article.path == path for article in unnamed)
        corpus.said.append(
            f"{path}: no column says which outlet; {count(n, 'article has', 'articles have')} the source "
            f"'{sources[path]}'. To say it: --column source=NAME or --set source=\"The Herald\""
        )
    corpus.problems += [(path, "", problem, detail) for path, problem, detail in problems]


def _raise_no_files(problems: list[Problem], name: str, context: Context) -> None:
    more = f" {problems[0][0]}: {problems[0][2]}." if problems else ""
    raise RequestError(f"No articles in '{name}'. Found: nothing. Readable: {_readable(context)}.{more}")


def _raise_refused(refused: list[str], paths: list[str], name: str, context: Context) -> None:
    """Say why no file of a corpus could be read: each reason where there are few, else what was found."""
    kinds = Counter(PurePosixPath(path).suffix.lower() or path.rpartition("/")[2] for path in paths)
    listed = ", ".join(f"{n} {kind}" for kind, n in sorted(kinds.items())) or "nothing"
    reasons = " ".join(refused[:3]) + (f" And {count(len(refused) - 3, 'more file')}." if len(refused) > 3 else "")
    raise RequestError(f"No articles in '{name}'. Found: {listed}. Readable: {_readable(context)}. {reasons}".rstrip())


def _readable(context: Context) -> str:
    return " ".join(readable_suffixes(context.lexicons))
