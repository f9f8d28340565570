"""Columns of numbers held chunk by chunk, each chunk in as few bytes a record as it needs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[Any]


class HeldColumns:
    """Chunks of several columns, forgotten down to a mark, and given away once."""

    def __init__(self) -> None:
        self._chunks: list[tuple[Numbers, ...]] = []

    def __len__(self) -> int:
        return len(self._chunks)

    def add(self, columns: Sequence[Numbers]) -> None:
        """Hold these columns of equal length too; as many as in every other chunk."""
        if len(columns[0]):
            self._chunks.append(tuple(_narrow(column) for column in columns))

    def go_back(self, held: int) -> None:
        """Forget all chunks but the first so many."""
        del self._chunks[held:]

    def take(self) -> list[Numbers]:
        """Each column whole; none is held any longer. Empty where nothing was added."""
        columns = [list(column) for column in zip(*self._chunks, strict=True)]
        self._chunks.clear()
        whole = []
        while columns:
            # Pieces are let go of before the next column is put together.
            whole.append(np.concatenate(columns.pop(0)))
        return whole


def _narrow(column: Numbers) -> Numbers:
    low, high = column.min(), column.max()
    return column.astype(np.promote_types(np.min_scalar_type(low), np.min_scalar_type(high)))
