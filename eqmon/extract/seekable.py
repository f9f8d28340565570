"""The bytes of an input as a file of Arrow's, any part of which can be gone to."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from eqmon.errors import InputError

if TYPE_CHECKING:
    import pyarrow as pa

    from eqmon.extract.source import Source

HELD = 1 << 30
"""What is packed is held whole once unpacked: at most so many bytes."""


@contextmanager
def seekable(source: Source) -> Iterator[pa.NativeFile]:
    """The unpacked bytes; InputError where they are packed and more than may be held."""
    import pyarrow as pa

    path = source.plain_path
    if path is not None:
        with pa.OSFile(str(path)) as file:
            yield file
        return
    with source.open() as stream:
        held = stream.read(HELD + 1)
    if len(held) > HELD:
        raise InputError(
            source.name,
            f"is packed and unpacks to more than {HELD >> 30} GB",
            hint="unpack it and give the file itself",
        )
    with pa.BufferReader(held) as file:
        yield file
