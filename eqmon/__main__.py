"""The entry point: the one place where an exception becomes an exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

import typer
from typer.exceptions import TyperException

from eqmon.cli import app, shells
from eqmon.cli.exits import ExitCode
from eqmon.errors import EqmonError

INTERRUPTED = 130
"""What Typer makes of Ctrl-C."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; gives its exit code."""
    try:
        shells.get_ready()
        code = app(args=arguments, standalone_mode=False, complete_var=shells.ASKED_BY)
        sys.stdout.flush()
    except EqmonError as error:
        return _could_not_run(str(error))
    except TyperException as error:
        return _could_not_run(f"{error.format_message()} Try --help.")
    except (KeyboardInterrupt, typer.Abort):
        code = INTERRUPTED
    except BrokenPipeError:
        _write_no_more()  # whoever read our output has gone: nothing can be said to them
        return ExitCode.COULD_NOT_RUN
    except Exception as error:  # noqa: BLE001 - its message may hold a cell: only its kind is told
        from eqmon.worker import crashed

        return _could_not_run(str(crashed(error)))
    if code == INTERRUPTED:
        return _could_not_run("interrupted; nothing was left half written.")
    return int(code or 0)


def run() -> None:
    """Run and leave at once: taking down what was imported would cost half a second.

    Everything is written and flushed by then, and a worker has been joined.
    """
    code = main()
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except OSError:
        code = ExitCode.COULD_NOT_RUN
    os._exit(code)


def _write_no_more() -> None:
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        os.dup2(nowhere, stream.fileno())


def _could_not_run(message: str) -> int:
    sys.stderr.write(f"eqmon: {message}\n")
    return ExitCode.COULD_NOT_RUN


if __name__ == "__main__":
    run()
