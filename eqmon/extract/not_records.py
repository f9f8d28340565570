"""Which rows of a chunk are no records: blank, total and text rows, told cheaply."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from eqmon.extract.cells import Cell, Column

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa

    Rows = np.ndarray[tuple[int], np.dtype[np.int64]]

_BLANK, _NUMBERS, _TEXT, _TOTAL, _RECORD = range(5)
"""What a row is, as far as its cells were looked at from the left."""

_STEPS = (
    # a cell of its own, blank, number, total's name, text
    (_RECORD, _BLANK, _NUMBERS, _TOTAL, _TEXT),
    (_RECORD, _NUMBERS, _NUMBERS, _TOTAL, _RECORD),
    (_RECORD, _TEXT, _RECORD, _RECORD, _RECORD),
    (_TOTAL, _TOTAL, _TOTAL, _TOTAL, _TOTAL),
)
"""What a row becomes with its next cell."""
_IDENTIFIED = (*_STEPS[:_TOTAL], (_RECORD, _TOTAL, _TOTAL, _TOTAL, _RECORD))
"""The same, where the cell would identify a record."""


class Found(NamedTuple):
    """Positions of a batch's rows that are no records."""

    blank: Rows
    total: Rows
    text: Rows


class NotRecords:
    """Tells rows that are no records, by looking tables up and only at rows that may be one.

    All their strands are blank. A row is blank if every other column is too; it is a total row if
    its first text but for numbers is a total's name and it has no reference and no date; it is a
    text row, as a report's last lines are, if it has one cell, with text as no record has it alone.
    """

    def __init__(self, strands: Sequence[str], others: Sequence[Column]) -> None:
        self._strands = strands
        self._others = others

    def find(self, batch: pa.RecordBatch) -> Found:
        """The batch's rows that are no records."""
        import numpy as np

        rows = self._without_strands(batch)
        states = np.full(len(rows), _BLANK, dtype=np.uint8)
        for column in self._others:
            if not len(rows):
                break
            steps = np.array(_IDENTIFIED if column.identifies else _STEPS, dtype=np.uint8)
            states = steps[states, _lookup(batch.column(column.name), rows, column.cell)]
            rows, states = rows[states != _RECORD], states[states != _RECORD]
        return Found(*(rows[states == state] for state in (_BLANK, _TOTAL, _TEXT)))

    def _without_strands(self, batch: pa.RecordBatch) -> Rows:
        import numpy as np

        rows: Rows | None = None
        for name in sorted(self._strands, key=lambda s: not _is_coded(batch.column(s))):
            blank = _lookup(batch.column(name), rows, _is_blank) == Cell.BLANK
            rows = np.flatnonzero(blank) if rows is None else rows[blank]
            if not len(rows):
                break
        assert rows is not None, "an extract has a strand's column"
        return rows


def _is_blank(text: str) -> Cell:
    return Cell.OWN if text.strip() else Cell.BLANK


def _is_coded(column: pa.Array) -> bool:
    return hasattr(column, "indices")


def _lookup(
    column: pa.Array, rows: Rows | None, cell_of: Callable[[str], Cell]
) -> np.ndarray[tuple[int], np.dtype[np.uint8]]:
    """What the column's cell is in each of the rows (None: in all)."""
    import numpy as np

    if not _is_coded(column):
        column = (column if rows is None else column.take(rows)).dictionary_encode()
        rows = None
    table = np.fromiter(map(cell_of, column.dictionary.to_pylist()), dtype=np.uint8)
    if not table.any():
        return np.zeros(len(column) if rows is None else len(rows), dtype=np.uint8)
    codes: np.ndarray[tuple[int], np.dtype[np.int32]] = column.indices.to_numpy()
    return table[codes if rows is None else codes[rows]]
