from hypothesis import given
from hypothesis import strategies as st

from analysis.report.story.citations import LONGEST, Citations, cut_pieces
from analysis.report.story.sources import name_articles


def words(citation) -> str:
    return "".join(piece.text for piece in citation.pieces)


def test_a_place_is_cited_in_its_sentence_with_the_place_marked(told, citations):
    start = citations.read("south").index("five")
    citation = citations.cite("south", start, start + 4)
    assert words(citation).startswith("Dockers walked out")
    assert [piece.text for piece in citation.pieces if piece.marked] == ["five"]
    assert citation.href == "#a2-s1"


def test_words_that_may_not_be_printed_are_not_and_lead_to_the_article_that_is_elsewhere(told):
    closed = Citations(told, name_articles(told), shown=(), links={"south": "articles/south.html"})
    citation = closed.cite("south", 0, 7)
    assert (citation.pieces, citation.href) == ((), "articles/south.html")
    assert closed.cite("north", 0, 7).href == ""


def test_a_long_passage_is_cut_behind_its_marked_words():
    text = "word " * 400
    pieces = cut_pieces(text, 0, len(text), [(1500, 1504)])
    assert pieces[-1].text.endswith(" …")
    assert [piece.text for piece in pieces if piece.marked] == ["word"]
    assert len(cut_pieces(text, 0, len(text), [])[0].text) <= LONGEST + 2


@given(st.text(alphabet="ab \n", max_size=60), st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=4))
def test_no_word_is_lost_or_doubled_by_marks(text, spans):
    marks = [(min(span), max(span)) for span in spans]
    pieces = cut_pieces(text, 0, len(text), marks)
    assert "".join("".join(piece.text for piece in pieces).split()) == "".join(text.split())
