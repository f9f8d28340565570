"""Keeps Arrow from reading far ahead of what is counted."""

from __future__ import annotations

import io
import threading
from typing import BinaryIO

AHEAD = 4
"""Blocks held that were read and not yet counted; left alone, Arrow holds thirty-two."""
PATIENCE = 0.25
"""Seconds after which a block more is read, until there is a first batch: Arrow passes over blocks
that give none. From then on every block gives a batch, be it an empty one."""


class Throttled(io.RawIOBase):
    """A stream whose next piece is read when the last ones have been used."""

    def __init__(self, inner: BinaryIO) -> None:
        self._inner = inner
        self._ahead = 0
        self._changed = threading.Condition()
        self._has_begun = False
        self._is_over = False

    def readable(self) -> bool:
        """It can be read."""
        return True

    def read(self, size: int = -1) -> bytes:
        """The next bytes, at most so many."""
        with self._changed:
            while self._ahead >= AHEAD and not self._is_over:
                if not self._changed.wait(None if self._has_begun else PATIENCE):
                    break
            else:
                self._ahead += 1
            if self._is_over:
                return b""
        return self._inner.read(size)

    def begin(self) -> None:
        """Say that there is a first batch."""
        with self._changed:
            self._has_begun = True
            # Never too many: what was read before may have been passed over.
            self._ahead = 1
            self._changed.notify()

    def used(self) -> None:
        """Say that a piece is no longer held."""
        with self._changed:
            self._ahead = max(0, self._ahead - 1)
            self._changed.notify()

    def let_go(self) -> None:
        """End the stream, as nothing more is wanted."""
        with self._changed:
            self._is_over = True
            self._changed.notify_all()

    def close(self) -> None:
        """Close the stream below too."""
        if not self.closed:
            self.let_go()
            self._inner.close()
        super().close()
