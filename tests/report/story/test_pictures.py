from xml.etree import ElementTree

from analysis.report.story.people import Amount, Bar
from analysis.report.story.pictures import draw_bars, draw_means
from analysis.report.story.sources import Source
from analysis.report.story.tone import Mean

SVG = "{http://www.w3.org/2000/svg}"
SOURCES = [Source("North", 1), Source("<South>", 2)]


def test_bars_are_as_long_as_the_shares_and_whoever_is_not_heard_has_none():
    bar = Bar("Ana & Ben", 1, {"North": Amount(10, 0.5, None, None)}, {"North": 100})
    picture = draw_bars("speakers", "Who speaks", [bar], SOURCES)
    drawn = ElementTree.fromstring(picture.svg)
    lengths = [float(rect.get("width")) for rect in drawn.iter(f"{SVG}rect") if rect.get("height") == "13"]
    assert lengths == [440.0, 0.0]
    assert picture.words == "Ana & Ben: North 50 %"
    assert drawn.find(f"{SVG}title").text == "Who speaks"
    assert "not heard" in [text.text for text in drawn.iter(f"{SVG}text")]


def test_an_interval_is_a_line_round_its_mean():
    mean = Mean("North", "own", -0.3, -0.3, 0.0, 0, 0, 50)
    drawn = ElementTree.fromstring(draw_means("tone", "Tone", [mean], SOURCES).svg)
    line = next(line for line in drawn.iter(f"{SVG}line") if line.get("stroke-width") == "3")
    assert (float(line.get("x1")), float(line.get("x2"))) == (200.0, 420.0)
    assert "<South>" in [text.text for text in drawn.iter(f"{SVG}text")]
