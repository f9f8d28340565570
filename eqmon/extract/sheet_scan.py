"""What is known of a sheet before it is loaded: how large it would be, and what it hides."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from eqmon.extract.workbook_faults import spread

FREE_AREA = 4_000_000
"""Cells that a sheet may span, however few of them hold anything."""
MOST_SPREAD = 20
"""How many cells a larger sheet may span for each that holds something."""
MOST_PLACES = 100_000
"""Places of errors and merged areas that are held of one sheet."""


@dataclass
class Scan:
    """One sheet, seen cell by cell; rows and columns are counted from its first ones."""

    rows: int = 0
    """The last row that has a cell."""
    columns: int = 0
    cells: int = 0
    hidden_rows: int = 0
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    """First and last, from 1."""
    filtered: bool = False
    unvalued: int = 0
    """Formulas whose value was never calculated."""
    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    """Row and column, from 0, of cells such as #REF! that are to be read as text."""
    errors_within: bool = False
    """It holds such cells, and they are to be made text before it is loaded."""
    has_tabs: bool = False
    """Some text of it, or of a sheet nearby, has a tab that calamine would leave out."""
    last_merged: list[int] = field(default_factory=list)
    """The last row, from 0, of each merged area, where calamine does not tell."""

    def see(self, row: int, column: int) -> None:
        """Count a cell at this row and column, from 1."""
        self.cells += 1
        self.rows = max(self.rows, row)
        self.columns = max(self.columns, column)

    def add_error(self, row: int, column: int, text: str) -> None:
        """Remember what to read at this row and column, from 0."""
        if len(self.errors) < MOST_PLACES:
            self.errors[row, column] = text

    def refuse_spread(self, name: str) -> None:
        """InputError where loading the sheet would take memory out of proportion to its cells."""
        if self.rows * self.columns > max(FREE_AREA, MOST_SPREAD * self.cells):
            raise spread(name, f"up to row {self.rows:,} and column {self.columns:,}")

    def notes(self) -> Iterator[str]:
        """What to say of what is read all the same."""
        columns = sum(
            min(last, self.columns) - first + 1
            for first, last in self.hidden_columns
            if first <= self.columns
        )
        if self.hidden_rows:
            why = ", a filter is on" if self.filtered else ""
            yield f"{_count(self.hidden_rows, 'hidden row')} read too{why}"
        if columns:
            yield f"{_count(columns, 'hidden column')} read too"
        if self.unvalued:
            yield f"{_count(self.unvalued, 'formula')} never calculated: read as blank"


ERRORS: Mapping[int, str] = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
    0x2B: "#GETTING_DATA",
}
"""The codes of errors in Excel's binary formats."""


def _count(number: int, what: str) -> str:
    return f"{number:,} {what}" if number == 1 else f"{number:,} {what}s"
