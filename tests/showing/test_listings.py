import pandas as pd

from analysis.showing.listings import (
    count_tones,
    list_acts,
    list_conflicts,
    list_labels,
    list_shared_statements,
    list_shares,
)

ARTICLES = pd.DataFrame({"article_id": ["a", "b"], "source": ["North", "South"]})


def test_shares_are_listed_by_speaker_or_role_the_first_of_each_source() -> None:
    shares = pd.DataFrame(
        {
            "source": ["North", "North", "South", "North"],
            "by": ["speaker", "speaker", "speaker", "role"],
            "name": ["Odu", "unknown", "Ruiz", "police"],
        }
    )
    assert list_shares({"shares": shares}, by="speaker", top_n=1)["name"].tolist() == ["Odu", "Ruiz"]
    assert list_shares({"shares": shares}, by="role").to_dict("list") == {
        "source": ["North"],
        "name": ["police"],
    }


def test_shared_statements_carry_the_words_of_both_sources() -> None:
    tables = {
        "quotes": pd.DataFrame({"quote_id": ["a:q1", "b:q1"], "text": ["no deal", "no deal today"]}),
        "shared_quotes": pd.DataFrame({"quote_a": ["a:q1"], "quote_b": ["b:q1"], "similarity": [0.8]}),
    }
    (row,) = list_shared_statements(tables).to_dict("records")
    assert (row["text_a"], row["text_b"], row["similarity"]) == ("no deal", "no deal today", 0.8)
    assert "text_a" not in tables["shared_quotes"]


def test_conflicts_carry_both_sentences_and_other_rows_are_left_out() -> None:
    tables = {
        "sentences": pd.DataFrame({"sentence_id": ["a:s1", "b:s1"], "text": ["Two died.", "Three died."]}),
        "coverage": pd.DataFrame(
            {
                "sentence_id": ["a:s1", "b:s1"],
                "other_sentence_id": ["b:s1", ""],
                "conflict": ["Two / Three", ""],
            }
        ),
    }
    (row,) = list_conflicts(tables).to_dict("records")
    assert (row["text"], row["other_text"]) == ("Two died.", "Three died.")


def test_every_act_has_the_source_of_its_article() -> None:
    agency = pd.DataFrame({"article_id": ["b", "a"], "act": ["killing", "arrest"]})
    acts = list_acts({"agency": agency, "articles": ARTICLES})
    assert acts[["act", "source"]].values.tolist() == [["killing", "South"], ["arrest", "North"]]


def test_labels_are_those_of_the_entities_with_most_wordings() -> None:
    names = pd.DataFrame(
        {
            "article_id": ["a", "a", "b"],
            "sentence_id": ["a:s1", "a:s2", "b:s1"],
            "voice": "own",
            "entity": ["Ana Odu", "Ana Odu", "Peru"],
            "form": ["full name", "surname", "name"],
            "start": [0, 9, 0],
            "end": [7, 12, 4],
            "text": ["Ana Odu", "Odu", "Peru"],
        }
    )
    labels = list_labels({"names": names, "articles": ARTICLES}, top_n=1)
    assert set(labels["entity"]) == {"Ana Odu"}
    assert set(labels["text"]) == {"Ana Odu", "Odu"}


def test_tones_are_shares_of_the_segments_of_one_voice() -> None:
    tables = {
        "articles": ARTICLES,
        "segments": pd.DataFrame(
            {"article_id": "a", "segment_id": ["g1", "g2", "g3"], "voice": ["own", "own", "direct"], "n_words": 3}
        ),
        "scores": pd.DataFrame(
            {
                "article_id": "a",
                "segment_id": ["g1", "g2", "g3"],
                "voice": ["own", "own", "direct"],
                "scorer": "vader",
                "polarity": [0.5, 0.0, -0.5],
                "n_hits": [1, 0, 1],
                "n_words": 3,
            }
        ),
    }
    (row,) = count_tones(tables, voice="own").to_dict("records")
    assert row == {"source": "North", "scorer": "vader", "negative": 0.0, "neutral": 0.5, "positive": 0.5}
