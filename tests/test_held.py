"""Columns held in blocks: what was put in comes out, down to any mark."""

from __future__ import annotations

from unittest.mock import patch

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from eqmon.engines import held
from eqmon.engines.held import HeldColumns

NUMBERS = st.one_of(st.integers(0, 200), st.integers(-70_000, 70_000))
CHUNKS = st.lists(
    st.lists(st.tuples(st.integers(0, (1 << 64) - 1), NUMBERS), min_size=1, max_size=9), max_size=6
)


def columns(chunk: list[tuple[int, int]]) -> list[np.ndarray[tuple[int], np.dtype[np.generic]]]:
    first, second = zip(*chunk, strict=True)
    return [np.array(first, dtype=np.uint64), np.array(second, dtype=np.int64)]


def rows(kept: HeldColumns) -> list[tuple[int, int]]:
    return [
        row for block in kept.blocks() for row in zip(*(c.tolist() for c in block), strict=True)
    ]


@given(CHUNKS, CHUNKS, st.integers(1, 5))
def test_what_was_put_in_comes_out(before, after, size: int) -> None:
    with patch.object(held, "BLOCK", size):
        kept = HeldColumns()
        for chunk in before:
            kept.add(columns(chunk))
        mark = len(kept)
        for chunk in after:
            kept.add(columns(chunk))
        assert rows(kept) == [row for chunk in (*before, *after) for row in chunk]
        kept.go_back(mark)
        assert rows(kept) == [row for chunk in before for row in chunk]
        for chunk in after:
            kept.add(columns(chunk))
        assert rows(kept) == [row for chunk in (*before, *after) for row in chunk]


def test_small_numbers_take_a_byte() -> None:
    kept = HeldColumns()
    kept.add([np.array([1 << 63, 5], dtype=np.uint64), np.array([0, 200])])
    [block] = kept.blocks()
    assert [column.dtype for column in block] == [np.uint64, np.uint8]
