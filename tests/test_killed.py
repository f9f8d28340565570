"""A run that is killed, at any moment, leaves the old reports or the new ones, and never half."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from command_line import run_command
from small_extracts import MONTH, gaps, write_extract

from eqmon.report import WRITERS

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not hasattr(os, "fork"), reason="a killed child is a fork of this process"),
]

NAMES = [f"report{writer.ending}" for writer in WRITERS.values() if writer.ending]
WHILE_RUNNING = 30
"""Moments spread over the whole of a run."""
WHILE_WRITING = 3
"""Moments of each step of each file's writing: 2 steps of every file."""
OF_THE_COMMAND = 6
"""Moments of the true command line, from its first import on."""


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[str], dict[str, bytes]]:
    """The arguments of a run that writes every format, and what it writes."""
    extract = write_extract(tmp_path_factory.mktemp("killed") / "extract.csv", gaps(20))
    folder = tmp_path_factory.mktemp("whole")
    arguments = ["check", str(extract), "--period", MONTH, "-q"]
    assert run_command(*arguments, *outputs(folder)).code == 1
    return arguments, read(folder)


@pytest.fixture
def target(tmp_path: Path) -> Path:
    """A folder of old reports."""
    for name in NAMES:
        (tmp_path / name).write_bytes(b"old")
    return tmp_path


def outputs(folder: Path) -> list[str]:
    return [argument for name in NAMES for argument in ("-o", str(folder / name))]


def read(folder: Path) -> dict[str, bytes]:
    return {name: (folder / name).read_bytes() for name in NAMES}


def assert_whole(folder: Path, new: dict[str, bytes]) -> None:
    for name, data in read(folder).items():
        assert data in (b"old", new[name]), f"{name} is half written"


def assert_nothing_is_left_after(arguments: list[str], folder: Path, new: dict[str, bytes]) -> None:
    assert run_command(*arguments, *outputs(folder)).code == 1
    assert read(folder) == new
    assert sorted(path.name for path in folder.iterdir()) == sorted(NAMES)


def forked(work: Callable[[], object]) -> int:
    """Do the work in a child that has all that this process has imported; gives its number."""
    child = os.fork()
    if child == 0:
        try:
            work()
        finally:
            os._exit(0)
    return child


def kill(child: int) -> bool:
    """Kill the child; whether it was still at work."""
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


@pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning")
def test_at_moments_spread_over_a_run(
    run: tuple[list[str], dict[str, bytes]], target: Path
) -> None:
    arguments, new = run

    def work() -> None:
        run_command(*arguments, *outputs(target))

    started = time.monotonic()
    os.waitpid(forked(work), 0)
    length = time.monotonic() - started
    assert read(target) == new
    killed = 0
    for moment in range(WHILE_RUNNING):
        for name in NAMES:
            (target / name).write_bytes(b"old")
        child = forked(work)
        time.sleep(length * moment / WHILE_RUNNING)
        killed += kill(child)
        assert_whole(target, new)
    assert killed >= WHILE_RUNNING // 2
    assert_nothing_is_left_after(arguments, target, new)


@pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning")
def test_while_it_writes(
    run: tuple[list[str], dict[str, bytes]], target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At every fsync and every rename, each of them slowed: before, amid and about after it."""
    arguments, new = run
    reading, writing = os.pipe()

    def told(step: Callable[..., object]) -> Callable[..., object]:
        def slowly(*arguments: object) -> object:
            os.write(writing, b".")
            time.sleep(0.02)
            return step(*arguments)

        return slowly

    def work() -> None:
        os.fsync, os.replace = told(os.fsync), told(os.replace)  # type: ignore[assignment]
        deliver()

    deliver = delivery_of(arguments, target, monkeypatch)
    killed = seen_old = seen_new = 0
    for step in range(2 * len(NAMES)):
        for late in range(WHILE_WRITING):
            for name in NAMES:
                (target / name).write_bytes(b"old")
            child = forked(work)
            for _ in range(step + 1):
                assert os.read(reading, 1) == b"."
            time.sleep(0.012 * late)
            killed += kill(child)
            os.set_blocking(reading, False)
            while drained(reading):
                pass
            os.set_blocking(reading, True)
            assert_whole(target, new)
            found = list(read(target).values())
            seen_old += found.count(b"old")
            seen_new += len(found) - found.count(b"old")
    assert killed >= 2 * len(NAMES) * (WHILE_WRITING - 1)
    assert min(seen_old, seen_new) > len(NAMES)
    assert_nothing_is_left_after(arguments, target, new)


def drained(reading: int) -> bool:
    try:
        return bool(os.read(reading, 100))
    except BlockingIOError:
        return False


def delivery_of(
    arguments: list[str], target: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[[], object]:
    """The run's last part: everything is judged, and nothing is written yet."""
    from eqmon.cli import deliver as module

    kept: list[Callable[[], object]] = []
    deliver = module.deliver
    with monkeypatch.context() as patch:
        patch.setattr(module, "deliver", lambda *given: kept.append(lambda: deliver(*given)))
        run_command(*arguments, *outputs(target))
    return kept[0]


def test_the_true_command_line(run: tuple[list[str], dict[str, bytes]], target: Path) -> None:
    arguments, new = run
    command = [sys.executable, "-m", "eqmon", *arguments, *outputs(target)]
    started = time.monotonic()
    subprocess.run(command, check=False)
    length = time.monotonic() - started
    assert read(target) == new
    for name in NAMES:
        (target / name).write_bytes(b"old")
    for moment in range(OF_THE_COMMAND):
        with subprocess.Popen(command) as process:
            time.sleep(length * (moment + 1) / (OF_THE_COMMAND + 1))
            process.kill()
        assert_whole(target, new)
    assert_nothing_is_left_after(arguments, target, new)
