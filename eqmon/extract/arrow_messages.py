"""What the messages of an Arrow file say of their sizes, before anything is unpacked.

Their form: https://arrow.apache.org/docs/format/Columnar.html (encapsulated messages, buffer
compression), Message.fbs for the tables, https://flatbuffers.dev/internals for how these are kept.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pyarrow as pa

CONTINUATION = 0xFFFFFFFF
DICTIONARY, RECORDS = 2, 3
"""Types of message that hold rows."""
_HEADER_TYPE, _HEADER, _BODY_LENGTH = 1, 2, 3
_ROWS, _BUFFERS, _COMPRESSION = 0, 2, 3
_RECORDS_OF_DICTIONARY = 1


@dataclass(frozen=True)
class Declared:
    """What one message says."""

    rows: int
    unpacked: int
    """Bytes that it takes in memory."""


@dataclass(frozen=True)
class _Fields:
    """A table of a flatbuffer."""

    data: bytes
    at: int

    @classmethod
    def of(cls, data: bytes, pointer: int) -> _Fields:
        return cls(data, pointer + _read("<I", data, pointer))

    def number(self, field: int, form: str) -> int:
        """A number; 0 where the field is absent."""
        place = self._place(field)
        return _read(form, self.data, place) if place else 0

    def table(self, field: int) -> _Fields | None:
        place = self._place(field)
        return _Fields.of(self.data, place) if place else None

    def pairs(self, field: int) -> list[tuple[int, ...]]:
        """A vector of two 64-bit numbers each."""
        place = self._place(field)
        if not place:
            return []
        start = place + _read("<I", self.data, place)
        count = _read("<I", self.data, start)
        return list(struct.iter_unpack("<qq", self.data[start + 4 : start + 4 + 16 * count]))

    def _place(self, field: int) -> int:
        index = self.at - _read("<i", self.data, self.at)
        entry = 4 + 2 * field
        if entry >= _read("<H", self.data, index):
            return 0
        offset = _read("<H", self.data, index + entry)
        return self.at + offset if offset else 0


def declared(file: pa.NativeFile, start: int) -> Iterator[Declared]:
    """What each message from here on that holds rows says; struct.error for damaged ones."""
    file.seek(start)
    while len(head := file.read(8)) == 8:
        mark, length = struct.unpack("<Ii", head)
        if mark != CONTINUATION or length <= 0:
            return
        message = _Fields.of(file.read(length), 0)
        body, size = file.tell(), message.number(_BODY_LENGTH, "<q")
        if size < 0:
            raise struct.error
        records = message.table(_HEADER)
        kind = message.number(_HEADER_TYPE, "<B")
        if records is not None and kind == DICTIONARY:
            records = records.table(_RECORDS_OF_DICTIONARY)
        if records is not None and kind in (DICTIONARY, RECORDS):
            yield Declared(records.number(_ROWS, "<q"), _unpacked(file, records, body, size))
        file.seek(body + size)


def _unpacked(file: pa.NativeFile, records: _Fields, body: int, size: int) -> int:
    if records.table(_COMPRESSION) is None:
        return size
    total = 0
    for offset, length in records.pairs(_BUFFERS):
        if length < 8 or not 0 <= offset <= size - 8:
            continue
        file.seek(body + offset)
        # -1 says that this buffer is not packed.
        stated = _read("<q", file.read(8), 0)
        total += stated if stated >= 0 else length
    return total


def _read(form: str, data: bytes, at: int) -> int:
    if at < 0:
        raise struct.error
    return int(struct.unpack_from(form, data, at)[0])
