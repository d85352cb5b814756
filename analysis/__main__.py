"""The command line. Exit codes: 0 done, 1 something failed and is named, 2 the request was wrong, nothing started."""

from analysis.starting import stop_at_once

if __name__ == "__main__":
    stop_at_once()  # before all that takes long to import

import functools
import webbrowser
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from analysis.errors import RequestError
from analysis.telling import end_at_once, is_watched, say, tell_failures
from analysis.wording import count

if TYPE_CHECKING:
    from analysis.corpus.options import Options
    from analysis.parameters import Parameters

Corpus = Annotated[
    str, typer.Argument(metavar="CORPUS", help="Folder of articles, or one file, in any readable format.")
]
Columns = Annotated[
    list[str] | None,
    typer.Option("--column", metavar="FIELD=NAME", help="The column that gives a field: text=body. May be repeated."),
]
Values = Annotated[
    list[str] | None,
    typer.Option("--set", metavar="FIELD=VALUE", help='One value for all articles: source="The Herald".'),
]
DateOrder = Annotated[str, typer.Option(metavar="ORDER", help="Order in dates such as 04/03/2026: dmy, mdy or ymd.")]
Events = Annotated[str, typer.Option(metavar="WAY", help="Where events come from: given, group or none.")]
Out = Annotated[Path, typer.Option(help="Folder to write to.")]
Settings = Annotated[list[str] | None, typer.Option("-p", metavar="NAME=VALUE", help="A setting; may be repeated.")]
Workers = Annotated[int, typer.Option(min=1, help="Processes that read articles.")]
Pages = Annotated[Literal["story", "all"] | None, typer.Option(help="The story page alone, or the workings too.")]
Text = Annotated[
    Literal["none", "evidence", "full"],
    typer.Option(help="How much of the articles the story page holds; with none and evidence only that page is made."),
]
HOW_LONG = "The story takes about 3 seconds, and half a second for each article that was not read before."

