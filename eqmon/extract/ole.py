"""The streams of an OLE compound file, the container of old Office files.

Offsets are those of [MS-CFB] 2. Chains are followed only as far as the file has sectors, and sizes
believed only up to the file's own: what reads the file afterwards trusts both.
"""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from struct import unpack_from

from eqmon.extract.workbook_faults import cut_short, damaged

_HEADER = 512
_ENTRY = 128
_MINI = 64
_MINI_LIMIT = 4096
_NO_SECTOR = 0xFFFFFFFA
"""From here on a number is no sector's."""


@dataclass(frozen=True)
class Entry:
    """A stream in the directory."""

    start: int
    size: int


class Ole:
    """An OLE compound file; InputError where it contradicts itself or is cut short."""

    def __init__(self, name: str, data: bytes) -> None:
        self._name = name
        self._data = data
        if len(data) < _HEADER:
            raise cut_short(name)
        shift = unpack_from("<H", data, 30)[0]
        if shift not in (9, 12):
            raise damaged(name)
        self._sector = 1 << shift
        self._most = len(data) // self._sector + 1
        (fats, directory, _, _, self._mini_start, minis, more, more_count) = unpack_from(
            "<IIIIIIII", data, 44
        )
        if max(fats, minis, more_count) > self._most:
            raise damaged(name)
        self._fat = self._read_fat(more)
        self.entries, root = self._read_directory(directory)
        self._mini_fat = self._as_numbers(self._chain(self._mini_start, self._fat))
        self._mini_stream = self._chain(root.start, self._fat)[: root.size]

    def stream(self, entry: Entry) -> bytes:
        """The bytes of a stream."""
        if entry.size >= _MINI_LIMIT:
            return self._chain(entry.start, self._fat)[: entry.size]
        found = bytearray()
        for number in self._numbers(entry.start, self._mini_fat):
            found += self._mini_stream[number * _MINI : (number + 1) * _MINI]
        return bytes(found[: entry.size])

    def _read_fat(self, more: int) -> array[int]:
        listed = [*unpack_from("<109I", self._data, 76)]
        seen = 0
        while more < _NO_SECTOR:
            seen += 1
            if seen > self._most:
                raise damaged(self._name)
            *numbers, more = self._numbers_at(more)
            listed += numbers
        fat = array("I")
        for number in listed:
            if number < _NO_SECTOR:
                fat.extend(self._numbers_at(number))
        return fat

    def _read_directory(self, start: int) -> tuple[dict[str, Entry], Entry]:
        data = self._chain(start, self._fat)
        if len(data) % _ENTRY:
            raise cut_short(self._name)
        entries: dict[str, Entry] = {}
        root: Entry | None = None
        for at in range(0, len(data) - _ENTRY + 1, _ENTRY):
            length = unpack_from("<H", data, at + 64)[0]
            kind = data[at + 66]
            first, size, high = unpack_from("<III", data, at + 116)
            if self._sector > _HEADER:
                size |= high << 32
            if kind and size > len(self._data):
                raise cut_short(self._name)
            entry = Entry(first, size)
            root = root or entry
            if kind:
                spelt = data[at : at + max(min(length, 64) - 2, 0)].decode("utf-16-le", "replace")
                entries.setdefault(spelt, entry)
        if root is None:
            raise damaged(self._name)
        return entries, root

    def _chain(self, start: int, table: array[int]) -> bytes:
        return b"".join(map(self._at, self._numbers(start, table)))

    def _numbers(self, start: int, table: array[int]) -> list[int]:
        """The sectors of a chain, each once."""
        numbers: list[int] = []
        most = len(table)
        while start < _NO_SECTOR:
            if start >= most or len(numbers) >= most:
                raise damaged(self._name)
            numbers.append(start)
            start = table[start]
        return numbers

    def _at(self, number: int) -> bytes:
        start = (number + 1) * self._sector
        found = self._data[start : start + self._sector]
        if not found:
            raise cut_short(self._name)
        return found

    def _numbers_at(self, number: int) -> array[int]:
        return self._as_numbers(self._at(number))

    def _as_numbers(self, data: bytes) -> array[int]:
        if len(data) % 4:
            raise cut_short(self._name)
        return array("I", data)
