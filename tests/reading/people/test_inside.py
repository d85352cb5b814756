import pytest

from analysis.reading.article import read_article


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The mayor, Ada Lund, said the vote was void.", "Ada Lund"),
        ("A spokesman for Mr. Hunt, Ivo Berg, said the vote was void.", "Ivo Berg"),
        ("A local newspaper, Harbour Post, said the vote was void.", "Harbour Post"),
        ("A spokesman for Mr. Hunt said the vote was void.", "spokesman for Mr. Hunt"),
        ("The clerk whom Ada Lund had hired said the vote was void.", "clerk whom Ada Lund had hired"),
    ],
)
def test_the_name_inside_a_speaker_and_names_of_others_in_it(text: str, speaker: str) -> None:
    [found] = read_article(text)["quotes"]["speaker"]
    assert found == speaker or speaker.startswith(found + " whom")
