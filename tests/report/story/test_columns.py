from analysis.report.story.columns import find_ties, lay_out_columns
from analysis.report.story.people import number_quotes, number_speakers


def sentences(columns):
    return [sentence for column in columns for paragraph in column.paragraphs for sentence in paragraph.sentences]


def test_the_runs_of_a_sentence_are_its_text_whole(told, citations):
    columns = lay_out_columns(told, citations, number_quotes(told), number_speakers(told))
    texts = dict(zip(told["articles"]["article_id"], told["articles"]["text"], strict=True))
    for column in columns:
        for paragraph in column.paragraphs:
            for sentence in paragraph.sentences:
                for run in sentence.runs:
                    assert texts[column.article.article_id][run.start : run.start + len(run.text)] == run.text
    spans = {anchor: key for key, anchor in citations.anchors.items()}
    own = told["sentences"].set_index("sentence_id")["text"]
    assert all("".join(run.text for run in s.runs) == own[spans[s.anchor]] for s in sentences(columns))


def test_quoted_words_carry_their_voice_and_speaker(told, citations):
    speakers = number_speakers(told)
    columns = lay_out_columns(told, citations, number_quotes(told), speakers)
    quoted = [run for s in sentences(columns) for run in s.runs if run.voice == "direct"]
    assert ["We will not yield" in run.text for run in quoted] == [True]
    assert {name for name, number in speakers.items() if number == quoted[0].speaker} == {"Ben Sol"}


def test_a_tie_leads_to_the_closest_sentence_of_the_other_source(told, citations):
    ties = find_ties(told, citations)
    hurt = told["sentences"].query("article_id == 'north'")
    north = hurt[hurt["text"].str.startswith("Three")]["sentence_id"].iloc[0]
    assert [(tie.other, tie.source) for tie in ties[north]] == [(citations.anchors["south:s001"], "South & Co")]
