import jinja2
import pytest
from markupsafe import Markup

from analysis.showing.templates import PACKAGE, fill_template


def test_what_stands_in_a_value_is_text_and_markup_is_markup() -> None:
    assert fill_template("showing/templates/none.html.j2", caption="<b>") == "<p>&lt;b&gt;: none.</p>"
    assert fill_template("showing/templates/none.html.j2", caption=Markup("<b>")) == "<p><b>: none.</p>"


def test_a_value_that_was_forgotten_is_an_error() -> None:
    with pytest.raises(jinja2.UndefinedError, match="'caption' is undefined"):
        fill_template("showing/templates/none.html.j2")


def test_no_template_turns_escaping_off_but_for_the_line_breaks_of_an_article() -> None:
    trusted = [(path.name, path.read_text("utf-8").count("| safe")) for path in PACKAGE.rglob("*.j2")]
    assert [(name, n) for name, n in trusted if n] == [("article.html.j2", 1)]
