"""The report on stdout, all else on stderr, and a terminal's ways only for a terminal."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from command_line import run_command
from forked import needs_fork, nothing, start
from small_extracts import MONTH, gaps, write_extract

from eqmon import pipeline
from eqmon.cli import progress
from eqmon.report import WRITERS

needs_terminal = pytest.mark.skipif(os.name != "posix", reason="pseudo-terminals as POSIX has them")
ESCAPE = "\x1b"
Environment = dict[str, str]


@pytest.fixture(scope="session")
def extract(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_extract(tmp_path_factory.mktemp("streams") / "extract.csv", gaps(20))


@pytest.fixture
def environment() -> Environment:
    kept = ("PATH", "HOME", "SYSTEMROOT", "VIRTUAL_ENV", "PYTHONPATH")
    return {name: os.environ[name] for name in kept if name in os.environ}


def arguments(extract: Path, *more: str) -> list[str]:
    return ["check", str(extract), "--period", MONTH, *more]


def command(extract: Path, *more: str) -> list[str]:
    return [sys.executable, "-m", "eqmon", *arguments(extract, *more)]


def all_of(reading: int) -> bytes:
    with os.fdopen(reading, "rb") as pipe:
        return pipe.read()


def test_the_report_alone_is_on_stdout(extract: Path, tmp_path: Path) -> None:
    run = run_command(
        "check", extract, "--period", MONTH, "--format", "json", "-o", tmp_path / "a.csv"
    )
    assert run.out.startswith("{\n")
    assert run.out.endswith("}\n")
    assert run.err == f"eqmon: wrote {tmp_path / 'a.csv'}\n"


@needs_fork
@pytest.mark.parametrize("both", [False, True], ids=["stdout", "stdout and stderr"])
def test_a_reader_that_goes_away_is_no_error_to_speak_of(
    extract: Path, environment: Environment, both: bool
) -> None:
    (reading, out), (said, err) = os.pipe(), os.pipe()
    child = start(
        *arguments(extract, "--format", "json"),
        stdout=out,
        stderr=out if both else err,
        environment=environment,
        closed=(reading, said),
    )
    os.close(out)
    os.close(err)
    assert os.read(reading, 1) == b"{"
    os.close(reading)
    assert all_of(said) == b""
    assert child.wait() in (1, 2)  # 1 where all of it fitted into the pipe


@pytest.mark.usefixtures("judged_once")
@pytest.mark.parametrize(
    ("name", "variables"),
    [("terminal", {}), *((name, {"FORCE_COLOR": "1", "NO_COLOR": "1"}) for name in WRITERS)],
)
def test_a_pipe_gets_no_escape_codes(extract: Path, name: str, variables: Environment) -> None:
    run = run_command("check", extract, "--format", name, environment=variables)
    assert run.out
    assert ESCAPE not in run.out + run.err


@pytest.mark.usefixtures("judged_once")
@pytest.mark.parametrize("encoding", ["ascii", "cp437", "cp1252", "utf-8"])
def test_a_console_that_lacks_marks_gets_words(extract: Path, encoding: str) -> None:
    run = run_command("check", extract, "--period", MONTH, encoding=encoding)
    assert (run.code, run.err) == (1, "")
    assert "?" not in run.out, "a character that the console lacks was replaced"
    assert run.out.isascii() == (encoding != "utf-8")
    for name in set(WRITERS) - {"terminal"}:
        assert run_command("check", extract, "--format", name, encoding=encoding).code == 1


def test_a_console_of_pythons_choosing(extract: Path, environment: Environment) -> None:
    run = subprocess.run(
        command(extract),
        capture_output=True,
        check=False,
        env=environment | {"PYTHONIOENCODING": "cp437", "PYTHONUTF8": "0"},
    )
    assert (run.returncode, run.stderr) == (1, b"")
    assert run.stdout.isascii()
    assert b"STANDARD NOT MET" in run.stdout


Start = Callable[[int, int], Callable[[], int]]
"""Starts a run with these descriptors for stdout and stderr; gives what waits for its exit code."""


def as_command(words: list[str], environment: Environment) -> Start:
    return lambda out, err: subprocess.Popen(words, stdout=out, stderr=err, env=environment).wait


def as_child(
    words: list[str], environment: Environment, before: Callable[[], None] = nothing
) -> Start:
    def started(out: int, err: int) -> Callable[[], int]:
        child = start(*words, stdout=out, stderr=err, environment=environment, before=before)
        return child.wait

    return started


def on_terminal(run: Start, *, out_too: bool) -> tuple[str, str]:
    """What a run writes to its terminal (stderr, and stdout too where wanted), and to stdout."""
    import pty

    (ours, theirs), (reading, out) = pty.openpty(), os.pipe()
    wait = run(theirs if out_too else out, theirs)
    os.close(theirs)
    os.close(out)
    seen = b""
    while True:
        try:
            piece = os.read(ours, 1 << 16)
        except OSError:  # Linux says so when the other side is closed
            break
        if not piece:
            break
        seen += piece
    os.close(ours)
    printed = all_of(reading)
    assert wait() == 1
    return seen.decode(), printed.decode()


@needs_fork
@pytest.mark.parametrize(
    ("variables", "coloured"),
    [
        ({"TERM": "xterm"}, True),
        ({"TERM": "xterm", "NO_COLOR": "1"}, False),
        ({"TERM": "dumb"}, False),
    ],
    ids=str,
)
def test_colour_is_for_terminals_that_want_it(
    extract: Path, environment: Environment, variables: Environment, coloured: bool
) -> None:
    terminal = environment | variables | {"COLUMNS": "80"}
    run = as_child(arguments(extract, "--quiet"), terminal)
    seen, _ = on_terminal(run, out_too=True)
    assert "STANDARD NOT MET" in seen
    assert (ESCAPE in seen) is coloured


# Progress

DRIVER = """
import sys, time
from eqmon import worker
from eqmon.__main__ import run

