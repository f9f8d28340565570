"""Times a board paper in every format from a checked drop, beside its formats alone and imports.

Whole processes from outside, in turns; the least wall time of each counts. `imports` is what the
libraries take that draw and lay out: no paper can be quicker than that.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ENDINGS = (".docx", ".pdf", ".html", ".xlsx", ".ods", ".md")
IMPORTS = (
    "import matplotlib.backends.backend_svg, docx, gptables, odfdo, typst, jinja2, scipy.stats"
)
SAMPLE = Path(__file__).parent.parent / "sample_data" / "2007-01"


def main() -> None:
    """Check the drop, time every command in turns, print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--drop", type=Path, default=SAMPLE)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        check = ["check", str(arguments.drop), "--fail-on", "never", "-q", "-o"]
        subprocess.run([*eqmon(), *check, str(folder / "report.json")], check=True)
        times: dict[str, list[float]] = {}
        for _ in range(arguments.rounds + 1):
            for what, command in commands(folder).items():
                times.setdefault(what, []).append(seconds(command))
    report({what: min(taken[1:]) for what, taken in times.items()})


def eqmon() -> list[str]:
    """The command line of this environment."""
    return [sys.executable, "-m", "eqmon"]


def commands(folder: Path) -> dict[str, list[str]]:
    """Every command by name."""
    paper = [*eqmon(), "paper", str(folder / "report.json"), "-q"]
    each = {ending: [*paper, "-o", str(folder / f"alone{ending}")] for ending in ENDINGS}
    every = [part for ending in ENDINGS for part in ("-o", str(folder / f"paper{ending}"))]
    return {
        "all formats": [*paper, *every],
        **each,
        "imports": [sys.executable, "-c", IMPORTS],
    }


def seconds(command: list[str]) -> float:
    """Wall time of a whole process."""
    start = time.perf_counter()
    subprocess.run(command, check=True, stderr=subprocess.DEVNULL)
    return time.perf_counter() - start


def report(least: dict[str, float]) -> None:
    """Print each command's least time, and its ratio to the imports."""
    print("| command | least wall s | times the imports |\n|---|---|---|")
    for what, taken in least.items():
        print(f"| {what} | {taken:.2f} | {taken / least['imports']:.1f} |")


if __name__ == "__main__":
    main()
