"""Templates: all HTML is written by jinja2, which escapes whatever stands in a table or an article."""

import functools
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from jinja2 import Environment

PACKAGE = Path(__file__).parents[1]


def fill_template(name: str, **values: Any) -> str:
    """Fill a template of this package, named by its path in it.

    >>> fill_template("showing/templates/none.html.j2", caption="Said & done")
    '<p>Said &amp; done: none.</p>'

    Limits: a name that a template asks for and does not get is an error, never an empty place.
    """
    return _environment().get_template(name).render(**values)


@functools.cache
def _environment() -> "Environment":
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    loader = FileSystemLoader(PACKAGE)
    return Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
