import numpy as np
import pandas as pd
import pytest

from analysis.comparing.keywords.ranking import rank_parts, sort_keywords
from analysis.comparing.stores import Memory


@pytest.mark.parametrize("n_blocks", [1, 4])
def test_rows_that_come_in_blocks_are_given_in_the_order_of_all_source_by_source(n_blocks: int) -> None:
    generator = np.random.default_rng(1)
    rows = pd.DataFrame(
        {
            "source": generator.choice(["A", "B"], 400),
            "voice": generator.choice(["own", "quoted", "all"], 400),
            "list": generator.choice(["framing", "name", "style"], 400),
            "z": generator.integers(-3, 3, 400) / 2,
            "term": [f"t{number:03d}" for number in range(400)],
        }
    )
    blocks = [rows.iloc[part] for part in np.array_split(np.arange(400), n_blocks)]
    parts = [sort_keywords(block[block["source"] == source]) for block in blocks for source in ("A", "B")]
    pieces = list(rank_parts(parts, n_blocks, 2, Memory()))
    assert len(pieces) == 2 * n_blocks
    assert pd.concat(pieces)["term"].tolist() == sort_keywords(rows)["term"].tolist()


def test_a_source_without_rows_in_the_first_block_loses_none_of_the_second() -> None:
    rows = pd.DataFrame({"source": "A", "voice": "own", "list": "framing", "z": [2.0, 1.0], "term": ["ban", "rally"]})
    pieces = list(rank_parts([rows[:0], rows], 2, 1, Memory()))
    assert pd.concat(pieces)["term"].tolist() == ["ban", "rally"]
