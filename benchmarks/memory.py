"""Measures how eqmon's peak memory grows with the records, and prints it as bytes a record.

Peaks are those of `run.py`: the proportional set size of the process and its children, so of the
whole command with Great Expectations in it. What it needs whatever it reads cancels out.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

from make_extract import KEYS
from run import HERE, MEBI, eqmon_check, run


def main() -> None:
    """Print the table, a line an extract."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=int, nargs=2, default=[1_000_000, 10_000_000])
    parser.add_argument("--rounds", type=int, default=2, help="the smallest peak of these counts")
    parser.add_argument("--key", choices=KEYS, nargs="*", default=list(KEYS))
    parser.add_argument("--ending", nargs="*", default=["csv", "parquet"])
    arguments = parser.parse_args()
    few, many = arguments.records
    heads = ("extract", "key", f"MiB at {few:,}", f"MiB at {many:,}", "bytes a record")
    print(f"| {' | '.join(heads)} |\n|{'---|' * len(heads)}")
    for ending in arguments.ending:
        for key in arguments.key:
            least, most = (peak(n, ending, key, arguments.rounds) for n in (few, many))
            grown = (most - least) / (many - few)
            figures = f"{least / MEBI:.0f} | {most / MEBI:.0f} | {grown:.1f}"
            print(f"| {ending} | {key} | {figures} |", flush=True)


def peak(records: int, ending: str, key: str, rounds: int) -> int:
    """Bytes at the peak of checking an extract of so many records."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / f"extract.{ending}"
        make = [sys.executable, str(HERE / "make_extract.py"), str(records), str(file)]
        subprocess.run([*make, "--key", key], check=True)
        return min(run(eqmon_check(file))[1] for _ in range(rounds))


if __name__ == "__main__":
    main()
