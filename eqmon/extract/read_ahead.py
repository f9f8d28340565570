"""The next batch is read in a thread while the caller counts this one."""

from __future__ import annotations

import atexit
from collections.abc import Generator, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

Batch = TypeVar("Batch")


def read_ahead(batches: Iterator[Batch]) -> Iterator[Batch]:
    """The same batches; one is held beside the caller's."""
    with ThreadPoolExecutor(1, thread_name_prefix="read") as ahead:
        following = ahead.submit(next, batches, None)
        while (batch := following.result()) is not None:
            following = ahead.submit(next, batches, None)
            yield batch


def closed_at_exit(batches: Generator[Batch, None, None]) -> Iterator[Batch]:
    """The same batches; a pass that is left open is ended before Python ends.

    A thread of Arrow's that reads through Python while it ends would take the process down.
    """
    atexit.register(batches.close)
    try:
        yield from batches
    finally:
        atexit.unregister(batches.close)
