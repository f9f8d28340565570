"""Workbooks that are none, are damaged or would be unsafe to load: one clear error each."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable, Iterator
from contextlib import suppress

import pytest
from workbooks import (
    BINARY_SHEET,
    SHEET,
    Rows,
    binary_sheet,
    changed,
    ods,
    parts_of,
    record,
    with_cell,
    xls,
    xlsb,
    xlsx,
    zipped,
)

from eqmon.errors import InputError
from eqmon.extract import archive
from eqmon.extract.sheet_reader import reading
from eqmon.extract.source import Source
from eqmon.extract.workbook import open_workbook

SECRET = "Zyxwv Qponm"
ROWS: Rows = [["BOCU", "Ethnicity"], ["Barnet", SECRET], ["Camden", "B1"]]
FAR = '<row r="1048576">{}</row>'
HUGE = struct.pack("<I", 0x7FFFFFF0)


def read(data: bytes) -> None:
    table = open_workbook(Source("a.xlsx", data=data), known={"BOCU", "Ethnicity"}.__contains__)
    for batch in table.batches(coded=[0], text=[1], block_size=1 << 20, on_ragged=pytest.fail):
        assert len(batch)


def renamed_stream(name: str) -> bytes:
    """An old workbook whose only stream has another name: enough of another document."""
    data = bytearray(xls(ROWS))
    at = data.index("Workbook".encode("utf-16-le"))
    data[at : at + 64] = name.encode("utf-16-le").ljust(64, b"\0")
    data[at + 64 : at + 66] = struct.pack("<H", 2 * len(name) + 2)
    return bytes(data)


def old(before: bytes, after: bytes) -> bytes:
    """An old workbook with one record's bytes replaced."""
    data = xls(ROWS)
    assert len(before) == len(after)
    assert before in data
    return data.replace(before, after, 1)


def looping() -> bytes:
    """An old workbook whose sectors follow each other in a ring."""
    data = bytearray(xls(ROWS))
    [number] = struct.unpack_from("<I", data, 76)
    at = (number + 1) * 512
    for sector in range(10):
        struct.pack_into("<I", data, at + 4 * sector, (sector + 1) % 10)
    return bytes(data)


def claiming(part: str, size: int) -> bytes:
    """An Excel workbook that lists a part as of another size than it has."""
    data = bytearray(xlsx(ROWS))
    at = data.rindex(part.encode()) - 46
    assert data[at : at + 4] == b"PK\x01\x02"
    struct.pack_into("<I", data, at + 24, size)
    return bytes(data)


def marked_encrypted() -> bytes:
    data = bytearray(xlsx(ROWS))
    at = data.rindex(SHEET.encode()) - 46
    data[at + 8] |= 1
    return bytes(data)


def spread(rows: str) -> bytes:
    return with_cell('<c r="A2"><v>1</v></c>', rows)


def far_binary(kind: int) -> bytes:
    cell = struct.pack("<II", 16383, 0) + bytes(8)
    row = record(0, struct.pack("<IIHBB", 1048575, 0, 300, 0, 0) + bytes(5))
    sheet = binary_sheet(ROWS).replace(record(0x92), row + record(kind, cell) + record(0x92))
    return changed(xlsb(ROWS), **{BINARY_SHEET: sheet})


def in_ods(before: bytes, after: bytes) -> bytes:
    return changed(ods(ROWS), content=lambda c: c.replace(before, after, 1))


CELL, ROW = b"<table:table-cell", b"<table:table-row"
DTD = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
WORKBOOK = "xl/workbook.xml"
RELATIONS = "xl/_rels/workbook.xml.rels"
FAR_CELL = '<c r="XFD1048576"><v>1</v></c>'

