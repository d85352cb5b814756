"""Acts told by a verb, one by one."""

import pytest

from analysis.reading.harm.verbs import read_verb


@pytest.mark.parametrize(
    ("text", "verb", "form", "agent", "patient", "instrument"),
    [
        ("Rebels shelled the port.", "shelled", "active", "Rebels", "port", None),
        ("The port was shelled by rebels.", "shelled", "passive with agent", "rebels", "port", None),
        ("The port was shelled overnight.", "shelled", "passive without agent", None, "port", None),
        ("A rocket killed four men.", "killed", "instrument as subject", None, "men", "rocket"),
        ("The blast left nine men dead.", "left", "instrument as subject", None, "men", "blast"),
        ("An unarmed pupil was shot and killed by guards.", "shot", "passive with agent", "guards", "pupil", None),
        ("Officers fired tear gas at students.", "fired", "active", "Officers", "students", "gas"),
    ],
)
def test_the_form_and_who_takes_part(parse, harm, text, verb, form, agent, patient, instrument):
    tree = parse(text)
    act = read_verb(tree, tree.text.index(verb), harm)
    words = [None if at is None else tree.text[at] for at in (act.agent, act.patient, act.instrument)]
    assert (act.form, *words) == (form, agent, patient, instrument)


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("The guards did not shoot the boy.", "shoot"),
        ("Nobody was killed.", "killed"),
        ("The party left the hall.", "left"),
        ("The mayor opened the gate.", "opened"),
    ],
)
def test_what_is_no_act(parse, harm, text, verb):
    tree = parse(text)
    assert read_verb(tree, tree.text.index(verb), harm) is None
