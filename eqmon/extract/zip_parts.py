"""The parts of a zip that is one document, unpacked as they really are and not as they claim."""

from __future__ import annotations

import copy
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from eqmon.extract.archive import (
    DAMAGED_ARCHIVE,
    MOST_BYTES,
    as_bomb,
    as_refused,
    files_of,
    most_unpacked,
    refuse_unsafe,
)
from eqmon.extract.workbook_faults import INSTEAD, damaged

PIECE = 1 << 20
MOST_SMALL = 16 << 20
"""Bytes of a part that only lists others."""


@dataclass(frozen=True)
class ZipParts:
    """The parts of one open document."""

    name: str
    """Of the document, for messages."""
    opened: zipfile.ZipFile
    stored: int
    """Bytes of all parts as they are packed."""

    @property
    def names(self) -> frozenset[str]:
        """The names of the parts."""
        return frozenset(self.opened.namelist())

    def pieces(self, part: str) -> Iterator[bytes]:
        """The part's bytes, a piece at a time.

        InputError where it is not there or damaged, or longer than it claims: what reads the
        document afterwards may not stop where it should end.
        """
        try:
            claimed = self.opened.getinfo(part)
            real = copy.copy(claimed)
            real.file_size = MOST_BYTES
            read = 0
            with self.opened.open(real) as stream:
                while piece := stream.read(PIECE):
                    read += len(piece)
                    if read > most_unpacked(self.stored):
                        raise as_bomb(self.name, INSTEAD)
                    yield piece
        except KeyError:
            raise damaged(self.name) from None
        except (OSError, *DAMAGED_ARCHIVE) as failure:
            raise as_refused(self.name, failure) from None
        if read != claimed.file_size:
            raise damaged(self.name)

    def small(self, part: str) -> bytes:
        """A part that only lists others, whole; InputError where it is no such part."""
        content = bytearray()
        for piece in self.pieces(part):
            content += piece
            if len(content) > MOST_SMALL:
                raise damaged(self.name)
        return bytes(content)


def open_parts(name: str, stream: BinaryIO) -> ZipParts:
    """The parts of the document in the stream; InputError where it is unsafe to open."""
    try:
        opened = zipfile.ZipFile(stream)
        found = files_of(opened)
    except (OSError, *DAMAGED_ARCHIVE) as failure:
        raise as_refused(name, failure) from None
    refuse_unsafe(name, found, instead=INSTEAD)
    return ZipParts(name, opened, sum(info.compress_size for info in found))
