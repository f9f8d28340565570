"""Blocks are read as they are used, and never waited for without end."""

from __future__ import annotations

import io
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from eqmon.extract import parse, throttle
from eqmon.extract.declared import NOTHING
from eqmon.extract.open_table import open_table
from eqmon.extract.source import Source
from eqmon.extract.throttle import AHEAD, Throttled


class Counted(io.BytesIO):
    """Bytes that tell how often they were read."""

    reads = 0

    def read(self, size: int | None = -1) -> bytes:
        self.reads += 1
        return super().read(size)


def wait_for(reads: int, inner: Counted) -> None:
    until = time.monotonic() + 10
    while inner.reads < reads and time.monotonic() < until:
        time.sleep(0.001)
    time.sleep(0.02)


def test_a_piece_is_read_for_each_that_is_used() -> None:
    inner = Counted(b"x" * 20)
    pieces = Throttled(inner)
    pieces.begin()
    reading = threading.Thread(target=lambda: [pieces.read(1) for _ in range(AHEAD + 1)])
    reading.start()
    wait_for(AHEAD - 1, inner)
    assert inner.reads == AHEAD - 1  # beside the first batch
    pieces.used()
    wait_for(AHEAD, inner)
    assert inner.reads == AHEAD
    pieces.used()
    reading.join(10)
    assert inner.reads == AHEAD + 1


def test_before_the_first_batch_a_piece_is_waited_for_a_moment_only(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(throttle, "PATIENCE", 0.001)
    pieces = Throttled(io.BytesIO(b"x" * 20))
    assert b"".join(pieces.read(1) for _ in range(20)) == b"x" * 20


def test_a_reader_that_waits_is_let_go() -> None:
    inner = Counted(b"x" * 20)
    pieces = Throttled(inner)
    pieces.begin()
    reading = threading.Thread(target=lambda: [pieces.read(1) for _ in range(20)])
    reading.start()
    wait_for(AHEAD - 1, inner)
    assert reading.is_alive()
    pieces.let_go()
    reading.join(10)
    assert not reading.is_alive()
    assert pieces.read(1) == b""


def test_a_pass_may_end_before_the_file(tmp_path: Path) -> None:
    file = tmp_path / "extract.csv"
    file.write_bytes(b"A,B\n" + b"1,2\n" * 40_000)
    table = open_table(Source("x", path=file), known=lambda h: h in "AB", declared=NOTHING)
    batches = table.batches(coded=[0], text=[], block_size=4000, on_ragged=lambda _row: "skip")
    next(batches)
    batches.close()


@pytest.mark.parametrize("before", [0, 10])
def test_rows_that_give_no_record_are_read_past(
    before: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(throttle, "PATIENCE", 0.001)
    file = tmp_path / "extract.csv"
    file.write_bytes(b"A,B\n" + b"1,2\n" * before + b"1,2,3\n" * 9_000 + b"1,2\n" * 4000)
    table = open_table(Source("x", path=file), known=lambda h: h in "AB", declared=NOTHING)
    batches = table.batches(coded=[0], text=[], block_size=2000, on_ragged=lambda _row: "skip")
    assert sum(map(len, batches)) == before + 4000


def test_a_file_is_not_held_ahead_of_what_is_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reads: list[int] = []

    class Watched(Throttled):
        def read(self, size: int = -1) -> bytes:
            piece = super().read(size)
            reads.append(len(piece))
            return piece

    monkeypatch.setattr(parse, "Throttled", Watched)
    file = tmp_path / "extract.csv"
    file.write_bytes(b"A,B\n" + b"1,2\n" * 40_000)
    table = open_table(Source("x", path=file), known=lambda h: h in "AB", declared=NOTHING)
    batches = table.batches(coded=[0], text=[], block_size=4000, on_ragged=lambda _row: "skip")
    next(batches)
    time.sleep(0.05)
    held = len(reads)
    assert 1 + sum(map(len, batches)) > 39_000
    assert held <= AHEAD + 3


def test_a_pass_left_open_does_not_take_the_process_down(tmp_path: Path) -> None:
    file = tmp_path / "extract.csv"
    file.write_bytes(b"A,B\n" + b"1,2\n" * 400_000)
    left_open = """
import sys
from pathlib import Path
from eqmon.extract.declared import NOTHING
from eqmon.extract.open_table import open_table
from eqmon.extract.source import Source

table = open_table(Source("x", path=Path(sys.argv[1])), known=lambda h: True, declared=NOTHING)
batches = table.batches(coded=[0], text=[], block_size=4000, on_ragged=lambda row: "skip")
next(batches)
sys.exit(3)
"""
    command = [sys.executable, "-c", left_open, str(file)]
    assert subprocess.run(command, check=False).returncode == 3
