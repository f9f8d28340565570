"""Each kind of bad input ends in one clear InputError that holds no cell's value."""

from __future__ import annotations

import gzip
import io
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from small_rulebook import FIELDS, small_rulebook

from eqmon.errors import InputError
from eqmon.extract import archive
from eqmon.extract.drop import find_drop
from eqmon.extract.read import Records, open_extract

RULEBOOK = small_rulebook()
TOKEN = "zebra-quartz"
HEADER = b"BOCU,Ethnicity,Gender\n"
ROW = f"YE,{TOKEN},F\n".encode()
CSV = HEADER + ROW * 50
PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"
Make = Callable[[Path], Path]


def file(name: str, data: bytes) -> Make:
    def make(folder: Path) -> Path:
        (folder / name).write_bytes(data)
        return folder / name

    return make


def archive_of(**members: bytes) -> Make:
    def make(folder: Path) -> Path:
        path = folder / "drop.zip"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as opened:
            for name, data in members.items():
                opened.writestr(name, data)
        return path

    return make


def altered(make: Make, alter: Callable[[bytearray], None]) -> Make:
    def make_altered(folder: Path) -> Path:
        path = make(folder)
        data = bytearray(path.read_bytes())
        alter(data)
        path.write_bytes(data)
        return path

    return make_altered


def encrypt(data: bytearray) -> None:
    """Set the flag that says so, in both of the places where a zip has it."""
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1


def declare_little(data: bytearray) -> None:
    """Declare less than is there, which only unpacking shows."""
    struct.pack_into("<I", data, data.index(b"PK\x01\x02") + 24, 10)
    struct.pack_into("<I", data, 22, 10)


def strange_packing(data: bytearray) -> None:
    struct.pack_into("<H", data, 8, 97)
    struct.pack_into("<H", data, data.index(b"PK\x01\x02") + 10, 97)


