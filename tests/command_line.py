"""The command line run in this process: one import of Great Expectations serves all tests."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from eqmon.__main__ import main

UNSET = ("EQMON_FORMAT", "GITHUB_STEP_SUMMARY", "CI", "FORCE_COLOR", "TERM")
"""What a developer's or a CI service's environment may hold and would change a report."""


@dataclass(frozen=True)
class Run:
    """What a run of the command line came to."""

    code: int
    out: str
    err: str


def run_command(
    *arguments: str | Path,
    stdin: bytes = b"",
    encoding: str = "utf-8",
    environment: dict[str, str] | None = None,
) -> Run:
    """Run eqmon as a pipe of 80 columns would see it."""
    with _streams(stdin, encoding) as (out, err), _plain_environment(environment or {}):
        code = main([str(argument) for argument in arguments])
        sys.stdout.flush()
        sys.stderr.flush()
        return Run(code, out.getvalue().decode(encoding), err.getvalue().decode(encoding))


def json_of(path: Path) -> dict[str, Any]:
    """A report.json as plain Python."""
    report: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return report


def assert_one_clear_error(run: Run, *words: str) -> None:
    """One error on stderr, exit code 2, nothing on stdout, and no traceback."""
    assert run.code == 2
    assert run.out == ""
    assert run.err.startswith("eqmon: ")
    assert run.err.count("eqmon: ") == 1
    assert "Traceback" not in run.err
    assert "unexpected" not in run.err
    for word in words:
        assert word in run.err


@contextmanager
def _streams(stdin: bytes, encoding: str) -> Iterator[tuple[io.BytesIO, io.BytesIO]]:
    out, err = io.BytesIO(), io.BytesIO()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        patch.setattr(sys, "stdout", io.TextIOWrapper(out, encoding, newline=""))
        errors = io.TextIOWrapper(err, encoding, errors="backslashreplace", newline="")
        patch.setattr(sys, "stderr", errors)
        yield out, err


@contextmanager
def _plain_environment(environment: dict[str, str]) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        for name in UNSET:
            patch.delenv(name, raising=False)
        for name, value in {"COLUMNS": "80", "NO_COLOR": "1", **environment}.items():
            patch.setenv(name, value)
        yield
