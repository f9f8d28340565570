"""Tells which workbook it is, and refuses what is none or would be unsafe to load."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from eqmon.errors import InputError
from eqmon.extract.ole import Ole
from eqmon.extract.ooxml_sheets import binary_sheet_parts, sheet_parts
from eqmon.extract.scan_ods import CONTENT, scan_ods, tabs_as_text
from eqmon.extract.scan_xls import scan_xls
from eqmon.extract.scan_xlsb import refuse_untrue_strings, scan_xlsb
from eqmon.extract.scan_xlsx import errors_as_text, scan_xlsx
from eqmon.extract.sheet_scan import Scan
from eqmon.extract.workbook_faults import damaged, declares_entities, protected
from eqmon.extract.zip_parts import ZipParts, open_parts

EXCEL, OPEN_DOCUMENT = "Excel", "OpenDocument"
OLE = b"\xd0\xcf\x11\xe0"
_ODS = b"application/vnd.oasis.opendocument.spreadsheet"
_FETCH = "fetch the extract itself; this is another document"
_OTHERS = (
    ("word/", "a Word document"),
    ("ppt/", "a PowerPoint presentation"),
    ("visio/", "a Visio drawing"),
    ("index/tables/", "an Apple Numbers document"),
)
_OLD = (
    ("WordDocument", "an old Word document"),
    ("PowerPoint Document", "an old PowerPoint presentation"),
    ("__properties_version1.0", "an Outlook message"),
)


@dataclass(frozen=True)
class Guarded:
    """A workbook that is safe to open, and each of its sheets once it is scanned."""

    kind: str
    content: io.BytesIO
    sheets: int
    """How many sheets it lists."""
    scan: Callable[[int], Scan]
    """The scan of the sheet at this position; InputError where it would be unsafe to load."""
    with_errors_as_text: Callable[[int], io.BytesIO] | None = None
    """The workbook with the errors in the sheet at this position made text."""


def guard(name: str, content: io.BytesIO) -> Guarded:
    """The workbook in the stream; InputError where it is another document, damaged or unsafe."""
    start = content.read(len(OLE))
    content.seek(0)
    if start == OLE:
        return _guard_old(name, content)
    parts = open_parts(name, content)
    if "xl/workbook.xml" in parts.names:
        return _guard_excel(parts, content, sheet_parts(parts), scan_xlsx)
    if "xl/workbook.bin" in parts.names:
        refuse_untrue_strings(parts)
        return _guard_excel(parts, content, binary_sheet_parts(parts), scan_xlsb)
    if "mimetype" in parts.names and parts.small("mimetype").strip() == _ODS:
        return _guard_open_document(parts, content)
    raise _other_document(parts)


def _guard_excel(
    parts: ZipParts,
    content: io.BytesIO,
    sheets: Sequence[str],
    scan: Callable[[ZipParts, str], Scan],
) -> Guarded:
    spelt = {part.lower(): part for part in parts.names}  # as spreadsheet programs look them up
    for part in parts.names.difference(spelt.get(sheet.lower(), "") for sheet in sheets):
        if part.endswith((".xml", ".bin", ".rels")):
            for piece in parts.pieces(part):
                if b"<!DOCTYPE" in piece or b"<!ENTITY" in piece:
                    raise declares_entities(parts.name)

    def part_of(sheet: int) -> str:
        part = spelt.get(sheets[sheet].lower())
        if part is None:
            raise InputError(
                parts.name,
                "lists a sheet that it does not hold",
                hint="open it in a spreadsheet program and save it again",
            )
        return part

    return Guarded(
        EXCEL,
        content,
        len(sheets),
        lambda sheet: scan(parts, part_of(sheet)),
        (lambda sheet: errors_as_text(parts, part_of(sheet))) if scan is scan_xlsx else None,
    )


def _guard_open_document(parts: ZipParts, content: io.BytesIO) -> Guarded:
    if CONTENT not in parts.names:
        raise damaged(parts.name)
    if "META-INF/manifest.xml" in parts.names:
        manifest = parts.small("META-INF/manifest.xml")
        if b"encryption-data" in manifest:
            raise protected(parts.name)
    scans = scan_ods(parts)
    if any(scan.has_tabs for scan in scans):
        content = tabs_as_text(parts)
    return Guarded(OPEN_DOCUMENT, content, len(scans), scans.__getitem__)


def _guard_old(name: str, content: io.BytesIO) -> Guarded:
    ole = Ole(name, content.getvalue())
    if "EncryptedPackage" in ole.entries:
        raise protected(name)
    for stream, what in _OLD:
        if stream in ole.entries:
            raise InputError(name, f"is {what}, not a workbook", hint=_FETCH)
    book = ole.entries.get("Workbook") or ole.entries.get("Book")
    if book is None:
        raise InputError(name, "is an old Office file that holds no workbook", hint=_FETCH)
    scans = scan_xls(name, ole.stream(book))
    return Guarded(EXCEL, content, len(scans), scans.__getitem__)


def _other_document(parts: ZipParts) -> InputError:
    for beginning, what in _OTHERS:
        if any(part.lower().startswith(beginning) for part in parts.names):
            return InputError(parts.name, f"is {what}, not a workbook", hint=_FETCH)
    if "mimetype" in parts.names:
        return InputError(parts.name, "is another document than a spreadsheet", hint=_FETCH)
    return InputError(
        parts.name,
        "is a zip archive that holds no workbook",
        hint="give its name the ending .zip to have the extracts in it read",
    )