app = typer.Typer(
    help="Compare how news sources tell the same story.",
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


@app.command()
def check(
    corpus: Corpus, columns: Columns = None, values: Values = None, date_order: DateOrder = "", events: Events = ""
) -> None:
    """Say what would be read, marked and dropped, and why; nothing is written."""
    with tell_failures():
        from analysis.running.preview import preview_corpus

        say(*preview_corpus(corpus, options=_options(columns, values, date_order, events)))


@app.command()
def tables(
    corpus: Corpus,
    out: Out,
    format: Annotated[Literal["csv", "parquet"], typer.Option(help="Format of the tables.")] = "csv",
    settings: Settings = None,
    columns: Columns = None,
    values: Values = None,
    date_order: DateOrder = "",
    events: Events = "",
    workers: Workers = 1,
    scheduler: Annotated[str | None, typer.Option(metavar="ADDRESS", help="Dask scheduler that reads instead.")] = None,
) -> None:
    """Read the articles, compare the sources, write the tables."""
    with tell_failures(out):
        from analysis.report.counts import count_parts, count_problems, describe_counts
        from analysis.report.stage import check_output
        from analysis.running.coded_tables import add_coded_tables
        from analysis.running.pipeline import open_result
        from analysis.running.writing import list_sources, write_parts

        parameters = _parameters(corpus, _given(settings, _options(columns, values, date_order, events)))
        check_output(out, corpus)
        with open_result(parameters, workers=workers, scheduler=scheduler, progress=is_watched()) as result:
            sources = result.list_sources() | list_sources(add_coded_tables(result.load(["problems"]), corpus))
            n_written = len(write_parts(sources, out, format=format))
            counts = result.recall("counts", lambda: count_parts(result.parts))
            lines = describe_counts(counts | {"problems": count_problems(sources["problems"].parts())})
        say(*lines, f"{count(n_written, 'table')} in '{out}'.")


@app.command()
def report(
    corpus: Corpus,
    out: Out,
    settings: Settings = None,
    columns: Columns = None,
    values: Values = None,
    date_order: DateOrder = "",
    events: Events = "",
    workers: Workers = 1,
    timeout: Annotated[int, typer.Option(min=1, help="Seconds that one notebook cell may take.")] = 600,
    pages: Pages = None,
    text: Text = "full",
    open_page: Annotated[bool, typer.Option("--open", help="Open the story page in the browser.")] = False,
) -> None:
    """Write tables, the story page, executed notebooks with their pages, and a manifest."""
    with tell_failures(out) as told:
        from analysis.report.making import write_report

        given = _given(settings, _options(columns, values, date_order, events))
        parameters = _parameters(corpus, given)
        if is_watched():
            say(HOW_LONG, err=True)
        made = write_report(
            parameters,
            out,
            settings=given,
            pages=pages or ("all" if text == "full" else "story"),
            text=text,
            workers=workers,
            seconds=timeout,
            progress=is_watched(),
            ready=functools.partial(_tell_ready, told, open_page),
        )
        say(*made.lines)
        for run in made.failed:
            kept = f" As far as it ran: '{out / 'failed' / run.name}.ipynb'." if run.notebook is not None else ""
            say(run.sentence + kept, err=True)
            for line in run.last_lines:
                say(f"    {line}", err=True)
        if made.failed:
            say(f"Report, not complete: '{made.index}'.", err=True)
            raise typer.Exit(1)
        say(f"Report: '{made.index}'.")


@app.command("cache")
def tell_cache(clear: Annotated[bool, typer.Option("--clear", help="Remove what is kept.")] = False) -> None:
    """Say where what has been read is kept, and how large it is; $SAMESTORY_CACHE names another folder, or off."""
    from analysis.running.cache import describe_cache

    say(describe_cache(clear=clear))


validate = typer.Typer(
    help="A hand-coded sample of your own texts, and the figures corrected with it.", no_args_is_help=True
)
app.add_typer(validate, name="validate")
View = Annotated[Literal["strict", "speech", "all"], typer.Option(help="What counts as reported.")]
Units = Annotated[int, typer.Option(min=0, help="Units a source on that sheet; 0 leaves it out.")]


@validate.command("draw")
def draw_sample(
    corpus: Corpus,
    coded: Units = 100,
    attributions: Units = 50,
    targets: Units = 50,
    coders: Annotated[int, typer.Option(min=1, max=8, help="Copies of every sheet.")] = 2,
    seed: Annotated[int, typer.Option(min=0, help="Start of the random numbers.")] = 0,
    view: View = "speech",
    format: Annotated[Literal["csv", "xlsx"], typer.Option(help="Format of the sheets.")] = "csv",
    columns: Columns = None,
    values: Values = None,
) -> None:
    """Draw sentences at random and write the sheets that coders fill in, into CORPUS/validation."""
    with tell_failures():
        from analysis.running.validation import draw_validation

        numbers: dict[str, Any] = {"coded": coded, "attributions": attributions, "targets": targets, "coders": coders}
        options = _options(columns, values, "", "")
        written = draw_validation(corpus, **numbers, seed=seed, view=view, format=format, options=options)
        advice = "Give each coder one copy of every sheet and the codebook; keep the key to yourself."
        say(*(f"'{path}'" for path in written), advice)


@validate.command("plan")
def plan_sample(corpus: Corpus, view: View = "speech", columns: Columns = None, values: Values = None) -> None:
    """Say how many coded sentences buy which width."""
    with tell_failures():
        from analysis.running.validation import plan_validation
        from analysis.validating.summary import describe_plan

        options = _options(columns, values, "", "")
        say(*describe_plan(plan_validation(corpus, view=view, options=options)))


@validate.command("read")
def read_sample(
    corpus: Corpus,
    out: Annotated[
        Path | None, typer.Option(help="Folder to write the tables to; else CORPUS/validation/tables.")
    ] = None,
    format: Annotated[Literal["csv", "parquet"], typer.Option(help="Format of the tables.")] = "csv",
) -> None:
    """Read the sheets that came back: agreement, the rules' errors by source, corrected figures."""
    with tell_failures(out):
        from analysis.running.coded_places import find_validation
        from analysis.running.validation import read_validation, write_validation
        from analysis.validating.summary import describe_validation

        read = read_validation(corpus)
        written = write_validation(read.tables, folder := out or find_validation(corpus) / "tables", format=format)
        say(*read.lines, *describe_validation(read.tables), f"{count(len(written), 'table')} in '{folder}'.")


def _options(columns: list[str] | None, values: list[str] | None, date_order: str, events: str) -> "Options":
    from analysis.corpus.options import read_options

    return read_options(columns or (), values or (), date_order, events)


def _given(settings: list[str] | None, options: "Options") -> dict[str, str]:
    """The settings that were given; how the corpus is read is one of them, so that a notebook knows it too."""
    from analysis.corpus.options import write_options
    from analysis.parameters import read_settings

    given = read_settings(settings or [])
    line = write_options(options)
    if line and "corpus_options" in given:
        raise RequestError(f"'corpus_options' is set by {line.split()[0]} too. Give it once.")
    return given | ({"corpus_options": line} if line else {})


def _parameters(corpus: str, given: dict[str, str]) -> "Parameters":
    from analysis.parameters import check_parameters

    for name, instead in (("corpus", "the argument CORPUS"), ("out", "--out")):
        if name in given:
            raise RequestError(f"'{name}' is set by {instead}. Leave it out of -p.")
    return check_parameters(corpus=corpus, **given)


def _tell_ready(told: list[str], open_page: bool, index: Path, left: int) -> None:
    """Say where the story page is, before the notebooks are run."""
    told[:] = [f"The story and its tables are done: '{index}'."]
    if left and is_watched():
        say(f"The story: '{index}'. {count(left, 'notebook')} to run, about {4 * left} seconds.", err=True)
    if open_page and not webbrowser.open(index.resolve().as_uri()):
        say("There is no browser to open it with.", err=True)


if __name__ == "__main__":
    end_at_once(app)
