"""Sheets of an Excel workbook in XML (.xlsx, .xlsm), scanned before they are loaded."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING

from eqmon.extract.sheet_scan import Scan
from eqmon.extract.zip_parts import ZipParts

if TYPE_CHECKING:
    import numpy as np

    Bytes = np.ndarray[tuple[int], np.dtype[np.uint8]]
    Places = np.ndarray[tuple[int], np.dtype[np.int64]]

_LETTERS = 3
_DIGITS = 7
_MARGIN = bytes(32)
"""So that what would follow a tag can be looked at also at the end."""
_PREFIX = rb"<(?:[^\s<>/\"'!?]+:)?"
_ATTRIBUTES = rb"((?:[^>\"']|\"[^\"]*\"|'[^']*')*)"
_TAG = re.compile(_PREFIX + rb"(row|c|col)(?=[\s/>])" + _ATTRIBUTES)
_REFERENCE = re.compile(rb"\sr\s*=\s*[\"']([A-Za-z]*)([0-9]*)[\"']")
_HIDDEN_ROW = re.compile(_PREFIX + rb"row\s[^>]*?\bhidden\s*=\s*[\"'](?:1|true)")
_COLUMNS = re.compile(_PREFIX + rb"col\s[^>]*>")
_ERROR = re.compile(rb"(" + _PREFIX + rb"c\s(?:[^>]*?\s)?t\s*=\s*[\"'])e(?=[\"'])")
_UNVALUED = re.compile(
    rb"<c (?![^>]*\bt=\"str\")[^>]*><f(?:[^>]*/>|[^>]*>[^<]*</f>)(?:<v\s*/>|<v></v>)?</c>"
)


def scan_xlsx(parts: ZipParts, part: str) -> Scan:
    """What the sheet in this part holds; InputError where it is damaged or spread too far."""
    scan = Scan()
    loose: _Loose | None = None
    for text in _whole_tags(parts.pieces(part)):
        if loose is None and not _scan_plain(text, scan):
            loose = _Loose(scan)
        if loose is not None:
            loose.scan(text)
        _notice(text, scan)
    scan.refuse_spread(parts.name)
    return scan


def errors_as_text(parts: ZipParts, part: str) -> io.BytesIO:
    """The workbook with every error in this sheet made a text: `#REF!` as a CSV export has it."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as opened:
        for other in sorted(parts.names - {part}):
            if not other.startswith("xl/media/") and not other.endswith("/"):
                opened.writestr(other, b"".join(parts.pieces(other)))
        with opened.open(part, "w", force_zip64=True) as sheet:
            for text in _whole_tags(parts.pieces(part)):
                sheet.write(_ERROR.sub(rb"\1str", text))
    made.seek(0)
    return made


def _whole_tags(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """The text in pieces of which each begins with a row where it can, or else with a tag."""
    held: list[bytes] = []
    for piece in pieces:
        cut = max(piece.rfind(b"<row "), 0) or max(piece.rfind(b"<"), 0)
        if not cut:
            held.append(piece)
            continue
        yield b"".join((*held, piece[:cut]))
        held = [piece[cut:]]
    yield b"".join(held)


def _scan_plain(text: bytes, scan: Scan) -> bool:
    """See all cells at once where each begins as Excel writes it; False, and none seen, if not."""
    import numpy as np

    if b":row" in text:
        return False
    letters = np.frombuffer(text + _MARGIN, dtype=np.uint8)
    opened = np.flatnonzero(letters == ord("<"))
    cells = opened[letters[opened + 1] == ord("c")]
    following = letters[cells + 2]
    cells = cells[(following < ord("a")) | (following > ord("z"))]
    if not all((letters[cells + at] == byte).all() for at, byte in enumerate(b' r="', 2)):
        return False
    ends = np.flatnonzero(letters == ord(">"))
    found = np.searchsorted(ends, cells)
    if not len(cells):
        return True
    if found[-1] == len(ends):
        return False
    full = letters[ends[found] - 1] != ord("/")
    placed = _places(letters, cells[full] + len(b'<c r="'))
    if placed is None:
        return False
    rows, columns = placed
    scan.cells += len(rows)
    scan.rows = max(scan.rows, int(rows.max(initial=0)))
    scan.columns = max(scan.columns, int(columns.max(initial=0)))
    return True


def _places(letters: Bytes, starts: Places) -> tuple[Places, Places] | None:
    """Row and column, from 1, that is written at each start; None where one is not plain."""
    import numpy as np

    rows, columns = np.zeros(len(starts), dtype=np.int64), np.zeros(len(starts), dtype=np.int64)
    open_, digits = np.ones(len(starts), dtype=bool), np.zeros(len(starts), dtype=bool)
    for at in range(_LETTERS + _DIGITS + 1):
        read = letters[starts + at].astype(np.int64)
        letter = open_ & ~digits & (read >= ord("A")) & (read <= ord("Z"))
        digit = open_ & (read >= ord("0")) & (read <= ord("9"))
        columns = np.where(letter, columns * 26 + read - ord("A") + 1, columns)
        rows = np.where(digit, rows * 10 + read - ord("0"), rows)
        digits |= digit
        closed = read == ord('"')
        if not (letter | digit | closed | ~open_).all():
            return None
        open_ &= ~closed
    return None if open_.any() else (rows, columns)


class _Loose:
    """Sees cells one by one, wherever they say or leave out where they stand."""

    def __init__(self, scan: Scan) -> None:
        self._scan = scan
        self._row, self._column = scan.rows, scan.columns

    def scan(self, text: bytes) -> None:
        for tag, attributes in _TAG.findall(text):
            if tag == b"col":
                continue
            said = _REFERENCE.search(b" " + attributes)
            letters, digits = said.groups() if said else (b"", b"")
            if tag == b"row":
                self._row = int(digits or self._row + 1)
                self._column = 0
                continue
            self._column = _column(letters) or self._column + 1
            if not attributes.endswith(b"/"):
                self._scan.see(int(digits or self._row), self._column)


def _column(letters: bytes) -> int:
    column = 0
    for letter in letters.upper():
        column = column * 26 + letter - ord("A") + 1
    return column


def _notice(text: bytes, scan: Scan) -> None:
    """Count what is hidden, in error or never calculated."""
    scan.hidden_rows += len(_HIDDEN_ROW.findall(text)) if b"hidden" in text else 0
    if b"<col" in text or b":col" in text:
        for tag in _COLUMNS.findall(text):
            if re.search(rb"\bhidden\s*=\s*[\"'](?:1|true)", tag):
                scan.hidden_columns.append((_number(tag, b"min"), _number(tag, b"max")))
    scan.filtered = scan.filtered or b"filterColumn" in text
    scan.errors_within = scan.errors_within or (
        (b'"e"' in text or b"'e'" in text) and _ERROR.search(text) is not None
    )
    scan.unvalued += len(_UNVALUED.findall(text)) if b"<f" in text else 0


def _number(tag: bytes, attribute: bytes) -> int:
    found = re.search(rb"\b" + attribute + rb"\s*=\s*[\"'](\d+)", tag)
    return int(found[1]) if found else 1
