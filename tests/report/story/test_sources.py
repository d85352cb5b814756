import pandas as pd

from analysis.report.story.sources import LOOKS, name_articles, name_sources

HOSTILE = '<script>document.title = "owned"</script><img src=x onerror=alert(1)>'


def test_a_headline_of_the_layout_is_the_title_where_none_is_given(told):
    named = name_articles(told)
    assert [article.headline for article in named.values()] == [
        "Harbour strike enters day two",
        told["articles"]["title"].max(),
    ]
    assert [article.label for article in named.values()] == ["North", "South & Co"]


def test_two_articles_of_one_source_are_numbered_and_no_file_name_is_a_label():
    articles = pd.DataFrame(
        {"article_id": ["000_f1ff", "000_a1ff"], "source": "Post", "title": "", "date": ["2026-03-02", "2026-03-01"],
         "url": "", "path": "x.txt", "n_words": 2}
    )  # fmt: skip
    zones = pd.DataFrame(columns=["article_id", "zone", "start", "text"])
    labels = {key: article.label for key, article in name_articles({"articles": articles, "zones": zones}).items()}
    assert labels == {"000_a1ff": "Post 1", "000_f1ff": "Post 2"}


def test_more_sources_than_colours_begin_anew():
    names = [f"s{n:02}" for n in range(LOOKS + 1)]
    looks = [source.look for source in name_sources(pd.DataFrame({"source": names})).values()]
    assert looks == [*range(1, LOOKS + 1), 1]
