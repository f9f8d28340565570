"""Times eqmon against others on the same generated file, turn by turn, and prints ratios.

Whole processes from outside, the minimum of several warm runs: the least disturbed by whatever
else the machine does. Memory is the peak of the proportional set size of a process and its
children (Linux), so that pages they share count once.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).parent
MEBI = 1 << 20


@dataclass
class Runs:
    """What was measured of one command."""

    seconds: list[float] = field(default_factory=list)
    peak: int = 0
    """Bytes."""


def main() -> None:
    """Generate the extract, run everything in turns, print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--without", nargs="*", default=[], help="rivals to leave out")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "extract.csv"
        for made in (file, file.with_suffix(".parquet")):
            make = [sys.executable, str(HERE / "make_extract.py"), str(arguments.records), made]
            subprocess.run(make, check=True)
        report(
            measure(commands(file, arguments.without), arguments.rounds), file, arguments.records
        )


def commands(file: Path, without: list[str]) -> dict[str, list[str]]:
    """Every command by name; eqmon does all of its job and writes its whole report."""
    rivals = ("gx-import", "polars", "duckdb", "gx-row-conditions")
    every = {
        "eqmon": eqmon_check(file),
        "eqmon-parquet": eqmon_check(file.with_suffix(".parquet")),
        **{n: [sys.executable, str(HERE / "rivals.py"), n, str(file)] for n in rivals},
    }
    return {name: command for name, command in every.items() if name not in without}


def eqmon_check(file: Path) -> list[str]:
    """The command that checks the file and writes its whole report."""
    eqmon = [sys.executable, "-m", "eqmon", "check", str(file), "--suite", "domestic_violence"]
    return [*eqmon, "--fail-on", "never", "-q", "-o", str(file.with_suffix(".json"))]


def measure(what: dict[str, list[str]], rounds: int) -> dict[str, Runs]:
    """Each command in turn, `rounds` times after one warm-up; the slowest rival only twice."""
    measured = {name: Runs() for name in what}
    for turn in range(rounds + 1):
        for name, command in what.items():
            if name == "gx-row-conditions" and turn not in (1, 2):
                continue
            seconds, peak = run(command)
            if turn:
                measured[name].seconds.append(seconds)
            measured[name].peak = max(measured[name].peak, peak)
    return measured


def run(command: list[str]) -> tuple[float, int]:
    """Wall seconds and peak bytes of one run."""
    started = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        peak = [0]
        done = threading.Event()
        watch = threading.Thread(target=_watch, args=(process.pid, peak, done))
        watch.start()
        process.communicate()
        seconds = time.perf_counter() - started
        done.set()
        watch.join()
    if process.returncode:
        raise SystemExit(f"{command} ended with {process.returncode}")
    return seconds, peak[0]


def _watch(process: int, peak: list[int], done: threading.Event) -> None:
    while not done.wait(0.05):
        peak[0] = max(peak[0], _shared_out(process))


def _shared_out(process: int) -> int:
    """Proportional set size of a process and its children in bytes; 0 where there is no /proc."""
    total = 0
    try:
        rollup = Path(f"/proc/{process}/smaps_rollup").read_text()
        total += next(int(li.split()[1]) << 10 for li in rollup.splitlines() if "Pss:" in li)
        for task in Path(f"/proc/{process}/task").iterdir():
            children = (task / "children").read_text().split()
            total += sum(_shared_out(int(child)) for child in children)
    except (OSError, StopIteration):
        return total
    return total


def report(measured: dict[str, Runs], file: Path, records: int) -> None:
    """The table: minimum seconds, peak memory, and ratios to eqmon's time beyond GX's import."""
    least = {name: min(runs.seconds) for name, runs in measured.items() if runs.seconds}
    beyond = least["eqmon"] - least.get("gx-import", 0)
    print(f"{records:,} records, {file.stat().st_size / MEBI:.0f} MiB\n")
    heads = ("command", "least wall s", "runs", "peak PSS MiB", "eqmon / it", "beyond import / it")
    print(f"| {' | '.join(heads)} |\n|{'---|' * len(heads)}")
    for name, seconds in least.items():
        runs = measured[name]
        print(
            f"| {name} | {seconds:.2f} | {len(runs.seconds)} | {runs.peak / MEBI:.0f} "
            f"| {least['eqmon'] / seconds:.2f} | {beyond / seconds:.2f} |"
        )


if __name__ == "__main__":
    main()
