"""Draws: the same whether a table is sparse or dense, and whether samples are drawn together or some at a time."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.comparing import draws
from analysis.comparing.draws import draw_counts, draw_sums, order_rows
from analysis.comparing.intervals import bootstrap_sums


@given(st.lists(st.lists(st.integers(0, 3), min_size=3, max_size=3), min_size=2, max_size=8), st.integers(0, 99))
def test_a_sparse_table_is_drawn_as_a_dense_one_is(counts, seed):
    from scipy.sparse import csr_array

    units = np.array(counts, dtype=float)
    sparse = np.concatenate(list(draw_sums(order_rows(csr_array(units)), n_boot=20, seed=seed)))
    assert (sparse == bootstrap_sums(units, n_boot=20, seed=seed)).all()


def test_samples_are_the_same_in_one_piece_and_in_several(monkeypatch: pytest.MonkeyPatch) -> None:
    (whole,) = draw_counts(7, n_boot=50, seed=3)
    monkeypatch.setattr(draws, "CELLS", 70)
    pieces = list(draw_counts(7, n_boot=50, seed=3))
    assert [len(piece) for piece in pieces] == [10] * 5
    assert np.concatenate(pieces).tolist() == whole.tolist()


def test_what_is_drawn_for_several_tables_cannot_be_written_to() -> None:
    (counts,) = draw_counts(3, n_boot=2)
    with pytest.raises(ValueError, match="read-only"):
        counts[0, 0] = 9
