"""A handle on the bytes of one input: a file, a member of an archive, or what stdin gave."""

from __future__ import annotations

import gzip
import io
import zipfile
import zlib
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, TYPE_CHECKING, BinaryIO, cast

from eqmon.errors import InputError
from eqmon.extract.archive import (
    DAMAGED_ARCHIVE,
    MOST_BYTES,
    as_bomb,
    as_refused,
    members,
    most_unpacked,
)

if TYPE_CHECKING:
    from collections.abc import Callable

GZIP = b"\x1f\x8b"

_FAILURES = (
    OSError,
    EOFError,
    zlib.error,
    *DAMAGED_ARCHIVE,
)


@dataclass(frozen=True)
class Source:
    """The bytes of one input, which can be opened any number of times."""

    name: str
    """As shown: relative to the drop; `-` for stdin; `drop.zip/member.csv`."""
    path: Path | None = None
    member: str | None = None
    """A member's name inside the archive at `path` or in `data`."""
    data: bytes | None = field(default=None, repr=False)
    """The bytes themselves, where they can be had only once."""

    def open(self) -> BinaryIO:
        """A stream of the unpacked bytes; every failure, also later ones, is an InputError."""
        sent, size = self._sent()
        try:
            packed = sent.peek(2)[:2] == GZIP
        except InputError:
            sent.close()
            raise
        if packed:
            unpacked = cast("IO[bytes]", gzip.GzipFile(fileobj=sent, mode="rb"))
            return _buffered(_Guarded(self.name, unpacked, size, below=sent))
        return sent

    def open_as_sent(self) -> BinaryIO:
        """A stream of the bytes as sent: a gzip file's own, a zip member's unpacked."""
        return self._sent()[0]

    @property
    def plain_path(self) -> Path | None:
        """The path, where the file's own bytes are the text: neither packed nor an archive's."""
        if self.path is None or self.member is not None:
            return None
        with self.open_as_sent() as sent:
            return None if sent.read(2) == GZIP else self.path

    def _sent(self) -> tuple[io.BufferedReader, int]:
        """The stream as sent, and how many bytes stand for it in storage."""
        try:
            if self.member is not None:
                with ExitStack() as closing:
                    archive = closing.enter_context(zipfile.ZipFile(self._whole()))
                    stored = archive.getinfo(self.member).compress_size
                    opened: IO[bytes] = archive.open(self.member)
                    closing.pop_all()
                return _buffered(_Guarded(self.name, opened, stored, below=archive)), stored
            if self.path is not None and self.path.suffix.lower() == ".zip":
                members(self.path, self.name)
                raise InputError(self.name, "is an archive where an extract was expected")
            whole = self._whole()
            opened = open(whole, "rb") if isinstance(whole, Path) else whole  # noqa: SIM115
            size = whole.stat().st_size if isinstance(whole, Path) else len(self.data or b"")
        except (*_FAILURES, KeyError) as failure:
            raise as_refused(self.name, failure) from None
        return _buffered(_Guarded(self.name, opened, max(size, MOST_BYTES))), size

    def _whole(self) -> Path | io.BytesIO:
        if self.data is not None:
            return io.BytesIO(self.data)
        assert self.path is not None, "a source has a path or its data"
        return self.path


class _Guarded(io.RawIOBase):
    """A stream that turns every failure into an InputError and stops decompression bombs."""

    def __init__(
        self,
        name: str,
        inner: IO[bytes],
        stored: int,
        *,
        below: IO[bytes] | zipfile.ZipFile | None = None,
    ) -> None:
        self._name = name
        self._inner = inner
        self._below = below
        self._allowed = most_unpacked(stored)
        self._read = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        fill = cast("Callable[[memoryview], int]", self._inner.readinto)  # type: ignore[attr-defined]
        try:
            got = fill(buffer)
        except _FAILURES as failure:
            raise as_refused(self._name, failure) from None
        self._read += got
        if self._read > self._allowed:
            raise as_bomb(self._name, "the extract itself")
        return got

    def close(self) -> None:
        if not self.closed:
            self._inner.close()
            if self._below is not None:
                self._below.close()
        super().close()


def _buffered(raw: io.RawIOBase) -> io.BufferedReader:
    return io.BufferedReader(raw, 1 << 20)
