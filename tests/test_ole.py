"""Streams of an OLE file: whole, short ones packed together, and none that runs in a ring."""

from __future__ import annotations

import struct

import pytest
from workbooks import xls

from eqmon.errors import InputError
from eqmon.extract.ole import Ole

END, FREE, IS_FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
SHORT = bytes(range(100))


def entry(name: str, kind: int, start: int, size: int) -> bytes:
    spelt = name.encode("utf-16-le")
    head = spelt.ljust(64, b"\0") + struct.pack("<HBB", len(spelt) + 2, kind, 1)
    return head + bytes(48) + struct.pack("<III", start, size, 0)


def sector(*numbers: int) -> bytes:
    return struct.pack(f"<{len(numbers)}I", *numbers).ljust(512, b"\xff")


def compound(short_chain: tuple[int, ...] = (1, END)) -> bytes:
    """Sectors: which follows which, the directory, the same for short streams, and these."""
    header = bytearray(512)
    header[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    struct.pack_into("<HHHHH", header, 24, 0x3E, 3, 0xFFFE, 9, 6)
    struct.pack_into("<IIIIIIII", header, 44, 1, 1, 0, 4096, 2, 1, END, 0)
    header[76:] = struct.pack("<I", 0).ljust(436, b"\xff")
    directory = entry("Root Entry", 5, 3, 128) + entry("Book", 2, 0, len(SHORT)) + bytes(256)
    sectors = [sector(IS_FAT, END, END, END), directory, sector(*short_chain), SHORT.ljust(512)]
    return bytes(header) + b"".join(sectors)


def test_a_short_stream_is_read_from_the_stream_of_short_ones() -> None:
    ole = Ole("a.xls", compound())
    assert ole.stream(ole.entries["Book"]) == SHORT


def test_a_long_stream_is_read_from_its_sectors() -> None:
    data = xls([["x"] * 40] * 40)
    ole = Ole("a.xls", data)
    stream = ole.stream(ole.entries["Workbook"])
    assert len(stream) == ole.entries["Workbook"].size > 4096
    assert stream in data


@pytest.mark.parametrize("chain", [(0,), (1, 0), (500,)])
def test_a_chain_that_does_not_end_is_damage(chain: tuple[int, ...]) -> None:
    ole = Ole("a.xls", compound(chain))
    with pytest.raises(InputError, match="is a damaged workbook"):
        ole.stream(ole.entries["Book"])


@pytest.mark.parametrize("at", [44, 64, 72])
def test_a_count_beyond_the_file_is_damage(at: int) -> None:
    data = bytearray(compound())
    struct.pack_into("<I", data, at, 1 << 30)
    with pytest.raises(InputError, match="is a damaged workbook"):
        Ole("a.xls", bytes(data))


def test_a_stream_longer_than_the_file_is_cut_short() -> None:
    with pytest.raises(InputError, match="is cut short"):
        Ole("a.xls", compound().replace(struct.pack("<I", len(SHORT)), struct.pack("<I", 1 << 20)))
