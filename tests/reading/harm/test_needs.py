"""Whether a verb of harm is meant as one, by what it is done to."""

import pytest

from analysis.reading.harm.verbs import read_verb


def is_act(parse, harm, text, verb):
    tree = parse(text)
    return read_verb(tree, tree.text.index(verb), harm) is not None


@pytest.mark.parametrize(
    ("harmful", "harmless", "verb"),
    [
        ("They killed the bear.", "They killed the bill.", "killed"),
        ("They held him hostage.", "They held him back for a year.", "held"),
        ("They beat the boy with a hammer.", "They beat Rovers in the final.", "beat"),
        ("They detonated a bomb.", "They detonated a debate.", "detonated"),
        ("They attacked her with a knife.", "They attacked her for her silence.", "attacked"),
        ("They jailed two editors.", "They jailed the idea.", "jailed"),
    ],
)
def test_the_patient_decides(parse, harm, harmful, harmless, verb):
    assert is_act(parse, harm, harmful, verb)
    assert not is_act(parse, harm, harmless, verb)
