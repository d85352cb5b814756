from analysis.corpus.found import Found, fold_space, join_paragraphs, strip_by


def test_the_first_reason_to_leave_an_article_out_stands() -> None:
    found = Found("One.")
    found.set_aside("empty article", "first")
    found.set_aside("cut text", "second")
    assert found.aside == ("empty article", "first")


def test_white_space_is_folded_and_paragraphs_are_joined() -> None:
    assert fold_space(" a \u00a0\n b ") == "a b"
    assert join_paragraphs([" a ", "\n", "b"]) == "a\n\nb"


def test_by_is_taken_off_a_name_only_as_a_word() -> None:
    assert [strip_by(name) for name in ("By Ana Ruiz", "BY ANA RUIZ", "Byron Hale", "")] == [
        "Ana Ruiz",
        "ANA RUIZ",
        "Byron Hale",
        "",
    ]
