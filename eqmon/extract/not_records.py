"""Which rows of a chunk are no records: blank, total and text rows, told cheaply."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from eqmon.extract.cells import Cell, Column, is_count

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa

    Rows = np.ndarray[tuple[int], np.dtype[np.int64]]
    States = np.ndarray[tuple[int], np.dtype[np.uint8]]

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
_DATED = (*_STEPS[:_TOTAL], (_RECORD, _TOTAL, _TOTAL, _TOTAL, _RECORD))
"""The same, where the cell may be the record's date."""
_KEYED = (
    (_RECORD, _BLANK, _RECORD, _TOTAL, _TEXT),
    (_RECORD, _NUMBERS, _RECORD, _TOTAL, _RECORD),
    (_RECORD, _TEXT, _RECORD, _RECORD, _RECORD),
    (_RECORD, _TOTAL, _TOTAL, _TOTAL, _RECORD),
)
"""The same, where the cell may be of the record's key."""


class Found(NamedTuple):
    """Positions of a batch's rows that are no records."""

    blank: Rows
    total: Rows
    text: Rows
    heading: Rows


class NotRecords:
    """Tells rows that are no records, by looking tables up and only at rows that may be one.

    Their strands hold nothing but counts. A row is blank if every column is; it is a total row if
    its first text but for numbers is a total's name and it has no reference and no date; it is a
    text row, as a report's last lines are, if it has one cell, with text as no record has it alone.
    A heading row, as on the second page of a printed list, has every heading again.
    """

    def __init__(
        self, strands: Sequence[str], others: Sequence[Column], headings: Mapping[str, str]
    ) -> None:
        self._strands = strands
        self._others = others
        self._headings = {name: heading.strip() for name, heading in headings.items()}

    def find(self, batch: pa.RecordBatch) -> Found:
        """The batch's rows that are no records."""
        import numpy as np

        rows, states = self._without_strands(batch)
        for column in self._others:
            if not len(rows):
                break
            table = _KEYED if column.is_key else _DATED if column.is_date else _STEPS
            steps = np.array(table, dtype=np.uint8)
            states = steps[states, _lookup(batch.column(column.name), rows, column.cell)]
            rows, states = rows[states != _RECORD], states[states != _RECORD]
        blank, total, text = (rows[states == state] for state in (_BLANK, _TOTAL, _TEXT))
        return Found(blank, total, text, self._heading_again(batch))

    def _without_strands(self, batch: pa.RecordBatch) -> tuple[Rows, States]:
        """Rows whose strands are blank, or at most counts; and which of the two they are."""
        import numpy as np

        rows: Rows | None = None
        counts = np.zeros(len(batch), dtype=bool)
        for name in sorted(self._strands, key=lambda s: not _is_coded(batch.column(s))):
            cells = _lookup(batch.column(name), rows, _blank_or_count)
            kept = cells != Cell.OWN
            rows = np.flatnonzero(kept) if rows is None else rows[kept]
            counts = (counts | (cells == Cell.NUMBER))[kept]
            if not len(rows):
                break
        if rows is None:  # of a collection without strands
            rows = np.arange(len(batch))
        return rows, np.where(counts, _NUMBERS, _BLANK).astype(np.uint8)

    def _heading_again(self, batch: pa.RecordBatch) -> Rows:
        import numpy as np

        rows: Rows | None = None
        for name in dict.fromkeys((*self._strands, *self._headings)):
            column, heading = batch.column(name), self._headings[name]
            is_heading = _lookup(column, rows, partial(_is_text, heading))
            rows = np.flatnonzero(is_heading) if rows is None else rows[is_heading > 0]
            if not len(rows):
                break
        return np.zeros(0, dtype=np.int64) if rows is None else rows


def _blank_or_count(text: str) -> Cell:
    if not text.strip():
        return Cell.BLANK
    return Cell.NUMBER if is_count(text) else Cell.OWN


def _is_text(wanted: str, text: str) -> Cell:
    return Cell.TEXT if text.strip() == wanted else Cell.OWN


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
