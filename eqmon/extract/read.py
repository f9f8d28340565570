"""One pass over an extract's records, as chunks of a pandas DataFrame."""

from __future__ import annotations

import threading
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from eqmon.errors import InputError, UsageError
from eqmon.extract.cells import columns_without_strands
from eqmon.extract.declared import NOTHING, Declared
from eqmon.extract.headings import choose_suite, known_headings, match_fields, require_strand
from eqmon.extract.layout import open_by_layout
from eqmon.extract.not_records import NotRecords
from eqmon.extract.parse import as_categorical, as_text
from eqmon.rulebook.spelling import tidy_heading

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

    from eqmon.extract.source import Source
    from eqmon.extract.table import Table
    from eqmon.rulebook.load import Rulebook
    from eqmon.rulebook.model import Suite

BLOCK = 4 << 20
"""Bytes parsed at a time: larger blocks cost memory and gain nothing. No row may be longer."""
NO_COLUMNS: Mapping[str, int] = MappingProxyType({})


@dataclass(frozen=True)
class Extract:
    """An extract whose columns are known."""

    source: Source
    table: Table
    suite: str
    columns: Mapping[str, int]
    """Position, from 0, of each field of the suite that the extract has."""
    laid_out: Suite
    """The suite as the extract's layout tells its fields."""
    layout: str | None = None
    """The layout's name; None where the suite alone tells the fields."""
    every_record: Mapping[str, str] = field(default_factory=dict)
    """Texts that the layout says of all records alike, of fields that have no column."""


def open_extract(source: Source, rulebook: Rulebook, declared: Declared = NOTHING) -> Extract:
    """How the source is written, which suite it is for, and which of its columns are fields.

    A header without records is an extract too.
    """
    unit_heading, where = declared.unit_heading, source.name
    known = known_headings(rulebook, unit_heading)
    table, layout = open_by_layout(source, rulebook, known=known, declared=declared)
    if unit_heading is not None:
        _require_heading(where, table.header, unit_heading, rulebook)
    if layout is None:
        suite = choose_suite(
            table.header, rulebook, name=declared.suite, unit_heading=unit_heading, where=where
        )
    else:
        suite = rulebook.laid_out(layout.suite, layout.layout)
    columns = match_fields(table.header, suite, rulebook, unit_heading=unit_heading, where=where)
    require_strand(columns, suite, where=where)
    if layout is None:
        return Extract(source, table, suite.suite, columns, suite)
    every = {name: text for name, text in layout.every_record.items() if name not in columns}
    return Extract(source, table, suite.suite, columns, suite, layout.layout, every)


def _require_heading(
    where: str, header: Sequence[str], unit_heading: str, rulebook: Rulebook
) -> None:
    """UsageError where no column has the heading, naming those that suites accept for a unit."""
    if tidy_heading(unit_heading) in map(tidy_heading, header):
        return
    units = {tidy_heading(h) for s in rulebook.suites.values() for h in s.fields[s.unit].headings}
    like = [
        f"'{h.strip()}' (column {p})" for p, h in enumerate(header, 1) if tidy_heading(h) in units
    ]
    raise UsageError(
        where,
        f"none of its {len(header)} headings is '{unit_heading}', which --unit names",
        allowed=", ".join(like),
        hint="give --unit the heading of the unit's column as the file has it"
        + (", or leave --unit out" if like else ""),
    )


