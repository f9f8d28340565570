"""One table written in every format, as the usual programs write it."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

import pyarrow as pa
from columnar_files import arrow_stream, feather2, parquet, table_of

ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
"""What an Excel cell would take for the code of a character."""

Rows = Sequence[Sequence[str]]
Value = str | int | float | bool | date | datetime | None
Values = Sequence[Sequence[Value]]


@dataclass(frozen=True)
class Delimited:
    """A way to write delimited text."""

    encoding: str = "utf-8"
    delimiter: str = ","
    quote_all: bool = False
    line_end: str = "\r\n"
    mark: str = ""
    """A byte order mark before UTF-16 that is named with its byte order."""

    def write(self, header: Sequence[str], rows: Rows) -> bytes:
        """The table's bytes."""
        lines = (self.delimiter.join(map(self._cell, row)) for row in (header, *rows))
        text = "".join(line + self.line_end for line in lines)
        return (self.mark + text).encode(self.encoding)

    def _cell(self, text: str) -> str:
        if self.quote_all or any(mark in text for mark in (self.delimiter, '"', "\r", "\n")):
            return '"' + text.replace('"', '""') + '"'
        return text


def as_xlsx(header: Sequence[str], rows: Values) -> bytes:
    """The table as an Excel workbook; text stays text, whatever it looks like."""
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell

    book = Workbook(write_only=True)
    sheet = book.create_sheet("Extract")

    def cell(value: Value) -> WriteOnlyCell | None:
        if value is None or value == "":
            return None
        if not isinstance(value, str):
            return WriteOnlyCell(sheet, value)
        written = WriteOnlyCell(sheet, ESCAPED.sub("_x005F_", value))
        written.data_type = "s"  # neither a formula nor an error
        return written

    for row in (header, *rows):
        sheet.append([cell(value) for value in row])
    sink = io.BytesIO()
    book.save(sink)
    return sink.getvalue()


def as_ods(header: Sequence[str], rows: Values) -> bytes:
    """The table as an OpenDocument spreadsheet; text stays text."""
    from odfdo import Cell, Document, Paragraph, Row, Table

    document = Document("spreadsheet")
    document.body.clear()
    table = Table("Extract")
    for values in (header, *rows):
        row = Row()
        for value in values:
            cell = Cell()
            if isinstance(value, str) and value:
                cell.type = "string"
                for line in value.split("\n"):
                    cell.append(Paragraph(line))
            elif value is not None and value != "":
                cell.set_value(value)
            row.append_cell(cell)
        table.append_row(row)
    document.body.append(table)
    sink = io.BytesIO()
    document.save(sink)
    return sink.getvalue()


def _arrow(header: Sequence[str], rows: Rows) -> pa.Table:
    columns = [[row[at] for row in rows] for at in range(len(header))]
    kinds = (pa.string(), pa.large_string(), pa.dictionary(pa.int32(), pa.string()))
    # Each third column is of another type of text, and in one of two no text is no value.
    return table_of(
        [
            (
                heading,
                pa.array([text or (None if at % 2 else "") for text in texts], kinds[at % 3]),
            )
            for at, (heading, texts) in enumerate(zip(header, columns, strict=True))
        ]
    )


def as_parquet(header: Sequence[str], rows: Rows) -> bytes:
    """The table as a Parquet file of small row groups."""
    return parquet(_arrow(header, rows), row_group_size=3)


def as_feather(header: Sequence[str], rows: Rows) -> bytes:
    """The table as a Feather file of small batches."""
    return feather2(_arrow(header, rows), chunksize=3)


def as_stream(header: Sequence[str], rows: Rows) -> bytes:
    """The table as an Arrow stream."""
    return arrow_stream(_arrow(header, rows))
