import pytest

import analysis


@pytest.mark.parametrize("name", analysis.__all__)
def test_every_public_name_leads_to_what_it_names(name: str) -> None:
    assert getattr(analysis, name).__name__ == name


def test_another_name_is_refused_and_the_public_ones_are_listed() -> None:
    with pytest.raises(AttributeError, match=r"no attribute 'read_everything'\. There are: .*read_article"):
        analysis.read_everything  # noqa: B018
