"""Columns of numbers held in blocks, each column in as few bytes a record as its numbers need."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[Any]

BLOCK = 1 << 20
"""Records held together: large enough that memory is taken from the system and given back to it."""


class HeldColumns:
    """Several columns of equal length, forgotten down to a mark."""

    def __init__(self) -> None:
        self._blocks: list[list[Numbers]] = []
        self._held = 0

    def __len__(self) -> int:
        return self._held

    def add(self, columns: Sequence[Numbers]) -> None:
        """Hold these columns too; as many as in every other call, and all of one length."""
        while len(columns[0]):
            within = self._held % BLOCK
            if self._held == len(self._blocks) * BLOCK:
                self._blocks.append([np.empty(BLOCK, dtype=_least(one)) for one in columns])
            room = min(BLOCK - within, len(columns[0]))
            block = self._blocks[-1]
            for place, column in enumerate(columns):
                wide = np.promote_types(block[place].dtype, _least(column[:room]))
                if wide != block[place].dtype:
                    block[place] = block[place].astype(wide)
                block[place][within : within + room] = column[:room]
            self._held += room
            columns = [column[room:] for column in columns]

    def go_back(self, held: int) -> None:
        """Forget all records but the first so many."""
        self._held = held
        del self._blocks[-(-held // BLOCK) :]

    def blocks(self) -> Iterator[list[Numbers]]:
        """The columns block by block."""
        for number, block in enumerate(self._blocks):
            filled = min(BLOCK, self._held - number * BLOCK)
            yield [column[:filled] for column in block]


def _least(column: Numbers) -> np.dtype[Any]:
    """The smallest type that holds all of a column's numbers."""
    low, high = column.min(), column.max()
    return np.promote_types(np.min_scalar_type(low), np.min_scalar_type(high))
