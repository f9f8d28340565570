"""Which kind of file it is, by how it begins rather than by its name."""

from __future__ import annotations

from enum import Enum

from eqmon.errors import InputError

HEAD = 512
"""First bytes that tell the kind."""


class Kind(Enum):
    """What reads a file."""

    TEXT = "text"
    WORKBOOK = "workbook"
    COLUMNAR = "columnar"


_READS = (
    "delimited text, Excel and OpenDocument workbooks, Parquet, Feather and Arrow; gzip or zip"
    " of these"
)
_FETCH = "fetch the extract itself; the file's name and its content disagree"

_TABLES = (
    (b"PK\x03\x04", Kind.WORKBOOK),
    (b"PK\x05\x06", Kind.WORKBOOK),
    (b"\xd0\xcf\x11\xe0", Kind.WORKBOOK),
    (b"PAR1", Kind.COLUMNAR),
    (b"PARE", Kind.COLUMNAR),
    (b"ARROW1", Kind.COLUMNAR),
    (b"FEA1", Kind.COLUMNAR),
    (b"\xff\xff\xff\xff", Kind.COLUMNAR),
)
"""A zip, and an OLE file, may be something else than a workbook: who opens it says so."""

_KINDS = (
    (b"SQLite format 3", "an SQLite database", "export its table as CSV and give that"),
    (b"%PDF", "a PDF document", _FETCH),
    (b"\x89PNG", "an image", _FETCH),
    (b"\xff\xd8\xff", "an image", _FETCH),
    (b"GIF8", "an image", _FETCH),
    (b"BM", "an image", _FETCH),
    (b"II*\x00", "an image", _FETCH),
    (b"MM\x00*", "an image", _FETCH),
    (b"{\\rtf", "a Rich Text document", _FETCH),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive", "unpack it and give the folder"),
    (b"Rar!", "a RAR archive", "unpack it and give the folder"),
    (b"BZh", "a bzip2 file", "unpack it and give the extract itself"),
    (b"\xfd7zXZ", "an xz file", "unpack it and give the extract itself"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard file", "unpack it and give the extract itself"),
    (b"\x7fELF", "a program", _FETCH),
    (b"MZ", "a program", _FETCH),
)
_TEXT_AFTER = frozenset({b"BM", b"MZ", b"BZh", b"GIF8"})
"""Beginnings that text may have too: these count only where something binary follows."""
_PAGES = (b"<!doctype", b"<html", b"<?xml")


def kind_of(name: str, head: bytes) -> Kind:
    """What reads a file that begins so; InputError where nothing does, or there is nothing."""
    if not head:
        raise InputError(name, "is empty", hint="fetch it again, or leave it out of the drop")
    for start, kind in _TABLES:
        if head.startswith(start):
            return kind
    for start, what, remedy in _KINDS:
        if head.startswith(start) and (start not in _TEXT_AFTER or not _is_plain(head)):
            raise InputError(name, f"is {what}, not a table", allowed=_READS, hint=remedy)
    if head.lstrip().lower().startswith(_PAGES):
        raise InputError(name, "is a web page or XML, not a table", allowed=_READS, hint=_FETCH)
    return Kind.TEXT


def _is_plain(head: bytes) -> bool:
    return not any(byte < 32 and byte not in b"\t\n\r\f" for byte in head[:64])
