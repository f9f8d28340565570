"""Sheets of an old Excel workbook (.xls), scanned before they are loaded.

Records and fields are those of [MS-XLS] 2.4.
"""

from __future__ import annotations

from collections.abc import Iterator
from struct import unpack_from

from eqmon.extract.sheet_scan import ERRORS, Scan
from eqmon.extract.workbook_faults import damaged, protected

_BOUND_SHEET, _END, _STRINGS, _ENCRYPTED = 0x85, 0x0A, 0xFC, 0x2F
_DIMENSIONS, _ROW, _COLUMNS, _FILTER = 0x200, 0x208, 0x7D, 0x9B
_ERROR_OR_BOOLEAN, _FORMULA, _MANY_NUMBERS = 0x205, 0x06, 0xBD
_CELLS = frozenset((0x203, 0x204, _ERROR_OR_BOOLEAN, _FORMULA, 0x27E, 0xFD))
MOST_CELLS = 65_536 * 256
"""Cells of the largest sheet that this format has room for."""
_LEAST = 4
"""Bytes of the shortest record that says where it stands."""


def scan_xls(name: str, stream: bytes) -> list[Scan]:
    """What each sheet holds, in the workbook's order.

    InputError where one is damaged or spread too far.
    """
    return [_scan(name, stream, start) for start in _starts(name, stream)]


def _starts(name: str, stream: bytes) -> Iterator[int]:
    for kind, at, size in _records(name, stream, 0):
        if kind == _BOUND_SHEET and size > _LEAST:
            start = unpack_from("<I", stream, at)[0]
            if start >= len(stream):
                raise damaged(name)
            yield start
        elif kind == _ENCRYPTED:
            raise protected(name)
        elif kind == _STRINGS and (size < 8 or max(unpack_from("<II", stream, at)) > len(stream)):
            raise damaged(name)


def _scan(name: str, stream: bytes, start: int) -> Scan:
    scan = Scan()
    for kind, at, size in _records(name, stream, start):
        if size < _LEAST:
            continue
        row, column = unpack_from("<HH", stream, at)
        if kind in _CELLS:
            scan.see(row + 1, column + 1)
            text = _error(kind, stream[at : at + size])
            if text is not None:
                scan.add_error(row, column, text)
        elif kind == _MANY_NUMBERS:
            for following in range(max(0, (size - 6) // 6)):
                scan.see(row + 1, column + following + 1)
        elif kind == _ROW and size > 12:
            scan.hidden_rows += bool(stream[at + 12] & 0x20)
        elif kind == _COLUMNS and size > 8 and stream[at + 8] & 1:
            scan.hidden_columns.append((row + 1, column + 1))  # its first and its last column
        elif kind == _FILTER:
            scan.filtered = True
        elif kind == _DIMENSIONS and not _can_be_true(stream[at : at + size]):
            raise damaged(name)
    scan.refuse_spread(name)
    return scan


def _can_be_true(dimensions: bytes) -> bool:
    """Whether a sheet can be of this size, as memory is set aside for it at once."""
    if len(dimensions) not in (10, 14):
        return False
    first, last, left, right = unpack_from("<IIHH" if len(dimensions) == 14 else "<4H", dimensions)
    if not last or not right:
        return True
    area = (last - first) * (right - left)
    return bool(first < last and left < right and area <= MOST_CELLS)


def _error(kind: int, data: bytes) -> str | None:
    """What an error's cell shows; None for another's."""
    if kind == _ERROR_OR_BOOLEAN and len(data) >= 8 and data[7]:
        return ERRORS.get(data[6])
    if kind == _FORMULA and len(data) >= 14 and data[12:14] == b"\xff\xff" and data[6] == 2:
        return ERRORS.get(data[8])
    return None


def _records(name: str, stream: bytes, at: int) -> Iterator[tuple[int, int, int]]:
    """Kind, place and size of each record up to the end of the part that begins here."""
    end = len(stream)
    while at + 4 <= end:
        kind, size = unpack_from("<HH", stream, at)
        at += 4
        if at + size > end:
            raise damaged(name)
        yield kind, at, size
        if kind == _END:
            return
        at += size