if __name__ == "__main__":
    worker.LARGE, done, waited = 0, worker.Worker.done, []

    def slowly(self, patience):
        waited.append(time.monotonic())
        if waited[-1] < waited[0] + 2:
            time.sleep(min(patience, 0.1))
            return False
        return done(self, patience)

    worker.Worker.done = slowly
    run()
"""
"""The command line with a worker that takes at least two seconds."""


@needs_terminal
def test_progress_shows_after_a_second_and_leaves_the_report_alone(
    tmp_path: Path, extract: Path, environment: Environment
) -> None:
    (tmp_path / "driver.py").write_text(DRIVER)
    words = [sys.executable, str(tmp_path / "driver.py"), *arguments(extract, "--format", "csv")]
    run = as_command(words, environment | {"TERM": "xterm", "COLUMNS": "80"})
    seen, out = on_terminal(run, out_too=False)
    assert "reading: 40 records" in seen
    assert out.startswith("collection,")
    assert ESCAPE not in out


def slowly() -> None:
    """Let reading take longer than the patience with which progress is waited for."""
    take_in = pipeline.take_in

    def slow(*given: Any, **named: Any) -> Any:
        time.sleep(1)
        return take_in(*given, **named)

    progress.PATIENCE = 0.1
    pipeline.take_in = slow  # type: ignore[attr-defined]


SHOWN = [
    # what                     options        variables         a terminal  shown
    ("a small drop", (), {}, True, True),
    ("quiet", ("--quiet",), {}, True, False),
    ("in CI", (), {"CI": "true"}, True, False),
    ("not on a terminal", (), {}, False, False),
]


@needs_fork
@pytest.mark.parametrize(
    ("options", "variables", "terminal", "shown"),
    [pytest.param(*row[1:], id=row[0]) for row in SHOWN],
)
def test_progress_shows_where_somebody_wants_it(
    extract: Path,
    environment: Environment,
    options: tuple[str, ...],
    variables: Environment,
    terminal: bool,
    shown: bool,
) -> None:
    watched = environment | {"TERM": "xterm", "COLUMNS": "80"} | variables
    run = as_child(arguments(extract, "--format", "csv", *options), watched, slowly)
    if terminal:
        seen, _ = on_terminal(run, out_too=False)
    else:
        reading, err = os.pipe()
        with open(os.devnull, "wb") as nowhere:
            wait = run(nowhere.fileno(), err)
        os.close(err)
        seen = all_of(reading).decode()
        assert wait() == 1
    assert ("checking" in seen) is shown
    assert shown or seen == ""


def test_a_worker_that_dies_is_told_and_waited_for_by_nobody(
    tmp_path: Path, extract: Path, environment: Environment
) -> None:
    dying = (
        "import os\nfrom eqmon import worker\nfrom eqmon.__main__ import run\nworker.LARGE = 0\n"
    )
    dying += "if __name__ == '__main__':\n    run()\nelse:\n    os._exit(9)\n"
    (tmp_path / "driver.py").write_text(dying)
    arguments = [sys.executable, str(tmp_path / "driver.py"), *command(extract)[3:]]
    run = subprocess.run(
        arguments, capture_output=True, text=True, env=environment, check=False, timeout=120
    )
    assert (run.returncode, run.stdout) == (2, "")
    assert run.stderr.startswith("eqmon: reading: the process that reads the drop ended")
    assert len(run.stderr.splitlines()) == 1
