"""Progress on stderr: after a second, and only where somebody watches a terminal."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress

    from eqmon.pipeline import Watch
    from eqmon.worker import Worker

PATIENCE = 1.0
"""Seconds after which a wait is worth a word."""


@contextmanager
def watching(*, quiet: bool) -> Iterator[Watch]:
    """A watch over a run and its worker: silent when quiet, in CI, or without a terminal."""
    if not sys.stderr.isatty() or quiet or os.environ.get("CI"):
        yield _wait
        return
    status = _Status("checking")
    later = threading.Timer(PATIENCE, status.show)
    later.daemon = True
    later.start()

    def watch(worker: Worker) -> None:
        while not worker.done(0.1):
            status.say(f"reading: {worker.records:,} records")
        status.say("checking")

    try:
        yield watch
    finally:
        later.cancel()
        status.hide()


def _wait(worker: Worker) -> None:
    while not worker.done(3600):
        pass


class _Status:
    """One line that says what is being done; it may be shown and hidden by different threads."""

    def __init__(self, doing: str) -> None:
        self._doing = doing
        self._lock = threading.Lock()
        self._over = False
        self._shown: Progress | None = None

    def say(self, doing: str) -> None:
        with self._lock:
            self._doing = doing
            if self._shown is not None:
                self._shown.update(self._shown.task_ids[0], description=doing)

    def show(self) -> None:
        from rich.console import Console
        from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

        columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
        with self._lock:
            if self._over:
                return
            self._shown = Progress(*columns, console=Console(stderr=True), transient=True)
            self._shown.add_task(self._doing)
            self._shown.start()

    def hide(self) -> None:
        with self._lock:
            self._over = True
            if self._shown is not None:
                self._shown.stop()
