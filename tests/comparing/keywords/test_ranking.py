import numpy as np
import pandas as pd
import pytest

from analysis.comparing.keywords.ranking import Ranking, sort_keywords
from analysis.comparing.stores import Memory


@pytest.mark.parametrize("n_blocks", [1, 4])
def test_rows_that_come_in_blocks_are_given_in_the_order_of_all(n_blocks: int) -> None:
    generator = np.random.default_rng(1)
    rows = pd.DataFrame(
        {
            "source": "A",
            "voice": generator.choice(["own", "quoted", "all"], 200),
            "list": generator.choice(["framing", "name", "style"], 200),
            "z": generator.integers(-3, 3, 200) / 2,
            "term": [f"t{number:03d}" for number in range(200)],
        }
    )
    ranking = Ranking(Memory(), n_blocks)
    for block, part in enumerate(np.array_split(np.arange(200), n_blocks)):
        ranking.add(0, block, rows.iloc[part].reset_index(drop=True))
    pieces = list(ranking.give(0))
    assert len(pieces) == n_blocks
    assert pd.concat(pieces)["term"].tolist() == sort_keywords(rows)["term"].tolist()
