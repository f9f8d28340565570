"""What Arrow cannot read, said in our words: its messages may quote cells."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from contextlib import contextmanager

from eqmon.errors import InputError
from eqmon.extract.archive import as_refused


@contextmanager
def refusing(name: str, kind: str) -> Iterator[None]:
    """Turn each failure to read a file of this kind into an InputError."""
    import pyarrow as pa

    try:
        yield
    except MemoryError:
        raise InputError(
            name,
            "says that it holds more than fits in memory",
            hint="it is damaged or made to do harm: fetch it again, whole",
        ) from None
    except (pa.ArrowException, OSError, UnicodeDecodeError, OverflowError, struct.error) as failure:
        if isinstance(failure, OSError) and failure.errno is not None:
            raise as_refused(name, failure) from None
        raise _unreadable(name, kind, failure) from None


def _unreadable(name: str, kind: str, failure: Exception) -> InputError:
    import pyarrow as pa

    said = str(failure).lower()
    if "crypt" in said:
        return as_encrypted(name)
    no_codec = isinstance(failure, OSError) and "codec" in said
    if isinstance(failure, pa.ArrowNotImplementedError) or no_codec:
        return InputError(
            name,
            f"is {kind}, packed or encoded in a way that this version cannot read",
            hint="write it again with snappy or zstd, or save it as CSV",
        )
    return InputError(
        name, f"is a damaged {kind} file, or is cut short", hint="fetch it again, whole"
    )


def as_encrypted(name: str) -> InputError:
    """The InputError for a file that only its owner can read."""
    return InputError(
        name, "is an encrypted Parquet file", hint="decrypt it where that is safe and give that"
    )
