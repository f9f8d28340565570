"""Rows of a sheet as Arrow columns of text."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from operator import itemgetter
from typing import TYPE_CHECKING

from eqmon.extract.cell_text import cell_text

if TYPE_CHECKING:
    import pyarrow as pa


def record_batch(
    rows: Sequence[Sequence[object]], *, coded: Collection[int], text: Collection[int]
) -> pa.RecordBatch:
    """The columns at these positions, named by them: dictionaries or large strings, none null."""
    import pyarrow as pa

    columns = {}
    for position in sorted({*coded, *text}):
        cells = as_texts([*map(itemgetter(position), rows)])
        if position in coded:
            columns[str(position)] = pa.array(cells, pa.string()).dictionary_encode()
        else:
            columns[str(position)] = pa.array(cells, pa.large_string())
    return pa.RecordBatch.from_pydict(columns)


def as_texts(cells: list[object]) -> list[str]:
    """Each cell as text, worked out once for each that is alike."""
    if {*map(type, cells)} == {str}:
        return cells  # type: ignore[return-value]
    # True and 1.0 are equal, and yet not written alike.
    keys = [*zip(map(type, cells), cells, strict=True)]
    texts = {key: cell_text(key[1]) for key in {*keys}}
    return [*map(texts.__getitem__, keys)]
