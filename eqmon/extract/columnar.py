"""Parquet, Feather and Arrow files as tables."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from eqmon.errors import InputError
from eqmon.extract import arrow_columns
from eqmon.extract.arrow_failures import as_encrypted, refusing
from eqmon.extract.arrow_file import ArrowFile
from eqmon.extract.arrow_text import is_readable
from eqmon.extract.parquet import Parquet
from eqmon.extract.read_ahead import read_ahead
from eqmon.extract.seekable import seekable
from eqmon.extract.table import OnRagged, Written

if TYPE_CHECKING:
    import pyarrow as pa

    from eqmon.extract.source import Source

PARQUET, ARROW = "Parquet", "Arrow"
LONGEST = 4 << 20
"""Bytes of the longest cell that is read: as of the longest row of delimited text."""
BYTES_A_ROW = 64
"""How many bytes of text stand for a row: so a block is as many rows in every format."""
INDEX = re.compile(r"__index_level_\d+__")
"""How pandas names an index that has no name: it is no column of the table."""


@dataclass(frozen=True)
class Columnar:
    """A table stored by its columns."""

    source: Source
    kind: str
    schema: pa.Schema
    positions: tuple[int, ...]
    """Where each of the table's columns stands in the file."""
    has_rows: bool
    known: Callable[[str], bool]

    @property
    def written(self) -> Written:
        """The name of its format."""
        return Written(self.kind)

    @cached_property
    def header(self) -> tuple[str, ...]:
        """The names of its columns."""
        names = self.schema.names  # makes all of them anew each time
        return tuple(names[position] for position in self.positions)

    @property
    def notes(self) -> tuple[str, ...]:
        """Which columns cannot be read, and are not needed."""
        unread = [f"'{self.header[c]}'" for c in self._unreadable if not self._is_needed(c)]
        if not unread:
            return ()
        what = "column holds" if len(unread) == 1 else "columns hold"
        return (f"{len(unread)} {what} lists, structures or bytes, not read: {', '.join(unread)}",)

    def batches(
        self,
        *,
        coded: Collection[int],
        text: Collection[int],
        block_size: int,
        on_ragged: OnRagged,  # noqa: ARG002 - rows of such a file are all of one width
    ) -> Iterator[pa.RecordBatch]:
        """The rows, as many at a time as a text of `block_size` bytes holds."""
        for column in sorted(self._unreadable & {*coded, *text}):
            if self._is_needed(column):
                raise self._no_cells(column)
        return read_ahead(self._batches(frozenset(coded), frozenset(text), block_size))

    def _batches(
        self, coded: frozenset[int], text: frozenset[int], block_size: int
    ) -> Iterator[pa.RecordBatch]:
        unreadable = self._unreadable
        at = {self.positions[c]: c for c in (*coded, *text) if c not in unreadable}
        rows = max(1, block_size // BYTES_A_ROW)
        with refusing(self.source.name, self.kind), seekable(self.source) as file:
            found = _stored(self.kind, self.source.name, file).columns(
                [p for p, c in at.items() if c in coded],
                [p for p, c in at.items() if c in text],
                rows,
            )
            for arrays in found:
                columns = {at[position]: array for position, array in arrays.items()}
                self._refuse_long_cells(columns.values())
                for piece in _pieces(columns, text, block_size):
                    yield _batch(piece, sorted(coded | text), coded)

    def _refuse_long_cells(self, columns: Iterable[pa.Array]) -> None:
        if any(arrow_columns.longest(column) > LONGEST for column in columns):
            raise InputError(
                self.source.name,
                f"has a cell longer than {LONGEST >> 20} MB",
                hint="leave that column out: no field of an extract is so long",
            )

    @cached_property
    def _unreadable(self) -> frozenset[int]:
        kinds = [self.schema.field(position).type for position in self.positions]
        return frozenset(c for c, kind in enumerate(kinds) if not is_readable(kind))

    def _is_needed(self, column: int) -> bool:
        return self.known(self.header[column])

    def _no_cells(self, column: int) -> InputError:
        return InputError(
            self.source.name,
            f"its column '{self.header[column]}' holds lists, structures or bytes, not cells",
            allowed="text, numbers, dates, times, true or false",
            hint="write that column as text, or leave it out",
        )


def open_columnar(source: Source, *, known: Callable[[str], bool]) -> Columnar:
    """The source as a table stored by its columns; `known` tells headings that a suite accepts.

    InputError where it is damaged, encrypted or of an older format.
    """
    with source.open() as stream:
        head = stream.read(8)
    if head.startswith(b"FEA1"):
        raise InputError(
            source.name,
            "is a Feather file of version 1, which is no longer read",
            hint="write it again as Feather version 2, Parquet or CSV",
        )
    if head.startswith(b"PARE"):
        raise as_encrypted(source.name)
    kind = PARQUET if head.startswith(b"PAR1") else ARROW
    with refusing(source.name, kind), seekable(source) as file:
        stored = _stored(kind, source.name, file)
        names = stored.schema.names
        positions = tuple(p for p, name in enumerate(names) if not INDEX.fullmatch(name))
        return Columnar(source, kind, stored.schema, positions, stored.has_rows, known)


def _stored(kind: str, name: str, file: pa.NativeFile) -> Parquet | ArrowFile:
    return Parquet(name, file) if kind == PARQUET else ArrowFile(name, file)


def _pieces(
    columns: dict[int, pa.Array], text: frozenset[int], most: int
) -> Iterator[dict[int, pa.Array]]:
    """The rows, cut where their texts, each written out, would take more bytes than `most`."""
    import numpy as np

    sizes = sum(arrow_columns.written_out(array) for c, array in columns.items() if c in text)
    blocks = np.cumsum(sizes) // max(1, most)
    cuts = np.flatnonzero(np.diff(blocks)) + 1
    rows = len(next(iter(columns.values())))
    for start, end in itertools.pairwise((0, *cuts.tolist(), rows)):
        yield {c: array.slice(start, end - start) for c, array in columns.items()}


def _batch(
    columns: dict[int, pa.Array], asked: Sequence[int], coded: frozenset[int]
) -> pa.RecordBatch:
    """The columns as a table gives them; those asked for that hold no cells are blank."""
    import pyarrow as pa

    rows = len(next(iter(columns.values())))
    arrays = []
    for column in asked:
        cells = columns[column] if column in columns else pa.nulls(rows)
        arrays.append(arrow_columns.coded(cells) if column in coded else arrow_columns.text(cells))
    batch = pa.RecordBatch.from_arrays(arrays, names=[str(column) for column in asked])
    batch.validate(full=True)  # that text is text: nothing before this has looked
    return batch
