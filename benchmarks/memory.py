"""Measures how eqmon's peak memory grows with the records, and prints it as bytes a record.

Twice: of the process that reads (its resident set, told by itself: what grows, grows there), and
of the whole command (the proportional set size of all its processes, as `run.py` has it). Of the
command also chance grows: the longer it reads, the surer its peak falls into the import of Great
Expectations, which runs beside.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

from make_extract import KEYS
from run import HERE, MEBI, eqmon_check, run

SUITE = "domestic_violence"


def main() -> None:
    """Print the table, a line an extract."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=int, nargs=2, default=[1_000_000, 10_000_000])
    parser.add_argument("--rounds", type=int, default=1, help="the smallest peak of these counts")
    parser.add_argument("--key", choices=KEYS, nargs="*", default=list(KEYS))
    parser.add_argument("--ending", nargs="*", default=["csv", "parquet"])
    parser.add_argument("--without-command", action="store_true", help="read only")
    parser.add_argument("--read", type=Path, help="read this file, and print the bytes it took")
    arguments = parser.parse_args()
    if arguments.read is not None:
        print(read(arguments.read))
        return
    few, many = arguments.records
    heads = ("extract", "key", "process", f"MiB at {few:,}", f"MiB at {many:,}", "bytes a record")
    print(f"| {' | '.join(heads)} |\n|{'---|' * len(heads)}")
    for ending in arguments.ending:
        for key in arguments.key:
            pairs = zip(*(peaks(n, ending, key, arguments) for n in (few, many)), strict=True)
            for process, (least, most) in zip(("reading", "command"), pairs, strict=False):
                grown = (most - least) / (many - few)
                figures = f"{least / MEBI:.0f} | {most / MEBI:.0f} | {grown:.1f}"
                print(f"| {ending} | {key} | {process} | {figures} |", flush=True)


def peaks(records: int, ending: str, key: str, arguments: argparse.Namespace) -> list[int]:
    """Bytes at the peak of reading an extract of so many records, and of checking it."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / f"extract.{ending}"
        make = [sys.executable, str(HERE / "make_extract.py"), str(records), str(file)]
        subprocess.run([*make, "--key", key], check=True)
        reading = [sys.executable, __file__, "--read", str(file)]
        rounds = range(arguments.rounds)
        least = [min(int(subprocess.check_output(reading)) for _ in rounds)]
        if not arguments.without_command:
            least.append(min(run(eqmon_check(file))[1] for _ in rounds))
        return least


def read(file: Path) -> int:
    """Take the file in as a check does, and give the largest resident set of this process."""
    from eqmon.extract.declared import Declared
    from eqmon.extract.drop import find_drop
    from eqmon.intake import take_in
    from eqmon.rulebook.load import load_rulebook

    period = "2007-01"
    drop = find_drop([str(file)], period=period)
    take_in(drop, load_rulebook(), period=period, declared=Declared(suite=SUITE))
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss << 10


if __name__ == "__main__":
    main()
