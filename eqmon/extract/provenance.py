"""What was sent: the sha256 by which a report can be tied to its inputs."""

from __future__ import annotations

import hashlib
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from eqmon.extract.source import Source

PIECE = 1 << 20


@dataclass(frozen=True)
class Fingerprint:
    """Of the bytes as sent: a gzip file's own, an archive member's unpacked."""

    sha256: str
    size: int
    """In bytes."""


def fingerprint(source: Source) -> Fingerprint:
    """The source's fingerprint, from one streaming pass over its bytes as sent."""
    digest, size = hashlib.sha256(), 0
    with source.open_as_sent() as stream:
        while piece := stream.read(PIECE):
            digest.update(piece)
            size += len(piece)
    return Fingerprint(digest.hexdigest(), size)


def fingerprint_in_background(source: Source) -> Future[Fingerprint]:
    """As `fingerprint`, in a thread of its own: hashing leaves Python free for the pass."""
    with_one = ThreadPoolExecutor(max_workers=1, thread_name_prefix="fingerprint")
    try:
        return with_one.submit(fingerprint, source)
    finally:
        with_one.shutdown(wait=False)
