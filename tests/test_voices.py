import pandas as pd
import pytest

from analysis.errors import RequestError
from analysis.voices import choose_voice

ROWS = pd.DataFrame({"voice": ["own", "direct", "indirect"]})


@pytest.mark.parametrize(("voice", "n"), [("own", 1), ("quoted", 2), ("all", 3)])
def test_a_voice_of_a_comparison_takes_voices_of_the_text_together(voice: str, n: int) -> None:
    assert len(choose_voice(ROWS, voice)) == n


def test_another_voice_is_refused() -> None:
    with pytest.raises(RequestError, match="voice is 'loud'; it must be"):
        choose_voice(ROWS, "loud")
