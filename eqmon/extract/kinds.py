"""Refusing what is not delimited text at all, by how it begins rather than by its name."""

from __future__ import annotations

from eqmon.errors import InputError

_WORKBOOK = "a workbook (Excel or OpenDocument) or another archive"
_READS = "delimited text: comma, tab, pipe or semicolon; gzip or zip of it"
_SAVE = "save it as CSV and give that; this version reads delimited text only"
_FETCH = "fetch the extract itself; the file's name and its content disagree"

_KINDS = (
    (b"PK\x03\x04", _WORKBOOK, _SAVE),
    (b"PK\x05\x06", _WORKBOOK, _SAVE),
    (b"\xd0\xcf\x11\xe0", "an old Excel workbook or Word document", _SAVE),
    (b"PAR1", "a Parquet file", _SAVE),
    (b"ARROW1", "an Arrow file", _SAVE),
    (b"FEA1", "a Feather file", _SAVE),
    (b"SQLite format 3", "an SQLite database", _SAVE),
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


def refuse_other_kinds(name: str, head: bytes) -> None:
    """InputError where the first bytes are those of something else than text, or there are none."""
    if not head:
        raise InputError(name, "is empty", hint="fetch it again, or leave it out of the drop")
    for start, what, remedy in _KINDS:
        if head.startswith(start) and (start not in _TEXT_AFTER or not _is_plain(head)):
            raise InputError(name, f"is {what}, not delimited text", allowed=_READS, hint=remedy)
    if head.lstrip().lower().startswith(_PAGES):
        raise InputError(
            name, "is a web page or XML, not delimited text", allowed=_READS, hint=_FETCH
        )


def _is_plain(head: bytes) -> bool:
    return not any(byte < 32 and byte not in b"\t\n\r\f" for byte in head[:64])
