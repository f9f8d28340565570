"""What was sent: the sha256 by which a report can be tied to its inputs."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO

from eqmon.extract.source import GZIP

if TYPE_CHECKING:
    from eqmon.extract.source import Source

PIECE = 1 << 20


@dataclass(frozen=True)
class Fingerprint:
    """Of the bytes as sent: a gzip file's own, an archive member's unpacked."""

    sha256: str
    size: int
    """In bytes."""
    content: str
    """The sha256 of the unpacked bytes: alike for a.csv and a.csv.gz of the same text."""


def fingerprint(source: Source) -> Fingerprint:
    """The source's fingerprint, from one streaming pass; a gzip file is unpacked in a second.

    InputError for bytes that cannot be had or unpacked.
    """
    with source.open_as_sent() as stream:
        first = stream.read(PIECE)
        sha256, size = _hashed(first, stream)
    content = sha256
    if first.startswith(GZIP):
        with source.open() as unpacked:
            content, _ = _hashed(unpacked.read(PIECE), unpacked)
    return Fingerprint(sha256, size, content)


def _hashed(piece: bytes, rest: BinaryIO) -> tuple[str, int]:
    """The sha256 and the length of a first piece and all that follows it."""
    digest, size = hashlib.sha256(), 0
    while piece:
        digest.update(piece)
        size += len(piece)
        piece = rest.read(PIECE)
    return digest.hexdigest(), size
