"""What the tests of this room share: a sentence parsed, and the standard lexicon of harm."""

from collections.abc import Callable

import pytest

from analysis.language import parse as parsing
from analysis.language.tree import Tree, build_tree
from analysis.lexicons import standard_lexicons
from analysis.reading.harm.lexicon import Harm, compile_harm


@pytest.fixture(scope="session")
def harm() -> Harm:
    return compile_harm(standard_lexicons())


@pytest.fixture(scope="session")
def parse() -> Callable[[str], Tree]:
    return lambda text: build_tree(parsing.parse(text))
