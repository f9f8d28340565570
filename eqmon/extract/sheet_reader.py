"""The sheets of a workbook through calamine, each guarded before it is loaded."""

from __future__ import annotations

import io
import os
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from eqmon.extract.workbook_faults import damaged, protected
from eqmon.extract.workbook_guard import Guarded, guard
from eqmon.extract.workbook_sheets import SheetName

if TYPE_CHECKING:
    from datetime import date, datetime, time, timedelta

    from python_calamine import CalamineSheet, CalamineWorkbook

    from eqmon.extract.sheet_scan import Scan
    from eqmon.extract.source import Source

    Cell = int | float | str | bool | time | date | datetime | timedelta

_STDERR = 2
_SHUTTING = threading.Lock()
"""Of two threads that shut stderr at once, one could leave it shut."""
PANIC = "PanicException"
"""What a failed assertion in Rust becomes; its class can be imported from nowhere."""


@dataclass(frozen=True)
class Sheet:
    """A loaded sheet."""

    name: str
    """Of the workbook, for messages."""
    _sheet: CalamineSheet
    _scan: Scan

    @property
    def height(self) -> int:
        """Rows down to the last that has a cell."""
        end = self._sheet.end
        return end[0] + 1 if end else 0

    def rows(self) -> Iterator[list[Cell]]:
        """The rows from the first, each as wide as the widest."""
        errors: dict[int, list[tuple[int, str]]] = {}
        for (at, column), text in self._scan.errors.items():
            errors.setdefault(at, []).append((column, text))
        left = self._sheet.start[1] if self._sheet.start else 0
        with reading(self.name):
            for at, row in enumerate(self._sheet.iter_rows()):
                for column, text in errors.get(at, ()):
                    if 0 <= column - left < len(row):
                        row[column - left] = text
                yield row

    def notes(self, first: int) -> Iterator[str]:
        """What to say of it, where its records begin at this row from 0."""
        yield from self._scan.notes()
        areas = self._sheet.merged_cell_ranges
        last_rows = [end[0] for _, end in areas] if areas is not None else self._scan.last_merged
        if merged := sum(row >= first for row in last_rows):
            what = "1 merged area" if merged == 1 else f"{merged:,} merged areas"
            yield f"{what} among the records: only the first cell of each has its text"


@dataclass(frozen=True)
class Book:
    """An open workbook."""

    name: str
    kind: str
    sheets: tuple[SheetName, ...]
    _guarded: Guarded
    _book: CalamineWorkbook

    def load(self, position: int) -> Sheet:
        """The sheet at this position, from 0; InputError where it is damaged or unsafe to load."""
        scan = self._guarded.scan(position)
        with reading(self.name):
            book = self._book
            if scan.errors_within and self._guarded.with_errors_as_text:
                book = _calamine(self._guarded.with_errors_as_text(position))
            with _unheard():
                return Sheet(self.name, book.get_sheet_by_index(position), scan)


def open_book(source: Source) -> Book:
    """The workbook; InputError for what is none, is protected, damaged or unsafe to load."""
    from python_calamine import SheetTypeEnum, SheetVisibleEnum

    name = source.name
    with source.open() as stream:
        guarded = guard(name, io.BytesIO(stream.read()))
    with reading(name):
        book = _calamine(guarded.content)
        listed = book.sheets_metadata
    if len(listed) != guarded.sheets:
        raise damaged(name)
    sheets = tuple(
        SheetName(
            sheet.name,
            position,
            is_visible=sheet.visible == SheetVisibleEnum.Visible,
            is_table=sheet.typ == SheetTypeEnum.WorkSheet,
        )
        for position, sheet in enumerate(listed)
    )
    return Book(name, guarded.kind, sheets, guarded, book)


def _calamine(content: io.BytesIO) -> CalamineWorkbook:
    from python_calamine import CalamineWorkbook

    content.seek(0)
    with _unheard():
        return CalamineWorkbook.from_filelike(content)


@contextmanager
def _unheard() -> Iterator[None]:
    """Keeps off stderr what Rust says of a failed assertion: it may quote a cell."""
    if sys.stderr is not None:
        sys.stderr.flush()
    with _SHUTTING:
        try:
            kept = os.dup(_STDERR)
        except OSError:  # there is none
            yield
            return
        try:
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, _STDERR)
            os.close(nowhere)
            yield
        finally:
            os.dup2(kept, _STDERR)
            os.close(kept)


@contextmanager
def reading(name: str) -> Iterator[None]:
    """Turns what calamine raises into an InputError; its own messages may quote cells."""
    from python_calamine import CalamineError, PasswordError

    try:
        yield
    except PasswordError:
        raise protected(name) from None
    except (CalamineError, OSError, ValueError, OverflowError):
        raise damaged(name) from None
    except BaseException as failure:
        if type(failure).__name__ == PANIC:
            raise damaged(name) from None
        raise
