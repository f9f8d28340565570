"""Sheets of an OpenDocument spreadsheet (.ods), scanned before they are loaded.

Elements and attributes are those of OpenDocument 1.3, part 3; errors as LibreOffice marks them.
"""

from __future__ import annotations

import html
import io
import re
import zipfile
from collections.abc import Iterator

from eqmon.errors import InputError
from eqmon.extract.sheet_scan import FREE_AREA, MOST_SPREAD, Scan
from eqmon.extract.workbook_faults import damaged, spread
from eqmon.extract.zip_parts import ZipParts

CONTENT = "content.xml"
MOST_SPACES = 1 << 20
"""Spaces that a text may leave out and count."""
_TAG = re.compile(
    rb"<(/(?=table:table(?:-row)?[\s>])|)"  # a cell's end says nothing
    rb"table:(table-row|table-cell|covered-table-cell|table-column|table)(?=[\s/>])"
    rb"([^>\"']*(?:(?:\"[^\"]*\"|'[^']*')[^>\"']*)*)>"
)
_ERROR_TEXT = re.compile(rb"\s*<text:p[^>]*>([^<]*)")
_TAB = re.compile(rb"<text:tab(?:\s[^>]*)?(?:/>|></text:tab>)")
_SPACES = re.compile(rb"\btext:c\s*=\s*[\"']\+?(\d+)")


def scan_ods(parts: ZipParts) -> list[Scan]:
    """What each sheet holds, in their order; InputError where one is damaged or spread too far."""
    found: list[Scan] = []
    reading: _Reading | None = None
    spaces = 0
    for text in _whole_cells(parts.pieces(CONTENT)):
        spaces += sum(map(int, _SPACES.findall(text))) if b"text:c" in text else 0
        if spaces > MOST_SPACES:
            raise InputError(parts.name, "holds a text of countless spaces")
        for tag in _TAG.finditer(text):
            closing, element, attributes = tag.groups()
            if element == b"table":
                if not closing and not reading:
                    reading = _Reading(parts.name)
                    found.append(reading.scan)
                elif closing and reading:
                    reading.scan.refuse_spread(parts.name)
                    reading = None
            elif reading:
                reading.read(element, closing, attributes, text, tag.end())
        if found and b"<text:tab" in text:
            found[-1].has_tabs = True
    if reading:
        raise damaged(parts.name)
    return found


def tabs_as_text(parts: ZipParts) -> io.BytesIO:
    """The document with every element for a tab made a tab, which calamine would leave out."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as opened:
        for other in sorted(parts.names & {"mimetype", "META-INF/manifest.xml"}):
            opened.writestr(other, b"".join(parts.pieces(other)))
        with opened.open(CONTENT, "w", force_zip64=True) as content:
            for text in _whole_cells(parts.pieces(CONTENT)):
                content.write(_TAB.sub(b"\t", text))
    made.seek(0)
    return made


def _whole_cells(pieces: Iterator[bytes]) -> Iterator[bytes]:
    held: list[bytes] = []
    for piece in pieces:
        cut = piece.rfind(b"<table:")
        if cut <= 0:
            held.append(piece)
            continue
        yield b"".join((*held, piece[:cut]))
        held = [piece[cut:]]
    yield b"".join(held)


class _Reading:
    """One sheet's scan, and where in the sheet it is."""

    def __init__(self, name: str) -> None:
        self.scan = Scan()
        self._name = name
        self._row = self._column = self._table_column = 0
        self._repeated = 1
        self._hides: bytes | None = None
        self._filled = 0
        """Last column of this row with a value, from 1."""
        self._laid_out = 0
        """Cells that are laid out before rows are repeated."""

    def read(
        self, element: bytes, closing: bytes, attributes: bytes, text: bytes, end: int
    ) -> None:
        """Take in one tag; `end` is where in the text it ends."""
        if element == b"table-row":
            if not closing:
                self._begin_row(attributes)
            if closing or attributes.endswith(b"/"):
                self._end_row()
        elif element == b"table-column" and not closing:
            self._see_columns(attributes)
        elif not closing and element in (b"table-cell", b"covered-table-cell"):
            self._see_cell(attributes, text, end)

    def _begin_row(self, attributes: bytes) -> None:
        self._repeated = self._times(attributes, b"rows")
        self._hides = _raw(attributes, b"visibility") if attributes else None
        self._column = self._filled = 0

    def _end_row(self) -> None:
        if self._filled:
            self.scan.rows = self._row + self._repeated
            self.scan.columns = max(self.scan.columns, self._filled)
            if self._hides in (b"collapse", b"filter"):
                self.scan.hidden_rows += self._repeated
                self.scan.filtered |= self._hides == b"filter"
        self._row += self._repeated
        self._laid_out += self._filled
        if self._laid_out > max(FREE_AREA, MOST_SPREAD * self.scan.cells):
            raise spread(self._name, f"up to row {self._row:,}")

    def _see_columns(self, attributes: bytes) -> None:
        first = self._table_column + 1
        self._table_column += self._times(attributes, b"columns")
        if _raw(attributes, b"visibility") in (b"collapse", b"filter"):
            self.scan.hidden_columns.append((first, self._table_column))

    def _see_cell(self, attributes: bytes, text: bytes, end: int) -> None:
        column, times = self._column, self._times(attributes, b"columns")
        self._column += times
        if attributes.endswith(b"/") and b"office:" not in attributes:
            return
        self._filled = self._column
        self.scan.cells += 1
        if b"-spanned" in attributes:
            rows = int(_raw(attributes, b"number-rows-spanned") or 1)
            columns = int(_raw(attributes, b"number-columns-spanned") or 1)
            if rows > 1 or columns > 1:
                self.scan.last_merged.append(self._row + rows - 1)
        if b'calcext:value-type="error"' in attributes:
            shown = _ERROR_TEXT.match(text, end)
            if shown:
                self.scan.add_error(
                    self._row, column, html.unescape(shown[1].decode("utf-8", "replace"))
                )

    def _times(self, attributes: bytes, what: bytes) -> int:
        if b"-repeated" not in attributes:
            return 1
        said = _raw(attributes, b"number-" + what + b"-repeated")
        if said is None:
            return 1
        if not said.isdigit() or len(said) > 9:
            raise damaged(self._name)
        return int(said)


def _raw(attributes: bytes, name: bytes) -> bytes | None:
    found = re.search(rb"\btable:" + name + rb"\s*=\s*(?:\"([^\"]*)\"|'([^']*)')", attributes)
    return (found[1] if found[1] is not None else found[2]) if found else None
