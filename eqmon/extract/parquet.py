"""Columns of a Parquet file, a bounded number of rows at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from eqmon.errors import InputError
from eqmon.extract.archive import as_bomb, most_unpacked
from eqmon.extract.arrow_text import is_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import pyarrow as pa
    import pyarrow.parquet as pq

READ_AT_ONCE = 1 << 20
"""Bytes of a column read ahead: without, a whole row group's are."""


class Parquet:
    """An open Parquet file."""

    def __init__(self, name: str, file: pa.NativeFile) -> None:
        self._name = name
        self._file = file
        opened = self._open()
        self._size = file.size()
        self._metadata = opened.metadata
        self.schema: pa.Schema = opened.schema_arrow
        self.has_rows: bool = opened.metadata.num_rows > 0

    def _open(self, dictionaries: Sequence[str] = ()) -> pq.ParquetFile:
        import pyarrow.parquet as pq

        return pq.ParquetFile(
            self._file,
            read_dictionary=list(dictionaries),
            pre_buffer=False,
            buffer_size=READ_AT_ONCE,
            coerce_int96_timestamp_unit="us",
            arrow_extensions_enabled=False,
        )

    def columns(self, positions: Sequence[int], rows: int) -> Iterator[list[pa.Array]]:
        """At most so many rows of the columns at these ascending positions.

        Text comes as dictionaries, so that one long text of many rows is held once.
        """
        names = [self.schema.names[position] for position in positions]
        self._refuse_bomb(frozenset(names))
        texts = [n for n, p in zip(names, positions, strict=True) if is_text(self.schema.types[p])]
        seen = 0
        for batch in self._open(texts).iter_batches(rows, columns=names, use_threads=False):
            seen += len(batch)
            # Other columns of the same names come too, all in the file's order.
            found = _positions(self.schema.names, batch.schema.names)
            yield [batch.column(found[position]) for position in positions]
        if seen != self._metadata.num_rows:
            raise InputError(
                self._name,
                "holds another number of rows than it says",
                hint="it is damaged: fetch it again, whole",
            )

    def _refuse_bomb(self, names: frozenset[str]) -> None:
        """InputError where rows or bytes are out of all proportion to the file's size."""
        metadata = self._metadata
        groups = [metadata.row_group(number) for number in range(metadata.num_row_groups)]
        read = [
            column.total_uncompressed_size
            for group in groups
            for column in map(group.column, range(group.num_columns))
            if column.path_in_schema in names
        ]
        if max(sum(read), metadata.num_rows) > most_unpacked(self._size):
            raise as_bomb(self._name, "its records as CSV")


def _positions(names: Sequence[str], read: Sequence[str]) -> dict[int, int]:
    """Which of the columns read, in the order of the names, is at each position."""
    found, position = {}, -1
    for at, name in enumerate(read):
        position = names.index(name, position + 1)
        found[position] = at
    return found
