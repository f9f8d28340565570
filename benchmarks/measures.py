"""Times taking an extract in with its measures, and without: what the papers' questions cost.

The extract has every field of domestic violence: the sample's February, over and over, with
references of its own. Each is a process of its own, in turns; processor seconds of taking in alone
count, imports left out, and of each the least.
"""

from __future__ import annotations

import argparse
import csv
import subprocess
import sys
import tempfile
from pathlib import Path

SAMPLE = Path(__file__).parent.parent / "sample_data" / "2007-02" / "dv-all-boroughs.csv"
OWN = ("crime_ref", "cad_ref", "victim_id", "accused_id", "arrested_ids", "f124d_ref")
"""Columns whose references each copy has anew."""
TAKE_IN = """
import dataclasses, sys, time
import pandas, pyarrow.csv, pyarrow.compute
from eqmon.extract.declared import Declared
from eqmon.extract.drop import find_drop
from eqmon.intake import take_in
from eqmon.rulebook.load import load_rulebook
book = load_rulebook()
if sys.argv[2] == "without measures":
    book = dataclasses.replace(book, measures={})
start = time.process_time()
take_in(find_drop([sys.argv[1]]), book, period="2007-02", declared=Declared())
print(time.process_time() - start)
"""


def main() -> None:
    """Write the extract, take it in both ways in turns, print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=int, default=200_000)
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        extract = Path(folder) / "extract.csv"
        records = written(extract, arguments.records)
        times: dict[str, list[float]] = {"without measures": [], "with measures": []}
        for _ in range(arguments.rounds):
            for what, taken in times.items():
                taken.append(seconds(extract, what))
    least = {what: min(taken) for what, taken in times.items()}
    print(f"{records:,} records\n\n| taking in | least processor s | ratio |\n|---|---|---|")
    for what, taken in least.items():
        print(f"| {what} | {taken:.2f} | {taken / least['without measures']:.2f} |")


def written(path: Path, at_least: int) -> int:
    """Write so many records or a few more; gives how many."""
    with SAMPLE.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    copies = -(-at_least // len(rows))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        for copy in range(copies):
            for row in rows:
                own = {name: renamed(row[name], copy) for name in OWN}
                writer.writerow(row | own)
    return copies * len(rows)


def renamed(references: str, copy: int) -> str:
    """The references of one cell as one copy has them."""
    return ";".join(f"{one}-{copy}" for one in references.split(";") if one)


def seconds(extract: Path, what: str) -> float:
    """Processor seconds of taking it in."""
    command = [sys.executable, "-c", TAKE_IN, str(extract), what]
    return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


if __name__ == "__main__":
    main()
