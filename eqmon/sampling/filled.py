"""Reads a filled sheet back: its rows by their numbers, from a workbook or a CSV file."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from eqmon.errors import InputError
from eqmon.extract.sheet_reader import open_book
from eqmon.extract.source import Source
from eqmon.rulebook.spelling import tidy_heading
from eqmon.sampling.sheet import REFERENCE

WORKBOOKS = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")
TEXTS = (".csv", ".txt", ".tsv")
SEPARATORS = (",", ";", "\t")
MOST_BYTES = 50_000_000


@dataclass(frozen=True)
class FilledTable:
    """The table of a filled sheet."""

    headings: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    """Each row's number, from 1, as a spreadsheet shows it, and its cells, as many as headings."""


def read_filled(path: Path) -> FilledTable:
    """The table that has a column of references, wherever in the file it stands.

    InputError where the file cannot be read or has no such table.
    """
    ending = path.suffix.lower()
    if ending not in WORKBOOKS + TEXTS:
        allowed = ", ".join((*WORKBOOKS, *TEXTS))
        raise InputError(str(path), "is no sheet that can be read", allowed=allowed)
    try:
        if path.stat().st_size > MOST_BYTES:
            raise InputError(str(path), "is far larger than a scoring sheet")
        data = path.read_bytes()
    except FileNotFoundError:
        raise InputError(str(path), "there is no such file") from None
    except OSError as error:
        raise InputError(str(path), f"cannot be read: {error.strerror}") from None
    tables = _of_workbook(path) if ending in WORKBOOKS else _of_text(data)
    for rows in tables:
        found = _table(rows)
        if found is not None:
            return found
    raise InputError(
        str(path),
        f"no row of it is the sheet's heading, with '{REFERENCE}' in a cell of its own",
        hint="score the sheet that was drawn, with its heading as it was",
    )


def _table(rows: Sequence[Sequence[str]]) -> FilledTable | None:
    for number, row in enumerate(rows, start=1):
        if tidy_heading(REFERENCE) in map(tidy_heading, row):
            last = max(place for place, cell in enumerate(row) if cell.strip())
            headings = tuple(cell.strip() for cell in row[: last + 1])
            filled = (
                (at, tuple([*cells, *[""] * len(headings)][: len(headings)]))
                for at, cells in enumerate(rows[number:], start=number + 1)
                if any(cell.strip() for cell in cells)
            )
            return FilledTable(headings, tuple(filled))
    return None


def _of_workbook(path: Path) -> Iterator[list[list[str]]]:
    book = open_book(Source(str(path), path=path))
    for position, sheet in enumerate(book.sheets):
        if sheet.is_table:
            yield [[_text(cell) for cell in row] for row in book.load(position).rows()]


def _text(cell: object) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)


def _of_text(data: bytes) -> Iterator[list[list[str]]]:
    text = _decoded(data)
    for separator in SEPARATORS:
        try:
            yield list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
        except csv.Error:
            continue


def _decoded(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")
