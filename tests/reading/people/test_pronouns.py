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
        # Whom the text is about, not who is heard in passing.
        ("Ana Sol opened the bridge. “It shakes,” said a guard. She said the bolts would hold.", "Ana Sol"),
        ("Judge Peter Berg left at noon. “They argue,” said a clerk. He said the court was closed.", "Peter Berg"),
        ("Maria Sol built the dam. An aide said it leaked. She said the wall was sound.", "Maria Sol"),
        ("Maria Sol left. A farmer said the net was torn. He said the sea was rough.", "farmer"),
        # Who opens a paragraph is what it is about; a body is no person, whatever its role.
        ("Jo Finch denied it.\n\nThe minister met the firm. He said nothing had been promised.", "minister"),
        ("Peter Berg said he would leave in May. The player shrugged. He said the course was too short.", "player"),
        ("The council closed the pool. The club was angry. It said the pool was safe.", "club"),
        ("Peter Berg argued that Ivo Dahl was wrong. He said the dam would hold.", "Peter Berg"),
        ("Emil Roth spoke. The official, Ali Reza, signed the treaty. He said the talks were over.", "Ali Reza"),
        ("A widow wept at the gate. She said the well was dry.", "widow"),
        ("Peter Berg left. “It leaks,” said a nurse. She said the roof was old.", "nurse"),
        # A body or a text, printed in small letters.
        ("The airline lost an engine. It said nobody was hurt.", "airline"),
        ("The lawsuit was filed on Monday. It says the captain slept.", "lawsuit"),
        ("Peter Berg left the ministry. It said the post was filled.", "ministry"),
        ("The storm reached the coast. It said nothing was lost.", "unknown"),
        ("Peter Berg bought a horse. It said nothing was lost.", "unknown"),
        ("The lawyers read the memos. They said the case was weak.", "lawyers"),
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
