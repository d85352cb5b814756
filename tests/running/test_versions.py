import importlib.metadata

import pytest

from analysis.running import cache, corpora
from analysis.running.versions import version_of


@pytest.mark.parametrize("name", sorted({*cache.LIBRARIES, *corpora.LIBRARIES}))
def test_the_version_is_the_one_that_python_names(name: str) -> None:
    assert version_of(name) == importlib.metadata.version(name)


def test_a_library_that_is_lacking_is_named() -> None:
    with pytest.raises(importlib.metadata.PackageNotFoundError, match="no-such-library"):
        version_of("no-such-library")
