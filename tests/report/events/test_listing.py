from analysis.comparing.split import split_tables
from analysis.report.events.listing import describe_event, list_alone
from analysis.report.labels import name_articles


def test_an_event_is_described_by_its_own_articles(events_tables, events_parameters) -> None:
    own = dict(split_tables(events_tables, events_parameters))["dam-at-norby"]
    event = describe_event("dam-at-norby", own, "events/dam/index.html")
    assert (event.name, event.sources, event.n_articles) == ("Dam at Norby", ["Herald", "Post"], 2)
    assert (event.first, event.last) == ("2026-03-02", "2026-03-03")
    assert {source: round(share, 2) for source, share in event.reported.items()} == {"Herald": 0.27, "Post": 0.27}


def test_an_article_without_company_is_listed_with_its_page(events_tables) -> None:
    labels = name_articles(events_tables)
    assert list_alone(events_tables, labels, {"x4": "articles/x4.html"}) == [(str(labels["x4"]), "articles/x4.html")]