def halve(data: bytearray) -> None:
    del data[len(data) // 2 :]


def empty_folder(folder: Path) -> Path:
    (folder / "drop").mkdir()
    (folder / "drop" / "README.md").write_text("nothing here")
    return folder / "drop"


BIG_CELL = b'"' + ROW * 600_000 + b'",a,b\n'
SPEND = f"Supplier,Amount\n{TOKEN},1\n".encode()
TWICE = b"Ethnicity,Victim ethnicity\n" + ROW
MARKED = b"\xef\xbb\xbf" + CSV
A_CSV = {"a.csv": CSV}
WORKBOOK = {"[Content_Types].xml": b"<Types/>", "xl/sheet.xml": b"<a/>"}


def workbook(folder: Path) -> Path:
    return archive_of(**WORKBOOK)(folder).rename(folder / "figures.xlsx")


BAD = [
    # what                        how it is made                                  phrase
    ("no such file", lambda folder: folder / "absent.csv", "absent.csv: no such file or folder"),
    ("a name with a NUL", lambda _: Path("a\0b.csv"), "a?b.csv: is no path"),
    ("a folder without extracts", empty_folder, "drop: holds no extracts"),
    ("an archive without extracts", archive_of(a=b""), "drop.zip: holds no extracts"),
    ("an empty file", file("a.csv", b""), "a.csv: is empty"),
    ("an empty gzip", file("a.csv.gz", gzip.compress(b"")), "a.csv.gz: is empty"),
    ("empty lines alone", file("a.csv", b"\n\r\n\n"), "has no row that could be a heading"),
    ("a byte order mark alone", file("a.csv", b"\xef\xbb\xbf"), "has no row that could be"),
    ("an image", file("a.csv", PNG + ROW), "is an image, not a table"),
    ("a PDF", file("a.csv", b"%PDF-1.7\n" + CSV), "is a PDF document, not a table"),
    ("a web page", file("a.csv", b"\n<!DOCTYPE html>" + CSV), "is a web page or XML"),
    ("a workbook", workbook, "figures.xlsx: is a zip archive that holds no workbook"),
    ("a workbook renamed", file("a.csv", b"PK\x03\x04" + CSV), "is damaged: it cannot be"),
    ("an old workbook", file("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), "is cut short"),
    ("a Parquet file", file("a.parquet", b"PAR1" + CSV), "is a damaged Parquet file"),
    ("a bitmap", file("a.csv", b"BM\x00\x01" + CSV), "is an image"),
    ("binary", file("a.csv", bytes(range(1, 256)) * 20), "holds bytes that are not valid utf-8"),
    ("binary with NUL", file("a.csv", bytes(range(256)) * 20), "holds NUL bytes"),
    ("a NUL in a cell", file("a.csv", CSV + b"YE,\0,F\n"), "holds NUL bytes"),
    ("a NUL far down", file("a.csv", HEADER + ROW * 90_000 + b"YE,\0,F\n"), "holds NUL bytes"),
    ("a NUL in utf-16", file("a.csv", (CSV + b"\0").decode().encode("utf-16")), "holds NUL"),
    ("bytes that cp1252 has not", file("a.csv", CSV + b"YE,\x81\xe9,F\n"), "utf-8 or cp1252"),
    ("a mark of utf-8, then not", file("a.csv", MARKED + b"\xe9"), "not valid utf-8"),
    ("utf-16 of odd length", file("a.csv", CSV.decode().encode("utf-16") + b"a"), "valid utf-16"),
    ("a 10 MB heading", file("a.csv", b"x" * 10_000_000), "first line is longer than a megabyte"),
    ("a 10 MB line", file("a.csv", CSV + b"y" * 10_000_000 + b"\n" + CSV), "row longer than 4 MB"),
    ("a quote left open", file("a.csv", CSV + b'YE,"' + ROW * 9), "opened on line 52 is never"),
    ("a row of two lines, then open", file("a.csv", CSV + b'"Y\nE",a,b\na,"b,\n'), "on line 54"),
    ("a quote open for 10 MB", file("a.csv", CSV + b'"' + ROW * 600_000), "52 is never closed"),
    ("a quoted cell of 10 MB", file("a.csv", HEADER + BIG_CELL), "row longer than 4 MB"),
    ("rows of another width", file("a.csv", HEADER + b"YE,a\n" * 3), "cells as the heading (3)"),
    ("no strand", file("a.csv", SPEND), "no column is recognised as a strand"),
    ("two columns of one field", file("a.csv", TWICE), "2 columns claim the field"),
    ("a truncated gzip", altered(file("a.csv.gz", gzip.compress(CSV * 9)), halve), "is cut short"),
    ("a damaged gzip", file("a.csv.gz", b"\x1f\x8b\x08\0" + CSV), "is damaged"),
    ("a gzip bomb", file("a.csv.gz", gzip.compress(HEADER + ROW * 200_000)), "decompression bomb"),
    ("a zip bomb", archive_of(**{"a.csv": bytes(3 << 20)}), "drop.zip: unpacks to more than"),
    ("a zip that declares too little", altered(archive_of(**A_CSV), declare_little), "is damaged"),
    ("an encrypted zip", altered(archive_of(**A_CSV), encrypt), "is an encrypted archive"),
    ("a zip packed strangely", altered(archive_of(**A_CSV), strange_packing), "cannot unpack"),
    ("a truncated zip", altered(archive_of(**A_CSV), halve), "drop.zip: is damaged"),
    ("a zip with ../", archive_of(**{"../a.csv": CSV}), "holds names that point outside it"),
    ("a zip with inner ../", archive_of(**{"b/../../a.csv": CSV}), "names that point outside it"),
    ("a zip with a root", archive_of(**{"/a.csv": CSV}), "holds names that point outside it"),
    ("a zip with a drive", archive_of(**{"C:/a.csv": CSV}), "holds names that point outside it"),
    ("a zip with ..\\", archive_of(**{"..\\a.csv": CSV}), "holds names that point outside it"),
    ("a zip in a zip", archive_of(**{"a.csv": b"PK\x03\x04" + CSV}), "cannot be unpacked"),
]  # fmt: skip


def read(path: Path | str, stdin: io.BytesIO | None = None) -> None:
    for found in find_drop([str(path)], stdin=stdin).sources:
        list(Records(open_extract(found, RULEBOOK), RULEBOOK, FIELDS))


@pytest.fixture
def _small_bombs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "FREE_BYTES", 1 << 20)


@pytest.mark.usefixtures("_small_bombs")
@pytest.mark.parametrize(("make", "phrase"), [pytest.param(*row[1:], id=row[0]) for row in BAD])
def test_bad_input_is_one_clear_error(tmp_path: Path, make: Make, phrase: str) -> None:
    path = make(tmp_path)
    with pytest.raises(InputError) as caught:
        read(path)
    assert phrase in str(caught.value)
    assert_clear(caught.value)
    if path.is_file():
        with pytest.raises(InputError) as again:
            read("-", io.BytesIO(path.read_bytes()))
        assert_clear(again.value)


def assert_clear(error: InputError) -> None:
    assert error.where
    assert error.allowed or error.hint
    assert TOKEN not in str(error)
    assert error.__cause__ is None
    assert error.__context__ is None or error.__suppress_context__


def test_a_file_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = file("a.csv", CSV)(tmp_path)

    def refuse(*args: object, **options: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("builtins.open", refuse)
    with pytest.raises(InputError, match=r"a\.csv: may not be read"):
        read(path)


def test_a_header_alone_can_be_opened(tmp_path: Path) -> None:
    for data in (HEADER, HEADER.strip(), HEADER + b"\n\n", HEADER + b",,\n"):
        read(file("a.csv", data)(tmp_path))
