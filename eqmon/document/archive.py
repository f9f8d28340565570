"""Zip archives of a document (docx, xlsx, ods) whose bytes follow from their members alone."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime
from pathlib import PurePosixPath

MIMETYPE = "mimetype"
ORDINARY_FILE = 0o100644 << 16
ORDINARY_FOLDER = 0o040755 << 16
UNIX = 3
PACKED = frozenset({".png", ".jpg", ".jpeg", ".gif"})
"""Endings of members that are compressed already."""


def repacked(data: bytes, created: datetime) -> bytes:
    """The archive with every member's date set to `created`, to two seconds and in UTC.

    Members keep their order and content; permissions are those of an ordinary file or folder, and
    extra fields and comments fall away. `mimetype` of an OpenDocument comes first and uncompressed,
    as its standard asks. Dates outside 1980 to 2107, which a zip cannot hold, become the nearest.
    """
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w") as target:
        members = sorted(source.infolist(), key=lambda member: member.filename != MIMETYPE)
        for member in members:
            target.writestr(_header(member, created), source.read(member), compresslevel=6)
    return out.getvalue()


def _header(member: zipfile.ZipInfo, created: datetime) -> zipfile.ZipInfo:
    header = zipfile.ZipInfo(member.filename, _held(created))
    header.create_system = UNIX
    header.external_attr = ORDINARY_FOLDER | 0x10 if member.is_dir() else ORDINARY_FILE
    stored = member.is_dir() or member.filename == MIMETYPE
    stored = stored or PurePosixPath(member.filename).suffix.lower() in PACKED
    header.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
    return header


def _held(created: datetime) -> tuple[int, int, int, int, int, int]:
    when = created.astimezone(UTC)
    if when.year < 1980:
        return 1980, 1, 1, 0, 0, 0
    if when.year > 2107:
        return 2107, 12, 31, 23, 59, 58
    return when.year, when.month, when.day, when.hour, when.minute, when.second // 2 * 2