BAD: list[tuple[str, Callable[[], bytes], str]] = [
    # what                         how it is made                                phrase
    ("a zip of nothing", lambda: zipped({}), "is a zip archive that holds no workbook"),
    ("a zip of texts", lambda: zipped({"a.csv": b"a,b"}), "holds no workbook. Hint: give its name"),
    ("a part without a name", lambda: zipped({"Zq": b"a"}).replace(b"Zq", b"\0q"), "is damaged"),
    ("a Word document", lambda: zipped({"word/document.xml": b"<w/>"}), "is a Word document"),
    ("a presentation", lambda: zipped({"ppt/presentation.xml": b"<p/>"}), "is a PowerPoint"),
    ("a text of OpenDocument", lambda: changed(ods(ROWS), mimetype=b"x"), "another document than"),
    ("an old Word document", lambda: renamed_stream("WordDocument"), "is an old Word document"),
    ("another old document", lambda: renamed_stream("Drawing"), "that holds no workbook"),
    ("a password on xlsx", lambda: renamed_stream("EncryptedPackage"), "protected by a password"),
    ("a password on xls", lambda: old(b"\x42\0\x02\0", b"\x2f\0\x02\0"), "protected by a password"),
    ("a password on ods", lambda: changed(ods(ROWS), **{"META-INF/manifest.xml":
        lambda c: c.replace(b"</manifest:manifest>", b"<manifest:encryption-data/>")}), "password"),
    ("a password on the zip", marked_encrypted, "is an encrypted archive"),
    ("no content in ods", lambda: changed(ods(ROWS), content=None), "is a damaged workbook"),
    ("a sheet left out", lambda: changed(xlsx(ROWS), sheet=None), "lists a sheet that it does not"),
    ("a binary sheet left out", lambda: changed(xlsb(ROWS), **{BINARY_SHEET: None}), "lists a"),
    ("no relations", lambda: changed(xlsx(ROWS), **{RELATIONS: None}), "is a damaged workbook"),
    ("relations of no XML", lambda: changed(xlsx(ROWS), **{RELATIONS: b"<a>"}), "is a damaged"),
    ("a sheet cut short", lambda: changed(xlsx(ROWS), sheet=lambda c: c[:-90]), "is a damaged"),
    ("a binary sheet cut short", lambda: changed(xlsb(ROWS), **{BINARY_SHEET:
        lambda c: c[:-9]}), "is a damaged workbook"),
    ("content cut short", lambda: changed(ods(ROWS), content=lambda c: c[:-90]), "is a damaged"),
    ("a picture alone", lambda: xlsx([]), "without any text in its sheets"),
    ("blanks alone", lambda: ods([["", " "]]), "without any text in its sheets"),
    ("no such text", lambda: with_cell('<c r="A2" t="s"><v>7</v></c>'), "is a damaged workbook"),
    ("an endless duration", lambda: changed(xlsx(ROWS), sheet=lambda c: c.replace(
        b'<c r="A2" t="inlineStr"><is><t>Barnet</t></is></c>', b'<c r="A2" s="1"><v>1e300</v></c>'),
        **{"xl/styles.xml": lambda c: c.replace(b"</cellXfs>", b'<xf numFmtId="46"/></cellXfs>')}),
        "is a damaged workbook"),
    ("entities", lambda: changed(xlsx(ROWS), **{WORKBOOK: lambda c: DTD + c}), "declares entities"),
    ("entities in texts", lambda: changed(xlsx(ROWS), **{"xl/sharedStrings.xml": DTD}), "declares"),
    ("entities in a sheet", lambda: changed(xlsx(ROWS), sheet=lambda c: DTD + c.replace(
        b"Barnet", b"&b;")), "is a damaged workbook"),
    ("a part that claims less", lambda: claiming(SHEET, 10), "is a damaged workbook"),
    ("a part that claims more", lambda: claiming(SHEET, 100_000), "is a damaged workbook"),
    ("a sheet that unpacks", lambda: changed(xlsx(ROWS), sheet=lambda c: c.replace(
        b"<sheetData>", b" " * 4_000_000 + b"<sheetData>")), "as a decompression bomb does"),
    ("a cell in the last corner", lambda: spread(FAR.format(FAR_CELL)), "column 16,384"),
    ("a corner spelt otherwise", lambda: spread(FAR.format(
        "<c s='0'  r = 'xfd1048576'><v>1</v></c>")), "column 16,384"),
    ("a corner behind a bracket", lambda: spread(FAR.format(
        '<c x=">" r="XFD1048576"><v>1</v></c>')), "column 16,384"),
    ("a corner that is not said", lambda: spread('<row r="1048575"/><row><c r="XFC1"/>'
        "<c><v>1</v></c></row>"), "up to row 1,048,576 and column 16,384"),
    ("a row beyond the last", lambda: spread(
        '<row r="3"><c r="A99999999999"><v>1</v></c></row>'), "row 99,999,999,999"),
    ("a corner with a prefix", lambda: changed(spread(FAR.format(FAR_CELL)), sheet=lambda c:
        c.replace(b"<", b"<x:").replace(b"<x:/", b"</x:").replace(b"xmlns=", b"xmlns:x=")),
        "column 16,384"),
    ("a binary corner", lambda: far_binary(5), "up to row 1,048,576 and column 16,384"),
    ("rows repeated", lambda: in_ods(ROW, ROW + b' table:number-rows-repeated="99999999"'),
        "cells stand far apart, up to row 100,000,001"),
    ("cells repeated", lambda: in_ods(CELL, CELL + b' table:number-columns-repeated="99999999"'),
        "cells stand far apart"),
    ("repeated minus once", lambda: in_ods(CELL, CELL + b' table:number-columns-repeated="-1"'),
        "is a damaged workbook"),
    ("spaces repeated", lambda: in_ods(b"<text:p>", b'<text:p><text:s text:c="4000000000"/>'),
        "holds a text of countless spaces"),
    ("old: a corner", lambda: old(b"\xfd\0\x0a\0" + bytes(4), b"\xfd\0\x0a\0" + b"\xff" * 4),
        "up to row 65,536 and column 65,536"),
    ("old: endless sectors", looping, "is a damaged workbook"),
    ("old: a size that cannot be", lambda: old(struct.pack("<HHIIHH", 0x200, 14, 0, 3, 0, 2),
        struct.pack("<HHIIHH", 0x200, 14, 0, 0xFFFFFF, 0, 0xFF)), "is a damaged workbook"),
    ("old: a size that is negative", lambda: old(struct.pack("<HHIIHH", 0x200, 14, 0, 3, 0, 2),
        struct.pack("<HHIIHH", 0x200, 14, 9, 3, 0, 2)), "is a damaged workbook"),
    ("old: endless texts", lambda: old(struct.pack("<II", 6, 6), HUGE + HUGE), "is a damaged"),
    ("binary: endless texts", lambda: changed(xlsb(ROWS), **{"xl/sharedStrings.bin":
        record(159, HUGE + HUGE)}), "is a damaged workbook"),
    ("binary: no size, a panic", lambda: changed(xlsb(ROWS), **{BINARY_SHEET: lambda c:
        c.replace(record(0x94, struct.pack("<4I", 0, 3, 0, 20)), record(0x94))}), "is a damaged"),
]  # fmt: skip


