import pytest

from analysis.errors import RequestError
from analysis.exploring.coder import code_sheets


def test_unwatched_it_is_a_table_of_the_sheets():
    shown = code_sheets("seeds")._repr_mimebundle_()
    assert set(shown) == {"text/plain", "text/html"}
    assert "Sheets to code: none." in shown["text/html"]


def test_how_the_corpus_is_read_is_checked():
    with pytest.raises(RequestError, match="is no option of a corpus"):
        code_sheets("seeds", corpus_options="--nothing x")
