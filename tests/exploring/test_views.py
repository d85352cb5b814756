import re

from analysis.exploring.choices import Choice
from analysis.exploring.views import (
    choose_side_by_side,
    describe_choice,
    show_evidence,
    show_marked_article,
    show_side_by_side,
    show_speakers,
    show_verbs,
)


def words(html: str) -> str:
    return " ".join(re.sub("<[^>]+>", " ", html).split())


def test_every_row_of_an_overview_can_be_picked(seeds):
    html = show_speakers(seeds).html
    picks = re.findall(r'<tr data-pick="([^"]*)" tabindex="0">', html)
    assert picks[0] == "Shah Mahmood Qureshi"
    assert len(picks) == html.count("<tr") - 1


def test_the_words_looked_for_are_marked_in_their_sentence(seeds):
    shown, rows = show_evidence(seeds, Choice("word", "killed"))
    assert shown.text == "The word killed, own voice: 1 place"
    assert "<mark>killed</mark> in a US drone strike" in shown.html
    assert len(rows) == 1


def test_a_column_in_which_all_rows_say_the_same_is_left_out(seeds):
    shown, _ = show_evidence(seeds, Choice("speaker", "US Embassy"))
    assert re.findall(r"<th[^>]*>([^<]*)</th>", shown.html) == ["source", "voice", "in its sentence"]


def test_what_is_hostile_is_text(seeds):
    articles = seeds["articles"].assign(text=seeds["articles"]["text"].str.replace("killed", "<u>ed"))
    shown, _ = show_evidence(seeds | {"articles": articles}, Choice("word", ".u.ed"))
    assert "<u>" not in shown.html
    assert "&lt;u&gt;ed" in shown.html


def test_an_article_to_pick_from_says_where_its_pieces_start(seeds):
    article_id = seeds["articles"]["article_id"].iloc[0]
    text = seeds["articles"]["text"].iloc[0]
    html = show_marked_article(seeds, article_id, places=True).html
    pieces = re.findall(r'data-start="(\d+)"[^>]*>([^<]+)<', html)
    assert len(pieces) > 50
    for start, piece in pieces:
        plain = piece.replace("&#34;", '"').replace("&#39;", "'").replace("&amp;", "&")
        assert text[int(start) :].startswith(plain)
    quotes = set(seeds["segments"].query("article_id == @article_id and quote_id != ''")["quote_id"])
    assert set(re.findall(r'data-quote="([^"]*)"', html)) == quotes


def test_no_anchor_stands_twice_in_a_notebook(seeds):
    ids = list(seeds["articles"]["article_id"])
    assert " id=" not in show_side_by_side(seeds, ids).html


def test_articles_beside_each_other_are_of_one_event_and_one_a_source(seeds):
    first = seeds["articles"]["article_id"].iloc[1]
    assert choose_side_by_side(seeds, first=first)[0] == first
    assert len(choose_side_by_side(seeds)) == 2
    assert show_side_by_side(seeds, choose_side_by_side(seeds)).html.count("<article>") == 2


def test_what_was_chosen_is_said():
    assert describe_choice(Choice("speaker", "Odu")) == "What Odu says"
    assert describe_choice(Choice("name", "Odu", voice="all")) == "Mentions of Odu, all voice"


def test_verbs_of_a_speaker_are_headed_so(seeds):
    assert "Verbs of saying for US Embassy, own voice" in words(show_verbs(seeds, speaker="US Embassy").html)
