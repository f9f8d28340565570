"""The shipped rulebook, read once for all tests of a process; imported before it is asked for.

Reading it takes a fifth of a run, hundreds of runs are made here, and it is frozen. A rulebook of
one's own is read anew each time, with the shipped one below it.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from eqmon.rulebook import load

read = load.load_rulebook


@cache
def shipped() -> load.Rulebook:
    return read()


def load_rulebook(directory: Path | None = None) -> load.Rulebook:
    return shipped() if directory is None else read(directory)


load.load_rulebook = load_rulebook
