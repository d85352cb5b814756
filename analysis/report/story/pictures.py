"""Pictures: bars and dots as drawings of their own, to take away as SVG or PNG."""

from collections.abc import Sequence
from typing import NamedTuple

from markupsafe import Markup

from analysis.report.story.people import Bar
from analysis.report.story.sources import Source
from analysis.report.story.tone import Mean
from analysis.showing.templates import fill_template

# The colours of the style sheet's light side, by look: a drawing that leaves the page cannot ask it for its own.
COLOURS = ("#4477aa", "#d8576a", "#228833", "#a08a14", "#2b8fb5", "#aa3377", "#707070")
WIDTH, NAMES, ROW, TOP = 720, 200, 20, 56


class Picture(NamedTuple):
    """A drawing: its file's name, its title, and what it shows in words."""

    name: str
    title: str
    words: str
    svg: Markup


def draw_bars(name: str, title: str, bars: Sequence[Bar], sources: Sequence[Source]) -> Picture:
    """Draw the shares of speakers or roles, a bar a source."""
    rows = []
    for bar in bars:
        for at, source in enumerate(sources):
            amount = bar.amounts.get(source.name)
            share = amount.share if amount else 0.0
            rows.append(
                (bar.name if at == 0 else "", source, share, f"{round(100 * share)} %" if amount else "not heard")
            )
    words = "; ".join(
        f"{bar.name}: " + ", ".join(f"{source} {round(100 * amount.share)} %" for source, amount in bar.amounts.items())
        for bar in bars
    )
    largest = max([share for _, _, share, _ in rows], default=0) or 1.0
    placed = [
        (label, source.look, TOP + ROW * at, (WIDTH - NAMES - 80) * share / largest, told)
        for at, (label, source, share, told) in enumerate(rows)
    ]
    return _draw(name, title, words, "bars", sources, placed, TOP + ROW * len(rows) + 12)


def draw_means(name: str, title: str, means: Sequence[Mean], sources: Sequence[Source]) -> Picture:
    """Draw mean tones with their intervals."""
    looks = {source.name: source.look for source in sources}
    places = [[NAMES + (WIDTH - NAMES - 80) * part / 100 for part in (m.left, m.right, m.at)] for m in means]
    placed = [
        (f"{mean.source}, {mean.voice}", looks.get(mean.source, 1), TOP + ROW * at, *place, f"{mean.mean:+.2f}")
        for at, (mean, place) in enumerate(zip(means, places, strict=True))
    ]
    words = "; ".join(f"{mean.source}, {mean.voice}: {mean.mean:+.2f}" for mean in means)
    return _draw(name, title, words, "means", sources, placed, TOP + ROW * len(means) + 12)


def _draw(
    name: str, title: str, words: str, kind: str, sources: Sequence[Source], rows: Sequence[object], height: int
) -> Picture:
    svg = fill_template(
        f"report/templates/story/{kind}.svg.j2",
        key=f"picture-{name}", title=title, words=words, rows=rows, height=height, width=WIDTH, names=NAMES, row=ROW,
        colours=COLOURS, sources=sources,
    )  # fmt: skip
    return Picture(name, title, words, Markup(svg))
