"""Progress of work in this process, on stderr: after a second, where somebody watches."""

from __future__ import annotations

import os
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager

from eqmon.cli.progress import PATIENCE


@contextmanager
def counting(*, quiet: bool) -> Iterator[Callable[[str, int], None]]:
    """Is told what is being done and of how many more records: silent when quiet or in CI."""
    if not sys.stderr.isatty() or quiet or os.environ.get("CI"):
        yield lambda _doing, _records: None
        return
    started = time.monotonic()
    done: Counter[str] = Counter()
    with ExitStack() as stack:
        show: list[Callable[[str], None]] = []

        def told(doing: str, records: int) -> None:
            done[doing] += records
            if not show and time.monotonic() - started > PATIENCE:
                show.append(_shown(stack))
            for update in show:
                update(f"{doing}: {done[doing]:,} records")

        yield told


def _shown(stack: ExitStack) -> Callable[[str], None]:
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    progress = stack.enter_context(Progress(*columns, console=Console(stderr=True), transient=True))
    task = progress.add_task("")
    return lambda text: progress.update(task, description=text)
