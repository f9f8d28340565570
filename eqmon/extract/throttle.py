"""Keeps Arrow from reading far ahead of what is counted."""

from __future__ import annotations

import io
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

AHEAD = 4
"""Blocks held that were read and not yet counted; left alone, Arrow holds thirty-two."""
PATIENCE = 0.02
"""Seconds that a batch is waited for before more is read: not every block ends in one."""


class Throttled(io.RawIOBase):
    """A stream whose next piece is read when the last ones have been used."""

    def __init__(self, inner: BinaryIO) -> None:
        self._inner = inner
        self._ahead = 0
        self._changed = threading.Condition()
        self._is_wanted = False
        self._is_free = False

    def readable(self) -> bool:
        """It can be read."""
        return True

    def read(self, size: int = -1) -> bytes:
        """The next bytes, at most so many."""
        with self._changed:
            while self._ahead >= AHEAD and not self._is_free:
                if not self._changed.wait(PATIENCE) and self._is_wanted:
                    break
            self._ahead += 1
        return self._inner.read(size)

    @contextmanager
    def wanted(self) -> Iterator[None]:
        """While what is made of the pieces is waited for."""
        self._is_wanted = True
        yield
        self._is_wanted = False

    def used(self) -> None:
        """Say that a piece is no longer held."""
        with self._changed:
            self._ahead = max(0, self._ahead - 1)
            self._changed.notify()

    def let_go(self) -> None:
        """Hold nothing back any more, as nothing more is wanted."""
        with self._changed:
            self._is_free = True
            self._changed.notify_all()

    def close(self) -> None:
        """Close the stream below too."""
        if not self.closed:
            self._inner.close()
        super().close()
