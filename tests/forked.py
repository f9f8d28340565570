"""The command line in a child of this process: streams of its own, and no import to wait for.

What the interpreter does before eqmon starts is for the tests that start `python -m eqmon`.
"""

from __future__ import annotations

import os
import sys
import warnings
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

import pytest

import eqmon.expectations  # noqa: F401 - loaded here once, so that no child has to
from eqmon.__main__ import run

needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="a child is a fork of this process")
NOT_LEFT_BY_RUN = 70
"""The exit code of a child that eqmon did not end itself."""


def nothing() -> None:
    """Changes nothing."""


@dataclass(frozen=True)
class Child:
    """A running command line."""

    number: int

    def wait(self) -> int:
        """Its exit code, once it has ended; negative where a signal ended it."""
        _, status = os.waitpid(self.number, 0)
        return os.waitstatus_to_exitcode(status)


def start(
    *arguments: str,
    stdout: int,
    stderr: int,
    environment: Mapping[str, str],
    closed: Iterable[int] = (),
    before: Callable[[], None] = nothing,
) -> Child:
    """Start eqmon with these streams and with no other environment.

    `closed` are descriptors of this process that the child must not keep open, `before` is called
    in the child before eqmon starts.
    """
    with warnings.catch_warnings():
        # The child calls nothing that another thread of this process may hold.
        warnings.filterwarnings("ignore", "This process .* is multi-threaded", DeprecationWarning)
        number = os.fork()
    if number == 0:
        try:
            for descriptor in closed:
                os.close(descriptor)
            _take_streams(stdout, stderr)
            os.environ.clear()
            os.environ.update(environment)
            sys.argv = ["eqmon", *arguments]
            before()
            run()
        except SystemExit as left:  # Typer leaves so where a pipe is closed
            os._exit(left.code if isinstance(left.code, int) else 1)
        finally:
            os._exit(NOT_LEFT_BY_RUN)
    return Child(number)


def _take_streams(stdout: int, stderr: int) -> None:
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(stdout, 1)
    os.dup2(stderr, 2)
    sys.stdin = os.fdopen(0, encoding="utf-8")
    sys.stdout = os.fdopen(1, "w", encoding="utf-8")
    sys.stderr = os.fdopen(2, "w", encoding="utf-8", errors="backslashreplace", buffering=1)