class Records:
    """One pass over an extract's records.

    Gives DataFrames with a column for each of `fields` and `text` that the extract has:
    categoricals of str, or str for those in `text`. No cell is ever null; each is as in the file.
    Rows with another number of cells than the heading are left out and counted, and so are rows
    that are no records: blank ones, totals, and text such as a report's last line.
    A field of which the layout says one text for every record is a column of it.
    `beside` has the positions of more columns by names of one's own, given as categoricals too;
    what is a record is told without them.
    `chunk.attrs["layout"]` names the layout that the cells are to be read by, None for no layout;
    `chunk.attrs["first_row"]` is the number, from 1, of the chunk's first row among all that have
    as many cells as the heading.
    """

    def __init__(
        self,
        extract: Extract,
        rulebook: Rulebook,
        fields: Collection[str],
        text: Collection[str] = (),
        *,
        beside: Mapping[str, int] = NO_COLUMNS,
        block_size: int = BLOCK,
    ) -> None:
        suite, columns = extract.laid_out, extract.columns
        self._extract = extract
        self._block_size = block_size
        self._fields = (*(f for f in columns if f in fields or f in text), *beside)
        self._at = {**columns, **beside}
        self._text = frozenset(text)
        self._every_record = {f: t for f, t in extract.every_record.items() if f in fields}
        of_strands = suite.strand_fields
        strands = {columns[f] for f in columns if f in of_strands}
        as_text = {columns[f] for f in self._fields if f in self._text}
        self._coded = (strands | {self._at[f] for f in self._fields}) - as_text
        self._read = {*columns.values()}
        if not {*suite.key, suite.date} & columns.keys():
            # Nothing but strands and a unit: only all cells of a row can tell that it is blank.
            self._read.update(range(len(extract.table.header)))
        self._not_records = NotRecords(
            strands=[str(position) for position in sorted(strands)],
            others=columns_without_strands(self._read - strands, columns, suite, rulebook),
            headings={str(at): extract.table.header[at] for at in sorted(self._read)},
        )
        self._lock = threading.Lock()
        self._reset()

    def _reset(self) -> None:
        self.records = 0
        self.ragged_rows = 0
        self.ragged_lines = 0
        self.blank_rows = 0
        self.total_rows = 0
        self.text_rows = 0
        self.heading_rows = 0

    def __iter__(self) -> Iterator[pd.DataFrame]:
        self._reset()
        if not self._extract.table.has_rows:
            return
        found = self._extract.table.batches(
            coded=self._coded,
            text=self._read - self._coded,
            block_size=self._block_size,
            on_ragged=self._count_ragged,
        )
        for batch in found:
            chunk = self._chunk(batch)
            if len(chunk):
                yield chunk
        if self.ragged_rows and not self._seen():
            raise InputError(
                self._extract.source.name,
                f"not one of its {self.ragged_rows} rows has as many cells as the heading"
                f" ({len(self._extract.table.header)})",
                hint="check its delimiter (--delimiter) and export it again",
            )

    def notes(self) -> tuple[str, ...]:
        """How the file is written and what this pass left out."""
        ragged = _rows(self.ragged_rows)
        if self.ragged_lines > self.ragged_rows:
            ragged += f" over {self.ragged_lines} lines (is a double quote never closed?)"
        left_out = (
            (self.ragged_rows, f"{ragged} left out: not as many cells as the heading"),
            (self.blank_rows, f"{_rows(self.blank_rows)} left out: blank"),
            (self.total_rows, f"{_rows(self.total_rows)} left out: totals of other rows"),
            (self.text_rows, f"{_rows(self.text_rows)} left out: text but no record"),
            (self.heading_rows, f"{_rows(self.heading_rows)} left out: the heading again"),
        )
        return self._extract.table.notes + tuple(note for count, note in left_out if count)

    def _seen(self) -> int:
        """Rows so far that have as many cells as the heading."""
        return self.records + sum(
            (self.blank_rows, self.total_rows, self.text_rows, self.heading_rows)
        )

    def _chunk(self, batch: pa.RecordBatch) -> pd.DataFrame:
        import numpy as np
        import pandas as pd

        first = 1 + self._seen()
        none = self._not_records.find(batch)
        chunk = pd.DataFrame(
            {field: self._column(batch, field) for field in self._fields},
            index=pd.RangeIndex(len(batch)),
            copy=False,
        )
        if any(map(len, none)):
            keep = np.ones(len(batch), dtype=bool)
            keep[np.concatenate(none)] = False
            chunk = chunk[keep].reset_index(drop=True)
            first += int(keep.argmax())
        for field_, text in self._every_record.items():
            everywhere = np.zeros(len(chunk), dtype=np.int8)
            chunk[field_] = pd.Categorical.from_codes(everywhere, pd.Index([text]))
        chunk.attrs["layout"] = self._extract.layout
        chunk.attrs["first_row"] = first
        self.blank_rows += len(none.blank)
        self.total_rows += len(none.total)
        self.text_rows += len(none.text)
        self.heading_rows += len(none.heading)
        self.records += len(chunk)
        return chunk

    def _column(self, batch: pa.RecordBatch, field: str) -> Any:
        column = batch.column(str(self._at[field]))
        return as_text(column) if field in self._text else as_categorical(column)

    def _count_ragged(self, row: Any) -> str:
        with self._lock:
            self.ragged_rows += 1
            self.ragged_lines += 1 + row.text.count("\n")
        return "skip"


def _rows(count: int) -> str:
    return "1 row" if count == 1 else f"{count:,} rows"
