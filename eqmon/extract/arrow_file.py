"""Columns of an Arrow file or stream (Feather is one), a bounded number of rows at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from eqmon.extract.archive import as_bomb, most_unpacked
from eqmon.extract.arrow_messages import declared

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    import pyarrow as pa

FILE = b"ARROW1"
AFTER_HEAD = 8
"""Where a file's messages begin."""


class ArrowFile:
    """An open Arrow file or stream."""

    def __init__(self, name: str, file: pa.NativeFile) -> None:
        self._name = name
        self._file = file
        self._is_stream = file.read(len(FILE)) != FILE
        opened = self._open()
        self.schema: pa.Schema = opened.schema
        self.has_rows: bool = self._is_stream or opened.num_record_batches > 0

    def columns(
        self, coded: Collection[int], text: Collection[int], rows: int
    ) -> Iterator[dict[int, pa.Array]]:
        """At most so many rows of the columns at these positions."""
        positions = sorted({*coded, *text})
        self._refuse_bomb()
        for batch in self._batches(positions):
            # Offsets and indices of a file are anybody's; unchecked, they may point anywhere.
            batch.validate(full=True)
            for start in range(0, len(batch), rows):
                yield dict(zip(positions, batch.slice(start, rows).columns, strict=True))

    def _refuse_bomb(self) -> None:
        """InputError where rows or bytes are out of all proportion to the file's size."""
        most, rows = most_unpacked(self._file.size()), 0
        for message in declared(self._file, 0 if self._is_stream else AFTER_HEAD):
            rows += message.rows
            if max(rows, message.unpacked) > most:
                raise as_bomb(self._name, "its records as CSV")

    def _batches(self, positions: Sequence[int]) -> Iterator[pa.RecordBatch]:
        opened = self._open(positions)
        if self._is_stream:
            yield from opened
        else:
            yield from map(opened.get_batch, range(opened.num_record_batches))

    def _open(
        self, positions: Sequence[int] | None = None
    ) -> pa.RecordBatchFileReader | pa.RecordBatchStreamReader:
        from pyarrow import ipc

        options = ipc.IpcReadOptions(
            included_fields=None if positions is None else list(positions), use_threads=False
        )
        self._file.seek(0)
        opened = ipc.open_stream if self._is_stream else ipc.open_file
        return opened(self._file, options=options)
