"""Sheets of an Excel workbook in binary records (.xlsb), scanned before they are loaded.

Records and fields are those of [MS-XLSB] 2.4.
"""

from __future__ import annotations

from collections.abc import Iterator
from struct import unpack_from

from eqmon.extract.sheet_scan import ERRORS, Scan
from eqmon.extract.workbook_faults import damaged
from eqmon.extract.zip_parts import ZipParts

_ROW, _COLUMNS, _MERGED, _FILTER, _STRINGS = 0, 60, 176, 163, 159
_CELLS = frozenset(range(2, 12))
_IN_ERROR = frozenset((3, 11))


def scan_xlsb(parts: ZipParts, part: str) -> Scan:
    """What the sheet in this part holds; InputError where it is damaged or spread too far."""
    scan = Scan()
    row = 0
    for kind, data in records(parts.name, b"".join(parts.pieces(part))):
        if kind in _CELLS and len(data) > 8:
            column = int.from_bytes(data[:4], "little")
            scan.see(row + 1, column + 1)
            if kind in _IN_ERROR:
                scan.add_error(row, column, ERRORS.get(data[8], ""))
        elif kind == _ROW and len(data) > 11:
            row = int.from_bytes(data[:4], "little")
            scan.hidden_rows += bool(data[11] & 0x10)
        elif kind == _COLUMNS and len(data) > 16 and data[16] & 1:
            first, last = unpack_from("<II", data)
            scan.hidden_columns.append((first + 1, last + 1))
        elif kind == _MERGED and len(data) >= 16:
            scan.last_merged.append(int.from_bytes(data[4:8], "little"))
        elif kind == _FILTER:
            scan.filtered = True
    scan.refuse_spread(parts.name)
    return scan


def refuse_untrue_strings(parts: ZipParts) -> None:
    """InputError where the list of texts claims more of them than it has bytes."""
    part = "xl/sharedStrings.bin"
    if part not in parts.names:
        return
    content = b"".join(parts.pieces(part))
    for kind, data in records(parts.name, content):
        if kind == _STRINGS and len(data) >= 8 and max(unpack_from("<II", data)) > len(content):
            raise damaged(parts.name)
        return


def records(name: str, content: bytes) -> Iterator[tuple[int, bytes]]:
    """The kind and the data of each record; InputError where one is cut short."""
    at, end = 0, len(content)
    while at < end:
        kind = content[at]
        at += 1
        if kind & 0x80 and at < end:
            kind = (kind & 0x7F) | (content[at] & 0x7F) << 7
            at += 1
        size = shift = 0
        for _ in range(4):
            if at >= end:
                raise damaged(name)
            byte = content[at]
            at += 1
            size |= (byte & 0x7F) << shift
            shift += 7
            if not byte & 0x80:
                break
        if at + size > end:
            raise damaged(name)
        yield kind, content[at : at + size]
        at += size
