"""Count which phase each unit has reached, independently of eqmon, as JSON.

    python sample_data/counted_phases.py sample_data/expected/2007-01.json

It starts from what count.py counted, and shares nothing with eqmon or rules/: the limits below are
written by hand from rules/README.md and the suites' pages, the interval from Wilson's formula.
Baseline: an extract came, every strand has a column, references and dates do not fail. Integrating:
no strand fails. Excelling: every strand passes, and nothing unexplained is above its limit.
"""

from __future__ import annotations

import json
import sys
from math import sqrt
from pathlib import Path
from typing import Any

Z = 1.959963984540054
FEWEST = 30
LIMITS = {
    "age": (0.02, 0.05),
    "disability": (0.10, 0.30),
    "ethnicity": (0.10, 0.25),
    "gender": (0.02, 0.05),
    "religion_belief": (0.20, 0.50),
    "sexual_orientation": (0.20, 0.50),
}
"""Of what is not obtained: above the first it passes no more, beyond chance above the second it
fails."""
UNEXPLAINED_ABOVE = 0.10
NOT_OBTAINED = ("blank", "not_recorded", "not_known", "not_asked", "default", "invalid")
ROWS = (
    ("keys", "blank", 0.01),
    ("keys", "records_with_a_repeated_key", 0.01),
    ("dates", "reported_on_unreadable", 0.02),
    ("dates", "reported_on_out_of_period", 0.05),
    ("dates", "recorded_before_reported", 0.02),
)
"""Where a unit's figures hold a fault of rows, and above which share of its records it fails."""
NOBODY = ("(unit blank)", "(unit not recognised)")
Unit = dict[str, Any]


def wilson_lower(count: int, of: int) -> float:
    """The lower end of Wilson's 95 % interval."""
    share = count / of
    middle = share + Z * Z / (2 * of)
    spread = Z * sqrt(share * (1 - share) / of + Z * Z / (4 * of * of))
    return (middle - spread) / (1 + Z * Z / of)


def strands_of(unit: Unit) -> list[tuple[bool, bool, bool]]:
    """Of each strand that can be judged: whether it fails, passes, and is explained."""
    judged = []
    for strand, (warns, fails) in LIMITS.items():
        counts = unit["applicable"].get(strand, {})
        of = sum(counts.values())
        if of < FEWEST and not counts.get("no_column"):
            continue
        absent = counts.get("no_column", 0)
        count = absent + sum(counts.get(word, 0) for word in NOT_OBTAINED)
        failing = absent == of or wilson_lower(count, of) > fails
        explained = counts.get("not_stated", 0) / of <= UNEXPLAINED_ABOVE
        judged.append((failing, count / of <= warns, explained))
    return judged


def phase_of(unit: Unit | None, *, nil_return: bool) -> tuple[str | None, int]:
    """The phase that a unit has reached, and how many of its strands could be judged."""
    if unit is None:
        return ("baseline" if nil_return else None), 0
    no_column = any("no_column" in counts for counts in unit["applicable"].values())
    rows_fail = any(
        unit.get(place, {}).get(fault, 0) / unit["records"] > limit for place, fault, limit in ROWS
    )
    judged = strands_of(unit)
    if no_column or rows_fail:
        return None, len(judged)
    if not judged or any(failing for failing, _, _ in judged):
        return "baseline", len(judged)
    if not all(passing and explained for _, passing, explained in judged):
        return "integrating", len(judged)
    return "excelling", len(judged)


def counted(figures: dict[str, Any]) -> dict[str, Any]:
    """Per collection: the phase of each unit, and how many came so far of those judged."""
    return {name: _collection(one) for name, one in figures["collections"].items()}


def _collection(collection: dict[str, Any]) -> dict[str, Any]:
    # A file that came twice counts once.
    collection = collection | collection.get("without_copies", {})
    units = {name: unit for name, unit in collection["units"].items() if name not in NOBODY}
    nil = {_unit_of(file) for file in collection.get("nil_returns", [])}
    found = {
        name: phase_of(units.get(name), nil_return=name.lower() in nil)
        for name in sorted({*units, *collection.get("units_without_records", [])})
    }
    reached = [phase for phase, _ in found.values()]
    return {
        "units": {name: phase for name, (phase, _) in found.items()},
        "baseline": [sum(phase is not None for phase in reached), len(found)],
        "integrating": [
            sum(phase in ("integrating", "excelling") for phase in reached),
            sum(judged > 0 for _, judged in found.values()),
        ],
        "excelling": [
            sum(phase == "excelling" for phase in reached),
            sum(judged > 0 for _, judged in found.values()),
        ],
    }


def _unit_of(file: str) -> str:
    """The borough that a file of one borough is named after."""
    return file.partition("-")[2].rpartition(".")[0].replace("-", " ")


if __name__ == "__main__":
    expected = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    print(json.dumps(counted(expected), indent=1, ensure_ascii=False))
