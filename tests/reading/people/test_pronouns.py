import pytest

from analysis.reading.article import read_article


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Maria Sol met Peter Berg. She said the road was clear.", "Maria Sol"),
        ("Maria Sol met Peter Berg. He said the road was clear.", "Peter Berg"),
        ("Peter Berg met the Harbour Authority. It said the road was clear.", "Harbour Authority"),
        ("Residents met Peter Berg. They said the road was clear.", "Residents"),
        ("Peter Berg arrived. Maria Sol wept. She said the road was clear.", "Maria Sol"),
        ("Two lawyers met Peter Berg. They said the road was clear.", "Two lawyers"),
        ("Peter Berg left. Prosecutors met the mayor. They said the road was clear.", "Prosecutors"),
        ("Fishermen in Orm met Peter Berg. They said the road was clear.", "Fishermen"),
        # Nobody who fits is named.
        ("Peter Berg arrived. She said the road was clear.", "unknown"),
        ("Peter Berg arrived. It said the road was clear.", "unknown"),
        ("Boats met Peter Berg. They said the road was clear.", "unknown"),
        ("People left. They said the road was clear.", "unknown"),
        ("Peter Berg arrived. They said the road was clear.", "unknown"),
    ],
)
def test_a_pronoun_goes_to_the_last_who_fits(text, speaker):
    assert read_article(text)["quotes"]["speaker"].tolist()[-1] == speaker
