import io

from hypothesis import given
from hypothesis import strategies as st

from analysis.corpus.texts import Texts


@given(st.lists(st.text(st.characters(codec=None))))
def test_texts_are_read_back_as_they_were_in_any_order(texts: list[str]) -> None:
    held = [store.add(text) for store in [Texts(io.BytesIO())] for text in texts]
    assert [place.read() for place in reversed(held)] == texts[::-1]
