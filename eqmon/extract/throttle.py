"""Keeps Arrow from reading far ahead of what is counted."""

from __future__ import annotations

import io
import threading
from typing import BinaryIO

AHEAD = 4
"""Blocks held that were read and not yet given as batches; left alone, Arrow holds thirty-two."""
PATIENCE = 0.2
"""Seconds after which a block is read all the same: not every block ends in a batch."""


class Throttled(io.RawIOBase):
    """A stream whose next piece is read when the last ones have been used."""

    def __init__(self, inner: BinaryIO) -> None:
        self._inner = inner
        self._ahead = 0
        self._used = threading.Condition()

    def readable(self) -> bool:
        """It can be read."""
        return True

    def read(self, size: int = -1) -> bytes:
        """The next bytes, at most so many."""
        with self._used:
            self._used.wait_for(lambda: self._ahead < AHEAD, PATIENCE)
            self._ahead += 1
        return self._inner.read(size)

    def used(self) -> None:
        """Say that a piece is no longer held."""
        with self._used:
            self._ahead = max(0, self._ahead - 1)
            self._used.notify()

    def close(self) -> None:
        """Close the stream below too."""
        if not self.closed:
            self._inner.close()
        super().close()
