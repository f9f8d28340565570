"""The report on stdout, all else on stderr, and a terminal's ways only for a terminal."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from command_line import run_command
from small_extracts import MONTH, gaps, write_extract

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


def command(extract: Path, *more: str) -> list[str]:
    return [sys.executable, "-m", "eqmon", "check", str(extract), "--period", MONTH, *more]


def test_the_report_alone_is_on_stdout(extract: Path, tmp_path: Path) -> None:
    run = run_command(
        "check", extract, "--period", MONTH, "--format", "json", "-o", tmp_path / "a.csv"
    )
    assert run.out.startswith("{\n")
    assert run.out.endswith("}\n")
    assert run.err == f"eqmon: wrote {tmp_path / 'a.csv'}\n"


@pytest.mark.parametrize("both", [False, True], ids=["stdout", "stdout and stderr"])
def test_a_reader_that_goes_away_is_no_error_to_speak_of(
    extract: Path, environment: Environment, both: bool
) -> None:
    long = command(extract, "--format", "json")
    with subprocess.Popen(
        long,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT if both else subprocess.PIPE,
        env=environment,
    ) as process:
        assert process.stdout is not None
        process.stdout.readline()
        process.stdout.close()
        said = process.stderr.read() if process.stderr else b""
        process.wait(60)
    assert said == b""
    assert process.returncode in (1, 2)  # 1 where all of it fitted into the pipe


@pytest.mark.parametrize(
    ("name", "variables"),
    [("terminal", {}), *((name, {"FORCE_COLOR": "1", "NO_COLOR": "1"}) for name in WRITERS)],
)
def test_a_pipe_gets_no_escape_codes(extract: Path, name: str, variables: Environment) -> None:
    run = run_command("check", extract, "--format", name, environment=variables)
    assert run.out
    assert ESCAPE not in run.out + run.err


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


def on_terminal(
    arguments: list[str], environment: Environment, *, out_too: bool
) -> tuple[str, str]:
    """What a run writes to its terminal (stderr, and stdout too where wanted), and to stdout."""
    import pty

    ours, theirs = pty.openpty()
    stdout = theirs if out_too else subprocess.PIPE
    seen = b""
    with subprocess.Popen(arguments, stdout=stdout, stderr=theirs, env=environment) as process:
        os.close(theirs)
        while True:
            try:
                piece = os.read(ours, 1 << 16)
            except OSError:  # Linux says so when the other side is closed
                break
            if not piece:
                break
            seen += piece
        out = process.stdout.read() if process.stdout else b""
    os.close(ours)
    assert process.returncode == 1
    return seen.decode(), out.decode()


@needs_terminal
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
    arguments = command(extract, "--quiet")
    seen, _ = on_terminal(arguments, environment | variables | {"COLUMNS": "80"}, out_too=True)
    assert "STANDARD NOT MET" in seen
    assert (ESCAPE in seen) is coloured


# Progress

DRIVER = """
import sys, time
from eqmon import pipeline, worker
from eqmon.__main__ import run

if __name__ == "__main__":
    worker.LARGE, seconds = int(sys.argv.pop(1)), float(sys.argv.pop(1))
    take_in, done, waited = pipeline.take_in, worker.Worker.done, []

    def slowly_here(*given, **named):
        time.sleep(seconds)
        return take_in(*given, **named)

    def slowly(self, patience):
        waited.append(time.monotonic())
        if waited[-1] < waited[0] + seconds:
            time.sleep(min(patience, 0.1))
            return False
        return done(self, patience)

    pipeline.take_in, worker.Worker.done = slowly_here, slowly
    run()
"""
"""The command line whose reading, here or in a worker, takes at least so many seconds."""


@pytest.fixture
def slow(tmp_path: Path, extract: Path) -> Callable[..., list[str]]:
    def slow(*more: str, large: int = 0, seconds: float = 2) -> list[str]:
        (tmp_path / "driver.py").write_text(DRIVER)
        driver = [sys.executable, str(tmp_path / "driver.py"), str(large), str(seconds)]
        return [*driver, *command(extract, *more)[3:]]

    return slow


@needs_terminal
def test_progress_shows_after_a_second_and_leaves_the_report_alone(
    slow: Callable[..., list[str]], environment: Environment
) -> None:
    terminal = environment | {"TERM": "xterm", "COLUMNS": "80"}
    seen, out = on_terminal(slow("--format", "csv"), terminal, out_too=False)
    assert "reading: 40 records" in seen
    assert out.startswith("collection,")
    assert ESCAPE not in out


@needs_terminal
@pytest.mark.parametrize(
    ("options", "variables"), [(("--quiet",), {}), ((), {"CI": "true"})], ids=["quiet", "CI"]
)
def test_no_progress_where_nobody_wants_it(
    slow: Callable[..., list[str]],
    environment: Environment,
    options: tuple[str],
    variables: Environment,
) -> None:
    terminal = environment | {"TERM": "xterm", "COLUMNS": "80"} | variables
    seen, _ = on_terminal(slow("--format", "csv", *options), terminal, out_too=False)
    assert seen == ""


def test_no_progress_where_stderr_is_no_terminal(
    slow: Callable[..., list[str]], environment: Environment
) -> None:
    run = subprocess.run(slow("--format", "csv"), capture_output=True, env=environment, check=False)
    assert (run.returncode, run.stderr) == (1, b"")


@needs_terminal
def test_a_small_drop_shows_progress_too(
    slow: Callable[..., list[str]], environment: Environment
) -> None:
    terminal = environment | {"TERM": "xterm", "COLUMNS": "80"}
    seen, _ = on_terminal(slow("--format", "csv", large=1 << 40), terminal, out_too=False)
    assert "checking" in seen


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
