"""Columns of a Parquet file, a bounded number of rows at a time."""

from __future__ import annotations

import itertools
from operator import itemgetter
from typing import TYPE_CHECKING

from eqmon.errors import InputError
from eqmon.extract.archive import as_bomb, most_unpacked
from eqmon.extract.arrow_text import is_text

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    import pyarrow as pa
    import pyarrow.parquet as pq

READ_AT_ONCE = 1 << 20
"""Bytes of a column read ahead: without, a whole row group's are."""
WORTH_A_LOOK = 4096
"""Rows of a group from which it is told first how its references are best read."""
WRITTEN_OUT = 64 << 20
"""Bytes that a column's rows may take in a batch, each with its own text."""


class Parquet:
    """An open Parquet file."""

    def __init__(self, name: str, file: pa.NativeFile) -> None:
        self._name = name
        self._file = file
        opened = self._open()
        self._size = file.size()
        self._metadata = opened.metadata
        self._groups: int = opened.metadata.num_row_groups
        self.schema: pa.Schema = opened.schema_arrow
        self.has_rows: bool = opened.metadata.num_rows > 0

    def _open(self, dictionaries: Collection[str] = ()) -> pq.ParquetFile:
        import pyarrow.parquet as pq

        return pq.ParquetFile(
            self._file,
            read_dictionary=list(dictionaries),
            pre_buffer=False,
            buffer_size=READ_AT_ONCE,
            coerce_int96_timestamp_unit="us",
            arrow_extensions_enabled=False,
            page_checksum_verification=True,
        )

    def columns(
        self, coded: Collection[int], text: Collection[int], rows: int
    ) -> Iterator[dict[int, pa.Array]]:
        """At most so many rows of the columns at these positions.

        Text comes as dictionaries, so that one long text of many rows is held once; of the
        columns `text` only where that could matter, as dictionaries of references are slow.
        """
        names = {position: self.schema.names[position] for position in (*coded, *text)}
        self._refuse_bomb()
        texts = {names[p] for p in names if is_text(self.schema.types[p])}
        keys = {names[p] for p in text} & texts
        seen = 0
        for dictionaries, groups in self._alike(texts, keys, rows):
            found = self._open(dictionaries).iter_batches(
                rows,
                row_groups=groups,
                columns=list(dict.fromkeys(names.values())),
                use_threads=False,
            )
            for batch in found:
                seen += len(batch)
                # Other columns of the same names come too.
                at = _places(self.schema.names, batch.schema.names)
                yield {position: batch.column(at[position]) for position in names}
        if seen != self._metadata.num_rows:
            raise InputError(
                self._name,
                "holds another number of rows than it says",
                hint="it is damaged: fetch it again, whole",
            )

    def _alike(
        self, texts: set[str], keys: set[str], rows: int
    ) -> Iterator[tuple[set[str], list[int]]]:
        """Row groups that follow each other, and which columns to read as dictionaries there."""
        of_groups = (self._dictionaries(n, texts, keys, rows) for n in range(self._groups))
        for dictionaries, group in itertools.groupby(enumerate(of_groups), itemgetter(1)):
            yield dictionaries, [number for number, _ in group]

    def _dictionaries(self, group: int, texts: set[str], keys: set[str], rows: int) -> set[str]:
        """The columns of a row group to read as dictionaries: all but keys of short texts."""
        if not keys or self._metadata.row_group(group).num_rows < WORTH_A_LOOK:
            return texts
        import pyarrow.compute as pc

        # The first row alone comes with the whole dictionary.
        look = self._open(keys).iter_batches(
            1, row_groups=[group], columns=list(keys), use_threads=False
        )
        longest = (
            pc.max(pc.binary_length(column.dictionary)).as_py() or 0
            for batch in itertools.islice(look, 1)
            for column in batch.columns
        )
        return texts if rows * max(longest, default=0) > WRITTEN_OUT else texts - keys

    def _refuse_bomb(self) -> None:
        """InputError where rows or bytes are out of all proportion to the file's size."""
        metadata = self._metadata
        # A damaged column's own metadata would end the process, so none is asked for.
        unpacked = sum(metadata.row_group(n).total_byte_size for n in range(self._groups))
        if max(unpacked, metadata.num_rows) > most_unpacked(self._size):
            raise as_bomb(self._name, "its records as CSV")


def _places(names: Sequence[str], read: Sequence[str]) -> dict[int, int]:
    """Where among the columns read each position's is: those of one name keep their order."""
    of_name: dict[str, list[int]] = {}
    for at, name in enumerate(read):
        of_name.setdefault(name, []).append(at)
    found = {}
    for position, name in enumerate(names):
        if of_name.get(name):
            found[position] = of_name[name].pop(0)
    return found
