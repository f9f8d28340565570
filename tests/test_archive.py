"""Archives are rewritten so that the same members give the same bytes."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime, timedelta, timezone

import pytest

from eqmon.document.archive import repacked

CREATED = datetime(2007, 2, 6, 10, 30, 13, tzinfo=UTC)


def packed(
    names: list[str], date: tuple[int, int, int, int, int, int], comment: bytes = b"made by hand"
) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.comment = comment
        for name in names:
            member = zipfile.ZipInfo(name, date)
            member.external_attr = 0o100600 << 16
            member.extra = b"\x55\x54\x05\x00\x01\x00\x00\x00\x00"
            member.comment = comment
            member.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(member, b"" if name.endswith("/") else f"of {name} ".encode() * 50)
    return out.getvalue()


NAMES = ["word/", "word/document.xml", "media/a.png", "mimetype", "styles.xml"]


def members(data: bytes) -> dict[str, zipfile.ZipInfo]:
    return {member.filename: member for member in zipfile.ZipFile(io.BytesIO(data)).infolist()}


def test_the_same_members_give_the_same_bytes() -> None:
    first = packed(NAMES, (2020, 1, 2, 3, 4, 6))
    second = packed(NAMES, (1999, 9, 9, 9, 9, 8), comment=b"")
    assert first != second
    assert repacked(first, CREATED) == repacked(second, CREATED)
    assert repacked(repacked(first, CREATED), CREATED) == repacked(first, CREATED)


def test_order_and_content_stay_but_mimetype_comes_first() -> None:
    data = repacked(packed(NAMES, (2020, 1, 2, 3, 4, 6)), CREATED)
    names = ["mimetype", "word/", "word/document.xml", "media/a.png", "styles.xml"]
    assert list(members(data)) == names
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        assert archive.read("styles.xml") == b"of styles.xml " * 50
    assert data[30:38] == b"mimetype"


def test_headers_tell_nothing_of_the_machine() -> None:
    found = members(repacked(packed(NAMES, (2020, 1, 2, 3, 4, 6)), CREATED))
    for name, member in found.items():
        assert member.date_time == (2007, 2, 6, 10, 30, 12)
        assert member.extra == b""
        assert member.comment == b""
        assert member.external_attr >> 16 == (0o040755 if name.endswith("/") else 0o100644)
    kinds = {name: member.compress_type for name, member in found.items()}
    assert kinds["mimetype"] == kinds["media/a.png"] == zipfile.ZIP_STORED
    assert kinds["word/document.xml"] == zipfile.ZIP_DEFLATED


@pytest.mark.parametrize(
    ("created", "held"),
    [
        (datetime(1970, 1, 1, tzinfo=UTC), (1980, 1, 1, 0, 0, 0)),
        (datetime(9999, 1, 1, tzinfo=UTC), (2107, 12, 31, 23, 59, 58)),
        (datetime(2007, 2, 6, 1, tzinfo=timezone(timedelta(hours=2))), (2007, 2, 5, 23, 0, 0)),
    ],
)
def test_dates_that_a_zip_cannot_hold(
    created: datetime, held: tuple[int, int, int, int, int, int]
) -> None:
    data = repacked(packed(["a.xml"], (2020, 1, 2, 3, 4, 6)), created)
    assert members(data)["a.xml"].date_time == held
