"""Small workbooks in every format, and ways to damage them."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable, Mapping, Sequence
from xml.sax.saxutils import escape

import openpyxl
import xlwt
from odfdo import Document, Table

Rows = Sequence[Sequence[object]]
Change = Callable[[bytes], bytes]
SHEET = "xl/worksheets/sheet1.xml"
BINARY_SHEET = "xl/worksheets/sheet1.bin"
MIMETYPE = b"application/vnd.oasis.opendocument.spreadsheet"


def xlsx(rows: Rows, **others: Rows) -> bytes:
    """An Excel workbook with a sheet Data and others."""
    book = openpyxl.Workbook()
    book.active.title = "Data"
    for name, cells in {"Data": rows, **others}.items():
        sheet = book[name] if name in book.sheetnames else book.create_sheet(name)
        for row in cells:
            sheet.append(list(row))
    return saved(book)


def saved(book: openpyxl.Workbook | xlwt.Workbook) -> bytes:
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def xls(rows: Rows, **others: Rows) -> bytes:
    """An old Excel workbook."""
    book = xlwt.Workbook()
    for name, cells in {"Data": rows, **others}.items():
        sheet = book.add_sheet(name)
        for at, row in enumerate(cells):
            for column, cell in enumerate(row):
                if cell != "":
                    sheet.write(at, column, cell)
    return saved(book)


def ods(rows: Rows, **others: Rows) -> bytes:
    """An OpenDocument spreadsheet."""
    document = Document("spreadsheet")
    document.body.clear()
    for name, cells in {"Data": rows, **others}.items():
        table = Table(name)
        table.set_values([list(row) for row in cells])
        document.body.append(table)
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def record(kind: int, data: bytes = b"") -> bytes:
    """A record of a binary workbook, as [MS-XLSB] 2.1.4 lays it out."""
    head = bytes([kind]) if kind < 0x80 else bytes([kind & 0x7F | 0x80, kind >> 7])
    size, left = b"", len(data)
    while left > 0x7F:
        size, left = size + bytes([left & 0x7F | 0x80]), left >> 7
    return head + size + bytes([left]) + data


def wide(text: str) -> bytes:
    written = text.encode("utf-16-le")
    return struct.pack("<I", len(written) // 2) + written


def _binary_cell(column: int, cell: object) -> bytes:
    place = struct.pack("<II", column, 0)
    match cell:
        case bool():
            return record(4, place + bytes([cell]))
        case int() | float():
            return record(5, place + struct.pack("<d", cell))
        case bytes():
            return record(3, place + cell)
    return record(6, place + wide(str(cell)))


def binary_sheet(rows: Rows, *more: bytes, hidden: Sequence[int] = ()) -> bytes:
    """The records of a sheet; a cell of bytes is an error's code."""
    made = [record(0x81), record(0x94, struct.pack("<4I", 0, len(rows), 0, 20)), *more]
    made.append(record(0x91))
    for at, row in enumerate(rows):
        flags = 0x10 if at in hidden else 0
        made.append(record(0, struct.pack("<IIHBB", at, 0, 300, 0, flags) + bytes(5)))
        made += [_binary_cell(c, cell) for c, cell in enumerate(row) if cell != ""]
    return b"".join((*made, record(0x92), record(0x82)))


def xlsb(rows: Rows, **others: Rows) -> bytes:
    """A binary Excel workbook."""
    sheets = {"Data": rows, **others}
    book = [record(0x83), record(0x8F)]
    relations = []
    parts: dict[str, bytes] = {}
    for number, (name, cells) in enumerate(sheets.items(), 1):
        said = struct.pack("<II", 0, number) + wide(f"rId{number}") + wide(name)
        book.append(record(0x9C, said))
        relations.append(f'<Relationship Id="rId{number}" Target="worksheets/sheet{number}.bin"/>')
        parts[f"xl/worksheets/sheet{number}.bin"] = binary_sheet(cells)
    book += [record(0x90), record(0x84)]
    listed = "".join(relations)
    return zipped(
        {
            "[Content_Types].xml": b"<Types/>",
            "xl/workbook.bin": b"".join(book),
            "xl/_rels/workbook.bin.rels": f"<Relationships>{listed}</Relationships>".encode(),
            **parts,
        }
    )


def zipped(parts: Mapping[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as opened:
        for name, content in parts.items():
            opened.writestr(name, content)
    return made.getvalue()


def parts_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def changed(data: bytes, **changes: Change | bytes | None) -> bytes:
    """The workbook with parts replaced, changed or left out (None); `sheet` is the first's."""
    parts = parts_of(data)
    for name, change in changes.items():
        part = {"sheet": SHEET, "content": "content.xml"}.get(name, name)
        if change is None:
            del parts[part]
        else:
            parts[part] = change if isinstance(change, bytes) else change(parts.get(part, b""))
    return zipped(parts)


def with_cell(cell: str, rest: str = "") -> bytes:
    """An Excel workbook whose only record has this cell, as XML, in the first column."""
    heading = "".join(
        f'<c r="{c}1" t="inlineStr"><is><t>{escape(text)}</t></is></c>'
        for c, text in (("A", "BOCU"), ("B", "Ethnicity"))
    )
    second = '<c r="B2" t="inlineStr"><is><t>W1</t></is></c>'
    rows = f'<row r="1">{heading}</row><row r="2">{cell}{second}</row>{rest}'
    return changed(
        xlsx([["x"]]),
        sheet=f'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        f"<sheetData>{rows}</sheetData></worksheet>".encode(),
    )
