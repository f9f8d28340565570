"""Progress on stderr: after a second, and only where somebody watches a terminal."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from eqmon.pipeline import Watch
    from eqmon.worker import Worker

PATIENCE = 1.0
"""Seconds after which a wait is worth a word."""


@contextmanager
def watching(*, quiet: bool) -> Iterator[Watch]:
    """A watch over a worker: silent when quiet, in CI, or where stderr is no terminal."""
    shown = sys.stderr.isatty() and not quiet and not os.environ.get("CI")
    started = time.monotonic()

    def silently(worker: Worker) -> None:
        while not worker.done(3600):
            pass

    def with_progress(worker: Worker) -> None:
        if worker.done(max(0.0, PATIENCE - (time.monotonic() - started))):
            return
        from rich.console import Console
        from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

        columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
        with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
            task = progress.add_task("reading")
            while not worker.done(0.1):
                progress.update(task, description=f"reading: {worker.records:,} records")

    yield with_progress if shown else silently
