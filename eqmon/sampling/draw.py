"""Draws references in the order of a salted hash, so many of each stratum."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from eqmon.sampling.frame import Frame, Place

if TYPE_CHECKING:
    from eqmon.engines.readings import Ints

METHOD = "the first of each stratum by SHA-256(salt || reference), reference as UTF-8"
AT_ONCE = 50_000
"""References hashed at a time."""

Digests = npt.NDArray[Any]
"""One row of four big-endian 64-bit words a reference."""


@dataclass(frozen=True)
class Drawn:
    """What was drawn of one stratum."""

    place: Place
    size: int
    """References in the stratum."""
    whole: bool
    """Whether all are taken, however many come late."""
    references: tuple[str, ...]
    """In the order in which they were drawn."""
    digests: tuple[str, ...]
    """Of each, in hexadecimal digits."""
    units: tuple[str, ...]
    """Of each, whatever strata are made by."""


@dataclass(frozen=True)
class Draw:
    """A sample, and what it was drawn from."""

    strata: tuple[Drawn, ...]
    frame_sha256: str
    """Over every reference's digest with its place, in order: the same frame, the same hash."""

    @property
    def size(self) -> int:
        """References drawn."""
        return sum(len(stratum.references) for stratum in self.strata)


def digest_of(reference: str, salt: str) -> str:
    """SHA-256 of the salt's bytes (it is written in hexadecimal digits) and the reference's."""
    return hashlib.sha256(bytes.fromhex(salt) + reference.encode()).hexdigest()


def sizes_of(frame: Frame) -> dict[Place, int]:
    """How many references each stratum has."""
    counts = np.bincount(frame.places, minlength=len(frame.labels)).tolist()
    return dict(zip(frame.labels, counts, strict=True))


def draw(frame: Frame, salt: str, numbers: Mapping[Place, int], whole: Iterable[Place]) -> Draw:
    """So many references of each stratum, the first in the order of their hashes.

    A reference's place in that order depends on the salt and on nothing else: not on the machine,
    the order of files and rows, or what other references there are. So of k that come late or go
    at most k are drawn or dropped in a stratum while its number stays; one taken whole grows by
    those that come.
    """
    digests = _digests(frame.references, bytes.fromhex(salt))
    order = np.lexsort((*(digests[:, word] for word in (3, 2, 1, 0)), frame.places))
    starts = np.searchsorted(frame.places[order], np.arange(len(frame.labels) + 1))
    takes_all = set(whole)
    strata = [
        _drawn(frame, digests, order[start:stop], place, numbers[place], place in takes_all)
        for place, start, stop in zip(frame.labels, starts, starts[1:], strict=False)
    ]
    return Draw(tuple(strata), _frame_hash(frame, digests, order))


def _drawn(
    frame: Frame, digests: Digests, members: Ints, place: Place, number: int, whole: bool
) -> Drawn:
    import pyarrow as pa

    at = members if whole else members[:number]
    return Drawn(
        place=place,
        size=len(members),
        whole=whole,
        references=tuple(frame.references.take(pa.array(at)).to_pylist()),
        digests=tuple(digests[i].tobytes().hex() for i in at.tolist()),
        units=tuple(frame.units[i] for i in at.tolist()),
    )


def _digests(references: Any, salt: bytes) -> Digests:
    salted = hashlib.sha256(salt)
    parts: list[bytes] = []
    for start in range(0, len(references), AT_ONCE):
        for text in references.slice(start, AT_ONCE).to_pylist():
            one = salted.copy()
            one.update(text.encode())
            parts.append(one.digest())
    return np.frombuffer(b"".join(parts), dtype=">u8").reshape(-1, 4)


def _frame_hash(frame: Frame, digests: Digests, order: Ints) -> str:
    whole = hashlib.sha256()
    places = frame.places[order]
    starts = np.searchsorted(places, np.arange(len(frame.labels) + 1))
    for place, start, stop in zip(frame.labels, starts, starts[1:], strict=False):
        whole.update("\0".join(place).encode() + b"\0\0")
        whole.update(digests[order[start:stop]].tobytes())
    return whole.hexdigest()
