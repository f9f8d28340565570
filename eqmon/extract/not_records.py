"""Which rows of a chunk are no records: blank rows and total rows, told cheaply."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa

    Rows = np.ndarray[tuple[int], np.dtype[np.int64]]

_TEXT, _BLANK, _TOTAL = 0, 1, 2


class NotRecords:
    """Tells blank and total rows, by looking tables up and only at rows that may be one.

    A row is blank if every recognised column is; it is a total row if all its strands are blank
    and its first text in a recognised column is a total's name.
    """

    def __init__(
        self, strands: Sequence[str], others: Sequence[str], is_total: Callable[[str], bool]
    ) -> None:
        self._strands = strands
        self._others = others
        self._is_total = is_total
        self._classes: dict[str, int] = {}

    def find(self, batch: pa.RecordBatch) -> tuple[Rows, Rows]:
        """Positions of the batch's blank rows, and of its total rows."""
        import numpy as np

        rows: Rows | None = None
        for name in sorted(self._strands, key=lambda s: not _is_coded(batch.column(s))):
            blank = _lookup(batch.column(name), rows, _is_blank) == _BLANK
            rows = np.flatnonzero(blank) if rows is None else rows[blank]
            if not len(rows):
                return rows, rows
        assert rows is not None, "an extract has a strand's column"
        totals = []
        for name in self._others:
            found = _lookup(batch.column(name), rows, self._class)
            totals.append(rows[found == _TOTAL])
            rows = rows[found == _BLANK]
        return rows, np.sort(np.concatenate(totals)) if totals else rows[:0]

    def _class(self, text: str) -> int:
        if not text.strip():
            return _BLANK
        if " " not in text and any(map(str.isdigit, text)):
            return _TEXT  # a reference: there may be millions, and none is asked about
        if len(self._classes) > 100_000:
            self._classes.clear()
        known = self._classes.get(text)
        if known is None:
            known = self._classes[text] = _TOTAL if self._is_total(text) else _TEXT
        return known


def _is_blank(text: str) -> int:
    return _TEXT if text.strip() else _BLANK


def _is_coded(column: pa.Array) -> bool:
    return hasattr(column, "indices")


def _lookup(
    column: pa.Array, rows: Rows | None, class_of: Callable[[str], int]
) -> np.ndarray[tuple[int], np.dtype[np.uint8]]:
    """The class of the column's text in each of the rows (None: in all)."""
    import numpy as np

    if not _is_coded(column):
        column = (column if rows is None else column.take(rows)).dictionary_encode()
        rows = None
    table = np.fromiter(map(class_of, column.dictionary.to_pylist()), dtype=np.uint8)
    if not table.any():
        return np.zeros(len(column) if rows is None else len(rows), dtype=np.uint8)
    codes: np.ndarray[tuple[int], np.dtype[np.int32]] = column.indices.to_numpy()
    return table[codes if rows is None else codes[rows]]
