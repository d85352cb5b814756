"""Page: a piece of HTML in a notebook that tells which row was picked and which words were selected."""

from pathlib import Path
from typing import Any

import anywidget
import traitlets

HERE = Path(__file__).parent


class Page(anywidget.AnyWidget):
    """HTML that the kernel writes and a person points at.

    `html` is shown as it is; what is clicked or entered in an element with `data-pick` comes back in `picked` (its
    value, and a number that tells two clicks apart); words selected in elements with `data-start` come back in `span`
    (start and end in the article, in code points); elements whose `data-quote` or `data-pick` is `shown` are marked.

    Limits: the HTML must be escaped already, as that of a template is.
    """

    _esm = HERE / "page.js"
    _css = HERE / "page.css"
    html = traitlets.Unicode().tag(sync=True)
    shown = traitlets.Unicode().tag(sync=True)
    picked: Any = traitlets.List().tag(sync=True)
    span: Any = traitlets.List().tag(sync=True)