@pytest.fixture(autouse=True)
def _small_bombs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "FREE_BYTES", 1 << 20)


@pytest.mark.parametrize(("make", "phrase"), [pytest.param(*row[1:], id=row[0]) for row in BAD])
def test_bad_workbooks_are_one_clear_error(
    make: Callable[[], bytes], phrase: str, capfd: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(InputError) as caught:
        read(make())
    said = str(caught.value)
    assert phrase in said
    assert "Hint: " in said or "spaces" in phrase
    assert SECRET not in said
    assert capfd.readouterr() == ("", "")


def cuts(data: bytes) -> Iterator[bytes]:
    yield from (data[: len(data) * part // 24] for part in range(1, 24))
    yield data[:-1]


@pytest.mark.parametrize("make", [xlsx, xlsb, xls, ods])
def test_a_workbook_cut_anywhere_is_an_input_error(make: Callable[[Rows], bytes]) -> None:
    whole = make(ROWS)
    for cut in cuts(whole):
        with pytest.raises(InputError) as caught:
            read(cut)
        assert SECRET not in str(caught.value)


@pytest.mark.parametrize("make", [xlsx, xlsb, ods])
def test_a_part_with_bytes_changed_is_read_or_an_input_error(
    make: Callable[[Rows], bytes],
) -> None:
    parts = parts_of(make(ROWS))
    for name in parts.keys() - {"xl/theme/theme1.xml"}:
        content = parts[name]
        for at in range(0, len(content), 1 + len(content) // 12):
            marred = content[:at] + b"\xff\x00<" + content[at + 3 :]
            with suppress(InputError):
                read(zipped({**parts, name: marred}))


def test_formats_far_down_are_no_cells() -> None:
    read(spread(FAR.format('<c r="XFD1048576" s="0"/>')))
    end = b'<table:table-row table:number-rows-repeated="1048000"><table:table-cell'
    filler = end + b' table:number-columns-repeated="16384"/></table:table-row></table:table>'
    read(in_ods(b"</table:table>", filler))


def test_pictures_count_for_nothing() -> None:
    pictures = {"xl/media/image1.png": bytes(range(256)) * 40}
    read(zipped({**parts_of(xlsx(ROWS)), **pictures}))


def test_two_parts_of_one_name() -> None:
    made = io.BytesIO(xlsx(ROWS))
    with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(made, "a") as opened:
        opened.writestr(SHEET, b"<worksheet/>")
    with pytest.raises(InputError, match="two files of one name"):
        read(made.getvalue())


class PanicException(BaseException):
    pass


@pytest.mark.parametrize("failure", [PanicException(SECRET), OverflowError(SECRET)])
def test_what_fails_within_is_said_in_our_words(failure: BaseException) -> None:
    with pytest.raises(InputError, match="is a damaged workbook"), reading("a.xlsx"):
        raise failure


def test_an_interrupt_stays_one() -> None:
    with pytest.raises(KeyboardInterrupt), reading("a.xlsx"):
        raise KeyboardInterrupt
