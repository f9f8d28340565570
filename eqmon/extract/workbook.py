"""A sheet of a workbook as a table: Excel (.xlsx, .xlsm, .xlsb, .xls) and OpenDocument (.ods)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING

from eqmon.errors import InputError
from eqmon.extract.cell_text import cell_text
from eqmon.extract.heading_row import HEADING_WITHIN, best_heading, heading_rows
from eqmon.extract.sheet_columns import as_texts, record_batch
from eqmon.extract.sheet_reader import Sheet, open_book
from eqmon.extract.table import OnRagged, Written
from eqmon.extract.workbook_sheets import Candidate, fitting_sheet, named_sheet, notes_on

if TYPE_CHECKING:
    import pyarrow as pa

    from eqmon.extract.heading_row import HeadingRow
    from eqmon.extract.source import Source
    from eqmon.extract.workbook_sheets import SheetName

BYTES_A_ROW = 80
"""How many bytes of text a row stands for where a pass is asked for so many at a time."""


@dataclass
class Workbook:
    """A table in a workbook's sheet."""

    source: Source
    written: Written
    header: tuple[str, ...]
    has_rows: bool
    _position: int
    _first: int
    """Rows up to the heading's."""
    _said: tuple[str, ...]
    _sheet: Sheet | None
    """The loaded sheet, until a pass has been made: a drop may hold many."""
    _beyond: int = field(default=0, init=False)

    @property
    def notes(self) -> tuple[str, ...]:
        """What was noticed of the workbook, and after a pass of its rows."""
        if not self._beyond:
            return self._said
        rows = "1 row has" if self._beyond == 1 else f"{self._beyond:,} rows have"
        return (*self._said, f"{rows} text beyond the last heading: not read")

    def batches(
        self,
        *,
        coded: Collection[int],
        text: Collection[int],
        block_size: int,
        on_ragged: OnRagged,  # noqa: ARG002 - a sheet's rows are all of one width
    ) -> Iterator[pa.RecordBatch]:
        """The rows below the heading, those of some `block_size` bytes of text at a time."""
        sheet = self._sheet or open_book(self.source).load(self._position)
        self._sheet = None
        self._beyond = 0
        rows = islice(sheet.rows(), self._first, None)
        width = len(self.header)
        while chunk := list(islice(rows, max(1, block_size // BYTES_A_ROW))):
            if len(chunk[0]) > width:
                self._beyond += sum(any(map(_has_text, row[width:])) for row in chunk)
            yield record_batch(chunk, coded=coded, text=text)


def open_workbook(
    source: Source, *, known: Callable[[str], bool], sheet: str | None = None
) -> Workbook:
    """The sheet of this name, or the one that has most headings that `known` accepts.

    InputError where the source is no workbook, cannot be read, or several sheets fit;
    UsageError where it has no sheet of that name.
    """
    book = open_book(source)

    def candidate(name: SheetName) -> Candidate[Sheet] | None:
        loaded = book.load(name.position)
        found = [*_headings(loaded, known)]
        return Candidate(name, best_heading(source.name, found), loaded) if found else None

    if sheet is None:
        chosen = fitting_sheet(source.name, book.sheets, candidate)
    else:
        name = named_sheet(source.name, book.sheets, sheet)
        found = candidate(name)
        if found is None:
            raise InputError(source.name, f"has no text in its sheet '{name.name}'")
        chosen = found
    loaded, heading = chosen.loaded, chosen.heading
    return Workbook(
        source,
        Written(book.kind, sheet=chosen.sheet.name),
        _trimmed(heading.cells),
        loaded.height > heading.end,
        chosen.sheet.position,
        heading.end,
        (
            *notes_on(book.sheets, chosen.sheet),
            *heading.notes,
            *loaded.notes(first=heading.end),
        ),
        loaded,
    )


def _headings(sheet: Sheet, known: Callable[[str], bool]) -> Iterator[HeadingRow]:
    rows = islice(sheet.rows(), 4 * HEADING_WITHIN)
    return heading_rows(((as_texts([*row]), end) for end, row in enumerate(rows, 1)), known)


def _trimmed(header: tuple[str, ...]) -> tuple[str, ...]:
    """The headings up to the last that is not blank."""
    last = max(at for at, heading in enumerate(header, 1) if heading.strip())
    return header[:last]


def _has_text(cell: object) -> bool:
    return cell_text(cell).strip() != ""
